"""How to read the pack: what each section holds, and what the marks and signs mean."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model.marks import key_to_marks
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Change, Origin, Para, Ref, Text
from travaux.pack import telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing

MARKS = "What was not verified against a text bears a mark: "
LINES = "The lines of the texts are numbered in the margin, so that they can be referred to."
BRACKETS = "Words in square brackets, and options beside each other, are not agreed."
CHANGES = ("redline", "synoptic-table")
PROFILES = ("annotated-text", "explanatory-report", "facing-commentary", *CHANGES[1:], "objections-and-answers")


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """The sections with what each holds, then the signs that occur in them."""
    kinds = [spec.section for spec in briefing.pack.sections]
    return (
        *telling.listed(_sections(briefing, asked)),
        telling.said(f"{MARKS}{key_to_marks()}. A person should check what is marked before it is relied on."),
        *_signs(briefing, kinds),
        *(briefing.beside(briefing.of(asked)[0]).key_to_profiles() if any(k in PROFILES for k in kinds) else ()),
    )


def _sections(briefing: Briefing, asked: Asked) -> Iterator[Inlines]:
    """Each section by its heading, which leads to it, with what its kind holds; one of mere words says it itself."""
    from travaux.pack.api import sections

    for index, spec in enumerate(briefing.pack.sections):
        kind = sections()[spec.section]
        if kind.kind != "words" or index == asked.index or (spec.internal and briefing.pack.sees == "public"):
            continue
        heading = Text(spec.heading or kind.heading)
        led = Ref("", (), "", (heading,), (f"section-{index + 1}-{kind.name}",))
        about = kind.about.partition(": ")[2]
        yield (led, *([Text(f": {about}.")] if about and kind.name != "words" else []))


def _signs(briefing: Briefing, kinds: list[str]) -> Iterator[Block]:
    if any(briefing.selection(name).options for name in briefing.texts):
        yield telling.said(BRACKETS)
    if any(kind in CHANGES for kind in kinds):
        inserted, deleted = Change((Text("inserted"),), "+"), Change((Text("deleted"),), "-")
        words = (Text("Where texts are compared, words are marked as "), inserted, Text(" or "), deleted, Text("."))
        yield Para(words, Origin(""))
    if briefing.pack.line_numbers:
        yield telling.said(LINES)


SECTION = Section("how-to-read", "How to read this pack", make, ("text",))
