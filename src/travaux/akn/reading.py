"""Akoma Ntoso from anywhere, read for its words: what is counted, what heads, what stands between, in order.

No profile is asked for: hierarchy is known by the names of the schema, in any namespace of the vocabulary, and what is
not known is read for the paragraphs in it. Entities and document types are refused, nothing outside the file is looked
at, and what is left out is told with its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from travaux.akn.components import Components, components, documents
from travaux.akn.elements import (
    CELLS,
    DASH,
    DEEPEST,
    HEADS,
    HIERARCHY,
    LEFT,
    POINTS,
    QUOTED,
    REFERRED,
    SILENT,
    Fault,
    events,
    is_apparatus,
    is_mixed,
    language_of,
    line_of,
    name_of,
    parsed,
    spaced,
    title_of,
    titled,
    unit_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

Kind: TypeAlias = Literal["heading", "article", "paragraph", "point", "subpoint", "item", "recital", "formula", "text"]
BELOW: tuple[Kind, ...] = ("paragraph", "point", "subpoint", "item")
"""The kinds of what is counted in an article, by depth."""


ENGLISH = frozenset({"", "en", "eng"})
"""What a text says its language is whose numbers may be given the English names of its elements."""


class Piece(NamedTuple):
    """Words as they stand: their kind, their label, the labels from the article down, their line in the file.

    `name` is that of the element that a heading heads.
    """

    kind: Kind
    label: str
    words: str
    path: tuple[str, ...] = ()
    line: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Something left out: what, and where it first stood; how often."""

    what: str
    line: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A file as read: its title and language as it gives them, its pieces in order, what was left out."""

    title: str
    language: str
    pieces: tuple[Piece, ...]
    left: tuple[Left, ...] = ()


def read(data: bytes) -> Text:
    """The text of an Akoma Ntoso file. Raises `Fault` where it is none, or can't be read."""
    root = parsed(data)
    if name_of(root) != "akomaNtoso":
        raise Fault(
            f"this is no Akoma Ntoso: its outermost element is <{name_of(root)}>",
            "name an Akoma Ntoso file",
            line_of(root),
        )
    found = documents(root)
    if not found:
        raise Fault(
            "this file holds no document",
            "an act, a bill or another document should stand in <akomaNtoso>",
            line_of(root),
        )
    first, *others = found
    attached = [each for each in root if name_of(each) == "components"]
    language = language_of(first)
    reading = _Reader(unit_of((first, *attached)), components(root), language in ENGLISH)
    for each in others:
        reading.leave(f"a second document (<{name_of(each)}>)", each)
    for each in (first, *attached):
        reading.inside(each, _Spot())
    made = tuple(each for each in reading.out if each.words or each.label)
    if not made:
        raise Fault("this file holds no words", "name a file that holds the text itself", line_of(first))
    return Text(title_of(first), language, made, tuple(reading.left.values()))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the reading is: the labels from the article down (None outside of one), the label that waits for words.

    `level` is the depth below the article of what is being read (-1: in the article itself), `base` the kind of words
    without a label.
    """

    path: tuple[str, ...] | None = None
    label: str = ""
    kind: Kind = "text"
    base: Kind = "text"
    level: int = -1
    depth: int = 0

    def after(self) -> _Spot:
        """The same place, for words that follow."""
        return replace(self, label="", kind=self.base)


@dataclass(slots=True)
class _Reader:
    unit: str
    components: Components
    english: bool
    out: list[Piece] = field(default_factory=list)
    left: dict[str, Left] = field(default_factory=dict)

    def leave(self, what: str, each: _Element) -> None:
        """Tell that something is left out."""
        known = self.left.get(what)
        self.left[what] = Left(what, known.line if known else line_of(each), known.count + 1 if known else 1)

    def text(self, each: _Element) -> str:
        """All the words of an element as one run."""
        out: list[str] = []
        for event in events(each):
            if isinstance(event, str):
                out.append(event)
            elif name_of(event) in LEFT:
                self.leave(LEFT[name_of(event)], event)
            else:
                out += (" ", self.text(event), " ")
        return spaced("".join(out))

    def add(self, words: str, spot: _Spot, each: _Element, kind: Kind | None = None) -> _Spot:
        """A piece, if it has words; the place after it."""
        text = spaced(words)
        if not text:
            return spot
        self.out.append(Piece(kind or spot.kind, spot.label, text, spot.path or (), line_of(each)))
        return spot.after()

    def inside(self, each: _Element, spot: _Spot, but: tuple[str, ...] = ()) -> _Spot:
        """What stands in an element."""
        if is_mixed(each):
            return self.para(each, spot, but=but)
        for child in each:
            if name_of(child) not in but:
                spot = self.one(child, spot)
        return spot

    def one(self, each: _Element, spot: _Spot) -> _Spot:
        """An element; the place after it."""
        if spot.depth > DEEPEST:
            raise Fault(
                f"elements are nested more than {DEEPEST} deep", "no treaty is: look what wrote the file", line_of(each)
            )
        made = self.element(each, name_of(each), replace(spot, depth=spot.depth + 1))
        return replace(made, depth=spot.depth)

    def element(self, each: _Element, name: str, spot: _Spot) -> _Spot:
        """An element by its name; the place after it."""
        if name in SILENT or not name:
            return spot
        if name in REFERRED and (there := self.components.referred(each)) is not None:
            return self.attached(there, spot)
        if name in LEFT:
            self.leave(LEFT[name], each)
            return spot
        if name in HIERARCHY or name == "item":
            return self.counted(each, name, spot)
        match name:
            case "attachment" | "component" | "doc":
                return self.attached(each, spot)
            case "preface":
                self.inside(each, replace(spot, kind="heading", base="heading"))
                return spot
            case "recital" | "citation":
                return self.labelled(each, spot, "recital", ("num",))
            case _ if name in QUOTED:
                return self.quoted(each, spot)
            case "tr" if not is_mixed(each):
                return self.add(CELLS.join(self.text(cell) for cell in each), spot, each)
            case "num" | "heading" | "subheading" | "crossHeading":
                return self.add(self.text(each), spot, each, "heading")
            case "p" | "block" | "li" | "caption" | "listIntroduction" | "listWrapUp" | "listConclusion":
                return self.para(each, spot, "heading" if each.get("name") == "heading" else None)
            case _:
                return self.inside(each, spot)

    def para(self, each: _Element, spot: _Spot, kind: Kind | None = None, but: tuple[str, ...] = ()) -> _Spot:
        """Running words; lists, tables and structure among them are read by themselves."""
        run: list[str] = []
        for event in events(each, but):
            if isinstance(event, str):
                run.append(event)
            elif name_of(event) in LEFT:
                self.leave(LEFT[name_of(event)], event)
            else:
                spot = self.one(event, self.add("".join(run), spot, each, kind))
                run.clear()
        rest = spaced("".join(run))
        if rest and self.out and not any(map(str.isalnum, rest)) and len(each):  # what follows a closing quotation mark
            last = self.out[-1]
            self.out[-1] = last._replace(words=last.words + rest)
            return spot
        return self.add(rest, spot, each, kind)

    def quoted(self, each: _Element, spot: _Spot) -> _Spot:
        """Structure quoted for another text, in its quotation marks."""
        begun = len(self.out)
        self.inside(each, _Spot(depth=spot.depth))
        if begun < len(self.out):
            first = self.out[begun]
            start = each.get("startQuote", "")
            with_start = {"label": start + first.label} if first.label else {"words": start + first.words}
            self.out[begun] = first._replace(**with_start)
            last = self.out[-1]
            self.out[-1] = last._replace(words=last.words + each.get("endQuote", ""))
        return spot

    def attached(self, each: _Element, spot: _Spot) -> _Spot:
        """An attachment: its heading, then what stands in it; once, wherever it is referred to."""
        if not self.components.meet(each):
            return spot
        if told := "an attachment that is not of the text" if is_apparatus(each) else self.components.beside(each):
            self.leave(told, each)
            return spot
        self.heading(each, spot, "heading")
        self.inside(each, _Spot(depth=spot.depth), HEADS)
        return spot

    # ------------------------------------------------------------ what is counted

    def label(self, each: _Element) -> str:
        """The number of a unit, as it is printed."""
        label = " ".join(self.text(child) for child in each if name_of(child) == "num")
        return titled(name_of(each), label) if self.english else label

    def heading(self, each: _Element, spot: _Spot, kind: Kind) -> str:
        """The number and the heading of an element as a piece of their own, if it has a heading; its label."""
        label = self.label(each)
        heads = [child for child in each if name_of(child) in ("heading", "subheading")]
        words = " ".join(map(self.text, heads))
        words = f"– {words}" if label and any(DASH in child.get("class", "").split() for child in heads) else words
        if words or (label and kind in ("heading", "article")):
            self.out.append(Piece(kind, label, words, spot.path or (), line_of(each), name_of(each)))
            return ""
        return label

    def counted(self, each: _Element, name: str, spot: _Spot) -> _Spot:
        """A unit of the hierarchy, or an item of a list; the place after it."""
        if name == self.unit and spot.path is None:
            label = self.label(each)
            inner = _Spot((label,) if label else (), depth=spot.depth)
            self.heading(each, inner, "article")
            self.inside(each, inner, HEADS)
            return spot
        if spot.path is None and name == "item":
            return self.labelled(each, spot, spot.kind, ("num",))
        if spot.path is None:
            spot = self.flushed(spot, each)
            self.heading(each, spot, "heading")
            self.inside(each, spot.after(), HEADS)
            return spot.after()
        label = self.label(each)
        if not label:
            self.heading(each, spot, spot.kind)
            alone = name == "paragraph" and not spot.label
            return self.inside(each, replace(spot, kind="paragraph") if alone else spot, HEADS)
        return self.numbered(each, name, label, spot)

    def labelled(self, each: _Element, spot: _Spot, kind: Kind, but: tuple[str, ...]) -> _Spot:
        """A recital or an item with its number, which is a piece by itself where no words follow."""
        label = self.label(each)
        spot, begun = self.flushed(spot, each) if label else spot, len(self.out)
        inner = self.inside(each, replace(spot, label=label or spot.label, kind=kind), but)
        if label:
            self.flushed(inner, each)
        return spot if len(self.out) == begun else spot.after()

    def flushed(self, spot: _Spot, each: _Element) -> _Spot:
        """A label that waits for words is a piece by itself; the place after it."""
        if spot.label:
            self.out.append(Piece(spot.kind, spot.label, "", spot.path or (), line_of(each)))
        return spot.after()

    def numbered(self, each: _Element, name: str, label: str, spot: _Spot) -> _Spot:
        """A numbered provision of an article; a label without words of its own is a piece by itself."""
        spot = self.flushed(spot, each)
        level = max(spot.level + 1, 0 if name not in POINTS else 1)
        kind = BELOW[min(level, len(BELOW) - 1)]
        inner = replace(spot, path=(*(spot.path or ()), label), label=label, kind=kind, base="text", level=level)
        begun = len(self.out)
        waiting = self.heading(each, inner, kind)
        self.inside(each, replace(inner, label=waiting, kind=kind if waiting else "text"), HEADS)
        if len(self.out) == begun:
            self.out.append(Piece(kind, label, "", inner.path or (), line_of(each)))
        return replace(spot.after(), kind="text")
