"""Words as outlines in one of the carried fonts: ligatures, figures as tall as capitals, kerning; what they measure.

Of OpenType that is what these fonts use: https://learn.microsoft.com/en-us/typography/opentype/spec/ (GSUB lookups of
the types 1, 4 and 6.3, GPOS pairs). Nothing is hinted, so that a picture is the same at every size. An accent is one
character with its letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

FEATURES = ("liga", "lnum")
_MISSING = ".notdef"
_SINGLE, _LIGATURE, _CHAIN = 1, 4, 6


@dataclass(frozen=True, slots=True)
class Shaped:
    """Words on one line: each glyph by its name, with the place where it begins; the width; in units of the font."""

    glyphs: tuple[tuple[str, int], ...]
    width: int


class Face:
    """One font, of which each part is read when it is first needed."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont

        self._font: Any = TTFont(BytesIO(path.read_bytes()), lazy=True)
        self.units: int = self._font["head"].unitsPerEm
        self._names: Mapping[int, str] = self._font.getBestCmap()
        self._advances: Mapping[str, tuple[int, int]] = self._font["hmtx"].metrics
        self._outlines = self._font.getGlyphSet()
        self._substitutions = self._font["GSUB"].table.LookupList.Lookup
        self._turns = [
            (number, _begins(self._substitutions[number])) for number in _lookups(self._font["GSUB"].table, FEATURES)
        ]
        pairs = self._font["GPOS"].table
        self._pairs = [
            [(frozenset(each.Coverage.glyphs), each) for each in pairs.LookupList.Lookup[number].SubTable]
            for number in _lookups(pairs, ("kern",))
        ]
        self._kerns: dict[tuple[str, str], int] = {}
        self._drawn: dict[str, str] = {}

    def shaped(self, said: str) -> Shaped:
        """Words as glyphs, each in its place; a character that the font lacks is its sign for that."""
        names = [self._names.get(ord(each), _MISSING) for each in unicodedata.normalize("NFC", said)]
        for number, begins in self._turns:
            at = 0
            while at < len(names):
                at += (names[at] in begins and self._replace(number, names, at)) or 1
        placed, right = [], 0
        for at, name in enumerate(names):
            right += self._kern(names[at - 1], name) if at else 0
            placed.append((name, right))
            right += self._advances[name][0]
        return Shaped(tuple(placed), right)

    def outline(self, name: str) -> str:
        """A glyph as the data of an SVG path, upwards from its base in units of the font; "" for a blank."""
        if name not in self._drawn:
            from fontTools.pens.svgPathPen import SVGPathPen

            pen: Any = SVGPathPen(self._outlines)
            self._outlines[name].draw(pen)
            self._drawn[name] = pen.getCommands()
        return self._drawn[name]

    def _replace(self, number: int, names: list[str], at: int) -> int:
        """Do one substitution where it fits at a place; how many glyphs then lie behind, 0 if it does not."""
        lookup = self._substitutions[number]
        for each in lookup.SubTable:
            if lookup.LookupType == _SINGLE and names[at] in each.mapping:
                names[at] = each.mapping[names[at]]
                return 1
            if lookup.LookupType == _LIGATURE:
                for one in each.ligatures.get(names[at], ()):
                    end = at + 1 + len(one.Component)
                    if names[at + 1 : end] == one.Component:
                        names[at:end] = [one.LigGlyph]
                        return 1
            if lookup.LookupType == _CHAIN and _fits(each, names, at):
                for one in each.SubstLookupRecord:
                    self._replace(one.LookupListIndex, names, at + one.SequenceIndex)
                return len(each.InputCoverage)
        return 0

    def _kern(self, one: str, other: str) -> int:
        """By how much two glyphs beside each other are set closer or wider."""
        pair = (one, other)
        if pair not in self._kerns:
            found = (_kerned(tables, one, other) for tables in self._pairs)
            self._kerns[pair] = sum(value.XAdvance for value in found if value is not None)
        return self._kerns[pair]


@cache
def face(path: Path) -> Face:
    """The font of a file; read once."""
    return Face(path)


def _lookups(table: Any, features: Sequence[str]) -> list[int]:
    """The numbers of what these features do to Latin letters, in the order in which it is done."""
    scripts = {each.ScriptTag: each.Script for each in table.ScriptList.ScriptRecord}
    known = [table.FeatureList.FeatureRecord[number] for number in scripts["latn"].DefaultLangSys.FeatureIndex]
    return sorted({n for each in known if each.FeatureTag in features for n in each.Feature.LookupListIndex})


def _begins(lookup: Any) -> frozenset[str]:
    """The glyphs at which a substitution can begin."""
    parts = {_SINGLE: "mapping", _LIGATURE: "ligatures"}
    firsts = (
        each.InputCoverage[0].glyphs if lookup.LookupType == _CHAIN else getattr(each, parts[lookup.LookupType])
        for each in lookup.SubTable
    )
    return frozenset(chain.from_iterable(firsts))


def _fits(rule: Any, names: Sequence[str], at: int) -> bool:
    """Whether the glyphs at a place, those before and those after are such as a rule asks for."""
    before, ahead = rule.BacktrackCoverage, (*rule.InputCoverage, *rule.LookAheadCoverage)
    if at < len(before) or at + len(ahead) > len(names):
        return False
    back = all(names[at - 1 - number] in each.glyphs for number, each in enumerate(before))
    return back and all(names[at + number] in each.glyphs for number, each in enumerate(ahead))


def _kerned(tables: Sequence[tuple[frozenset[str], Any]], one: str, other: str) -> Any:
    """What the first table that knows a pair of glyphs says of it; None where none does."""
    return next((value for known, each in tables if one in known for value in _values(each, one, other)), None)


def _values(table: Any, one: str, other: str) -> Iterator[Any]:
    """What a table says of a pair whose first glyph it covers: pair by pair, or by their classes."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(one)].PairValueRecord
        yield from (each.Value1 for each in pairs if each.SecondGlyph == other)
    elif kind := table.ClassDef2.classDefs.get(other, 0):
        yield table.Class1Record[table.ClassDef1.classDefs.get(one, 0)].Class2Record[kind].Value1
