"""The other side of a redline in a pack: an instrument, the same text at a revision, an instrument at a revision."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.comparing.sides import Edition, bare, comparand, instrument
from travaux.model.library import Library
from travaux.model.redline import Comparand
from travaux.model.stages import Request
from travaux.model.uses import uses
from travaux.pack import telling
from travaux.pack.briefing import Briefing


@dataclass(frozen=True, slots=True)
class Other:
    """What a text is compared with: an instrument's id, and a revision ("": as it stands)."""

    instrument: str
    revision: str = ""


def other(briefing: Briefing, name: str, against: str) -> Other:
    """What `against` names for one of the texts: "model-convention", "HEAD~3", "model-convention@HEAD~3"."""
    if against in briefing.library.instruments:
        return Other(against)
    named, at, revision = against.partition("@")
    if at and (named in briefing.library.instruments or not named):
        return Other(named or name, revision)
    return Other(name, against)


def old_side(briefing: Briefing, name: str, against: Other) -> Comparand:
    """The side that a text is compared with, made with the pack's choices as far as they are for it.

    The text itself stands for what its file chooses. Raises `ValueError` for what names nothing, `Faults` for errors.
    """
    if not against.revision:
        if against.instrument in briefing.texts and against.instrument != name:
            return new_side(briefing, against.instrument)
        edition = Edition(briefing.library, briefing.selection(name).reader)
        return instrument(against.instrument, edition, Request(against.instrument))
    if briefing.facts.earlier is None:
        raise ValueError("the library has no revisions here")
    library = briefing.facts.earlier(against.revision)
    if against.instrument not in library.instruments:
        raise ValueError(f"at {against.revision} there was no instrument “{against.instrument}”")
    return instrument(against.instrument, Edition.of(library), _as_chosen(briefing, library, against.instrument))


def new_side(briefing: Briefing, name: str) -> Comparand:
    """One of the pack's texts as a side."""
    return comparand(name, briefing.library, bare(briefing.texts[name]))


def told(briefing: Briefing, name: str, against: Other) -> tuple[str, str]:
    """The other side and the text, in words."""
    known = briefing.library.instruments.get(against.instrument)
    if known and against.instrument != name:
        other_words, own = f"the {known.short}", f"the {briefing.selection(name).instrument.short}"
    else:
        other_words, own = "the text", "the text of this pack"
    if against.revision:
        return f"{other_words} at revision {against.revision}", own
    return other_words if other_words != "the text" else "the text as its file has it", own


def _as_chosen(briefing: Briefing, library: Library, name: str) -> Request:
    """What the pack chooses of a text, as far as it could be chosen in a library of another day."""
    if name not in briefing.texts:
        return Request(name)
    asked, made = telling.request(briefing, name), library.instruments[name]
    used = {use.clause for use in uses(made)}
    variants = {
        clause: chosen
        for clause, chosen in asked.variants.items()
        if clause in used and set(chosen.split(",")) <= set(library.clauses[clause].variants)
    }
    parameters = {key: value for key, value in asked.parameters.items() if key in made.parameters}
    return Request(name, asked.style if asked.style in library.styles else "", variants, parameters)
