"""Words as outlines in one of the carried fonts: shaped by HarfBuzz, drawn as the font has them; what they measure.

Of what a font offers, HarfBuzz does what every text wants (ligatures, kerning, accents); asked for besides are figures
as tall as capitals. Nothing is hinted, so that a picture is the same at every size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_LANGUAGE = "en"
"""What the words are in; unsaid, HarfBuzz takes the language of the machine, and a picture would vary with that."""
_FEATURES = {"lnum": True}


class Glyph(NamedTuple):
    """A glyph by its name, and the place where it begins, to the right and upwards, in units of the font."""

    name: str
    right: int
    up: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """Words on one line: the glyphs from left to right, and the width in units of the font."""

    glyphs: tuple[Glyph, ...]
    width: int


class Face:
    """One font; an outline is read when it is first needed."""

    def __init__(self, path: Path) -> None:
        from uharfbuzz import Blob, Font
        from uharfbuzz import Face as Read

        read: Any = Read(Blob(path.read_bytes()))
        self._font: Any = Font(read)
        self.units: int = read.upem
        self._drawn: dict[str, str] = {}

    def shaped(self, said: str) -> Shaped:
        """Words as glyphs, each in its place; a character that the font lacks is its sign for that."""
        from uharfbuzz import Buffer, shape

        buffer: Any = Buffer()
        buffer.add_str(said)
        buffer.language = _LANGUAGE
        buffer.guess_segment_properties()
        shape(self._font, buffer, _FEATURES)
        placed, right = [], 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
            name = self._font.glyph_to_string(info.codepoint)
            placed.append(Glyph(name, right + place.x_offset, place.y_offset))
            right += place.x_advance
        return Shaped(tuple(placed), right)

    def outline(self, name: str) -> str:
        """A glyph as the data of an SVG path, upwards from its base in units of the font; "" for a blank."""
        if name not in self._drawn:
            from fontTools.pens.svgPathPen import SVGPathPen

            pen: Any = SVGPathPen(None, ntos="{:g}".format)
            self._font.draw_glyph_with_pen(self._font.glyph_from_string(name), pen)
            self._drawn[name] = pen.getCommands()
        return self._drawn[name]


@cache
def face(path: Path) -> Face:
    """The font of a file; read once."""
    return Face(path)
