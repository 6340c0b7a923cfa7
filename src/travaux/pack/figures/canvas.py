"""A sheet to draw on, in millimetres from its upper left corner, given as SVG with the same bytes on every machine.

Words are drawn as outlines in the project's own fonts, since a page on a screen may not have these, and the
picture must be the same there as on paper; what it says stands beside it in words and in a table. All ink is
`currentColor`: black on paper, and what the page's own words are on a screen, dark or light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from travaux.carried import carried
from travaux.pack.figures.letters import Face, face

WIDTH = 116.0
"""The width of a picture in mm: within a column of A4, and with letters of 9.8 pt still legible on a telephone."""
SIZE = 9.8
"""The size of the letters in pt."""
Weight: TypeAlias = Literal["Regular", "Bold", "Italic"]
Align: TypeAlias = Literal["left", "center", "right"]
Spot: TypeAlias = tuple[float, float]

_POINT = 25.4 / 72
_INK = "currentColor"
_GREY = "#767676"  # legible on white and on black
_BEFORE: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


class Canvas:
    """A sheet of a height in mm; whatever is drawn later lies above. Places and sizes are in mm, lines in pt."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self._pending: list[Callable[[str], str]] = []
        self._letters: dict[tuple[Weight, str], None] = {}

    def words(
        self, x: float, y: float, said: str, weight: Weight = "Regular", align: Align = "left", turned: bool = False
    ) -> None:
        """Words on one line, their base at `y`; `turned`, they run upwards."""
        font = _font(weight)
        shaped, scale = font.shaped(said), SIZE / font.units
        inked = [glyph for glyph in shaped.glyphs if font.outline(glyph.name)]
        self._letters |= dict.fromkeys((weight, glyph.name) for glyph in inked)
        begin = -shaped.width * _BEFORE[align]
        turn = " rotate(-90)" if turned else ""
        move = f"translate({_at((x, y))}){turn} scale({_number(scale, 5)} {_number(-scale, 5)})"

        def draw(name: str) -> str:
            uses = "".join(_use(_ident(name, weight, each.name), begin + each.right, each.up) for each in inked)
            return f'<g transform="{move}">{uses}</g>'

        self._pending.append(draw)

    def line(self, points: Sequence[Spot], weight: float = 0.6, dashed: bool = False) -> None:
        """A line through points; grey where it is finer than half a point."""
        colour = _GREY if weight < 0.5 else _INK
        ends = (
            f' stroke-linecap="butt" stroke-dasharray="{_number(3 * weight)} {_number(2 * weight)}"' if dashed else ""
        )
        self._path(_through(points), f'fill="none" stroke="{colour}" stroke-width="{_number(weight)}"{ends}')

    def box(self, x: float, y: float, width: float, height: float, weight: float, dashed: bool = False) -> None:
        """A frame round a place."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.line([*corners, *corners[:2]], weight, dashed)

    def pointer(self, x: float, y: float, size: float) -> None:
        """A filled triangle that points to the right, to a place."""
        self.filled([(x, y), (x - size, y - size * 0.6), (x - size, y + size * 0.6)])

    def diamond(self, x: float, y: float, size: float) -> None:
        """A filled square on its corner, `size` from corner to corner, with its middle at a place."""
        half = size / 2
        self.filled([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])

    def dot(self, x: float, y: float, size: float) -> None:
        """A filled grey disc of a diameter."""
        self._disc(x, y, size, f'fill="{_GREY}"')

    def ring(self, x: float, y: float, size: float, weight: float = 1.3) -> None:
        """A circle of a diameter."""
        self._disc(x, y, size, f'fill="none" stroke="{_INK}" stroke-width="{_number(weight)}"')

    def filled(self, corners: Sequence[Spot]) -> None:
        """A shape filled with ink, by its corners."""
        self._path(f"{_through(corners)}Z", f'fill="{_INK}"')

    def _disc(self, x: float, y: float, size: float, look: str) -> None:
        middle = f'cx="{_number(x / _POINT)}" cy="{_number(y / _POINT)}" r="{_number(size / 2 / _POINT)}"'
        self._pending.append(lambda name: f"<circle {middle} {look}/>")

    def _path(self, data: str, look: str) -> None:
        self._pending.append(lambda name: f'<path d="{data}" {look}/>')

    def svg(self, name: str) -> str:
        """The picture; `name` tells its inner ids from those of other pictures on the same page."""
        wide, tall = _number(self.width / _POINT), _number(self.height / _POINT)
        drawn = "\n".join((*self._outlines(name), *(draw(name) for draw in self._pending)))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{tall}pt" viewBox="0 0 {wide} {tall}" '
            f'stroke-linejoin="round" stroke-linecap="square">\n{drawn}\n</svg>\n'
        )

    def _outlines(self, name: str) -> Iterator[str]:
        """The letters that are used, once each."""
        glyphs = (
            f'<path id="{_ident(name, weight, each)}" d="{_font(weight).outline(each)}" fill="{_INK}"/>'
            for weight, each in sorted(self._letters)
        )
        yield from ("<defs>", *glyphs, "</defs>") if self._letters else ()


def _ident(name: str, weight: Weight, glyph: str) -> str:
    return f"{name}-{weight}-{glyph}"


def _use(ident: str, right: float, up: float) -> str:
    """A letter in its place, in units of the font."""
    raised = f' y="{_number(up)}"' if up else ""
    return f'<use href="#{ident}" x="{_number(right)}"{raised}/>'


def _number(value: float, places: int = 3) -> str:
    """A number in as few characters as it needs, in at most so many decimal places."""
    shown = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _at(spot: Spot) -> str:
    """A place in pt."""
    return f"{_number(spot[0] / _POINT)} {_number(spot[1] / _POINT)}"


def _through(spots: Sequence[Spot]) -> str:
    """A path from one place to the next."""
    return "M" + "L".join(map(_at, spots))


# ---------------------------------------------------------------- words


def _font(weight: Weight) -> Face:
    return face(carried() / "templates" / "fonts" / f"AlegreyaSans-{weight}.ttf")


def width_of(said: str, weight: Weight = "Regular") -> float:
    """How wide words are, in mm."""
    font = _font(weight)
    return font.shaped(said).width * SIZE / font.units * _POINT


def lines_of(said: str, room: float, weight: Weight = "Regular") -> list[str]:
    """Words in lines of at most `room` mm, broken at blanks only; a word that is longer has a line to itself."""
    out: list[str] = []
    for word in said.split():
        if out and width_of(f"{out[-1]} {word}", weight) <= room:
            out[-1] = f"{out[-1]} {word}"
        else:
            out.append(word)
    return out
