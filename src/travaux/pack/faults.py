"""What can be wrong with a briefing pack; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.pages import finding
from travaux.passes.faults import near


@finding("K801", "unknown-section")
def unknown_section(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A briefing pack names a kind of section that there is not.

    Example: `- section: anotated-text`.

    Instead: the kind named in the hint; `travaux list sections` shows those there are.
    """
    return f"there is no section “{name}”", near(name, known, "travaux list sections shows those there are")


@finding("K802", "section-does-not-take")
def does_not_take(section: str, field: str, takes: Iterable[str]) -> tuple[str, str]:
    """A section of a briefing pack is given something that it has no use for.

    What is given and not used would be lost without a word.

    Example: `against:` in a section that compares nothing.

    Instead: delete it, or name the section that takes it.
    """
    named = ", ".join(takes) or "nothing but a heading and words of its own"
    return f"the section “{section}” does not take “{field}”", f"it takes {named}"


@finding("K803", "section-lacks")
def lacks(section: str, field: str, why: str) -> tuple[str, str]:
    """A section of a briefing pack is not given what it needs.

    Example: `- redline` without `against:`: what is the text to be compared with?

    Instead: add what the hint names.
    """
    return f"the section “{section}” needs “{field}”: {why}", f"add “{field}:”"


@finding("K804", "not-a-text-of-the-pack")
def not_a_text(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A section is about an instrument that is not among the texts of its pack.

    Example: `of: [model-convention]` where `texts:` names the optional protocol alone.

    Instead: add it under `texts:`, with the variants that the pack is to show, or correct the name.
    """
    return f"“{name}” is not among the texts of this pack", near(name, known, "add it under “texts:”")


@finding("K805", "no-texts")
def no_texts() -> tuple[str, str]:
    """A briefing pack names no text: there is nothing that it could be about.

    Example: `texts: []`.

    Instead: name an instrument, `texts: [optional-protocol]`.
    """
    return "the pack names no text", "name an instrument under “texts:”"


@finding("K806", "no-sections")
def no_sections() -> tuple[str, str]:
    """A briefing pack has no section: nothing would stand on its pages.

    Example: `sections: []`.

    Instead: name what it is to hold; `travaux list sections` shows what there is.
    """
    return "the pack has no section", "name what it is to hold; travaux list sections shows what there is"


@finding("K807", "section-twice")
def section_twice(section: str) -> tuple[str, str]:
    """A section stands twice in a briefing pack, with nothing to tell the two apart; or there are two covers.

    One kind of section may stand in a pack more than once, about other texts or with other words. The cover and the
    table of contents are printed once, before everything else.

    Example: `sections: [cover, clean-text, clean-text]`.

    Instead: delete one of the two, or say with `of:`, `clauses:` or `text:` what each is about.
    """
    return f"the section “{section}” stands in this pack already", "delete one, or say what each is about"


@finding("K808", "text-twice")
def text_twice(instrument: str) -> tuple[str, str]:
    """A briefing pack names the same instrument twice among its texts.

    A section says by the instrument's name which text it is about; of two with one name it could show only one.

    Example: `texts: [optional-protocol, {instrument: optional-protocol, style: un}]`.

    Instead: one of the two; a second version of a text needs a file of its own in `templates/instruments`.
    """
    return f"“{instrument}” is among the texts of this pack already", "delete one of the two"


@finding("K851", "nothing-recorded")
def nothing_recorded(section: str, what: str) -> tuple[str, str]:
    """A section of a briefing pack is made of something that the library does not have.

    The section would be a heading over nothing.

    Example: `- coverage-matrix` in a library without `clauses/coverage.yaml`.

    Instead: record it, or leave the section out.
    """
    return (
        f"the section “{section}” has nothing to show: the library has no {what}",
        "record it, or leave the section out",
    )


@finding("K852", "section-names-no-clause")
def no_such_clause(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A section of a briefing pack names a clause that there is not.

    Example: `clauses: [offence-advertize]`.

    Instead: the clause named in the hint; `travaux list clauses` shows those there are.
    """
    return f"there is no clause “{name}”", near(name, known, "travaux list clauses shows those there are")


@finding("K853", "against-nothing")
def against_nothing(why: str) -> tuple[str, str]:
    """The other side of a redline in a briefing pack is nothing that the text could be compared with.

    `against:` names an instrument, a revision of the project's git repository, or an instrument at a revision.

    Example: `against: optional-protocl`.

    Instead: `against: optional-protocol`, `against: HEAD~3`, `against: model-convention@v1.0`.
    """
    return f"there is nothing to compare with: {why}", "name an instrument, a revision, or INSTRUMENT@REVISION"
