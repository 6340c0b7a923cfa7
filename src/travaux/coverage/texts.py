"""What a text of ours obliges its parties to: its clauses with the elements that they have where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from travaux.coverage.provisions import Provision, takes_in
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.stages import Referred
from travaux.model.tree import Block, Division, Ref
from travaux.model.uses import uses
from travaux.model.walk import below, deep, inlines, inside, plain
from travaux.passes.citing import Cited, Here, cite

ALL_OFFENCES = "all:offence"
"""What clause text names to refer to the offences of the text that it is used in."""


def chapeaus(instrument: Instrument) -> dict[str, str]:
    """The clauses that an instrument uses in its body, each with the chapeau over it ("" if there is none), in order.

    Only a wording of conduct is completed by a chapeau; whether this one is, its variant says.
    """
    return {use.clause: use.chapeau for use in uses(instrument) if use.role in ("point", "clause")}


def elements_under(clause: Clause, variant: str, chapeau: Clause | None, of_chapeau: str) -> Elements:
    """The elements of a variant; a wording of conduct also has those of the chapeau over it, where it states none."""
    own = clause.elements_of(variant)
    if chapeau is None or clause.form_of(variant) != "conduct":
        return own
    return own.over(chapeau.elements_of(of_chapeau))


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is asked about: its chosen clauses that say something, their elements and their places.

    `of_all` are those that refer to all its offences. `rivals` are the same text with another of its rival options:
    it reaches no further than the least of them.
    """

    ident: str
    title: str
    chosen: Mapping[str, str]
    elements: Mapping[str, Elements]
    places: Mapping[str, str]
    headings: Mapping[str, str]
    of_all: frozenset[str] = frozenset()
    rivals: tuple[Text, ...] = ()


def text_of(referred: Referred, rivals: Iterable[Referred] = ()) -> Text:
    """A text with what each of its clauses says, in order of the text."""
    selection = referred.numbered.draft.selection
    library, chosen = selection.library, selection.chosen
    over = chapeaus(selection.instrument)
    order = [name for name in _in_order(referred) if not library.clauses[name].variants[chosen[name]].omit]
    elements = {}
    for name in order:
        chapeau = library.clauses.get(over.get(name, ""))
        of_chapeau = chosen.get(chapeau.id, chapeau.default) if chapeau else ""
        elements[name] = elements_under(library.clauses[name], chosen[name], chapeau, of_chapeau)
    return Text(
        selection.instrument.id,
        plain(referred.document.title) or selection.instrument.id,
        {name: chosen[name] for name in order},
        elements,
        {name: _place(referred, name) for name in order},
        _first(_headings(referred.document.body)),
        frozenset(_of_all_offences(referred)),
        tuple(text_of(each) for each in rivals),
    )


def offences(library: Library, text: Text) -> tuple[Provision, ...]:
    """The provisions of a text that have a duty: its offences, and what falls short of one.

    One that names no victim, and refers to all offences of the text, protects whom these protect.
    """
    out = []
    for name, variant in text.chosen.items():
        clause = library.clauses[name]
        duty = clause.duty_of(variant)
        if duty is not None:
            about, elements = clause.variants[variant].label, text.elements[name]
            if elements.victim is None and name in text.of_all:
                elements = replace(elements, victim=_widest_victim(library, text))
            out.append(Provision(name, text.places[name], about, duty, elements, variant))
    return tuple(out)


def _widest_victim(library: Library, text: Text) -> str | None:
    """The victim of a text's offences that takes in those of all its offences; None if there is no such one."""
    named = {
        each.victim
        for name, each in text.elements.items()
        if each.victim and library.clauses[name].duty_of(text.chosen[name]) == "criminalise"
    }
    wide = (one for one in sorted(named) if all(takes_in(library.vocabulary, one, other) for other in named))
    return next(wide, None)


def _of_all_offences(referred: Referred) -> Iterator[str]:
    """The clauses whose words refer to all the offences of the text."""
    for block in below(referred.document.body):
        for node in deep(inlines(block)):
            if isinstance(node, Ref) and any(target.ident == ALL_OFFENCES for target in node.targets):
                yield block.origin.clause


def _in_order(referred: Referred) -> list[str]:
    """The clauses of a text by where their first words stand; those without words of their own last."""
    selection = referred.numbered.draft.selection
    spoken = [block.origin.clause for block in below(referred.document.body) if block.origin.clause]
    return [name for name in dict.fromkeys([*spoken, *selection.chosen]) if name in selection.chosen]


def _place(referred: Referred, clause: str) -> str:
    """How the text cites a clause of it: "Article 5", "Article 8 bis, paragraph 1.b"; else "Preamble"."""
    numbered = referred.numbered
    for ident in numbered.draft.anchors.get(clause, ()):
        place = numbered.places.get(ident)
        if place is not None and place.article:
            style = numbered.draft.selection.style
            words = plain(cite([Cited(place)], Here(style, ""), "bare", ""))
            return f"{words[:1].upper()}{words[1:]}"
    return "Preamble"


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Pairs as a mapping in which the first of each key stays."""
    out: dict[str, str] = {}
    for key, value in pairs:
        out.setdefault(key, value)
    return out


def _headings(blocks: Iterable[Block], heading: str = "") -> Iterator[tuple[str, str]]:
    """Each clause with the heading of the article (or the preamble) that words of it stand in, in order."""
    for block in blocks:
        headed = isinstance(block, Division) and block.level in ("article", "preamble")
        here = plain(block.heading) if headed and isinstance(block, Division) else heading
        if block.origin.clause:
            yield block.origin.clause, here
        yield from _headings(inside(block), here)
