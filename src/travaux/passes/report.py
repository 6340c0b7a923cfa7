"""The explanatory report: what each provision means, where it comes from, and why.

In the form of the Council of Europe's reports: adoption facts and a disclaimer,
introduction, general considerations, commentary under the heads of the articles,
paragraphs numbered through the whole report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from travaux.model.clause import Clause
from travaux.model.marks import key_to_marks, mark_in_short
from travaux.model.stages import Referred
from travaux.model.transform import Inlines
from travaux.model.tree import (
    Block,
    Division,
    Document,
    Emph,
    Items,
    Note,
    Origin,
    Para,
    Sub,
    Text,
)
from travaux.model.waiver import Waiver
from travaux.passes.beside import LEADS, Beside, articles, clauses_in, headed, headline

DISCLAIMER = (
    "This report does not give an authoritative interpretation of the text. It records what each provision "
    "is for, which instruments it draws on, what speaks for it and against it, and which other wordings were "
    "considered. The text has not been adopted by any body, and no State is bound by it."
)
KEY = (
    "What was not verified against a text bears a mark: " + key_to_marks() + ". "
    "A person should check what is marked before it is relied on."
)
OTHERS = "Other wordings considered, with the delegation profiles that would favour or oppose them:"
DRAWS = "The provision draws on: "
_STANCES = (
    ("for", "The following was recorded in favour of this wording:"),
    ("against", "The following was recorded against it:"),
    ("neutral", "It was also recorded:"),
)


def report(referred: Referred, beside: Beside) -> Document:
    """The explanatory report to a settled text, as a document of its own."""
    writing = _Writing(referred, beside)
    text = referred.document
    parts = [
        *writing.opening(),
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


def comments(referred: Referred, beside: Beside) -> Iterator[tuple[Division, Mapping[str, tuple[Block, ...]]]]:
    """The preamble and the articles of a text, each with the comments on its clauses, numbered as in the report."""
    before = _Writing(referred, Beside(referred))
    before.opening()
    writing = _Writing(referred, beside, before.last)
    for article in articles(referred.document.body):
        yield article, {clause.id: writing.clause(clause) for clause in writing.clauses(article)}


@dataclass(slots=True)
class _Writing:
    referred: Referred
    beside: Beside
    last: int = 0

    def opening(self) -> tuple[Block, ...]:
        """What stands before the commentary: the status of the report, and its two opening chapters."""
        origin = Origin("", "", self.beside.selection.reader.span(self.beside.selection.instrument.path, ("report",)))
        said = [Para((Sub("", words, "formula"),), origin) for words in (DISCLAIMER, KEY)]
        status = self.numbered([*said, *self.beside.key_to_profiles()])
        return (
            headed("disclaimer", "Status of this report", status),
            headed("introduction", "I. Introduction", self.field("introduction", origin)),
            headed("considerations", "II. General considerations", self.field("considerations", origin)),
        )

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
        clauses = self.clauses(article)
        children: list[Block] = []
        for clause in clauses:
            said = self.clause(clause)
            if len(clauses) > 1 and said:
                heading = self.beside.run(clause.path, ("heading",), Origin(clause.id))
                children.append(headed(f"report-{clause.id}", heading, said))
            else:
                children.extend(said)
        return headed(f"report-{article.ident}-head", headline(article), tuple(children))

    def clauses(self, article: Division) -> list[Clause]:
        """The clauses of an article, in order of the text."""
        selection = self.beside.selection
        names = [name for name in clauses_in(article.children) if name in selection.chosen]
        return [selection.library.clauses[name] for name in names]

    def clause(self, clause: Clause) -> tuple[Block, ...]:
        """What is said of one clause: comment, reasons, sources, what may be reserved, other wordings.

        Of a clause in rival options, each has its own under its number and label, after what is said of all.
        """
        selection = self.beside.selection
        origin = Origin(clause.id, selection.chosen[clause.id], selection.reader.span(clause.path, ("commentary",)))
        variants = selection.variants_of(clause.id)
        blocks: list[Block] = []
        if any(not clause.variants[each].commentary for each in variants):
            blocks.extend(self.beside.blocks(clause.path, ("commentary",), origin))
        notes = [(variant, note) for variant, _, note in self.beside.claims(clause)]
        shared = [note for _, note in notes if len(variants) > 1 and note.lead in LEADS.values()]
        blocks += _reasons(shared, origin)
        for each in variants:
            blocks += self.variant(clause, each, [n for variant, n in notes if variant == each and n not in shared])
        others = self.beside.others(clause)
        if others:
            blocks += [
                _said(OTHERS, origin),
                Items(tuple(others), origin),
            ]
        return self.numbered(blocks)

    def variant(self, clause: Clause, variant: str, own: list[Note]) -> Iterator[Block]:
        """What is said of one variant: which option it is, its own comment and reasons, its sources and flags."""
        origin = Origin(clause.id, variant, self.beside.selection.reader.span(clause.path, ("variants", variant)))
        lead, label = self.beside.option(clause, variant)
        if lead:
            yield Para((Emph((Text(lead),), "**"), Text(" "), *label), origin)
        if clause.variants[variant].commentary:
            yield from self.beside.blocks(clause.path, ("variants", variant, "commentary"), origin)
        yield from _reasons(own, origin)
        draws = self.beside.draws(clause, variant)
        if draws:
            yield Para((Text(DRAWS), *draws), origin)
        flags = self.beside.flags(clause, variant)
        if flags:
            yield Para((Text("To be noted: "), *flags), origin)

    def waived(self) -> tuple[Block, ...]:
        """Requirements and rules of drafting knowingly set aside, each with its reason; a clause's own come last."""
        instrument, selection = self.beside.selection.instrument, self.beside.selection
        every = [(instrument.path, index, each, "") for index, each in enumerate(instrument.waives)]
        for name, variant in selection.every_variant():
            clause = selection.library.clauses[name]
            for index, each in enumerate(clause.waives):
                if not clause.variants[variant].omit and (not each.variants or variant in each.variants):
                    every.append((clause.path, index, each, name))
        unique = [each for index, each in enumerate(every) if each not in every[:index]]
        blocks = [self.one_waived(*each) for each in unique]
        blocks += [self.one_without(name) for name in instrument.without]
        return (headed("waived", "IV. What was knowingly left out", self.numbered(blocks)),) if blocks else ()

    def one_without(self, name: str) -> Para:
        """That the text has no provision on one of the hooks, and why not."""
        selection, path = self.beside.selection, self.beside.selection.instrument.path
        origin = Origin("", "", selection.reader.span(path, ("without", name)))
        hook = selection.library.vocabulary.hooks.get(name)
        about = hook.about[:1].lower() + hook.about[1:] if hook else name
        because = self.beside.run(path, ("without", name), origin)
        return Para((Text(f"The text has no provision on {about}: "), *because), origin)

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


def _reasons(notes: list[Note], origin: Origin) -> Iterator[Block]:
    """Reasons by their stance, each list under the words that introduce it."""
    for stance, words in _STANCES:
        items = tuple(_sentence(note) for note in notes if note.kind == stance)
        if items:
            yield from (_said(words, origin), Items(items, origin))


def _sentence(note: Note) -> Inlines:
    """A reason as a sentence; one that speaks of several options and not of all says of which."""
    mark = mark_in_short(note.confidence)
    of = note.lead.partition("options ")[2].rstrip(".")
    before = (Text(f"Options {of}: "),) if of else ()
    return (*before, *note.body, *((Text(mark),) if mark else ()))


def _said(words: str, origin: Origin) -> Para:
    return Para((Sub("", words, "formula"),), origin)
