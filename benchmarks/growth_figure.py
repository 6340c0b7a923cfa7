"""The figure of growth: time and memory over the number of clauses, both scales logarithmic, as SVG.

Words are in 13 and 15 px; the colours stand out on white and on black, and lines differ by their dashes and marks too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, TOP, ACROSS, DOWN = 760, 456, 64, 84, 280, 250
"""The picture; where the first panel begins; how wide and high a panel is."""
GAP = 96
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24 }
.title { font-size: 15px; font-weight: 600 }
.grid { stroke: #1b1f24; stroke-opacity: .16 }
.line { fill: none; stroke-width: 2.5 }
.a { stroke: #0b5cad } .b { stroke: #b3460b }
.a.mark { fill: #0b5cad } .b.mark { fill: #b3460b }
@media (prefers-color-scheme: dark) {
  text { fill: #e8eaed } .grid { stroke: #e8eaed; stroke-opacity: .22 } .back { fill: #14171a }
  .a { stroke: #7db7ff } .b { stroke: #ffa36b }
  .a.mark { fill: #7db7ff } .b.mark { fill: #ffa36b }
}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One work: (clauses, seconds, megabytes) at each size, the exponent of its time, and that of the last step."""

    name: str
    points: tuple[tuple[int, float, float], ...]
    exponent: float
    last: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One field of the figure: where it begins, and the powers of ten that each scale runs between."""

    left: float
    wide: tuple[int, int]
    high: tuple[int, int]

    def x(self, value: float) -> float:
        """Where a number of clauses stands."""
        return self.left + ACROSS * (math.log10(value) - self.wide[0]) / (self.wide[1] - self.wide[0])

    def y(self, value: float) -> float:
        """Where a value stands."""
        return TOP + DOWN * (1 - (math.log10(value) - self.high[0]) / (self.high[1] - self.high[0]))


def decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten that hold all the values."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    """Words at a place."""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


def frame(panel: Panel, title: str, unit: str) -> Iterator[str]:
    """The scales of a panel."""
    yield text(panel.left, TOP - 14, title, kind="title")
    for power in range(panel.high[0], panel.high[1] + 1):
        y = panel.y(10.0**power)
        yield f'<path class="grid" d="M{panel.left:.0f} {y:.1f}h{ACROSS}"/>'
        yield text(panel.left - 8, y + 4, f"{10.0**power:,g} {unit}", "end")
    for power in range(panel.wide[0], panel.wide[1] + 1):
        x = panel.x(10.0**power)
        yield f'<path class="grid" d="M{x:.1f} {TOP}v{DOWN}"/>'
        yield text(x, TOP + DOWN + 20, f"{10**power:,}", "middle")
    yield text(panel.left + ACROSS / 2, TOP + DOWN + 40, "clauses", "middle")


def mark(x: float, y: float, kind: str) -> str:
    """A disc for the first line, a square for the second."""
    if kind == "a":
        return f'<circle class="a mark" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    return f'<rect class="b mark" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def drawn(panel: Panel, points: Sequence[tuple[float, float]], kind: str) -> Iterator[str]:
    """A line with its marks."""
    places = [(panel.x(x), panel.y(y)) for x, y in points]
    dashes = "" if kind == "a" else ' stroke-dasharray="7 4"'
    yield f'<path class="line {kind}"{dashes} d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in places)}"/>'
    yield from (mark(x, y, kind) for x, y in places)


def key(lines: Sequence[Line]) -> Iterator[str]:
    """Which line is which, with its exponent."""
    for at, line in enumerate(lines):
        x, y, kind = LEFT, HEIGHT - 48 + at * 26, "ab"[at]
        dashes = "" if kind == "a" else ' stroke-dasharray="7 4"'
        yield f'<path class="line {kind}"{dashes} d="M{x} {y - 4}h34"/>' + mark(x + 17, y - 4, kind)
        yield text(
            x + 44,
            y,
            f"{line.name}: time grows as n to the {line.exponent:.2f}; over the last step {line.last:.2f}",
        )


def figure_of(lines: Sequence[Line]) -> str:
    """The figure of at most two lines, as an SVG file."""
    counts = [count for line in lines for count, _, _ in line.points]
    panels = [
        Panel(LEFT + at * (ACROSS + GAP), decades(counts), decades([p[at + 1] for line in lines for p in line.points]))
        for at in (0, 1)
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' role="img" aria-labelledby="title about">',
        '<title id="title">How time and memory grow with the number of clauses</title>',
        f'<desc id="about">{escape(described(lines))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="back" width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        text(LEFT, 32, "How time and memory grow with the number of clauses (scales logarithmic)", kind="title"),
    ]
    for at, (panel, (title, unit)) in enumerate(
        zip(panels, (("Processor time", "s"), ("Most memory", "MB")), strict=True)
    ):
        parts += frame(panel, title, unit)
        for line, kind in zip(lines, "ab", strict=False):
            parts += drawn(panel, [(point[0], point[at + 1]) for point in line.points], kind)
    return "\n".join([*parts, *key(lines), "</svg>"]) + "\n"


def described(lines: Sequence[Line]) -> str:
    """The figure in words."""
    return " ".join(
        f"{line.name}: "
        + "; ".join(f"{count:,} clauses {seconds:.2g} s, {memory:.0f} MB" for count, seconds, memory in line.points)
        + "."
        for line in lines
    )
