"""What the wordings of a text close against what they meet with: the drawing, its meaning in words, its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from travaux.model.clause import Clause
from travaux.model.stages import Selection
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Drawing, Origin, Table, Text
from travaux.pack.figures.combining import Cost, Point, field_of
from travaux.pack.figures.scatter import Panel, drawn, lettered
from travaux.pack.figures.wordings import Wording, Wordings
from travaux.pack.telling import formula, lines, said
from travaux.passes.beside import Beside
from travaux.passes.words import listed

OBJECTIONS, PROFILES = "Objections raised", "Profiles against"


def trade_off(beside: Beside, named: Sequence[str], name: str) -> tuple[Block, ...]:
    """What is counted, and the drawing, of all combinations of the wordings of these clauses; () if there is but one.

    If none is named, of those whose wordings differ in what is counted. `beside` says the library's words, `name` is
    for the ids inside the drawing.
    """
    known = Wordings(beside.selection)
    clauses = known.varied(named)
    library, costs = beside.selection.library, _costs(clauses)
    most = {OBJECTIONS: len(library.objections), PROFILES: len(library.vocabulary.profiles)}
    fields = {axis: field_of(known, clauses, cost) for axis, cost in costs.items() if most[axis]}
    letters = lettered(fields.values())
    panels = [Panel(field, axis, most[axis], next(letters)) for axis, field in fields.items()]
    count = panels[0].field.count
    if count < 2:
        return ()
    told = _told(panels, len(library.gaps))
    svg = drawn(panels, name)
    drawing = Drawing(svg, told, Origin(""), _table(beside, panels, costs), formula(told))
    rivals = any(name in beside.selection.options for name in clauses)
    return (said(_how(len(clauses), count, panels, rivals)), drawing)


def _costs(clauses: Sequence[str]) -> dict[str, Cost]:
    """What combinations meet with: of objections all, of profiles those against a wording that varies."""

    def against(wording: Wording) -> frozenset[str]:
        return wording.profiles if wording.clause in clauses else frozenset()

    return {OBJECTIONS: lambda wording: wording.objections, PROFILES: against}


# ---------------------------------------------------------------- in words


def _how(clauses: int, count: int, panels: Sequence[Panel], rivals: bool) -> str:
    """What is counted, and what is not; `rivals` says that the text has several options of one of the clauses."""
    parts = [
        f"Counted are all combinations of the wordings that the library holds of {_counted(clauses, 'clause')}: "
        f"{count:,}, without those that contradict each other or need a clause that the text does not have.",
        "A duty that falls short of an offence closes no gap.",
    ]
    for panel in panels:
        if panel.axis == OBJECTIONS:
            parts.append("An objection counts once, however many wordings raise it, and whether or not it is answered.")
        else:
            parts.append(
                "A delegation profile counts if it is against one of the wordings that vary; profiles are invented, "
                "and stand for no State."
            )
    parts += [
        "A point is on the frontier if no other closes as many gaps, or more, and meets with as little, or less.",
        *(["Of the rival options of the text the first is taken for its own."] * rivals),
        "More may be objected than is recorded.",
    ]
    return " ".join(parts)


def _told(panels: Sequence[Panel], gaps: int) -> str:
    """What the drawing shows: the most that can be closed, at what price, and where the text stands."""
    own = panels[0].field.ours.gaps
    top = max(point.gaps for point in panels[0].field.points)
    first = f"Of the {_counted(gaps, 'gap')} recorded, combinations close up to {top}; the text closes {own}."
    return " ".join([first, *(_priced(panel, top) for panel in panels)])


def _priced(panel: Panel, top: int) -> str:
    """The least at which the most can be closed, beside what the text meets with."""
    least = min(point.cost for point in panel.field.points if point.gaps == top)
    own = panel.field.ours.cost
    if panel.axis == OBJECTIONS:
        raised = f"raises at least {least} of the {_counted(panel.most, 'objection')} recorded"
        if not least:
            raised = f"need raise none of the {_counted(panel.most, 'objection')} recorded"
        return f"One that closes {top} {raised}; the text raises {own or 'none'}."
    has = f"has at least {least}" if least else "need have none"
    profiles = _counted(panel.most, "delegation profile")
    return f"One that closes {top} {has} of the {profiles} against it; the text has {own or 'none'}."


def _counted(number: int, noun: str) -> str:
    return f"{number if number else 'no'} {noun}{'' if number == 1 else 's'}"


# ---------------------------------------------------------------- as a table


def _table(beside: Beside, panels: Sequence[Panel], costs: Mapping[str, Cost]) -> Table:
    """The points with a letter: what each closes and meets with, and the nearest combination that makes it."""
    heads = ("Point", "Gaps closed", "Met with", "Share of all", "Worded otherwise than in the text")
    rows = tuple(
        _row(beside, panel, letter, point, costs[panel.axis]) for panel in panels for letter, point in panel.letters
    )
    short = beside.selection.instrument.short
    caption = formula(f"{short}: the points with letters, each with that of its combinations which is nearest to it")
    return Table(tuple(map(formula, heads)), rows, Origin(""), caption, False, True)


def _row(beside: Beside, panel: Panel, letter: str, point: Point, cost: Cost) -> tuple[Inlines, ...]:
    field = panel.field
    signs = [*(["frontier"] * (point in field.frontier)), *(["the text"] * (point == field.ours))]
    return (
        formula(", ".join([letter, *signs])),
        formula(str(point.gaps)),
        formula(_met(beside.selection, panel, point, cost)),
        formula(f"1 in {max(round(field.count / point.ways.count), 1):,}"),
        _otherwise(beside, point),
    )


def _met(selection: Selection, panel: Panel, point: Point, cost: Cost) -> str:
    """The objections or the profiles that the nearest combination at a point meets with."""
    met = frozenset[str]().union(*map(cost, panel.field.wordings(point)))
    library = selection.library
    if panel.axis == OBJECTIONS:
        titles = [each.title for ident, each in library.objections.items() if ident in met]
        return f"objection{'s' * (len(titles) > 1)}: {'; '.join(titles)}" if titles else "no objection"
    profiles = [ident for ident in library.vocabulary.profiles if ident in met]
    return f"against it: {', '.join(profiles)}" if profiles else "no profile against it"


def _otherwise(beside: Beside, point: Point) -> Inlines:
    """The wordings in which the nearest combination differs from the text, one a line."""
    return lines(_named(beside, each) for each in point.ways.changed) or formula("nothing")


def _named(beside: Beside, wording: Wording) -> Inlines:
    """A clause by its heading, and the wording by its label."""
    clause = beside.selection.library.clauses[wording.clause]
    heading = beside.run(clause.path, ("heading",), Origin(clause.id))
    return (
        *heading,
        Text(": "),
        *beside.run(clause.path, ("variants", wording.variant, "label"), _of(clause, wording)),
    )


def _of(clause: Clause, wording: Wording) -> Origin:
    return Origin(clause.id, wording.variant)


def missing(selection: Selection) -> Iterator[str]:
    """What a library must have recorded for the drawing, and has not."""
    if not selection.library.gaps:
        yield "gaps"
    if not selection.library.objections and not selection.library.vocabulary.profiles:
        yield listed(["objections", "profiles"])
