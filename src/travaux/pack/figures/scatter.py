"""Combinations as points in two fields beside each other: how many gaps they close, and how much they meet with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.pack.figures.canvas import WIDTH, Canvas
from travaux.pack.figures.combining import Field, Point

_LEFT, _BETWEEN, _TOP, _ROW = 14.5, 9.5, 9.0, 5.0
_FOOT, _LEGEND = 14.0, 7.0
_SMALLEST, _LARGEST, _DIAMOND, _RING = 0.7, 4.2, 2.6, 4.8
_OFF = 3.3  # of the axes from the nearest points
_BEYOND = 2


@dataclass(frozen=True, slots=True)
class Panel:
    """A field with what its axis counts, the most that this can be, and the letters of the points that have one."""

    field: Field
    axis: str
    most: int
    letters: tuple[tuple[str, Point], ...]


def marked(field: Field) -> tuple[Point, ...]:
    """The points worth a letter: the frontier, the text's own, and what a little more could buy.

    That is, at the next costs above these, the most gaps closed.
    """
    best: dict[int, Point] = {}
    for each in field.points:
        if each.cost not in best or each.gaps > best[each.cost].gaps:
            best[each.cost] = each
    own = {*field.frontier, field.ours}
    least, most = (measure(each.cost for each in own) for measure in (min, max))
    wanted = own | {each for each in best.values() if least <= each.cost <= most + _BEYOND}
    return tuple(each for each in field.points if each in wanted)


def lettered(fields: Iterable[Field]) -> Iterator[tuple[tuple[str, Point], ...]]:
    """The points worth a letter, field by field, in one alphabet."""
    number = 0
    for field in fields:
        points = marked(field)
        yield tuple((_letter(number + at), point) for at, point in enumerate(points))
        number += len(points)


def _letter(number: int) -> str:
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def drawn(panels: Sequence[Panel], name: str) -> str:
    """The fields over one scale of gaps; `name` is for the ids inside."""
    found = [point.gaps for panel in panels for point in panel.field.points]
    least, gaps = min(found), max(found)
    rows = gaps - least
    bottom = _TOP + rows * _ROW
    canvas = Canvas(bottom + _FOOT + _LEGEND)
    width = (WIDTH - _LEFT - _OFF - 0.5 - (len(panels) - 1) * _BETWEEN) / len(panels)
    canvas.words(4.0, (_TOP + bottom) / 2, "Gaps closed", align="center", turned=True)
    for number in range(least, gaps + 1):
        canvas.words(_LEFT - _OFF - 1.3, bottom - (number - least) * _ROW + 1.2, str(number), align="right")
    for at, panel in enumerate(panels):
        _panel(canvas, panel, _LEFT + at * (width + _BETWEEN), width, (least, gaps))
    _legend(canvas, bottom + _FOOT + 3.4)
    return canvas.svg(name)


def _panel(canvas: Canvas, panel: Panel, left: float, width: float, span: tuple[int, int]) -> None:
    """One field: its axes, its points, and the letters over them."""
    least, most = span
    bottom = _TOP + (most - least) * _ROW

    def place(gaps: int, cost: int) -> tuple[float, float]:
        return left + width * cost / max(panel.most, 1), bottom - (gaps - least) * _ROW

    corner, end = (left - _OFF, bottom + _OFF), left + width + _OFF
    canvas.line([(left - _OFF, _TOP - _OFF), corner, (end, bottom + _OFF)], 0.6)
    for cost in range(panel.most + 1):
        canvas.words(place(least, cost)[0], bottom + _OFF + 4.0, str(cost), align="center")
    canvas.words(left + width / 2, bottom + _OFF + 8.3, panel.axis, align="center")
    frontier = panel.field.frontier
    _steps(canvas, [place(each.gaps, each.cost) for each in frontier])
    largest = max(each.ways.count for each in panel.field.points)
    for point in panel.field.points:
        canvas.dot(*place(point.gaps, point.cost), max(_LARGEST * (point.ways.count / largest) ** 0.5, _SMALLEST))
    for point in frontier:
        canvas.diamond(*place(point.gaps, point.cost), _DIAMOND)
    canvas.ring(*place(panel.field.ours.gaps, panel.field.ours.cost), _RING)
    for letter, point in panel.letters:
        x, y = place(point.gaps, point.cost)
        canvas.words(x, y - (_RING / 2 + 0.6 if point == panel.field.ours else 1.9), letter, "Bold", "center")


def _steps(canvas: Canvas, places: Sequence[tuple[float, float]]) -> None:
    """A line in steps along the frontier."""
    for (x, y), (beyond, above) in pairwise(places):
        canvas.line([(x, y), (beyond, y), (beyond, above)], 0.9)


def _legend(canvas: Canvas, y: float) -> None:
    """What the signs mean, in a row."""
    middle = y - 1.1
    canvas.dot(_LEFT - 2.0, middle, 1.6)
    canvas.dot(_LEFT + 1.0, middle, 3.4)
    canvas.words(_LEFT + 4.2, y, "fewer, more combinations")
    canvas.diamond(_LEFT + 53.0, middle, _DIAMOND)
    canvas.words(_LEFT + 55.6, y, "frontier")
    canvas.ring(_LEFT + 79.0, middle, _RING)
    canvas.words(_LEFT + 83.0, y, "the text")
