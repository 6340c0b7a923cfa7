"""Assemble: from the chosen clauses to one document, not yet numbered.

The instrument's file is the plan; every article is built from its clauses, each
provision keeps its origin, and whatever a reference may name gets an anchor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from travaux.model.clause import Clause
from travaux.model.instrument import ArticleSpec, DivisionSpec, Insertion, Item
from travaux.model.stages import Draft, KeyPath, Selection
from travaux.model.tree import (
    Amendment,
    Block,
    Division,
    Document,
    Inline,
    Level,
    Option,
    Origin,
    Para,
    Role,
    Sub,
)
from travaux.model.walk import plain
from travaux.passes import faults
from travaux.passes.inserting import misplaced, named
from travaux.passes.options import has_words, marked, of_headings
from travaux.passes.words import Voice, end_series, quoted_voice, respell
from travaux.passes.writing import Writing, silent_paragraph, silent_point, silent_recital

NOTICE = (
    "Draft without authority. No State, organisation or body has adopted or endorsed this text; "
    "it is a model offered for discussion."
)


def assemble(selection: Selection) -> Draft:
    """The document of the selection: preamble, articles in their divisions, testimonium."""
    return _Assembler(selection).draft()


class _Assembler(Writing):
    """Follows the plan of the instrument's file."""

    def draft(self) -> Draft:
        """The parts of the document in their order."""
        formulae = self.selection.style.formulae[self.instrument.vehicle]
        body: list[Block] = [self.preamble()]
        body.extend(self.items(self.instrument.body, ("body",), ""))
        if formulae.testimonium:
            body.extend(self.formula("testimonium", "testimonium"))
        style = self.selection.style
        document = Document(
            ident=self.instrument.id,
            title=self.run_of(self.instrument.path, ("title",)),
            subtitle=(Sub("", f"Drafted in the house style of the {style.name}", "formula"),),
            style=style.id,
            language=style.language,
            front=(Para(self.notice(), self.template, "notice"),),
            body=tuple(body),
            running=self.instrument.short,
        )
        return Draft(self.selection, document, self.anchors, tuple(self.found))

    def notice(self) -> tuple[Inline, ...]:
        """The words that say on the draft's face that it has no authority."""
        if self.instrument.notice:
            return self.run_of(self.instrument.path, ("notice",))
        return (Sub("", plain(respell(NOTICE, self.selection.style.spelling)), "formula"),)

    def formula(self, name: str, role: Role) -> tuple[Block, ...]:
        """A formula of the house style, as paragraphs of that role."""
        style = self.selection.style
        key: KeyPath = ("formulae", self.instrument.vehicle, name)
        blocks = self.read(style.path, key, Origin("", "", self.selection.reader.span(style.path, key)))
        return tuple(replace(b, role=role) if isinstance(b, Para) else b for b in blocks)

    def preamble(self) -> Division:
        """Opening words, recitals with the marks of the style, closing words."""
        style = self.selection.style
        recitals: list[Block] = []
        for ref in self.instrument.preamble:
            clause = self.library.clauses.get(ref.partition(":")[0])
            if clause is not None:
                recitals.extend(self.rivals(clause, partial(self.recitals, clause), silent_recital))
        ended = marked(end_series(recitals, style.recitals))
        children = (*self.formula("opening", "opening"), *ended, *self.formula("closing", "closing"))
        return Division("preamble", "preamble", children, self.template, (Sub("", "Preamble", "formula"),))

    # ------------------------------------------------------------ divisions

    def items(self, items: tuple[Item, ...], key: KeyPath, chapeau: str) -> list[Block]:
        """The divisions and articles of a list, in order."""
        out: list[Block] = []
        for index, item in enumerate(items):
            inside = item.division()
            if inside:
                level, spec = inside
                out.append(self.division(level, spec, (*key, index, level), chapeau))
            elif item.article:
                article = self.article(item.article, (*key, index, "article"), chapeau, self.voice)
                out.extend((article,) if article else ())
        return out

    def division(self, level: Level, spec: DivisionSpec, key: KeyPath, chapeau: str) -> Division:
        """A chapter or the like, with its heading; a pending one says that it is in preparation."""
        origin = Origin("", "", self.selection.reader.span(self.instrument.path, key))
        heading = self.run_of(self.instrument.path, (*key, "heading"))
        if spec.pending:
            pending = Para((Sub("", "[in preparation]", "formula"),), origin, "pending")
            return Division(level, spec.id, (pending,), origin, heading)
        children = self.items(spec.contents, (*key, "contents"), spec.chapeau or chapeau)
        self.anchors.setdefault(spec.id, (spec.id,))
        return Division(level, spec.id, tuple(children), origin, heading)

    def article(self, spec: ArticleSpec, key: KeyPath, chapeau: str, voice: Voice) -> Division | None:
        """An article of its paragraphs; None if every clause of it says nothing."""
        span = self.selection.reader.span(self.instrument.path, key)
        clauses = [self.library.clauses[n] for n in named(spec) if n in self.library.clauses]
        speaking = [each for each in clauses if self.speaking(each.id)]
        if not speaking:
            if clauses and not self.silenced(spec):  # else what it names is unknown, and is reported as that
                self.found.append(faults.empty_article(span))
            return None
        main = speaking[0]
        ident = spec.id or main.id
        alone = len(speaking) == 1 and not spec.points
        paragraphs: list[Block] = []
        after: list[Block] = []
        for group, group_key in ((spec, key), *((g, (*key, "closing", i)) for i, g in enumerate(spec.closing))):
            paragraphs.extend(self.group(group, group_key, chapeau, voice, ident, after))
        paragraphs.extend(marked(after))
        for key_of in (main.id, *(f"{main.id}@{v}" for v in self.selection.options.get(main.id, ()))) if alone else ():
            self.anchors[f"{key_of}:"] = self.anchors.get(key_of, ())
            self.anchors[key_of] = (ident,)
        self.anchors[ident] = (ident,)
        heading = self.article_heading(spec, key, main, voice)
        return Division("article", ident, tuple(paragraphs), Origin(main.id, self.variant(main), span), heading)

    def article_heading(self, spec: ArticleSpec, key: KeyPath, main: Clause, voice: Voice) -> tuple[Inline, ...]:
        """The instrument's heading, else the chosen variant's, else the clause's."""
        if spec.heading:
            return self.run_of(self.instrument.path, (*key, "heading"), voice)
        headings: list[tuple[int, tuple[Inline, ...]]] = []
        for number, variant in enumerate(self.selection.variants_of(main.id), 1):
            own: KeyPath = ("variants", variant, "heading") if main.variants[variant].heading else ("heading",)
            if not main.variants[variant].omit:
                headings.append((number, self.run_of(main.path, own, voice)))
        return of_headings(headings)

    # ------------------------------------------------------------ paragraphs

    def group(
        self, spec: ArticleSpec, key: KeyPath, chapeau: str, voice: Voice, article: str, after: list[Block]
    ) -> list[Block]:
        """Paragraphs of one group: a lead with its points, then the provisions of its clauses.

        `after` takes what a point says in further paragraphs (declarations, reservations):
        they close the article, as in Article 9 of the Convention on Cybercrime.
        """
        paragraphs: list[Block] = []
        if spec.points:
            head, points = self.head(spec, key, voice), self.points(spec, voice, after)
            ended = marked(end_series(points, voice.style.points))
            name = spec.chapeau.partition(":")[0]
            ident = f"{article}.{spec.id or name or 'points'}"
            if ended:
                origin = head[0].origin if head else self.template
                paragraphs.append(Division("paragraph", ident, (*head, *ended), origin))
            if name:
                self.anchors.setdefault(name, (ident,))
        own = "" if spec.points else spec.chapeau or chapeau
        for ref in spec.clauses:
            clause = self.speaking(ref)
            if clause is not None:
                paragraphs.extend(self.rivals(clause, partial(self.paragraphs, clause, own, voice), silent_paragraph))
        paragraphs = list(marked(paragraphs))
        if spec.inserts and paragraphs:
            paragraphs[-1] = _holding(paragraphs[-1], self.insertion(spec.inserts, (*key, "inserts")))
        return paragraphs

    def points(self, spec: ArticleSpec, voice: Voice, after: list[Block]) -> list[Block]:
        """The points of a group, not yet ended; `after` takes what they say in further paragraphs."""
        points: list[Block] = []
        for ref in spec.points:
            clause = self.speaking(ref)
            if clause is None:
                continue
            further: list[Sequence[Block]] = []
            here = self.rivals(clause, partial(self.as_point, clause, voice, further), silent_point)
            if any(has_words((each,)) for each in here):
                points.extend(here)
            if any(further):
                after.extend(self.rivals(clause, iter(further).__next__, silent_paragraph))
        return points

    def silenced(self, spec: ArticleSpec) -> bool:
        """Whether the instrument itself names, for each clause of an article, the variant that says nothing."""
        stated = (ref.partition(":") for ref in (*spec.points, *spec.clauses))
        return all(variant and variant == self.selection.chosen.get(name) for name, _, variant in stated)

    def head(self, spec: ArticleSpec, key: KeyPath, voice: Voice) -> tuple[Block, ...]:
        """What stands before points: a line of the instrument, or a chapeau."""
        if spec.lead:
            origin = Origin("", "", self.selection.reader.span(self.instrument.path, (*key, "lead")))
            return self.read(self.instrument.path, (*key, "lead"), origin, voice)
        return self.chapeau(spec.chapeau, voice)

    # ------------------------------------------------------------ insertion

    def insertion(self, spec: Insertion, key: KeyPath) -> tuple[Block, ...]:
        """The quoted article that the text inserts into its parent, in the parent's own style."""
        style, span = self.library.styles.get(spec.style), self.selection.reader.span(self.instrument.path, key)
        if style is None or self.parent is None:
            self.found.append(faults.unknown_style(span, spec.style, self.library.styles))
            return ()
        self.found.extend(misplaced(self.selection, self.parent, spec, key))
        voice = quoted_voice(style, self.parent)
        article = self.article(spec.article, (*key, "article"), "", voice)
        if article is None:
            return ()
        origin = Origin("", "", span)
        return (Amendment("insert-after", self.parent.id, spec.after, style.id, (article,), origin),)


def _holding(last: Block, quoted: tuple[Block, ...]) -> Block:
    """The last paragraph of an article with what it inserts elsewhere under it."""
    match last:
        case Option():
            return replace(last, children=(*last.children[:-1], _holding(last.children[-1], quoted)))
        case Division():
            return replace(last, children=(*last.children, *quoted))
        case _:
            return last
