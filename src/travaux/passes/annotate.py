"""Annotate: hang reasons, sources and variants on the paragraphs they explain.

In mode `margin` and `notes` the same notes hang on the same words; how they are
printed is the renderer's business. In mode `report` the text is replaced by its
explanatory report.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from travaux.model.clause import Clause
from travaux.model.stages import Referred
from travaux.model.transform import Inlines
from travaux.model.tree import Amendment, Block, Definition, Division, Note, NoteKind, Origin, Para, Recital, Settled
from travaux.passes import faults
from travaux.passes.beside import LEADS, Beside
from travaux.passes.further import further_notes
from travaux.passes.placement import placement_page
from travaux.passes.report import report


def annotate(referred: Referred) -> Settled:
    """The settled text in the mode asked for, with its apparatus behind it."""
    selection = referred.numbered.draft.selection
    mode, places = referred.mode, referred.numbered.places
    beside = Beside(referred)
    if mode == "report":
        return Settled(report(referred, beside), mode, places, (*referred.found, *beside.found))
    document = referred.document
    further: tuple[Block, ...] = ()
    if mode in ("margin", "notes"):
        hanging = _Hanging(beside, short=mode == "margin")
        document = replace(document, body=hanging.hang(document.body))
        further = further_notes(beside, document.body, hanging.left_over) if mode == "margin" else ()
    pages = placement_page(referred, beside) if "placement" in selection.instrument.pages else ()
    back = (*document.back, *pages, *further, *(beside.source_list() if mode != "none" else ()))
    return Settled(replace(document, back=back), mode, places, (*referred.found, *beside.found))


@dataclass(slots=True)
class _Hanging:
    """Hangs each clause's notes on its first words, or on the paragraph that a claim names.

    `short` keeps the margin to what a reader can take in beside the text: the first
    reason for and the first against; `left_over` has the rest by clause.
    """

    beside: Beside
    short: bool
    waiting: dict[tuple[str, str], list[Note]] = field(default_factory=dict)
    left_over: dict[str, list[Note]] = field(default_factory=dict)
    number: int = 0

    def hang(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """The body with its notes; a claim that finds no paragraph is reported."""
        draft = self.beside.referred.numbered.draft
        for name, variant in draft.selection.chosen.items():
            clause = draft.selection.library.clauses[name]
            if not clause.variants[variant].omit:
                self.gather(clause, variant)
        return self.blocks(body, ())

    def gather(self, clause: Clause, variant: str) -> None:
        """The notes of one clause, waiting for their paragraphs."""
        anchors = self.beside.referred.numbered.draft.anchors
        for at, note in self.beside.claims(clause, variant):
            key = ("clause", clause.id)
            if at:
                idents = anchors.get(f"{clause.id}:{at}", ())
                if not idents:
                    span = note.origin.span if note.origin else None
                    self.beside.found.append(faults.claim_misplaced(span, clause.id, at))
                else:
                    key = ("ident", idents[0])
            here = self.waiting.setdefault(key, [])
            if self.short and any(other.kind == note.kind for other in here):
                self.left_over.setdefault(clause.id, []).append(note)
            else:
                here.append(note)
        self.waiting.setdefault(("clause", clause.id), []).extend(self.more(clause, variant))

    def more(self, clause: Clause, variant: str) -> list[Note]:
        """Flags and sources, each as one note where there is anything to say; other variants if not short."""
        origin = Origin(clause.id, variant)
        kinds: list[tuple[NoteKind, Inlines]] = [
            ("flag", self.beside.flags(clause, variant)),
            ("source", self.beside.draws(clause, variant)),
            ("variants", () if self.short else self.beside.variants_in_words(clause, variant)),
        ]
        return [Note(0, kind, LEADS[kind], body, origin=origin) for kind, body in kinds if body]

    def blocks(self, blocks: tuple[Block, ...], open_: tuple[str, ...]) -> tuple[Block, ...]:
        """The blocks with notes hung, `open_` being the divisions they stand in."""
        return tuple(self.block(block, open_) for block in blocks)

    def block(self, block: Block, open_: tuple[str, ...]) -> Block:
        """One block with its notes."""
        match block:
            case Para() | Recital():
                return replace(block, inlines=(*block.inlines, *self.due(block, open_)))
            case Division():
                return replace(block, children=self.blocks(block.children, (*open_, block.ident)))
            case Definition() | Amendment():
                return replace(block, children=self.blocks(block.children, open_))
            case _:
                return block

    def due(self, block: Para | Recital, open_: tuple[str, ...]) -> list[Note]:
        """The notes that were waiting for this paragraph, numbered; an offence's stand level with its chapeau."""
        own = [("clause", ident.removesuffix(".conduct")) for ident in open_ if ident.endswith(".conduct")]
        keys = [("clause", block.origin.clause), *own, *(("ident", ident) for ident in open_)]
        notes = [note for key in keys if block.origin.clause for note in self.waiting.pop(key, [])]
        out = []
        for note in notes:
            self.number += 1
            out.append(replace(note, number=self.number))
        return out
