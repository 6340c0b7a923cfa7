"""Full references, formatted by a CSL processor (citeproc-py) with the style that the library carries.

A `Source` is handed over as CSL-JSON (Citation Style Language 1.0.2, appendices III and IV), and
what comes back is read into inline nodes. The style is `templates/csl/sources.csl`; terms and the
forms of dates come from the locale files in the processor's own package. Nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from travaux.carried import carried
from travaux.model.dates import long_date, parts
from travaux.model.law import Name, Source
from travaux.model.tree import Emph, Inline, Text

STYLE = "templates/csl/sources.csl"
OURS = frozenset({"type", "short", "note", "confidence"})
"""The fields that are not printed as CSL variables: the type by itself, and what only this program knows."""
LAWS = frozenset({"bill", "legislation", "regulation", "treaty"})
_DATES = frozenset({"issued", "accessed"})
# Noncharacters, which no file of a library may hold (see load/hidden.py): no title can be taken for markup.
_OPEN, _BOLD, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"


class CslBibliography:
    """The `Bibliography` of the carried style. The processor is imported when the first entry is asked for."""

    def entry(self, source: Source) -> tuple[Inline, ...]:
        """The full reference of a source, without a full stop of the list's own at its end."""
        return _entry(source)


@lru_cache(maxsize=4096)
def _entry(source: Source) -> tuple[Inline, ...]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    entries = CiteProcJSON([{"id": "it", **csl(source)}])
    bibliography = CitationStylesBibliography(_style(), entries, _formatter())
    bibliography.register(Citation([CitationItem("it")]))
    return _inlines("".join(str(part) for part in bibliography.bibliography()))


@cache
def _style() -> Any:
    """The compiled style; with its locale it takes some five milliseconds, once in a run."""
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(carried() / STYLE), validate=False)


@cache
def _formatter() -> SimpleNamespace:
    """The processor's markup as marker characters; the tree has no small capitals, weight below normal or lines."""

    def wrap(mark: str) -> type[str]:
        return type("Wrapped", (str,), {"__new__": lambda cls, text: str.__new__(cls, f"{mark}{text}{_CLOSE}")})

    italic, bold = wrap(_OPEN), wrap(_BOLD)
    plain = dict.fromkeys(("Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str)
    return SimpleNamespace(preformat=str, Italic=italic, Oblique=italic, Bold=bold, **plain)


def _inlines(marked: str) -> tuple[Inline, ...]:
    """The characters with their marks as nodes: italics and bold as `Emph`, the rest as `Text`."""
    levels: list[tuple[str, list[Inline]]] = [("", [])]
    for part in re.split(f"([{_OPEN}{_BOLD}{_CLOSE}])", marked):
        if part in (_OPEN, _BOLD):
            levels.append(("**" if part == _BOLD else "", []))
        elif part == _CLOSE:
            mark, children = levels.pop()
            levels[-1][1].append(Emph(tuple(children), mark))
        elif part:
            levels[-1][1].append(Text(part))
    return tuple(levels[0][1])


# ---------------------------------------------------------------- CSL-JSON


def csl(source: Source) -> dict[str, Any]:
    """The source as CSL-JSON: the fields that are filled, save what its title says already."""
    written = {name: value for name in asdict(source) if name not in OURS and (value := getattr(source, name))}
    out: dict[str, Any] = {"type": source.type}
    for name, value in written.items():
        if name not in _said(source):
            key = name.replace("_", "-")
            out[key] = _date(value) if name in _DATES else _names(value) if isinstance(value, tuple) else value
    return out


def _said(source: Source) -> frozenset[str]:
    """What a title says, and would say twice: the number of a law ("Directive 2011/36/EU …"), its day or year."""
    number = {"number"} if source.number and source.number in source.title else set()
    day = long_date(source.issued)
    dated = source.type in LAWS or source.type == "document"
    return frozenset(number | ({"issued"} if day and dated and day in source.title else set()))


def _names(names: tuple[Name, ...]) -> list[dict[str, str]]:
    return [{part: value for part, value in asdict(name).items() if value} for name in names]


def _date(written: str) -> dict[str, Any]:
    """A date as CSL has it: "2010", "2022-03" or "2001-04-24" in parts, anything else as it is written."""
    found = parts(written)
    return {"date-parts": [list(found)]} if found else {"literal": written}
