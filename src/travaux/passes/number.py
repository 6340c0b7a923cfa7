"""Number: give every division its label in the house style, and note where each stands.

Articles run on through the chapters; inserted ones take the number they follow and
*bis*, *ter* … (domain: the target keeps every number it has). A paragraph alone in
its article is not numbered. Quotation marks are set round what is quoted. Rival options
bear the numbers that each would bear alone, and what follows goes on after the longest,
so that no number outside them depends on which is chosen first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from travaux.diagnostics import Diagnostic
from travaux.model.numerals import numeral
from travaux.model.stages import Draft, Numbered
from travaux.model.style import LevelStyle, Style
from travaux.model.tree import (
    Amendment,
    Block,
    Definition,
    Division,
    Emph,
    Inline,
    Level,
    Option,
    Origin,
    Para,
    Place,
    Sub,
)
from travaux.passes import faults
from travaux.passes.options import together

SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")


def number(draft: Draft) -> Numbered:
    """The draft with labels on its divisions, and the place of each."""
    numbering = _Numbering(draft)
    body = numbering.blocks(draft.document.body, _Context(draft.selection.style))
    document = replace(draft.document, body=body)
    return Numbered(draft, document, numbering.places, (*draft.found, *numbering.found))


@dataclass(frozen=True, slots=True)
class _Context:
    """What numbering depends on at one place of the text."""

    style: Style
    instrument: str = ""
    article: str = ""
    path: tuple[str, ...] = ()
    fixed: str = ""
    division: str = ""


@dataclass(slots=True)
class _Numbering:
    draft: Draft
    places: dict[str, Place] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    articles: int = 0
    running: dict[Level, int] = field(default_factory=dict)

    def blocks(self, blocks: tuple[Block, ...], context: _Context) -> tuple[Block, ...]:
        """The blocks of one parent, its numbered children counted from 1 where their level restarts."""
        counts: dict[Level, int] = {}
        groups = [(group, max(map(_paragraphs, group))) for group in together(blocks)]
        every = sum(longest for _, longest in groups)
        out: list[Block] = []
        for group, longest in groups:
            before, after = dict(counts), dict(counts)
            for block in group:
                counts = dict(before)
                alone = every - longest + _paragraphs(block) == 1
                out.append(self.block(block, context, counts, alone))
                after = {level: max(after.get(level, 0), count) for level, count in counts.items()}
            counts = after
        return tuple(out)

    def block(self, block: Block, context: _Context, counts: dict[Level, int], only: bool) -> Block:
        """One block, numbered if it is a division that takes a number."""
        match block:
            case Definition():
                return replace(block, children=self.blocks(block.children, context))
            case Option():
                return replace(block, children=tuple(self.block(b, context, counts, only) for b in block.children))
            case Amendment():
                return self.amendment(block)
            case Division():
                return self.division(block, context, counts, only)
            case _:
                return block

    def amendment(self, block: Amendment) -> Amendment:
        """The quoted article: numbered in its target's style, in quotation marks, then the stop of this text."""
        library = self.draft.selection.library
        style = library.styles[block.style]
        label = self.inserted(block)
        children = self.blocks(block.children, _Context(style, block.target, fixed=label))
        opened = _open_quotation(children, style.quotes[0])
        return replace(block, children=_close_quotation(opened, style.quotes[1] + "."))

    def inserted(self, block: Amendment) -> str:
        """The number of an article inserted after another: the first of "8 bis", "8 ter" … that is free."""
        law = self.draft.selection.library.law.get(block.target)
        taken = {article.article for _, article in law.every_article()} if law else set()
        taken |= {place.article for place in self.places.values() if place.instrument == block.target}
        free = [f"{block.position} {each}" for each in SUFFIXES if f"{block.position} {each}" not in taken]
        if not free:
            why = f"every number from {SUFFIXES[0]} to {SUFFIXES[-1]} after article {block.position} is taken"
            self.found.append(faults.unknown_place(block.origin.span, block.target, why))
        return free[0] if free else f"{block.position} {SUFFIXES[-1]}"

    def division(self, block: Division, context: _Context, counts: dict[Level, int], only: bool) -> Division:
        """A division with its label; what it holds is numbered within it."""
        if block.level in ("preamble", "annex"):
            return block
        level = context.style.levels.get(block.level)
        if level is None:
            self.found.append(faults.too_deep(block.origin.span, context.style.name))
            return block
        bare = self.counted(block, level, context, counts, only)
        inner = replace(context, fixed="")
        if block.level == "article":
            inner = replace(inner, article=bare, path=())
        elif block.level in ("paragraph", "point", "subpoint", "item"):
            inner = replace(inner, path=(*context.path, bare))
        else:
            inner = replace(inner, division=block.ident)
        self.places[block.ident] = Place(context.instrument, inner.article, inner.path, block.level, context.division)
        label = _label(level, bare, context.style) if bare else ()
        if block.typed and label:
            label = _replacing(block.typed, label)
        heading = block.heading
        if heading and level.heading == "italic":
            heading = (Emph(heading, ""),)
        joint = "\n" if level.joint == "newline" else level.joint
        children = self.blocks(block.children, inner)
        return replace(block, label=label, joint=joint if heading and label else "", heading=heading, children=children)

    def counted(
        self, block: Division, level: LevelStyle, context: _Context, counts: dict[Level, int], only: bool
    ) -> str:
        """The bare number of a division; "" for the only paragraph of its article."""
        if block.level == "paragraph" and only:
            return ""
        if context.fixed:
            return context.fixed
        tally = counts if level.restart else self.running
        tally[block.level] = tally.get(block.level, 0) + 1
        return numeral(tally[block.level], level.number)


def _paragraphs(block: Block) -> int:
    """How many paragraphs of an article a block is."""
    if isinstance(block, Option):
        return sum(map(_paragraphs, block.children))
    return int(isinstance(block, Division) and block.level == "paragraph")


def number_words(bare: str, style: Style) -> tuple[Inline, ...]:
    """A bare number as printed: "8 bis" with its suffix in italics where the style sets it so."""
    base, _, suffix = bare.partition(" ")
    if not suffix:
        return (Sub("", bare, "label"),)
    tail: Inline = Sub("", suffix, "label")
    return (Sub("", f"{base} ", "label"), Emph((tail,), "") if style.cite.bis == "italic" else tail)


def _label(level: LevelStyle, bare: str, style: Style) -> tuple[Inline, ...]:
    before, _, after = level.label.partition("{n}")
    parts = [Sub("", before, "label")] if before else []
    ends = [Sub("", after, "label")] if after else []
    joined = _merged((*parts, *number_words(bare, style), *ends))
    return joined


def _merged(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Neighbouring label characters as one node."""
    out: list[Inline] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(node, Sub) and isinstance(last, Sub):
            out[-1] = Sub("", last.new + node.new, "label")
        else:
            out.append(node)
    return tuple(out)


def _replacing(typed: str, label: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The label with the typed one recorded as what stood there."""
    first = label[0]
    return (replace(first, old=typed), *label[1:]) if isinstance(first, Sub) else (Sub(typed, "", "label"), *label)


def _open_quotation(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    first = blocks[0]
    assert isinstance(first, Division)
    return (replace(first, label=(Sub("", mark, "quotation"), *first.label)), *blocks[1:])


def _close_quotation(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    last = blocks[-1]
    match last:
        case Para():
            return (*blocks[:-1], replace(last, inlines=(*last.inlines, Sub("", mark, "quotation"))))
        case Division() | Definition() | Option():
            return (*blocks[:-1], replace(last, children=_close_quotation(last.children, mark)))
        case _:
            return (*blocks, Para((Sub("", mark, "quotation"),), Origin("")))
