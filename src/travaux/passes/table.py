"""The table of changes of an amending text: the present provision, the same as amended, and why.

It stands in the order of the amended treaty. What is taken out and put in is in bold; a new article has a
row for each paragraph and each point, so that every reason stands beside the words it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from travaux.diagnostics import Diagnostic
from travaux.model.clause import Clause
from travaux.model.law import Law, LawArticle
from travaux.model.marks import mark_in_short
from travaux.model.stages import Referred
from travaux.model.style import Style
from travaux.model.transform import Inlines
from travaux.model.tree import (
    Amendment,
    Block,
    Cite,
    Division,
    Document,
    Emph,
    Inline,
    Level,
    Note,
    Origin,
    Para,
    Sub,
    Table,
    Text,
)
from travaux.model.walk import below, deep, runs
from travaux.passes import faults
from travaux.passes.apply import Amended, Operation, Part, amended
from travaux.passes.beside import Beside, headline
from travaux.passes.citing import Cited, cite

HEADS = ("Present provision", "As amended", "Why")
NEW, NOTHING = "(new)", "—"
GAP = "\u2002"  # between a label and its words


def table(referred: Referred, beside: Beside, found: list[Diagnostic]) -> Document | None:
    """The table of a text's changes, as a document of its own; None, with the reason, of a text that amends nothing."""
    selection = referred.numbered.draft.selection
    instrument = selection.instrument
    law = selection.library.law.get(instrument.parent)
    if law is None or instrument.vehicle != "amending-protocol":
        span = selection.reader.span(instrument.path, ("vehicle",))
        found.append(faults.not_amending(span, instrument.id, instrument.vehicle))
        return None
    rows = _Rows(referred, beside, law).every(found)
    origin = Origin("", "", selection.reader.span(instrument.path, ("title",)))
    heads = tuple((_said(each),) for each in HEADS)
    grid = Table(heads, tuple(rows), origin)
    text = referred.document
    return replace(
        text,
        ident=f"{text.ident}.table",
        title=(_said("Table of changes: "), *text.title),
        body=(Para((_said(_about(law)),), origin), grid),
        back=beside.source_list(),
        running="Table of changes",
    )


def _about(law: Law) -> str:
    kind = "Convention" if "Convention" in law.short else "treaty"
    return (
        f"The first column has the provisions of the {law.short} that are touched, the second the same as amended, "
        "the third the reasons recorded. Words that are taken out, and words that come, are in bold type, and the "
        "third column names them; a new provision is new throughout. Provisions of this text that change no words "
        f"of the {kind} are not here."
    )


@dataclass(slots=True)
class _Row:
    """One row before its reasons are in it: two cells, and what leads a reason to it.

    `idents` are the divisions whose words stand there, `clauses` the clauses these come from, `touched` the
    provision of the treaty that is changed; `said` are the paragraphs of the third column.
    """

    present: Inlines
    new: Inlines
    clauses: tuple[str, ...] = ()
    idents: frozenset[str] = frozenset()
    touched: tuple[str, ...] = ()
    said: list[Inlines] = field(default_factory=list)

    def cells(self) -> tuple[Inlines, ...]:
        return self.present, self.new, lines(self.said)


@dataclass(slots=True)
class _Rows:
    referred: Referred
    beside: Beside
    law: Law

    def every(self, found: list[Diagnostic]) -> Iterator[tuple[Inlines, ...]]:
        """All rows in the order of the treaty, each new article behind the one that it follows."""
        changes = amended(self.law, self.referred, found)
        inserted = [b for b in below(self.referred.document.body) if isinstance(b, Amendment)]
        rows: list[_Row] = []
        for _, article in self.law.every_article():
            touched = [each for each in changes.values() if each.article == article.article]
            if touched:
                head = (Emph(self.named(article), "**"),)
                rows.append(_Row(head, head))
                rows.extend(map(self.change, touched))
            for each in inserted:
                if each.position == article.article:
                    rows.extend(self.insertion(each))
        self.explain(rows)
        return (row.cells() for row in rows)

    # ------------------------------------------------------------ the words

    def style(self) -> Style:
        """The style of the amended treaty, as far as the text says which it is."""
        selection = self.referred.numbered.draft.selection
        ids = [b.style for b in below(self.referred.document.body) if isinstance(b, Amendment)]
        return selection.library.styles[ids[0]] if ids else selection.style

    def named(self, article: LawArticle) -> Inlines:
        """The head of an article of the treaty."""
        level = self.style().levels["article"]
        label = level.label.replace("{n}", article.article)
        joint = " – " if level.joint in ("newline", "\n") else level.joint
        return (Text(f"{label}{joint}{article.heading}" if article.heading else label),)

    def change(self, provision: Amended) -> _Row:
        """A provision whose words are changed."""
        label = self.label(provision.label)
        return _Row(
            (*label, *_shown(provision.parts, "-")),
            (*label, *_shown(provision.parts, "+")),
            tuple(dict.fromkeys(each.clause for each in provision.operations)),
            frozenset(each.ident for each in provision.operations),
            tuple(dict.fromkeys((*(each.at for each in provision.operations), _dotted(provision)))),
            [self.operation(each) for each in provision.operations],
        )

    def label(self, label: str) -> Inlines:
        """The label of a provision as the treaty's style prints it, and a space; () for an article without."""
        if not label:
            return ()
        parts = label.split(".")
        levels = self.style().levels
        numbered = parts[0].isdecimal()
        kinds: tuple[Level, ...] = ("paragraph", "point", "subpoint", "item")
        level = levels.get(kinds[min(len(parts) - numbered, len(kinds) - 1)])
        return (Text(f"{level.label.replace('{n}', parts[-1]) if level else parts[-1]}{GAP}"),)

    def operation(self, each: Operation) -> Inlines:
        """What is done, in words, and by which provision of the amending text."""
        if each.kind == "add-words":
            done = (Text(", the words “"), *each.new, Text(f"” are inserted after “{each.words}”."))
        else:
            done = (Text(f", the words “{each.words}” are replaced by “"), *each.new, Text("”."))
        return (*self.by(each.ident), *done)

    def by(self, ident: str) -> Inlines:
        """By which provision of the amending text a change is made, in bold."""
        place = self.referred.numbered.places.get(ident)
        if place is None:
            return ()
        here = self.beside.settling.outermost()
        first, *rest = cite([Cited(place)], here, "bare", here.itself)
        opening = (Text(f"By {first.value}"),) if isinstance(first, Text) else (Text("By "), first)
        return (Emph((*opening, *rest), "**"),)

    def insertion(self, amendment: Amendment) -> Iterator[_Row]:
        """A new article: its head, then a row for each paragraph and each point."""
        article = amendment.children[0]
        assert isinstance(article, Division)
        above = self.inserting(amendment)
        head = _Row((Text(NEW),), (Emph(headline(article), "**"),), above[0], frozenset(above[1]))
        place = next((ident for ident in above[1] if ident in self.referred.numbered.places), "")
        if place:
            head.said.append((*self.by(place), Text(".")))
        yield head
        for child in article.children:
            yield from self.provision(child)

    def inserting(self, amendment: Amendment) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The clauses that order an insertion, and the divisions in which they stand, the article first."""
        for block in below(self.referred.document.body):
            if isinstance(block, Division) and block.level == "article" and _holds(block, amendment):
                inner = {id(each) for each in below(amendment.children)}
                outer = [each for each in below(block.children) if id(each) not in inner]
                clauses = tuple(dict.fromkeys(each.origin.clause for each in outer if each.origin.clause))
                return clauses, (block.ident, *(each.ident for each in outer if isinstance(each, Division)))
        return (), ()

    def provision(self, block: Block) -> Iterator[_Row]:
        """A paragraph of a new article: its own words, then each of its points, then any words behind them."""
        if not isinstance(block, Division):
            yield _new_row((), (block,), ())
            return
        group: list[Block] = []
        label: Inlines = block.label
        idents: tuple[str, ...] = (block.ident,)
        for child in block.children:
            if isinstance(child, Division) and any(isinstance(b, Para) for b in group):
                yield _new_row(label, group, idents)
                group, label, idents = [], (), ()
            if isinstance(child, Division):
                yield _new_row(child.label, child.children, (child.ident,))
            else:
                group.append(child)
        if group:
            yield _new_row(label, group, idents)

    # ------------------------------------------------------------ the reasons

    def explain(self, rows: list[_Row]) -> None:
        """Give each row the reasons that speak of it: by paragraph, by the provision cited, else by clause.

        What is said of a clause that changes several provisions, and of none of them, has a row behind them.
        """
        selection = self.referred.numbered.draft.selection
        for name in dict.fromkeys(clause for row in rows for clause in row.clauses if clause in selection.chosen):
            clause = selection.library.clauses[name]
            mine = [row for row in rows if name in row.clauses]
            shared = self.together(clause) if len([row for row in mine if row.touched]) > 1 else mine[0]
            for variant, at, note in self.beside.claims(clause):
                idents = self.referred.numbered.draft.anchors_of(name, at, variant) if at else ()
                row = next((row for row in mine if row.idents & set(idents)), None)
                (row or self.cited_by(note, mine) or shared).said.append(reason(note))
            flags = self.beside.flags(clause, selection.chosen[name])
            if flags:
                shared.said.append((Emph((Text("Flag."),), "**"), Text(" "), *flags))
            if shared.said and shared is not mine[0]:
                rows.insert(max(index for index, row in enumerate(rows) if row is mine[-1]) + 1, shared)

    def together(self, clause: Clause) -> _Row:
        """A row for what is said of all the changes that one clause makes."""
        heading = self.beside.run(clause.path, ("heading",), Origin(clause.id))
        return _Row((Text(NOTHING),), (Text("All of the above: "), Emph(heading, "")), (clause.id,))

    def cited_by(self, note: Note, rows: Sequence[_Row]) -> _Row | None:
        """The row of the provision that a reason cites, if it cites one that is changed."""
        pinpoints = [
            item.pinpoint
            for node in deep(note.body)
            if isinstance(node, Cite)
            for item in node.items
            if item.key == self.law.id
        ]
        for pinpoint in pinpoints:
            for row in rows:
                if any(re.search(rf"(?<![\d.]){re.escape(each)}(?![\d])", pinpoint) for each in row.touched):
                    return row
        return None


def reason(note: Note) -> Inlines:
    """A reason as a paragraph of the table: its first words in bold, how far it was checked behind it."""
    mark = mark_in_short(note.confidence)
    return (Emph((Text(note.lead),), "**"), Text(" "), *note.body, *((Text(mark),) if mark else ()))


def lines(paragraphs: Iterable[Inlines]) -> Inlines:
    """Paragraphs as one run of a cell, a break between each two."""
    out: Inlines = ()
    for each in paragraphs:
        out = (*out, Sub("", "\n", "break"), *each) if out else each
    return out


def _new_row(label: Inlines, blocks: Sequence[Block], idents: tuple[str, ...]) -> _Row:
    """Words of a new article in one row; provisions within them stand on lines of their own."""
    paragraphs = list(_paragraphs(label, blocks))
    inner = [each for each in below(blocks) if isinstance(each, Division)]
    clauses = dict.fromkeys(each.origin.clause for each in below(blocks) if each.origin.clause)
    own = frozenset((*idents, *(each.ident for each in inner)))
    return _Row((Text(NOTHING),), lines(paragraphs), tuple(clauses), own)


def _paragraphs(label: Inlines, blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The paragraphs of blocks, the first behind the label."""
    before = (*_unquoted(label), Text(GAP)) if label else ()
    for block in blocks:
        if isinstance(block, Division):
            yield from _paragraphs((*before, *block.label), block.children)
            before = ()
            continue
        for each in below((block,)):
            for run in () if isinstance(each, Division) else runs(each):
                if words := _unquoted(run):
                    yield (*before, *words)
                    before = ()


def _holds(article: Division, amendment: Amendment) -> bool:
    """Whether an amendment stands in an article of the amending text."""
    return any(each is amendment for each in below(article.children))


def _unquoted(run: Inlines) -> Inlines:
    """A run without the marks of quotation, which in a table would open and close far apart."""
    return tuple(each for each in run if not (isinstance(each, Sub) and each.why == "quotation"))


def _shown(parts: Iterable[Part], changed: str) -> Iterator[Inline]:
    """The words that stay and those that are taken out (`-`) or come (`+`), these in bold."""
    for each in parts:
        if each.sign == "=":
            yield from each.words
        elif each.sign == changed:
            yield Emph(each.words, "**")


def _dotted(provision: Amended) -> str:
    return f"{provision.article}.{provision.label}" if provision.label else provision.article


def _said(words: str) -> Sub:
    return Sub("", words, "formula")
