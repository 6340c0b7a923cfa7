"""What an operand names: `CLAUSE:VARIANT`, `CLAUSE`, `INSTRUMENT`, each with `@REVISION` or without, or a file."""

from __future__ import annotations

import os
from dataclasses import dataclass

TEXTS = (".md", ".markdown", ".txt", ".text")
"""The endings of the files that are read."""
XML = (".xml", ".akn")
"""The endings of the files that are read as Akoma Ntoso."""
WORD = (".docx", ".docm", ".dotx", ".dotm")
"""The endings of the files that are read as documents of a word processor, every tracked change accepted."""
OTHERS = (
    ".doc", ".odt", ".rtf", ".pdf", ".htm", ".html", ".epub", ".pages", ".json", ".yaml",
    ".yml", ".csv", ".zip",
)  # fmt: skip
"""Endings of files that hold a text in another form than its characters."""


class Misuse(ValueError):
    """What was asked for makes no sense, whatever the files hold; the words say why and what to ask for instead."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One side as asked for: `given` as typed, its name, variant and revision; `path` where it is a file."""

    given: str
    name: str
    variant: str = ""
    revision: str = ""
    path: str = ""


def operand(given: str) -> Operand:
    """What an operand names; a file that exists wins. Raises `Misuse` for what can name nothing.

    Whether there is such a clause or instrument is not asked here.
    """
    if not given.strip():
        raise Misuse("An operand is empty: name a clause, an instrument or a file.")
    if os.path.exists(given) and not os.path.isdir(given):
        return Operand(given, given, path=_readable(given))
    name, at, revision = given.partition("@")
    if at and not revision:
        raise Misuse(f"'{given}': a revision should follow the @, such as HEAD~1, a branch or a tag.")
    if _is_path(name):
        return Operand(given, name, revision=revision, path=_missing(given, name, revision))
    name, colon, variant = name.partition(":")
    if not name or (colon and not variant):
        raise Misuse(f"'{given}': write CLAUSE:VARIANT, CLAUSE, an instrument's id, or the path of a file.")
    return Operand(given, name, variant, revision)


def _is_path(name: str) -> bool:
    """Whether a name can only be that of a file: ids have no dots and no slashes."""
    return os.sep in name or "/" in name or "." in name


def _missing(given: str, name: str, revision: str) -> str:
    """The path of a file that may have been there at a revision; without one, that it is not there is misuse."""
    if os.path.isdir(name):
        raise Misuse(f"'{given}' is a folder; compare files, instruments or clauses. -C DIR names a project's folder.")
    if not revision:
        raise Misuse(f"There is no file '{given}'.")
    return _readable(name)


def _readable(path: str) -> str:
    """The path, if a file of that name can be a text."""
    ending = os.path.splitext(path)[1].lower()
    if ending in OTHERS:
        raise Misuse(
            f"'{path}': {ending} files are not read. Save the text as {TEXTS[0]} (Markdown), {TEXTS[2]} (plain text), "
            f"{WORD[0]} (Word) or {XML[0]} (Akoma Ntoso)."
        )
    return path


def is_markdown(path: str) -> bool:
    """Whether a file of that name is read as Markdown; every other is plain text."""
    return os.path.splitext(path)[1].lower() in TEXTS[:2]


def is_xml(path: str) -> bool:
    """Whether a file of that name is read as Akoma Ntoso."""
    return os.path.splitext(path)[1].lower() in XML


def is_word(path: str) -> bool:
    """Whether a file of that name is read as a document of a word processor."""
    return os.path.splitext(path)[1].lower() in WORD
