"""The variants of a clause where they stand: each read in an instrument that carries it, with numbers and references.

Which instrument that is: the one in which most of the variants asked for can be read, the earlier by id of several,
so that as many as possible have the same surroundings; another one for the variants that it can't take, or that refer
to what it does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.coverage.texts import Text
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.redline import Passage
from travaux.model.stages import Referred
from travaux.model.uses import uses


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause as it stands in one text: its variants there, its passages, and the text (None: it stands in none).

    `instrument` is the text's id; `variants` are several only where the text has rival options.
    """

    clause: str
    variants: tuple[str, ...]
    instrument: str
    passages: tuple[Passage, ...]
    text: Text | None = None

    @property
    def variant(self) -> str:
        """The variant, the first of rival options; "" where the text does not have the clause."""
        return self.variants[0] if self.variants else ""


def fitting(library: Library, clause: Clause, variants: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The instruments that have a clause, each with those of the variants that it can take."""
    roles = {
        each.id: {use.role for use in uses(each) if use.clause == clause.id} for each in library.instruments.values()
    }
    return {name: tuple(each for each in variants if _fits(library, clause, each, name, roles[name])) for name in roles}


def distributed(
    fits: Mapping[str, Sequence[str]], variants: Sequence[str], attempt: Callable[[str, str], Reading | None]
) -> dict[str, Reading]:
    """Each variant read in an instrument, as many as possible in the same; those that none takes are left out.

    `attempt` reads a variant in an instrument, None where its words can't be made there.
    """
    out: dict[str, Reading] = {}
    while left := [each for each in variants if each not in out]:
        best: dict[str, Reading] = {}
        able = {name: [each for each in left if each in fits[name]] for name in fits}
        for name in sorted(able, key=lambda name: (-len(able[name]), name)):
            if len(able[name]) <= len(best):
                break
            made = {each: reading for each in able[name] if (reading := attempt(each, name))}
            best = max(best, made, key=len)
        if not best:
            break
        out |= best
    return out


def _fits(library: Library, clause: Clause, variant: str, instrument: str, roles: Collection[str]) -> bool:
    """Whether an instrument has the clause, can take it in that variant, and has it where the variant can stand."""
    vehicles = clause.variants[variant].vehicles
    recital = clause.kind == "recital" or clause.form_of(variant) == "recital"
    placed = "recital" in roles if recital else bool(roles) and "recital" not in roles
    return placed and (not vehicles or library.instruments[instrument].vehicle in vehicles)


def read(referred: Referred, passages: Iterable[Passage], clause: str, text: Text | None) -> Reading:
    """A clause in a text of which all passages are given; a chapeau, which stands over many offences, is read once."""
    selection = referred.numbered.draft.selection
    variants = selection.variants_of(clause) if clause in selection.chosen else ()
    own = _once(each for each in passages if each.clause == clause)
    return Reading(clause, tuple(variants), selection.instrument.id, tuple(own), text)


def _once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages, none twice; an article’s heading without the dash that joins it to the number."""
    seen: set[tuple[str, str]] = set()
    for each in passages:
        key = (each.variant, each.text)
        if key not in seen:
            seen.add(key)
            yield each._replace(text=each.text.removeprefix("– ")) if each.level == "article" else each
