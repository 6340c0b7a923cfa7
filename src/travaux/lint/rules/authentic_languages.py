"""L544: authentic languages that are not those of the house style or of the depositary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Para
from travaux.model.walk import inlines, plain

_LANGUAGES = ("Arabic", "Chinese", "English", "French", "German", "Italian", "Portuguese", "Russian", "Spanish")
_LANGUAGE = re.compile(rf"\b(?:{'|'.join(_LANGUAGES)})\b")
_AUTHENTIC = re.compile(r"\bauthentic\b")


@rule(
    "L544",
    "authentic-languages",
    Severity.WARNING,
    over="text",
    hint="use the house style of the organisation with which the text is deposited, or leave languages to its formula",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """The authentic languages are not those in which the depositary's organisation makes its treaties.

    The Council of Europe makes its treaties in English and in French, the United Nations in six languages. The
    house style's closing formula names them, and follows the parent of a protocol; a clause that names languages as
    well can contradict it, and a treaty with two lists of authentic texts has none. The sentence is looked for in
    the formula and in every clause.

    Example: `Done in English and Spanish, both texts being equally authentic.` in a text of the Council of Europe.

    Instead: no sentence on languages in a clause; the formula has it.
    """
    facts = ground.facts(text)
    if facts.pending:
        return
    recorded = facts.parent.authentic if facts.parent else ()
    wanted = set(recorded) or set(facts.selection.style.authentic)
    if not wanted:
        return
    for block in facts.blocks:
        words = plain(inlines(block)) if isinstance(block, Para) else ""
        named = set(_LANGUAGE.findall(words)) if _AUTHENTIC.search(words) else set()
        if named and named != wanted:
            whose = "the treaty it belongs to" if recorded else "its house style"
            message = f"“{facts.instrument.id}” is authentic in {_listed(named)}, {whose} in {_listed(wanted)}"
            yield Finding(block.origin.span or ground.span(facts.instrument.path, ("style",)), message)


def _listed(languages: set[str]) -> str:
    every = sorted(languages)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else every[0]
