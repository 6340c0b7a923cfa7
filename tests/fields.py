"""Every field of words of the small project, and where a word put into one of them is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mutant_walk import Shared, assets, loaded
from mutants import KeyPath, valid
from travaux.diagnostics import Diagnostic, Faults
from travaux.load.yaml import parse
from travaux.model.stages import Request
from travaux.model.tree import Mode, Settled
from travaux.pipeline import refer, settle_as
from travaux.render.api import renderers

MARK = "QXZV"
FORMS = {
    "a word": "{0} {1}",
    "another paragraph": "{0}\n\n{1} ends.",
    "another paragraph first": "{1} begins.\n\n{0}",
    "a line": "{0}\n{1} ends.",
    "a number": "1. {1} {0}",
    "a number, then words": "1. One.\n\n{1} {0}",
    "a higher number": "7. {1} {0}",
    "a letter": "a. {1} {0}",
    "a letter in brackets": "(a) {1} {0}",
    "a roman number": "i. {1} {0}",
    "a label at the end": "{0}\n2. {1}",
    "a point at the end": "{0}\n   a. {1}",
    "points at the end": "{0}\n   a. One;\n   b. {1}.",
    "a point with words after it": "{0}\n   a. One.\n\n{1}",
    "deep points": "{0}\n   a. One\n      i. Two\n         1. {1}",
    "a provision, then a paragraph": "{0}\n\n2. Two.\n\n{1}",
    "emphasis": "{0} *{1}*",
    "a bracket": "{0} [{1}]",
    "a term": "{0} [{1}](term:flood)",
    "a definition": "{0} [{1}](def:flood)",
    "quotation marks": "{0} “{1} “x””",
}
"""What a field may be made to say, beside its own words."""
CHOICES: tuple[dict[str, str], ...] = (
    {},
    {"rule-records": "long", "duty-to-warn": "as-soon-as-known", "false-warnings": "withholding", "def-flood": "plain"},
)
"""What is chosen in the text that has rival options: nothing, or one of each."""
PRINTED: tuple[Mode, ...] = ("margin", "notes", "report", "none")


def fields() -> Iterator[tuple[str, KeyPath, str]]:
    """Every scalar of every file of the project: the file, the path of keys, the words."""
    for path in sorted(valid()):
        if not path.startswith("templates/styles/"):
            yield from ((path, at, words) for at, words in _scalars(parse(valid()[path], path)[0], ()))


def _scalars(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
        return
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _scalars(each, (*at, key))


def put(path: str, at: KeyPath, words: str) -> dict[str, bytes]:
    """The files of the project with other words in one field."""
    value = parse(valid()[path], path)[0]
    place = value
    for key in at[:-1]:
        place = place[key]
    place[at[-1]] = words
    return {**valid(), path: json.dumps(value, ensure_ascii=False, indent=1).encode()}


def printed(files: dict[str, bytes]) -> tuple[set[str], list[Diagnostic]]:
    """Where the mark is printed (text and mode, tables and packs), and what is told."""
    library, found = loaded(files)
    out: set[str] = set()
    told = [*found]
    if library is None:
        return out, told
    reader = Shared(library.texts)
    for name in library.instruments:
        for variants in CHOICES if name == "lake-protocol" else ({},):
            try:
                referred = refer(library, Request(name, variants=variants), None, reader)
            except Faults as faults:
                told += faults.found
                continue
            told += referred.found
            for mode in (*PRINTED[: 3 if referred.numbered.draft.selection.options else 4], *_table(name)):
                settled = settle_as(referred, mode)
                told += settled.found
                if _has(settled):
                    out.add(f"{name} {mode}")
    return out, told


def _table(name: str) -> tuple[Mode, ...]:
    return ("table",) if name == "lake-amending" else ()


def _has(settled: Settled) -> bool:
    return MARK.encode() in renderers()["txt"].render(settled, assets())
