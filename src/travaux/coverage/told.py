"""The coverage table in words: the sign of a cell, what a sign means, a provision as it is cited, the state of a gap.

Every output (terminal, page, CSV, Markdown, JSON) tells the same things in these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from travaux.coverage.gaps import Closer, State
from travaux.coverage.provisions import Provision, is_in_force
from travaux.coverage.table import Cell, Reach, Table
from travaux.model.library import Library
from travaux.model.marks import mark_in_short

SIGNS = {Reach.FULL: "●", Reach.PARTIAL: "◐", Reach.NONE: "○"}
NAMES = {Reach.FULL: "full", Reach.PARTIAL: "partial", Reach.NONE: "none"}
UNSURE = ("medium", "low")
LEGEND = {
    "●": "an offence reaches it",
    "◐": "reached in part: by an offence near it, or by a duty short of an offence",
    "○": "no provision recorded reaches it",
    "–": "nothing is recorded of what this law covers",
    "+": "further than any existing law in the table (columns for comparison apart)",
    "?": "rests on memory that is still to be checked",
    "*": "rests on law that is not in force",
}
DUTIES = {
    "criminalise": "an offence",
    "consider": "an offence to be considered",
    "prohibit": "to be prohibited or prevented",
    "provide": "a measure",
    "policy": "a policy",
    "evidence": "a power to find evidence",
}


def capital(words: str) -> str:
    """The words with a capital first letter, the others as they are."""
    return f"{words[:1].upper()}{words[1:]}"


def sign(cell: Cell) -> str:
    """The sign of a cell: "+●", "◐?", "●*"."""
    if not cell.known:
        return "–"
    unsure = "?" if cell.confidence in UNSURE else ""
    return f"{'+' if cell.more else ''}{SIGNS[cell.reach]}{unsure}{'' if cell.in_force else '*'}"


def in_words(cell: Cell) -> str:
    """The sign of a cell read out: "in part, from memory, not in force"."""
    if not cell.known:
        return "not recorded"
    parts = [{"full": "yes", "partial": "in part", "none": "no"}[NAMES[cell.reach]]]
    parts += ["more than existing law"] * cell.more
    parts += ["from memory"] * (cell.confidence in UNSURE)
    parts += ["not in force"] * (not cell.in_force)
    return ", ".join(parts)


def legend(table: Table) -> Iterator[tuple[str, str]]:
    """The signs that the table uses, each with its meaning."""
    used = {mark for lines in table.victims.values() for line in lines for cell in line.cells for mark in sign(cell)}
    return ((mark, meaning) for mark, meaning in LEGEND.items() if mark in used)


def keys(table: Table) -> list[str]:
    """A short key for each heading: letters for existing law, numbers for texts."""
    letters = (_letters(number) for number in range(len(table.headings)))
    own = 0
    out = []
    for heading in table.headings:
        own += heading.kind == "text"
        out.append(str(own) if heading.kind == "text" else next(letters))
    return out


def _letters(number: int) -> str:
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def victim_words(library: Library, victim: str) -> str:
    """A victim as the vocabulary explains it: "adult: a person of eighteen years or more"."""
    word = library.vocabulary.victim.get(victim)
    return f"{victim}: {word.about[:1].lower()}{word.about[1:]}" if word else victim


def heading_words(library: Library, table: Table) -> Iterator[tuple[str, str, str]]:
    """For each heading its key, its label, and what it stands for: the laws, or the text's id."""
    for key, heading in zip(keys(table), table.headings, strict=True):
        if heading.kind == "text":
            yield key, heading.label, heading.ident
            continue
        laws = ", ".join(_law_words(library, ident, ident in heading.unrecorded) for ident in heading.law)
        yield key, heading.label, f"{laws}{'; for comparison only' if heading.kind == 'comparator' else ''}"


def _law_words(library: Library, ident: str, silent: bool) -> str:
    law = library.law.get(ident)
    if law is None:
        return ident
    facts = [*(["not in force"] * (not is_in_force(law))), *(["not recorded"] * silent)]
    return f"{law.cite_as} ({', '.join(facts)})" if facts else law.cite_as


# ---------------------------------------------------------------- provisions


def cited(library: Library, provision: Provision) -> str:
    """A provision as it is cited: "UNTOC, art. 6", with the provision that carries it; of a text its own place."""
    if provision.variant:
        return f"{provision.place} ({provision.source}:{provision.variant})"
    own = placed(library, provision.source, provision.place)
    return own if provision.via is None else f"{placed(library, *provision.via)}, carrying {own}"


def placed(library: Library, ident: str, *places: str) -> str:
    """Places in a law: "UNTOC, art. 6", "OPSC, arts. 2, 3.1"; a statute's own unit is not recorded, so none is said."""
    law = library.law.get(ident)
    every = ", ".join(places)
    unit = "" if law is None or law.kind == "statute" else "arts. " if "," in every or "–" in every else "art. "
    return f"{law.cite_as if law else ident}, {unit if every[:1].isdecimal() else ''}{every}"


def told(library: Library, provision: Provision) -> str:
    """A provision in a line: where, what, which duty if it is no offence, how sure."""
    duty = "" if provision.duty == "criminalise" else f" – {DUTIES[provision.duty]}"
    force = "" if provision.in_force else " (not in force)"
    about = provision.about.rstrip(".")
    return f"{cited(library, provision)}{force}: {about}{duty}{mark_in_short(provision.confidence)}"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why one or more cells of a row and column are as they are: the same for each of these victims."""

    victims: tuple[str, ...]
    row: str
    key: str
    sign: str
    lines: tuple[str, ...]
    is_note: bool = False


def grounds(library: Library, table: Table, notes_only: bool = False) -> Iterator[Ground]:
    """The provisions behind each cell, row by row; with `notes_only` those noted on cells that they do not fill."""
    victims = tuple(table.victims)
    for number, line in enumerate(next(iter(table.victims.values()), ())):
        for column, key in enumerate(keys(table)):
            cells = {victim: table.victims[victim][number].cells[column] for victim in victims}
            yield from _same(library, line.label, key, cells, notes_only)


def _same(library: Library, row: str, key: str, cells: dict[str, Cell], notes_only: bool) -> Iterator[Ground]:
    """The grounds of one row and column: victims whose cells rest on the same provisions together."""
    found: dict[tuple[str, bool, tuple[str, ...]], list[str]] = {}
    for victim, cell in cells.items():
        given = cell.notes if cell.reach is Reach.NONE else () if notes_only else cell.provisions
        if given:
            lines = tuple(dict.fromkeys(told(library, each) for each in given))
            found.setdefault((sign(cell), cell.reach is Reach.NONE, lines), []).append(victim)
    for (mark, is_note, lines), whom in found.items():
        yield Ground(tuple(whom), row, key, mark, lines, is_note)


# ---------------------------------------------------------------- gaps


def gap_state(library: Library, state: State) -> str:
    """Whether existing law leaves a gap open, and how that is known: "open", "closed by …", "as stated"."""
    if not state.computed:
        return "as stated; not computed"
    if not state.open:
        return f"closed by {together(library, state.reached)}"
    if state.coming:
        return f"open; to be closed, once in force, by {together(library, state.coming)}"
    return "open"


def together(library: Library, provisions: Iterable[Provision]) -> str:
    """Provisions one after another, those of one law together, and a provision that carries others named once."""
    found: dict[str, dict[str, list[str]]] = {}
    for each in provisions:
        lead = f"{placed(library, *each.via)}, carrying " if each.via else ""
        places = found.setdefault(lead, {}).setdefault(each.source, [])
        places += [each.place] * (each.place not in places)
    return "; ".join(
        lead + " and ".join(placed(library, law, *places) for law, places in laws.items())
        for lead, laws in found.items()
    )


@dataclass(frozen=True, slots=True)
class Closing:
    """A clause that closes a gap, in one variant: in which texts, and where there ("1", "Article 5")."""

    clause: str
    places: tuple[tuple[str, str], ...]
    proviso: str = ""

    @property
    def words(self) -> str:
        """The whole in a line: "offence-advertise:knowing (1 Article 5; 2 Article 8), in part"."""
        where = "; ".join(f"{key} {place}" for key, place in self.places)
        return f"{self.clause} ({where}){self.proviso}"


def closings(table: Table, state: State) -> list[Closing]:
    """What closes a gap, clause by clause, each with the texts that have it."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, heading in zip(keys(table), table.headings, strict=True):
        for each in state.closers.get(heading.ident, ()) if heading.kind == "text" else ():
            name = f"{each.clause}:{each.variant}"
            found.setdefault((name, _proviso(state, each)), []).append((key, each.place))
    return [Closing(name, tuple(places), proviso) for (name, proviso), places in found.items()]


def _proviso(state: State, closer: Closer) -> str:
    """What limits a closing: a duty short of an offence; or that only the clause says so, where it can be computed."""
    part = "" if closer.whole else ", in part: a duty short of an offence"
    return f"{part}{', as the clause says' if state.computed and not closer.computed else ''}"


def left_open(table: Table, state: State) -> list[str]:
    """The keys of the texts that do not close a gap."""
    pairs = zip(keys(table), table.headings, strict=True)
    return [key for key, heading in pairs if heading.kind == "text" and not state.closers.get(heading.ident)]
