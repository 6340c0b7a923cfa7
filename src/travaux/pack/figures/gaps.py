"""Which gaps in existing law each text closes, as a row of squares for each text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from travaux.coverage.gaps import State
from travaux.coverage.table import Heading, Table
from travaux.model import tree
from travaux.model.dates import long_date
from travaux.model.transform import Inlines
from travaux.model.tree import Drawing, Origin, Text
from travaux.pack.figures.canvas import WIDTH, Canvas, lines_of, width_of
from travaux.pack.telling import formula, text
from travaux.passes.words import listed

_CELL, _SQUARE, _LEADING, _SUM = 6.9, 4.8, 4.4, 16.0
_LABEL, _NUMBERS, _BELOW = 5.0, 4.6, 4.4
CLOSED, IN_PART, OPEN = "closed", "in part", "open"


def gaps_closed(table: Table, say: Callable[[str], Inlines], name: str) -> Drawing:
    """The drawing: the gaps that the most texts close come first. `say` puts markup into words, `name` is for ids."""
    texts = [each for each in table.headings if each.kind == "text"]
    gaps = sorted(table.gaps, key=lambda state: -sum(_reach(state, each.ident) != OPEN for each in texts))
    told = _told(gaps, texts)
    caption = f"{told} The numbers are those of the table."
    return Drawing(_drawn(gaps, texts, name), told, Origin(""), _table(gaps, texts, say), formula(caption))


def _reach(state: State, text: str) -> str:
    """Whether a text closes a gap: wholly, by a duty short of an offence, or not at all."""
    closers = state.closers.get(text, ())
    return CLOSED if any(each.whole for each in closers) else IN_PART if closers else OPEN


def _told(gaps: Sequence[State], texts: Sequence[Heading]) -> str:
    """How many of the gaps each text closes."""
    parts = []
    for each in texts:
        reach = [_reach(state, each.ident) for state in gaps]
        partly = f", and {reach.count(IN_PART)} in part" if IN_PART in reach else ""
        parts.append(f"the {each.label} closes {reach.count(CLOSED) or 'none'}{partly}")
    many = f"Of {len(gaps)} gaps" if len(gaps) != 1 else "Of one gap"
    return f"{many} recorded in existing law, {listed(parts)}."


def _table(gaps: Sequence[State], texts: Sequence[Heading], say: Callable[[str], Inlines]) -> tree.Table:
    """The gaps with the day on which each was stated, and where each text closes them."""
    heads = (formula("No."), formula("Gap"), *(text(each.label) for each in texts))
    rows = tuple(
        (
            formula(str(number)),
            (*say(state.statement), Text(f" ({long_date(state.as_of)})")),
            *(formula("; ".join(_places(state, each.ident)) or "–") for each in texts),
        )
        for number, state in enumerate(gaps, 1)
    )
    return tree.Table(heads, rows, Origin(""), formula("The gaps, and where each text closes them"), False, True)


def _places(state: State, ident: str) -> Iterator[str]:
    """The places in a text that close a gap, each once."""
    closers = state.closers.get(ident, ())
    yield from dict.fromkeys(f"{each.place}{'' if each.whole else ', in part'}" for each in closers)


# ---------------------------------------------------------------- drawing


def _drawn(gaps: Sequence[State], texts: Sequence[Heading], name: str) -> str:
    across = int((WIDTH - _SUM) // _CELL)
    chunks = [range(at, min(at + across, len(gaps))) for at in range(0, len(gaps), across)]
    labels = [lines_of(each.label, WIDTH - 2.0, "Bold") for each in texts]
    tall = sum(len(each) * _LEADING for each in labels) + len(texts) * (_row(len(chunks)) + _BELOW) + _LABEL
    canvas = Canvas(tall)
    top = 0.0
    for each, label in zip(texts, labels, strict=True):
        for line in label:
            top += _LEADING
            canvas.words(1.0, top - 0.8, line, "Bold")
        reach = [_reach(state, each.ident) for state in gaps]
        _squares(canvas, reach, chunks, top)
        top += _row(len(chunks)) + _BELOW
    found = {_reach(state, each.ident) for state in gaps for each in texts}
    _legend(canvas, top + 2.6, [each for each in (CLOSED, IN_PART, OPEN) if each in found])
    return canvas.svg(name)


def _row(chunks: int) -> float:
    return chunks * (_NUMBERS + _SQUARE + 1.0)


def _squares(canvas: Canvas, reach: Sequence[str], chunks: Sequence[range], top: float) -> None:
    """A text's gaps, each numbered, and how many of them it closes."""
    for line, chunk in enumerate(chunks):
        upper = top + _row(line) + _NUMBERS
        for at, number in enumerate(chunk):
            left = 1.0 + at * _CELL
            canvas.words(left + _SQUARE / 2, upper - 1.2, str(number + 1), align="center")
            _square(canvas, left, upper, reach[number])
    canvas.words(WIDTH - 1.0, upper + _SQUARE / 2 + 1.2, f"{reach.count(CLOSED)} of {len(reach)}", "Bold", "right")


def _square(canvas: Canvas, left: float, top: float, reach: str) -> None:
    """A square: full, half full, or empty."""
    right, bottom = left + _SQUARE, top + _SQUARE
    if reach == CLOSED:
        canvas.filled([(left, top), (right, top), (right, bottom), (left, bottom)])
    if reach == IN_PART:
        canvas.filled([(left, top), (right, bottom), (left, bottom)])
    canvas.box(left, top, _SQUARE, _SQUARE, 0.8)


def _legend(canvas: Canvas, y: float, used: Sequence[str]) -> None:
    """What the squares mean, in a row."""
    left = 1.0
    for reach in used:
        words = {CLOSED: "closed", IN_PART: "in part, by a duty short of an offence", OPEN: "left open"}[reach]
        _square(canvas, left, y - 4.0, reach)
        canvas.words(left + _SQUARE + 2.0, y - 0.4, words)
        left += _SQUARE + 2.0 + width_of(words) + 8.0
