"""Words as runs: their characters, how they are set, the fields among them (ECMA-376 Part 1, 17.3.2 and 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.ooxml.xml import el, escape

_BREAKS = re.compile(r"([\n\t])")


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set: leaning, heavy, in a character style of the template, in which language."""

    language: str = ""
    italic: bool = False
    bold: bool = False
    style: str = ""

    def properties(self) -> str:
        """The properties of a run, in the order that the schema asks for."""
        inside = "".join(
            (
                el("w:rStyle", w_val=self.style) if self.style else "",
                "<w:b/>" if self.bold else "",
                "<w:i/>" if self.italic else "",
                el("w:lang", w_val=self.language) if self.language else "",
            )
        )
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def run(words: str, face: Face, text: str = "w:t") -> str:
    """A run of words, "" for none; `text` is the element that holds them ("w:delText" where they are struck)."""
    if not words:
        return ""
    inside = "".join(
        "<w:br/>" if part == "\n" else "<w:tab/>" if part == "\t" else _characters(part, text)
        for part in _BREAKS.split(words)
        if part
    )
    return f"<w:r>{face.properties()}{inside}</w:r>"


def _characters(words: str, text: str) -> str:
    return f'<{text} xml:space="preserve">{escape(words)}</{text}>'


def field(code: str, shown: str, face: Face) -> str:
    """A field with the words that it shows until it is next counted."""
    return f"{begun(code, face)}{run(shown, face)}{ended(face)}"


def begun(code: str, face: Face) -> str:
    """The beginning of a field, up to what it shows."""
    asked = f"<w:r>{face.properties()}{_characters(f' {code} ', 'w:instrText')}</w:r>"
    return f"{_mark('begin', face)}{asked}{_mark('separate', face)}"


def ended(face: Face) -> str:
    """The end of a field."""
    return _mark("end", face)


def _mark(kind: str, face: Face) -> str:
    return f"<w:r>{face.properties()}{el('w:fldChar', w_fldCharType=kind)}</w:r>"


def paragraph(style: str, words: str, *properties: str) -> str:
    """A paragraph in a style of the template; `properties` stand in the order that the schema asks for."""
    return f"<w:p><w:pPr>{el('w:pStyle', w_val=style)}{''.join(properties)}</w:pPr>{words}</w:p>"
