"""A variant against existing law, element by element: the recorded provisions near it, and how it differs from each.

Near it is what shares conduct with it, and what the coverage table counts as near a row that the variant reaches. Of
an article that the clause draws on, all that is recorded is near if nothing in it is by that test.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from travaux.coverage.provisions import Provision, provisions_of
from travaux.coverage.told import DUTIES, cited, placed
from travaux.model.clause import Clause
from travaux.model.elements import Duty, Elements, Strength
from travaux.model.law import LawArticle
from travaux.model.library import Library
from travaux.model.marks import mark_in_full
from travaux.model.strength import SCALE, strength_of
from travaux.synopsis.facts import ELEMENTS, spoken, standing, told, values
from travaux.synopsis.measure import ASKED, Measured, by_scale, measured
from travaux.synopsis.model import Fact, Group, Head, Synopsis
from travaux.synopsis.reading import Reading
from travaux.synopsis.told import ARROW

SAID: dict[Strength, str] = {
    "shall": "shall",
    "measures": "shall take measures",
    "softened": "shall, as far as something allows",
    "endeavour": "shall endeavour",
    "consider": "shall consider",
    "may": "may",
    "encouraged": "are encouraged",
}
OFFENCES: tuple[Duty, ...] = ("criminalise", "consider")
"""The duties that say by themselves how strongly a provision binds."""
_ARTICLE = re.compile(r"(?P<first>\d+)(?:\s*[–-]\s*(?P<last>\d+))?(?P<label>(?:\.[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Ours:
    """A variant as it is compared: what it asks for where it stands, its duty, how strongly its words bind."""

    variant: str
    elements: Elements
    duty: Duty | None
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class Theirs:
    """A provision of existing law near the clause; `relation` is how the clause draws on it ("" if it does not)."""

    cited: str
    about: str
    elements: Elements
    duty: Duty | None
    strength: Strength | None
    relation: str
    notes: tuple[str, ...]


def against_law(
    library: Library, clause: Clause, readings: Sequence[Reading], law: Sequence[str], names: bool = True
) -> Synopsis:
    """The table of a clause and the provisions near it in the laws named; a variant that says nothing is left out.

    With `names` it is said in which of the laws nothing recorded is near.
    """
    spoken_for = [each for each in readings if each.passages]
    ours = [_ours(library, clause, each) for each in spoken_for]
    found = {ident: list(_near(library, clause, ours, ident)) for ident in law}
    theirs = [each for provisions in found.values() for each in provisions]
    heads = (*(_our_head(clause, each) for each in spoken_for), *_their_heads(theirs))
    group = Group(clause.id, clause.heading, heads, (), tuple(_facts(library, ours, theirs)))
    missing = [library.law[ident].cite_as for ident, provisions in found.items() if not provisions]
    where = f" in: {', '.join(missing)}." if names else "."
    about = (f"No provision recorded is near it{where}",) if missing and (names or not theirs) else ()
    return Synopsis("law", f"{clause.heading} ({clause.id}) and existing law", (group,), about)


def _ours(library: Library, clause: Clause, reading: Reading) -> Ours:
    duty = clause.duty_of(reading.variant)
    strength = None if duty in OFFENCES else bound_by(reading)
    return Ours(reading.variant, standing(library, clause, reading), duty, strength)


def bound_by(reading: Reading) -> Strength | None:
    """How strongly the first sentence of a clause binds that says so, which bears its rule; None if none does."""
    said = (strength_of(part) for each in reading.passages for part in re.split(r"(?<=\.)\s", each.text))
    return next(filter(None, said), None)


def _our_head(clause: Clause, reading: Reading) -> Head:
    default = ("default",) if reading.variant == clause.default else ()
    return Head(reading.variant, clause.variants[reading.variant].label, (*default, "our text"))


def _their_heads(theirs: Sequence[Theirs]) -> Iterator[Head]:
    """The provisions as columns; one that is recorded for several things is numbered."""
    seen: Counter[str] = Counter()
    for each in theirs:
        seen[each.cited] += 1
        more = f" ({seen[each.cited]})" if seen[each.cited] > 1 else ""
        yield Head(f"{each.cited}{more}", each.about, each.notes)


# ---------------------------------------------------------------- which provisions


def _near(library: Library, clause: Clause, ours: Sequence[Ours], ident: str) -> Iterator[Theirs]:
    """The provisions of one law that share conduct with a variant, or that the clause draws on, in order."""
    articles = {article.article: article for _, article in library.law[ident].every_article()}
    drawn = dict(_drawn(clause, ours, ident))
    patterns = list(_patterns(library, ours))
    near = [each for each in provisions_of(library, ident) if any(each.elements.meets(one) for one in patterns)]
    served = {place for place in drawn for each in near if _covers(place, each.place)}
    used = set(served)
    for each in provisions_of(library, ident):
        by_article = () if each.via else [place for place in drawn if _covers(place, each.place)]
        if each in near or not served.issuperset(by_article):
            used.update(by_article)
            yield _theirs(library, each, "; ".join(dict.fromkeys(drawn[place] for place in by_article)), articles)
    for place, relation in drawn.items():
        number, _, label = place.partition(".")
        if place not in used and number in articles and (bound := _strength(articles[number], label)):
            heading = articles[number].heading
            yield Theirs(placed(library, ident, place), heading, Elements(), None, bound, relation, ())


def _theirs(library: Library, each: Provision, relation: str, articles: dict[str, LawArticle]) -> Theirs:
    number, _, label = each.place.partition(".")
    bound = None if each.duty in OFFENCES or each.via or number not in articles else _strength(articles[number], label)
    notes = [*([] if each.in_force else ["not in force"]), *filter(None, [mark_in_full(each.confidence)])]
    return Theirs(cited(library, each), each.about.rstrip("."), each.elements, each.duty, bound, relation, tuple(notes))


def _drawn(clause: Clause, ours: Sequence[Ours], ident: str) -> Iterator[tuple[str, str]]:
    """The places in a law that these variants draw on ("9.5"), and how."""
    asked = {each.variant for each in ours}
    for draws in clause.draws_on:
        if draws.instrument == ident and (not draws.variants or not asked.isdisjoint(draws.variants)):
            of = "" if not draws.variants or asked <= set(draws.variants) else f" ({', '.join(draws.variants)})"
            for piece in draws.article.split(","):
                if match := _ARTICLE.fullmatch(piece.strip()):
                    first, last = int(match["first"]), int(match["last"] or match["first"])
                    for number in range(first, last + 1):
                        yield f"{number}{match['label']}", f"{draws.relation}{of}"


def _patterns(library: Library, ours: Sequence[Ours]) -> Iterator[Elements]:
    """What a provision near our variants has: a word of their conduct, or what is near a row they reach."""
    rows = library.coverage.rows.values() if library.coverage else ()
    for each in ours:
        if each.elements.conduct:
            yield Elements(conduct=each.elements.conduct)
        for row in rows:
            if any(each.elements.meets(pattern) for pattern in row.reached):
                yield from (*row.reached, *row.near)


def _covers(drawn: str, place: str) -> bool:
    """Whether a place drawn on is the provision's, holds it, or is held by it."""
    return f"{place}.".startswith(f"{drawn}.") or f"{drawn}.".startswith(f"{place}.")


def _strength(article: LawArticle, label: str) -> Strength | None:
    """How strongly a provision of an article binds, at the strongest of what is recorded at or within its label."""
    within = [each for at, each in article.strength.items() if not label or f"{at}.".startswith(f"{label}.")]
    return min(within or filter(None, [article.strength.get("")]), key=SCALE.index, default=None)


# ---------------------------------------------------------------- how they differ


def _facts(library: Library, ours: Sequence[Ours], theirs: Sequence[Theirs]) -> Iterator[Fact]:
    for each in fields(Elements):
        yield from told(each.name, ELEMENTS[each.name], _cells(library, ours, theirs, each.name))
    both: tuple[Ours | Theirs, ...] = (*ours, *theirs)
    duties = [[by_scale(one.duty, other.duty) for one in ours] for other in theirs]
    yield from told("duty", "Duty", _with(ours, [(DUTIES[one.duty],) if one.duty else () for one in both], duties))
    degrees = [[by_scale(one.strength, other.strength) for one in ours] for other in theirs]
    words = [(SAID[one.strength],) if one.strength else () for one in both]
    yield from told("strength", "Strength", _with(ours, words, degrees))
    drawn = [(each.relation,) if each.relation else () for each in theirs]
    yield from told("draws-on", "Drawn on: our text", [*[()] * len(ours), *drawn])


def _cells(library: Library, ours: Sequence[Ours], theirs: Sequence[Theirs], name: str) -> list[tuple[str, ...]]:
    """One element of every column: what is stated, and of existing law how ours differ."""
    own = [values(one.elements, name) for one in ours]
    found = [
        [measured(library.vocabulary, name, words, values(each.elements, name)) for words in own] for each in theirs
    ]
    nothing = ("none asked for",) if name in ASKED and any(any(each) for each in found) else ()
    stated = [tuple(map(spoken, words)) or nothing for words in own]
    against = [tuple(map(spoken, values(each.elements, name))) for each in theirs]
    more = [(*(words or nothing * any(each)), *_said(ours, each)) for words, each in zip(against, found, strict=True)]
    return [*stated, *more]


def _with(
    ours: Sequence[Ours], said: Sequence[tuple[str, ...]], found: Sequence[Sequence[Measured]]
) -> list[tuple[str, ...]]:
    """The cells of ours as they are, those of existing law with how ours differ."""
    more = [*[()] * len(ours), *(_said(ours, each) for each in found)]
    return [(*cell, *lines) for cell, lines in zip(said, more, strict=True)]


def _said(ours: Sequence[Ours], found: Sequence[Measured]) -> tuple[str, ...]:
    """How our variants differ from a provision: in one line if they do alike, else in one for each difference."""
    alike: dict[Measured, list[str]] = {}
    for one, each in zip(ours, found, strict=True):
        if each:
            alike.setdefault(each, []).append(one.variant)
    return tuple(
        f"{ARROW} ours: {each}" if len(names) == len(ours) else f"{ARROW} {', '.join(names)}: {each}"
        for each, names in alike.items()
    )
