"""The structure of a treaty with the article that a text inserts into it, drawn as a tree of boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from travaux.model.law import Law, LawDivision
from travaux.model.stages import Referred
from travaux.model.transform import Inlines
from travaux.model.tree import Amendment, Division, Drawing, Origin, Sub, Table
from travaux.model.walk import below, plain
from travaux.pack.figures.canvas import WIDTH, Canvas, Weight, lines_of
from travaux.pack.telling import formula
from travaux.passes.beside import headline

Part: TypeAlias = Literal["", "home", "article", "new", "elsewhere"]
_TURNS = {"conduct": "what is done", "content": "what is shown"}
_STEP, _LEADING, _PAD, _BETWEEN = 5.0, 4.3, 1.5, 1.6


@dataclass(frozen=True, slots=True)
class Line:
    """A division or an article of the treaty, as it is drawn: how deep it lies, its label and its heading.

    `part` is what it is to the new article: its `home`, a neighbouring `article`, the `new` one itself, or
    `elsewhere`, a division beside its home whose offences turn on something else. `path` has the labels above it.
    """

    depth: int
    label: str
    heading: str
    part: Part = ""
    path: str = ""
    gravamen: str = ""

    @property
    def words(self) -> str:
        """The label and the heading."""
        return " – ".join(filter(None, (self.label, self.heading)))


def insertion(referred: Referred) -> Amendment | None:
    """What a text inserts into the treaty that it amends; None if it inserts nothing there."""
    inserted = next((each for each in below(referred.document.body) if isinstance(each, Amendment)), None)
    selection = referred.numbered.draft.selection
    law = selection.library.law.get(selection.instrument.parent)
    known = law is not None and inserted is not None and _home(law, inserted.position)
    return inserted if known else None


def structure(referred: Referred, inserted: Amendment, name: str) -> Drawing:
    """The drawing, with what it shows in words and the same as a table; `name` is for the ids inside it."""
    selection = referred.numbered.draft.selection
    law = selection.library.law[selection.instrument.parent]
    article = next(each for each in inserted.children if isinstance(each, Division))
    lines = list(_lines(law, inserted.position, plain(headline(article))))
    caption = f"The {law.short}, with the new article in its place. {_reason(lines)}".rstrip()
    told = f"The structure of the {law.short}. {_told(lines, inserted.position)} {_reason(lines)}".rstrip()
    return Drawing(_drawn(lines, name), told, Origin(""), _table(lines, law, _label(article)), formula(caption))


def _home(law: Law, after: str) -> tuple[LawDivision, ...]:
    """The divisions in which an article stands, outermost first; () where it stands in none."""
    return next((above for above, each in law.every_article() if each.article == after), ())


# ---------------------------------------------------------------- what is shown


def _lines(law: Law, after: str, new: str) -> Iterator[Line]:
    home = _home(law, after)
    return _under(law.divisions, 0, "", home, after, new)


def _under(
    divisions: Iterable[LawDivision], depth: int, path: str, home: tuple[LawDivision, ...], after: str, new: str
) -> Iterator[Line]:
    """The divisions of one parent; that in which the new article stands with what it holds."""
    last = depth == len(home) - 1
    for each in divisions:
        here, turns = each is home[depth], each.gravamen or ""
        apart = last and not here and bool(turns) and turns != (home[-1].gravamen or turns)
        part: Part = "home" if here and last else "elsewhere" if apart else ""
        yield Line(depth, each.label, each.heading, part, path, turns)
        if here:
            below_it = f"{path}, {each.label}" if path else each.label
            yield from _articles(each, depth + 1, below_it, after, new) if last else ()
            yield from () if last else _under(each.divisions, depth + 1, below_it, home, after, new)


def _articles(division: LawDivision, depth: int, path: str, after: str, new: str) -> Iterator[Line]:
    for each in division.articles:
        yield Line(depth, f"Article {each.article}", each.heading, "article", path)
        if each.article == after:
            label, _, heading = new.partition(" – ")
            yield Line(depth, label, heading, "new", path)


def _told(lines: Iterable[Line], after: str) -> str:
    """Where the new article stands, in a sentence."""
    home = next(each for each in lines if each.part == "home")
    new = next(each for each in lines if each.part == "new")
    where = ", ".join(filter(None, (home.path, home.words)))
    return f"{new.words} is new; it stands in {where}, after Article {after}."


def _reason(lines: Iterable[Line]) -> str:
    """Why it stands there, and not beside: what the offences of each division turn on; "" if that is not recorded."""
    lines = list(lines)
    home = next(each for each in lines if each.part == "home")
    others = [each for each in lines if each.part == "elsewhere"]
    if not others:
        return ""
    apart = "; ".join(f"those of {each.label} on {_TURNS[each.gravamen]}" for each in others)
    not_there = " or ".join(each.label for each in others)
    return (
        f"The offences of {home.label} turn on {_TURNS[home.gravamen]}, {apart}: "
        f"the new article is of the first kind, and does not stand in {not_there}."
    )


def _label(article: Division) -> Inlines:
    """What an article is called, without the mark that opens a quotation."""
    return tuple(node for node in article.label if not (isinstance(node, Sub) and node.why == "quotation"))


def _table(lines: Iterable[Line], law: Law, new: Inlines) -> Table:
    """The divisions and articles drawn, in order; `new` is what the new article is called."""
    notes = {"new": "new", "home": "takes the new article", "elsewhere": "not here"}
    rows = tuple((_place(each, new), formula(each.heading), formula(notes.get(each.part, ""))) for each in lines)
    heads = (formula("Place"), formula("Heading"), formula("Note"))
    return Table(heads, rows, Origin(""), formula(f"The {law.short}, as drawn"), False, True)


def _place(line: Line, new: Inlines) -> Inlines:
    above = formula(f"{line.path}, ") if line.path else ()
    return (*above, *(new if line.part == "new" else formula(line.label)))


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the place of its box in mm, and its words in lines."""

    line: Line
    top: float
    words: tuple[str, ...] = ()

    @property
    def face(self) -> Weight:
        return "Bold" if self.line.part in ("new", "home") else "Regular"

    @property
    def left(self) -> float:
        return 3.0 + self.line.depth * _STEP

    @property
    def height(self) -> float:
        return len(self.words) * _LEADING + 2 * _PAD - 0.6

    @property
    def middle(self) -> float:
        return self.top + _PAD + _LEADING / 2 - 0.3


def _drawn(lines: Iterable[Line], name: str) -> str:
    placed = list(_placed(lines))
    bottom = placed[-1].top + placed[-1].height
    canvas = Canvas(bottom + 1.0)
    for number, each in enumerate(placed):
        _joined(canvas, placed[:number], each)
    for each in placed:
        _box(canvas, each)
    return canvas.svg(name)


def _placed(lines: Iterable[Line]) -> Iterator[_Placed]:
    top = 0.6
    for line in lines:
        one = _Placed(line, top)
        room = WIDTH - one.left - 5.0 - (15.0 if line.part == "elsewhere" else 9.0 if line.part == "new" else 0.0)
        one = replace(one, words=tuple(lines_of(line.words, room, one.face)))
        yield one
        top += one.height + _BETWEEN


def _joined(canvas: Canvas, before: list[_Placed], each: _Placed) -> None:
    """The line from a box to that which holds it."""
    above = next((one for one in reversed(before) if one.line.depth < each.line.depth), None)
    if above is not None:
        stem = above.left + 2.0
        canvas.line([(stem, above.top + above.height), (stem, each.middle), (each.left, each.middle)], 0.45)


def _box(canvas: Canvas, each: _Placed) -> None:
    """A box with its words: that of the new article heavy, that of a place which is not its own broken."""
    part = each.line.part
    weight = {"new": 2.2, "home": 1.2, "elsewhere": 0.8}.get(part, 0.45)
    canvas.box(each.left, each.top, WIDTH - each.left - 1.0, each.height, weight, part == "elsewhere")
    base = each.top + _PAD + 3.1
    for number, words in enumerate(each.words):
        canvas.words(each.left + 2.2, base + number * _LEADING, words, each.face)
    if part == "new":
        canvas.words(WIDTH - 3.2, base, "new", "Italic", "right")
        canvas.pointer(each.left - 0.6, each.middle, 2.6)
    if part == "elsewhere":
        canvas.words(WIDTH - 3.2, base, "not here", "Italic", "right")
