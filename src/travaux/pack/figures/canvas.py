"""A sheet to draw on, in millimetres from its upper left corner, given as SVG with the same bytes on every machine.

Words are drawn as outlines in the project's own fonts, since a page on a screen may not have these, and the
picture must be the same there as on paper; what it says stands beside it in words and in a table. All ink is
`currentColor`: black on paper, and what the page's own words are on a screen, dark or light.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Literal, TypeAlias

from travaux.carried import carried

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform

WIDTH = 116.0
"""The width of a picture in mm: within a column of A4, and with letters of 9.8 pt still legible on a telephone."""
SIZE = 9.8
"""The size of the letters in pt."""
Weight: TypeAlias = Literal["Regular", "Bold", "Italic"]
Align: TypeAlias = Literal["left", "center", "right"]
Spot: TypeAlias = tuple[float, float]

_INCH = 25.4
_POINT = _INCH / 72
_INK = "#010203"  # stands for currentColor, which the drawing library does not know
_GREY = "#767676"  # legible on white and on black
_USED = re.compile(r'(?:href="#|url\(#)([^")]+)')
_IDS = re.compile(r' id="([^"]*)"')


class Canvas:
    """A sheet of a height in mm; whatever is drawn later lies above. Places and sizes are in mm, lines in pt."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.pending: list[Callable[[Figure, Transform], object]] = []

    def words(
        self, x: float, y: float, said: str, weight: Weight = "Regular", align: Align = "left", turned: bool = False
    ) -> None:
        """Words on one line, their base at `y`; `turned`, they run upwards."""

        def draw(figure: Figure, scale: Transform) -> None:
            text = figure.text(x, y, said, transform=scale, ha=align, fontproperties=_font(weight), color=_INK)
            text.set_verticalalignment("baseline")
            text.set_rotation_mode("anchor")
            text.set_rotation(90 if turned else 0)
            text.set_parse_math(False)
            text.set_fontfeatures(["lnum"])

        self.pending.append(draw)

    def line(self, points: Sequence[Spot], weight: float = 0.6, dashed: bool = False) -> None:
        """A line through points; grey where it is finer than half a point."""
        across, down = zip(*points, strict=True)
        colour = _GREY if weight < 0.5 else _INK

        def draw(figure: Figure, scale: Transform) -> None:
            from matplotlib.lines import Line2D

            line = Line2D(across, down, linewidth=weight, color=colour, transform=scale)
            line.set_linestyle((0, (3, 2)) if dashed else "-")
            figure.add_artist(line)

        self.pending.append(draw)

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
        self._disc(x, y, size, _GREY, 0)

    def ring(self, x: float, y: float, size: float, weight: float = 1.3) -> None:
        """A circle of a diameter."""
        self._disc(x, y, size, "none", weight)

    def _disc(self, x: float, y: float, size: float, fill: str, weight: float) -> None:
        def draw(figure: Figure, scale: Transform) -> None:
            from matplotlib.patches import Ellipse

            edge = _INK if weight else "none"
            disc = Ellipse((x, y), size, size, facecolor=fill, edgecolor=edge, linewidth=weight, transform=scale)
            figure.add_artist(disc)

        self.pending.append(draw)

    def filled(self, corners: Sequence[Spot], fill: str = _INK) -> None:
        """A shape filled with ink, by its corners."""

        def draw(figure: Figure, scale: Transform) -> None:
            from matplotlib.patches import Polygon

            figure.add_artist(Polygon(corners, closed=True, facecolor=fill, edgecolor="none", transform=scale))

        self.pending.append(draw)

    def svg(self, name: str) -> str:
        """The picture; `name` tells its inner ids from those of other pictures on the same page."""
        _hush()
        import matplotlib

        with matplotlib.rc_context():
            matplotlib.rcdefaults()  # and not what the user's own file sets
            matplotlib.rcParams["svg.hashsalt"] = name
            matplotlib.rcParams["svg.fonttype"] = "path"
            return _cleaned(self._made(), name)

    def _made(self) -> str:
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        figure = Figure(figsize=(self.width / _INCH, self.height / _INCH), facecolor="none")
        down = Affine2D().scale(1 / self.width, -1 / self.height).translate(0, 1)
        for draw in self.pending:
            draw(figure, down + figure.transFigure)
        out = StringIO()
        print_svg: Callable[..., None] = FigureCanvasSVG(figure).print_svg
        print_svg(out, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
        return out.getvalue()


def _cleaned(svg: str, name: str) -> str:
    """An SVG that may stand inside a page: no prologue, no style that would leak, no id but its own that are used."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->\n?", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\s*<defs>\s*<style type="text/css">[^<]*</style>\s*</defs>', "", svg)
    svg = svg.replace("<svg ", '<svg stroke-linejoin="miter" stroke-linecap="butt" ', 1)
    used = set(_USED.findall(svg))
    svg = _IDS.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", svg)
    svg = _USED.sub(lambda found: found[0].replace(f"#{found[1]}", f"#{name}-{found[1]}"), svg)
    return svg.replace(_INK, "currentColor")


# ---------------------------------------------------------------- words


def _hush() -> None:
    """No word from the drawing library, when it is loaded, of where it keeps its list of the machine's fonts."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def _font(weight: Weight) -> FontProperties:
    _hush()
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=carried() / "templates" / "fonts" / f"AlegreyaSans-{weight}.ttf", size=SIZE)


def width_of(said: str, weight: Weight = "Regular") -> float:
    """How wide words are, in mm."""
    _hush()
    from matplotlib.textpath import TextToPath

    return float(TextToPath().get_text_width_height_descent(said, _font(weight), False)[0]) * _POINT


def lines_of(said: str, room: float, weight: Weight = "Regular") -> list[str]:
    """Words in lines of at most `room` mm, broken at blanks only; a word that is longer has a line to itself."""
    out: list[str] = []
    for word in said.split():
        if out and width_of(f"{out[-1]} {word}", weight) <= room:
            out[-1] = f"{out[-1]} {word}"
        else:
            out.append(word)
    return out
