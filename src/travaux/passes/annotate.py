"""Annotate: hang reasons, sources and variants on the paragraphs they explain.

In mode `margin` and `notes` the same notes hang on the same words; how they are
printed is the renderer's business. In mode `report` the text is replaced by its
explanatory report, in mode `table` by the table of the changes that it makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from travaux.diagnostics import Diagnostic
from travaux.model.clause import Clause
from travaux.model.stages import Referred
from travaux.model.transform import Inlines
from travaux.model.tree import (
    Amendment,
    Block,
    Definition,
    Division,
    Note,
    NoteKind,
    Option,
    Origin,
    Para,
    Recital,
    Settled,
)
from travaux.passes import faults
from travaux.passes.beside import LEADS, Beside
from travaux.passes.further import further_notes
from travaux.passes.placement import placement_page
from travaux.passes.report import report
from travaux.passes.table import table


def annotate(referred: Referred, beside: Beside | None = None) -> Settled:
    """The settled text in the mode asked for, with its apparatus behind it; `beside` makes the words beside it."""
    selection = referred.numbered.draft.selection
    mode, places = referred.mode, referred.numbered.places
    beside = beside or Beside(referred)
    if mode == "report":
        return Settled(report(referred, beside), mode, places, (*referred.found, *beside.found))
    document, found = referred.document, [*referred.found, *_not_clean(referred)]
    if mode == "table":
        document = table(referred, beside, found) or document
        return Settled(document, mode, places, (*found, *beside.found))
    further: tuple[Block, ...] = ()
    if mode in ("margin", "notes"):
        hanging = _Hanging(beside, short=mode == "margin")
        document = replace(document, body=hanging.hang(document.body))
        further = further_notes(beside, document.body, hanging.left_over) if mode == "margin" else ()
    pages = placement_page(referred, beside) if "placement" in selection.instrument.pages else ()
    back = (*document.back, *pages, *further, *(beside.source_list() if mode != "none" else ()))
    return Settled(replace(document, back=back), mode, places, (*found, *beside.found))


def _not_clean(referred: Referred) -> Iterator[Diagnostic]:
    """That rival options can't stand in an edition that is read as the text, or applied."""
    selection = referred.numbered.draft.selection
    edition = {"none": "the clean text", "table": "the table of changes"}.get(referred.mode)
    if edition and selection.options:
        span = selection.reader.span(selection.instrument.path, ("title",))
        named = (f"“{name}” ({', '.join(variants)})" for name, variants in selection.options.items())
        yield faults.options_in_clean(span, edition, named)


@dataclass(slots=True)
class _Hanging:
    """Hangs each clause's notes on its first words, or on the paragraph that a claim names.

    `short` keeps the margin to what a reader can take in beside the text: the first
    reason for and the first against; `left_over` has the rest by clause.
    """

    beside: Beside
    short: bool
    waiting: dict[tuple[str, ...], list[Note]] = field(default_factory=dict)
    left_over: dict[str, list[Note]] = field(default_factory=dict)
    number: int = 0

    def hang(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """The body with its notes; a claim that finds no paragraph is reported."""
        draft = self.beside.referred.numbered.draft
        for name, variant in draft.selection.chosen.items():
            clause = draft.selection.library.clauses[name]
            if not clause.variants[variant].omit:
                self.gather(clause)
        return self.blocks(body, (), Origin(""))

    def gather(self, clause: Clause) -> None:
        """The notes of one clause, waiting for their paragraphs; each option's own begin with its label."""
        draft = self.beside.referred.numbered.draft
        variants = draft.selection.variants_of(clause.id)
        for variant in variants:
            lead, label = self.beside.option(clause, variant)
            origin = Origin(clause.id, variant)
            notes = [Note(0, "variants", lead, label, origin=origin)] if lead else []
            self.waiting[("clause", clause.id, variant)] = notes
        for variant, at, note in self.beside.claims(clause):
            key: tuple[str, ...] = ("clause", clause.id, variant)
            if at:
                idents = draft.anchors_of(clause.id, at, variant)
                if not idents:
                    span = note.origin.span if note.origin else None
                    self.beside.found.append(faults.claim_misplaced(span, clause.id, at))
                else:
                    key = ("ident", idents[0])
            here = self.waiting.setdefault(key, [])
            if self.short and any((other.kind, other.lead) == (note.kind, note.lead) for other in here):
                self.left_over.setdefault(clause.id, []).append(note)
            else:
                here.append(note)
        for variant in variants:
            self.waiting[("clause", clause.id, variant)].extend(self.more(clause, variant))

    def more(self, clause: Clause, variant: str) -> list[Note]:
        """Flags and sources, each as one note where there is anything to say; other variants if not short."""
        origin = Origin(clause.id, variant)
        last = variant == self.beside.selection.variants_of(clause.id)[-1]
        lead = "Other variants." if clause.id in self.beside.selection.options else LEADS["variants"]
        kinds: list[tuple[NoteKind, Inlines]] = [
            ("flag", self.beside.flags(clause, variant)),
            ("source", self.beside.draws(clause, variant)),
            ("variants", self.beside.variants_in_words(clause) if last and not self.short else ()),
        ]
        leads = {**LEADS, "variants": lead}
        return [Note(0, kind, leads[kind], body, origin=origin) for kind, body in kinds if body]

    def blocks(self, blocks: tuple[Block, ...], open_: tuple[str, ...], option: Origin) -> tuple[Block, ...]:
        """The blocks with notes hung, `open_` being the divisions they stand in, `option` the option."""
        return tuple(self.block(block, open_, option) for block in blocks)

    def block(self, block: Block, open_: tuple[str, ...], option: Origin) -> Block:
        """One block with its notes."""
        match block:
            case Para() | Recital():
                return replace(block, inlines=(*block.inlines, *self.due(block, open_, option)))
            case Division():
                return replace(block, children=self.blocks(block.children, (*open_, block.ident), option))
            case Option():
                return replace(block, children=self.blocks(block.children, open_, block.origin))
            case Definition() | Amendment():
                return replace(block, children=self.blocks(block.children, open_, option))
            case _:
                return block

    def due(self, block: Para | Recital, open_: tuple[str, ...], option: Origin) -> list[Note]:
        """The notes that were waiting for this paragraph, numbered; an offence's stand level with its chapeau."""
        chosen = self.beside.selection.chosen
        keys: list[tuple[str, ...]] = [("clause", block.origin.clause, block.origin.variant)]
        if any(ident.endswith(".conduct") for ident in open_):
            name = next(ident for ident in open_ if ident.endswith(".conduct")).removesuffix(".conduct")
            keys.append(("clause", name, chosen.get(name, "")))
            keys.append(("clause", option.clause, option.variant))
        keys.extend(("ident", ident) for ident in open_)
        notes = [note for key in keys if block.origin.clause for note in self.waiting.pop(key, [])]
        out = []
        for note in notes:
            self.number += 1
            out.append(replace(note, number=self.number))
        return out
