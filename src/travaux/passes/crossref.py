"""Cross-refer: put into words, as the house style cites, where each reference leads.

A reference names clauses, so renumbering can't break it. Its words depend on where
it stands: in its own article, elsewhere in the text, in words quoted for another
treaty, or on another treaty altogether. Where it leads is found by `targets`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from travaux.diagnostics import Diagnostic
from travaux.model.stages import Numbered, Referred
from travaux.model.transform import Inlines, deep, map_runs
from travaux.model.tree import (
    Amendment,
    Block,
    Cite,
    Definition,
    Division,
    Inline,
    Option,
    Place,
    Quoted,
    Ref,
    Target,
    Text,
)
from travaux.model.walk import plain
from travaux.passes import faults
from travaux.passes.citing import Cited, Here, cite, joined
from travaux.passes.options import is_mark
from travaux.passes.sources import cite_words
from travaux.passes.targets import Targets
from travaux.passes.words import quoted_voice


def crossrefer(numbered: Numbered) -> Referred:
    """The text with every reference and citation in words; those that lead nowhere are reported."""
    settling = Settling(numbered)
    old = numbered.document
    here = settling.outermost()
    document = replace(
        old,
        title=settling.run(old.title, here),
        front=settling.blocks(old.front, here),
        body=settling.blocks(old.body, here),
    )
    return Referred(numbered, document, numbered.draft.selection.mode, (*numbered.found, *settling.found))


@dataclass(slots=True)
class Settling:
    """Puts the references of one numbered text into words; `found` collects those that lead nowhere.

    `lenient` is for words beside the text (rationale, reports), which may speak of a
    clause that the instrument does not take: it is named by its heading.
    """

    numbered: Numbered
    lenient: bool = False
    found: list[Diagnostic] = field(default_factory=list)
    targets: Targets = field(init=False)

    def __post_init__(self) -> None:
        self.targets = Targets(self.numbered, self.lenient, self.found)

    def outermost(self) -> Here:
        """The place of words that stand in no article."""
        selection = self.numbered.draft.selection
        return Here(selection.style, selection.style.itself[selection.instrument.vehicle])

    def blocks(self, blocks: tuple[Block, ...], here: Here, sentence: bool = False) -> tuple[Block, ...]:
        """The blocks with their references in words; the first begins a `sentence` if so said."""
        return tuple(self.block(block, here, sentence and index == 0) for index, block in enumerate(blocks))

    def block(self, block: Block, here: Here, sentence: bool = False) -> Block:
        """One block; an article and a quoted structure change where its references stand."""
        match block:
            case Division():
                place = self.numbered.places.get(block.ident)
                inner = replace(here, article=place.article) if place and block.level == "article" else here
                heading = self.run(block.heading, inner)
                begins = block.level in ("article", "paragraph")
                return replace(block, heading=heading, children=self.blocks(block.children, inner, begins))
            case Amendment():
                inner = self.within(block.style, block.target)
                return replace(block, children=self.blocks(block.children, inner))
            case Option():
                inner = replace(here, option=(block.origin.clause, block.origin.variant))
                return replace(block, children=self.blocks(block.children, inner, sentence))
            case Definition():
                return replace(block, children=self.blocks(block.children, here))
            case _:
                return map_runs(block, lambda run: self.run(run, here, sentence))

    def within(self, style: str, instrument: str) -> Here:
        """The place of words written for another treaty."""
        library = self.numbered.draft.selection.library
        voice = quoted_voice(library.styles[style], library.law[instrument])
        return Here(voice.style, voice.terms["self"], instrument)

    def run(self, run: Inlines, here: Here, sentence: bool = False) -> Inlines:
        """One run of inlines with its references and citations in words; it may begin a `sentence`."""

        def change(node: Inline) -> Inlines:
            if isinstance(node, Ref) and not node.text:
                return (self.reference(node, here),)
            if isinstance(node, Cite) and not node.text:
                return (self.citation(node),)
            return (node,)

        out: list[Inline] = []
        for node in run:
            if isinstance(node, Quoted):
                parent = self.numbered.draft.selection.instrument.parent
                inner = self.within(node.style, parent) if parent else here
                out.append(replace(node, children=deep(node.children, partial(self.quoted, here=inner))))
            else:
                out.extend(deep((node,), change))
        return _closed(_capitalised(out, sentence))

    def quoted(self, node: Inline, here: Here) -> Inlines:
        """A reference inside quoted words."""
        return (self.reference(node, here),) if isinstance(node, Ref) and not node.text else (node,)

    def citation(self, node: Cite) -> Cite:
        """A citation in words; an unknown source is reported and stays visible."""
        library = self.numbered.draft.selection.library
        for item in node.items:
            if item.key not in library.sources and item.key not in library.law:
                self.found.append(faults.unknown_source(node.span, item.key, (*library.sources, *library.law)))
        return replace(node, text=cite_words(library, node.items))

    # ------------------------------------------------------------ references

    def reference(self, node: Ref, here: Here) -> Ref:
        """A reference in words; one that leads nowhere is reported and keeps its source as its words."""
        cited: list[Cited] = []
        anchors: list[str] = []
        if not node.targets:
            return replace(node, text=(Text(node.typed),))
        for target in node.targets:
            whole = self.instrument_named(target, node.form, here)
            if whole:
                return replace(node, text=whole)
            found = list(self.targets.expand(target, node, here))
            if not found and self.lenient:
                return replace(node, text=self.by_heading(target))
            if not found:
                return replace(node, text=(Text(node.typed),))
            # Two options may stand under one number: it is cited once.
            cited.extend(each for each in self.drawn_together([each for each, _ in found]) if each not in cited)
            anchors.extend(anchor for _, anchor in found if anchor)
        parts = [
            cite(list(same), here, node.form, self.name_of(instrument, here))
            for instrument, same in groupby(cited, key=lambda each: each.place.instrument)
        ]
        return replace(node, text=joined(parts, here.style.cite), anchors=tuple(anchors))

    def drawn_together(self, cited: list[Cited]) -> list[Cited]:
        """Every point of a paragraph, as that paragraph."""
        out: list[Cited] = []
        for each in cited:
            place = each.place
            if not each.listed or len(place.path) != 2 or not place.path[0]:
                out.append(each)
                continue
            among = {c.place.path for c in cited if _paragraph(c.place) == _paragraph(place) and len(c.place.path) == 2}
            points = {
                p.path for p in self.numbered.places.values() if _paragraph(p) == _paragraph(place) and len(p.path) == 2
            }
            whole = Cited(replace(place, path=place.path[:1], level="paragraph"), None, True)
            if len(among) < len(points):
                out.append(each)
            elif whole not in out:
                out.append(whole)
        return out

    def instrument_named(self, target: Target, form: str, here: Here) -> Inlines:
        """The name of a treaty that is referred to as a whole; () if this is no such reference."""
        law = self.numbered.draft.selection.library.law.get(target.ident)
        if law is None or target.label:
            return ()
        if law.id == here.instrument:
            return (Text(here.itself),)
        return (Text(f"the {law.short if form == 'short' else law.title}"),)

    def name_of(self, instrument: str, here: Here) -> str:
        """What a treaty is called from here: "this Protocol", "the Convention", or its short title."""
        selection = self.numbered.draft.selection
        if instrument == here.instrument:
            return here.itself
        if not instrument:
            return selection.style.itself[selection.instrument.vehicle]
        law = selection.library.law[instrument]
        if instrument == selection.instrument.parent:
            return "the Protocol" if "Protocol" in law.short else "the Convention"
        return f"the {law.short}"

    def by_heading(self, target: Target) -> Inlines:
        """A clause that is not in the text, by its heading; of a group in which nothing is, an ellipsis."""
        clause = self.numbered.draft.selection.library.clauses.get(target.ident)
        group = target.ident.startswith("all:")
        return (Text(f"“{clause.heading}”" if clause else "…" if group else f"“{target.ident}”"),)


def _capitalised(run: list[Inline], sentence: bool) -> list[Inline]:
    """The run with a capital at a reference that begins a sentence ("Articles 1 and 12 … shall apply")."""
    for index, node in enumerate(run):
        before = None if all(map(is_mark, run[:index])) else run[index - 1]
        begins = sentence if before is None else isinstance(before, Text) and re.search(r"[.!?]”? $", before.value)
        if not (begins and isinstance(node, Ref) and node.text):
            continue
        first = node.text[0]
        if isinstance(first, Text) and first.value[:1].islower():
            words = Text(first.value[0].upper() + first.value[1:])
            run[index] = replace(node, text=(words, *node.text[1:]))
    return run


def _closed(run: list[Inline]) -> Inlines:
    """The run with the comma that closes an apposition ("Article 2, paragraph 1, advocates …")."""
    for index, node in enumerate(run[:-1]):
        follows = run[index + 1]
        if isinstance(node, Ref) and isinstance(follows, Text) and re.match(r" \w", follows.value):
            words = plain(node.text)
            if ", " in words and re.search(r", (?:sub-?)?paragraphs? [^,]*$", words):
                run[index] = replace(node, text=(*node.text, Text(",")))
    return tuple(run)


def _paragraph(place: Place) -> tuple[str, str, tuple[str, ...]]:
    return place.instrument, place.article, place.path[:1]
