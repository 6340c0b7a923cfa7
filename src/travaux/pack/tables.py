"""Synoptic tables as a section prints them: variants beside each other, a text beside existing law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from travaux.coverage.texts import text_of
from travaux.diff.trees import passages
from travaux.model.clause import Clause
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Change, Text
from travaux.pack import telling
from travaux.pack.briefing import Briefing
from travaux.synopsis.law import against_law
from travaux.synopsis.model import Cell, Fact, Group, Head
from travaux.synopsis.reading import Reading, read
from travaux.synopsis.told import NOTHING, apart, lines_of, parts

BESIDE = 4
"""How many wordings stand beside each other in one table; of more, several tables repeat the first."""
ELEMENT_COLUMNS = (
    ("conduct",), ("mental",), ("instrumentality", "means"), ("purpose",), ("victim",), ("duty", "draws-on"),
)  # fmt: skip
"""The facts told of a provision, by the columns in which they stand: as many as a sheet laid across has room for."""
WORDS, ABOUT = "The words", "About the words"
"""What stands over the wordings themselves, and over what is told of them."""
QUOTING = ("effect", "draws-on")
"""The facts that quote a text, or name one."""
NARROW = 3
"""How many of them stand on the shorter side of a sheet."""


def wordings(group: Group, keys: Sequence[str]) -> Iterator[Block]:
    """A group of variants as tables of at most four: their words, what differs marked, then these facts.

    What is the same in all columns is told once, beneath.
    """
    differing, alike = (_in_order(facts, keys) for facts in apart(group))
    for columns in parts(len(group.heads), BESIDE):
        heads = [group.heads[column] for column in columns]
        told = [*_facts(differing, columns)]
        rows = [
            _over(WORDS, columns),
            *_words(group, heads, columns),
            *([_over(ABOUT, columns), *told] if told else []),
        ]
        head = (telling.formula("Wording"), *map(_titled, heads))
        yield from telling.grid(head, rows, wide=len(columns) > NARROW)
    if alike:
        yield telling.said("The same for every wording:")
    yield from telling.listed(
        (*telling.strong(fact.name), *telling.text(f": {'; '.join(fact.cells[0])}")) for fact in alike
    )


def _over(title: str, columns: Sequence[int]) -> list[Inlines]:
    """A row of a title alone."""
    return [telling.formula(title), *[()] * len(columns)]


def spelt(briefing: Briefing, group: Group) -> Group:
    """A group with what is said of its columns as the pack spells; what an effect quotes of a text stays as it is."""

    def told(fact: Fact) -> Fact:
        return replace(fact, cells=tuple(tuple(map(briefing.spelt, cell)) for cell in fact.cells))

    heads = tuple(replace(head, title=briefing.spelt(head.title)) for head in group.heads)
    return replace(group, heads=heads, facts=tuple(f if f.key in QUOTING else told(f) for f in group.facts))


def _in_order(facts: Iterable[Fact], keys: Sequence[str]) -> list[Fact]:
    known = {fact.key: fact for fact in facts}
    return [known[key] for key in keys if key in known]


def _titled(head: Head) -> Inlines:
    """A wording by its label, with its name in the library and what is noted of it."""
    return telling.lines((telling.text(head.title), telling.text(f"({'; '.join((head.ident, *head.notes))})")))


def _words(group: Group, heads: Sequence[Head], columns: Sequence[int]) -> Iterator[list[Inlines]]:
    """The paragraphs, row by row; a column without words says so once."""
    every = [[row[column] for column in columns] for row in group.rows or ((None,) * len(group.heads),)]
    shown = [row for number, row in enumerate(every) if not number or any(row)]
    for number, row in enumerate(shown):
        cells = (_cell(cell, head.instead, not number) for cell, head in zip(row, heads, strict=True))
        yield [telling.text(f"Words ({number + 1})" if len(shown) > 1 else "Words"), *cells]


def _cell(cell: Cell | None, instead: str, first: bool) -> Inlines:
    if cell is None:
        return telling.text((instead if first else NOTHING) if instead else NOTHING)
    label: Inlines = (Text(f"{cell.label} "),) if cell.label else ()
    return (*label, *(Text(words) if common else Change((Text(words),), "+") for common, words in cell.runs if words))


def _facts(facts: Iterable[Fact], columns: Sequence[int]) -> Iterator[list[Inlines]]:
    """These facts, those that nothing is told of in these columns left out."""
    for fact in facts:
        cells = [fact.cells[column] for column in columns]
        if any(cells):
            yield [telling.text(fact.name), *(told(cell) for cell in cells)]


def told(cell: Sequence[str]) -> Inlines:
    """What is told in a cell, a line for each thing."""
    return telling.lines(telling.text(each) for each in lines_of(cell))


# ---------------------------------------------------------------- law


def here(briefing: Briefing, name: str, clause: str) -> Reading:
    """A clause as it stands in one of the pack's texts."""
    referred = briefing.texts[name]
    return read(referred, passages(briefing.settled(name, "none")), clause, text_of(referred))


def beside_law(briefing: Briefing, name: str, clause: Clause, law: Sequence[str]) -> Group | None:
    """A clause as a text has it, by its place, and the provisions near it in these laws; None where it has no words."""
    reading = here(briefing, name, clause.id)
    if not reading.passages:
        return None
    (group,) = against_law(briefing.library, clause, [reading], law, names=False).groups
    own = replace(group.heads[0], ident=reading.text.places.get(clause.id, "") if reading.text else "", notes=())
    return replace(group, title=group.title.replace("*", ""), heads=(own, *group.heads[1:]))


def turned(groups: Sequence[Group], columns: Sequence[Sequence[str]] = ELEMENT_COLUMNS) -> tuple[Block, ...]:
    """Groups under each other in one table: a row for each provision, a column for the facts of these keys.

    What is told of no provision has no column. A row of a group's title alone stands over its provisions.
    """
    names = {fact.key: fact.name for group in groups for fact in group.facts}
    told_of = [kept for keys in columns if (kept := [key for key in keys if key in names])]
    titles = [" – ".join(names[key] for key in keys) for keys in told_of]
    head = [telling.formula(each) for each in ("Provision", "What it says", *titles)]
    rows: list[list[Inlines]] = []
    for group in groups:
        rows.append([telling.text(group.title), *[()] * (len(head) - 1)])
        rows += _provisions(group, told_of)
    return telling.grid(head, rows)


def _provisions(group: Group, columns: Sequence[Sequence[str]]) -> Iterator[list[Inlines]]:
    facts = {fact.key: fact for fact in group.facts}
    for number, one in enumerate(group.heads):
        notes = f" ({'; '.join(one.notes)})" if one.notes else ""
        cells = (_together([facts[key] for key in keys if key in facts], number) for keys in columns)
        yield [telling.text(one.ident), telling.text(f"{one.title}{notes}"), *cells]


def _together(facts: Sequence[Fact], number: int) -> Inlines:
    """What several facts tell of one provision; of more than one, each under its name."""
    stated = [fact for fact in facts if fact.cells[number]]
    if len(facts) < 2 or not stated:
        return told(facts[0].cells[number] if facts else ())
    return telling.lines(
        telling.text(f"{fact.name}: {line}" if not at else line)
        for fact in stated
        for at, line in enumerate(lines_of(fact.cells[number]))
    )


def laws(briefing: Briefing, comparators: bool) -> list[str]:
    """The laws of the coverage table's columns: existing law, or those for comparison only."""
    columns = briefing.library.coverage.columns.values() if briefing.library.coverage else ()
    named = dict.fromkeys(law for each in columns if each.comparator == comparators for law in each.law)
    return [law for law in named if law in briefing.library.law]
