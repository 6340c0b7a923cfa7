"""The explanatory report: what each provision means, where it comes from, and why.

In the form of the Council of Europe's reports: adoption facts and a disclaimer,
introduction, general considerations, commentary under the heads of the articles,
paragraphs numbered through the whole report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from travaux.model.clause import Clause
from travaux.model.marks import key_to_marks, mark_in_short
from travaux.model.stages import Referred
from travaux.model.transform import Inlines
from travaux.model.tree import (
    Block,
    Division,
    Document,
    Items,
    Note,
    Origin,
    Para,
    Sub,
    Text,
)
from travaux.model.waiver import Waiver
from travaux.passes.beside import Beside, articles, clauses_in, headed, headline

DISCLAIMER = (
    "This report does not give an authoritative interpretation of the text. It records what each provision "
    "is for, which instruments it draws on, what speaks for it and against it, and which other wordings were "
    "considered. The text has not been adopted by any body, and no State is bound by it."
)
KEY = (
    "What was not verified against a text bears a mark: " + key_to_marks() + ". "
    "A person should check what is marked before it is relied on."
)
_STANCES = (
    ("for", "The following was recorded in favour of this wording:"),
    ("against", "The following was recorded against it:"),
    ("neutral", "It was also recorded:"),
)


def report(referred: Referred, beside: Beside) -> Document:
    """The explanatory report to a settled text, as a document of its own."""
    writing = _Writing(referred, beside)
    text, instrument = referred.document, beside.selection.instrument
    origin = Origin("", "", beside.selection.reader.span(instrument.path, ("report",)))
    said = [Para((Sub("", words, "formula"),), origin) for words in (DISCLAIMER, KEY)]
    opening = writing.numbered([*said, *beside.key_to_profiles()])
    parts = [
        headed("disclaimer", "Status of this report", opening),
        headed("introduction", "I. Introduction", writing.field("introduction", origin)),
        headed("considerations", "II. General considerations", writing.field("considerations", origin)),
        headed("commentary", "III. Commentary on the provisions", writing.commentary(text.body)),
        *writing.waived(),
    ]
    return replace(
        text,
        ident=f"{text.ident}.report",
        title=(Sub("", "Explanatory Report to the ", "formula"), *text.title),
        subtitle=(),
        body=tuple(parts),
        back=beside.source_list(),
        running="Explanatory Report",
    )


@dataclass(slots=True)
class _Writing:
    referred: Referred
    beside: Beside
    last: int = 0

    def numbered(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The paragraphs with the next numbers of the report; lists stay under the paragraph before them."""
        out: list[Block] = []
        for block in blocks:
            if isinstance(block, Items) and out and isinstance(out[-1], Division):
                out[-1] = replace(out[-1], children=(*out[-1].children, block))
                continue
            self.last += 1
            label = (Sub("", f"{self.last}.", "label"),)
            out.append(Division("paragraph", f"report-{self.last}", (block,), block.origin, (), label))
        return tuple(out)

    def field(self, name: str, origin: Origin) -> tuple[Block, ...]:
        """An opening chapter, as the instrument's file has it."""
        return self.numbered(self.beside.blocks(self.beside.selection.instrument.path, ("report", name), origin))

    def commentary(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """The comments on the preamble and on each article, under its heading."""
        return tuple(each for each in map(self.article, articles(body)) if each.children)

    def article(self, article: Division) -> Division:
        """The comments on one article, clause by clause in order of the text."""
        selection = self.beside.selection
        names = [name for name in clauses_in(article.children) if name in selection.chosen]
        clauses = [selection.library.clauses[name] for name in names]
        children: list[Block] = []
        for clause in clauses:
            said = self.clause(clause, selection.chosen[clause.id])
            if len(clauses) > 1 and said:
                heading = self.beside.run(clause.path, ("heading",), Origin(clause.id))
                children.append(headed(f"report-{clause.id}", heading, said))
            else:
                children.extend(said)
        return headed(f"report-{article.ident}-head", headline(article), tuple(children))

    def clause(self, clause: Clause, variant: str) -> tuple[Block, ...]:
        """What is said of one clause: comment, reasons, sources, what may be reserved, other wordings."""
        origin = Origin(clause.id, variant, self.beside.selection.reader.span(clause.path, ("commentary",)))
        own = ("variants", variant, "commentary") if clause.variants[variant].commentary else ("commentary",)
        blocks: list[Block] = list(self.beside.blocks(clause.path, own, origin))
        notes = [note for _, note in self.beside.claims(clause, variant)]
        for stance, words in _STANCES:
            items = tuple(_sentence(note) for note in notes if note.kind == stance)
            if items:
                blocks += [_said(words, origin), Items(items, origin)]
        draws = self.beside.draws(clause, variant)
        if draws:
            blocks.append(Para((Text("The provision draws on: "), *draws), origin))
        flags = self.beside.flags(clause, variant)
        if flags:
            blocks.append(Para((Text("To be noted: "), *flags), origin))
        others = self.beside.others(clause, variant)
        if others:
            blocks += [
                _said(
                    "Other wordings considered, with the delegation profiles that would favour or oppose them:", origin
                ),
                Items(tuple(others), origin),
            ]
        return self.numbered(blocks)

    def waived(self) -> tuple[Block, ...]:
        """Requirements and rules of drafting knowingly set aside, each with its reason; a clause's own come last."""
        instrument, selection = self.beside.selection.instrument, self.beside.selection
        every = [(instrument.path, index, each, "") for index, each in enumerate(instrument.waives)]
        for name, variant in selection.chosen.items():
            clause = selection.library.clauses[name]
            for index, each in enumerate(clause.waives):
                if not clause.variants[variant].omit and (not each.variants or variant in each.variants):
                    every.append((clause.path, index, each, name))
        blocks = [self.one_waived(*each) for each in every]
        return (headed("waived", "IV. What was knowingly left out", self.numbered(blocks)),) if blocks else ()

    def one_waived(self, path: str, index: int, waiver: Waiver, clause: str) -> Para:
        """What one waiver sets aside, and its reason; `clause` is the one in which it stands."""
        origin = Origin(clause, "", self.beside.selection.reader.span(path, ("waives", index)))
        because = self.beside.run(path, ("waives", index, "because"), origin)
        name = clause or waiver.clause
        if waiver.requires:
            words = f"“{name}” stands here without “{waiver.requires}”: "
        else:
            words = f"{f'“{name}”' if name else 'The text'} departs from the rule of drafting {waiver.rule}: "
        return Para((Text(words), *because), origin)


def _sentence(note: Note) -> Inlines:
    mark = mark_in_short(note.confidence)
    return (*note.body, Text(mark)) if mark else note.body


def _said(words: str, origin: Origin) -> Para:
    return Para((Sub("", words, "formula"),), origin)
