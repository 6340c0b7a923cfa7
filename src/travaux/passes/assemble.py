"""Assemble: from the chosen clauses to one document, not yet numbered.

The instrument's file is the plan; every article is built from its clauses, each
provision keeps its origin, and whatever a reference may name gets an anchor.
"""

from __future__ import annotations

from dataclasses import replace

from travaux.diagnostics import Diagnostic
from travaux.model.clause import Clause
from travaux.model.instrument import ArticleSpec, DivisionSpec, Insertion, Item
from travaux.model.stages import Draft, KeyPath, Selection
from travaux.model.transform import map_blocks
from travaux.model.tree import (
    Amendment,
    Block,
    Definition,
    Division,
    Document,
    Inline,
    Level,
    Origin,
    Para,
    Recital,
    Role,
    Sub,
)
from travaux.passes import faults
from travaux.passes.inserting import misplaced, named
from travaux.passes.words import (
    Voice,
    capital,
    defined_in,
    end_last,
    end_series,
    lead_in,
    quotations,
    quoted_voice,
    voice_of,
    with_end,
)

NOTICE = (
    "Draft without authority. No State, organisation or body has adopted or endorsed this text; "
    "it is a model offered for discussion."
)
_DEPTHS: tuple[Level, ...] = ("paragraph", "point", "subpoint", "item")


def assemble(selection: Selection) -> Draft:
    """The document of the selection: preamble, articles in their divisions, testimonium."""
    return _Assembler(selection).draft()


class _Assembler:
    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.library, self.instrument = selection.library, selection.instrument
        self.found: list[Diagnostic] = list(selection.found)
        self.anchors: dict[str, tuple[str, ...]] = {}
        self.used: dict[str, int] = {}
        self.parent = self.library.law.get(self.instrument.parent)
        self.voice = voice_of(selection.style, self.instrument, self.parent, selection.parameters)
        self.template = Origin("", "", selection.reader.span(self.instrument.path, ("title",)))

    # ------------------------------------------------------------ the whole

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
        return (Sub("", NOTICE, "formula"),)

    def read(self, path: str, key: KeyPath, origin: Origin, voice: Voice | None = None) -> tuple[Block, ...]:
        """A prose field in the words of the voice, its faults noted."""
        prose = self.selection.reader.blocks(path, key, origin)
        self.found.extend(prose.found)
        return (voice or self.voice).fill(prose.blocks, self.found)

    def run_of(self, path: str, key: KeyPath, voice: Voice | None = None) -> tuple[Inline, ...]:
        """The inlines of a one-paragraph field."""
        blocks = self.read(path, key, self.template, voice)
        return tuple(node for block in blocks if isinstance(block, Para) for node in block.inlines)

    def formula(self, name: str, role: Role) -> tuple[Block, ...]:
        """A formula of the house style, as paragraphs of that role."""
        style = self.selection.style
        key: KeyPath = ("formulae", self.instrument.vehicle, name)
        blocks = self.read(style.path, key, Origin("", "", self.selection.reader.span(style.path, key)))
        return tuple(replace(b, role=role) if isinstance(b, Para) else b for b in blocks)

    def preamble(self) -> Division:
        """Opening words, recitals with the marks of the style, closing words."""
        style = self.selection.style
        recitals: list[Recital] = []
        for ref in self.instrument.preamble:
            clause = self.library.clauses.get(ref.partition(":")[0])
            if clause is None:
                continue
            mine = [
                Recital(lead_in(block.inlines, style), block.origin, f"{clause.id}.r{number}")
                for number, block in enumerate(self.text(clause, self.voice), 1)
                if isinstance(block, Para)
            ]
            self.anchors[clause.id] = tuple(each.ident for each in mine)
            recitals.extend(mine)
        last = len(recitals) - 1
        ends = [style.recitals.last if n == last else style.recitals.each for n in range(len(recitals))]
        ended = [replace(each, inlines=with_end(each.inlines, end)) for each, end in zip(recitals, ends, strict=True)]
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
        speaking = [each for each in clauses if not each.variants[self.variant(each)].omit]
        if not speaking:
            if clauses and not self.silenced(spec):  # else what it names is unknown, and is reported as that
                self.found.append(faults.empty_article(span))
            return None
        main = speaking[0]
        ident = spec.id or main.id
        alone = len(speaking) == 1 and not spec.points
        paragraphs: list[Division] = []
        after: list[Division] = []
        for group, group_key in ((spec, key), *((g, (*key, "closing", i)) for i, g in enumerate(spec.closing))):
            paragraphs.extend(self.group(group, group_key, chapeau, voice, ident, after))
        paragraphs.extend(after)
        if alone:
            self.anchors[f"{main.id}:"] = self.anchors.get(main.id, ())
            self.anchors[main.id] = (ident,)
        self.anchors[ident] = (ident,)
        heading = self.article_heading(spec, key, main, voice)
        return Division("article", ident, tuple(paragraphs), Origin(main.id, self.variant(main), span), heading)

    def article_heading(self, spec: ArticleSpec, key: KeyPath, main: Clause, voice: Voice) -> tuple[Inline, ...]:
        """The instrument's heading, else the chosen variant's, else the clause's."""
        if spec.heading:
            return self.run_of(self.instrument.path, (*key, "heading"), voice)
        variant = self.variant(main)
        own: KeyPath = ("variants", variant, "heading") if main.variants[variant].heading else ("heading",)
        return self.run_of(main.path, own, voice)

    # ------------------------------------------------------------ paragraphs

    def group(
        self, spec: ArticleSpec, key: KeyPath, chapeau: str, voice: Voice, article: str, after: list[Division]
    ) -> list[Division]:
        """Paragraphs of one group: a lead with its points, then the provisions of its clauses.

        `after` takes what a point says in further paragraphs (declarations, reservations):
        they close the article, as in Article 9 of the Convention on Cybercrime.
        """
        paragraphs: list[Division] = []
        if spec.points:
            head, points = self.head(spec, key, voice), []
            for ref in spec.points:
                clause = self.speaking(ref)
                if clause is None:
                    continue
                if clause.form_of(self.variant(clause)) == "provision" and clause.kind != "definition":
                    after.extend(self.provisions(clause, voice, article))
                else:
                    point, further = self.point(clause, voice)
                    points.append(point)
                    after.extend(further)
            ended = end_series(points, voice.style.points)
            ident = f"{article}.{spec.id or spec.chapeau or 'points'}"
            if ended:
                paragraphs.append(
                    Division("paragraph", ident, (*head, *ended), head[0].origin if head else self.template)
                )
            if spec.chapeau:
                self.anchors.setdefault(spec.chapeau, (ident,))
        for ref in spec.clauses:
            clause = self.speaking(ref)
            if clause is None:
                continue
            own = spec.chapeau if not spec.points and spec.chapeau else chapeau
            if own and not spec.points and clause.form_of(self.variant(clause)) == "conduct":
                paragraphs.extend(self.offence(clause, own, voice, article))
            else:
                paragraphs.extend(self.provisions(clause, voice, article))
        if spec.inserts and paragraphs:
            quoted = self.insertion(spec.inserts, (*key, "inserts"))
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, children=(*last.children, *quoted))
        return paragraphs

    def head(self, spec: ArticleSpec, key: KeyPath, voice: Voice) -> tuple[Block, ...]:
        """What stands before points: a line of the instrument, or a chapeau."""
        if spec.lead:
            origin = Origin("", "", self.selection.reader.span(self.instrument.path, (*key, "lead")))
            return self.read(self.instrument.path, (*key, "lead"), origin, voice)
        clause = self.library.clauses.get(spec.chapeau.partition(":")[0])
        return self.text(clause, voice) if clause else ()

    def point(self, clause: Clause, voice: Voice) -> tuple[Division, list[Division]]:
        """A clause as a point, and the paragraphs of it that follow in the article."""
        blocks = self.text(clause, voice)
        if clause.kind == "definition":
            blocks = map_blocks(blocks, lambda run: capital(run, voice.style))
        conduct, further = _divided(blocks)
        children = self.settled_depth(conduct, 2, clause)
        terms = defined_in(children)
        if terms:
            children = (Definition(terms, children, children[0].origin),)
        self.anchors[clause.id] = (clause.id,)
        self.name(clause, conduct)
        point = Division("point", clause.id, children, conduct[0].origin)
        return point, self.labelled(clause, further)

    def offence(self, clause: Clause, chapeau: str, voice: Voice, article: str) -> list[Division]:
        """An offence in an article of its own: chapeau and conduct, then its further paragraphs."""
        head = self.library.clauses.get(chapeau.partition(":")[0])
        opening = self.text(head, voice) if head else ()
        conduct, further = _divided(self.text(clause, voice))
        body = end_last(self.settled_depth(conduct, 1, clause), voice.style.points.last)
        ident = f"{clause.id}.conduct"
        self.anchors[clause.id] = self.anchors[f"{clause.id}:1"] = (ident,)
        if head:
            self.anchors.setdefault(head.id, (ident,))
        self.name(clause, conduct)
        first = Division("paragraph", ident, (*opening, *body), (opening or body)[0].origin)
        return [first, *self.labelled(clause, further)]

    def provisions(self, clause: Clause, voice: Voice, article: str) -> list[Division]:
        """The paragraphs of a clause that stands on its own words."""
        out: list[Division] = []
        for block in self.text(clause, voice):
            if isinstance(block, Division) and block.level == "paragraph":
                out.extend(self.labelled(clause, (block,)))
            elif isinstance(block, Division) and out:
                last = out[-1]
                out[-1] = replace(last, children=(*last.children, *self.settled_depth((block,), 1, clause)))
                self.name(clause, (block,))
            elif out and isinstance(out[-1].children[-1], Division) and not out[-1].typed:
                out[-1] = replace(out[-1], children=(*out[-1].children, block))
            else:
                out.append(Division("paragraph", f"{clause.id}.p{len(out) + 1}", (block,), block.origin))
        self.anchors[clause.id] = tuple(each.ident for each in out)
        return out

    def labelled(self, clause: Clause, blocks: tuple[Block, ...]) -> list[Division]:
        """Labelled paragraphs of a clause as paragraphs of the article, with their anchors."""
        out = []
        for block in blocks:
            if isinstance(block, Division):
                self.name(clause, (block,))
                children = self.settled_depth(block.children, 1, clause)
                out.append(replace(block, ident=f"{clause.id}.{block.ident}", children=children))
        return out

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

    # ------------------------------------------------------------ clauses

    def variant(self, clause: Clause) -> str:
        """The name of the chosen variant."""
        return self.selection.chosen.get(clause.id, clause.default)

    def silenced(self, spec: ArticleSpec) -> bool:
        """Whether the instrument itself names, for each clause of an article, the variant that says nothing."""
        stated = (ref.partition(":") for ref in (*spec.points, *spec.clauses))
        return all(variant and variant == self.selection.chosen.get(name) for name, _, variant in stated)

    def speaking(self, ref: str) -> Clause | None:
        """The clause of a reference, unless it is unknown (reported before) or chosen to say nothing."""
        clause = self.library.clauses.get(ref.partition(":")[0])
        return None if clause is None or clause.variants[self.variant(clause)].omit else clause

    def text(self, clause: Clause, voice: Voice) -> tuple[Block, ...]:
        """The chosen text of a clause; the words it quotes for another treaty are marked as such."""
        variant = self.variant(clause)
        use = self.used.get(clause.id, 0)
        self.used[clause.id] = use + 1
        origin = Origin(clause.id, variant, None, use)
        key: KeyPath = ("variants", variant, "text")
        if not clause.variants[variant].amends or self.parent is None:
            return self.read(clause.path, key, origin, voice)
        prose = self.selection.reader.blocks(clause.path, key, origin)
        self.found.extend(prose.found)
        marked = map_blocks(prose.blocks, lambda run: quotations(run, self.quoted_style()))
        return voice.fill(marked, self.found)

    def quoted_style(self) -> str:
        """The style of the treaty that is amended: that of the insertion, else the instrument's own."""
        inserted = [a.inserts.style for a in _articles(self.instrument.body) if a.inserts]
        return inserted[0] if inserted else self.selection.style.id

    def name(self, clause: Clause, blocks: tuple[Block, ...]) -> None:
        """Give every labelled provision its anchor, by its typed label."""
        for block in blocks:
            if isinstance(block, Division) and block.typed:
                self.anchors[f"{clause.id}:{block.ident}"] = (f"{clause.id}.{block.ident}",)
                self.name(clause, block.children)

    def settled_depth(self, blocks: tuple[Block, ...], depth: int, clause: Clause) -> tuple[Block, ...]:
        """The blocks with levels by depth below the article (1: under a paragraph), anchors by clause."""
        out: list[Block] = []
        for block in blocks:
            if not isinstance(block, Division):
                out.append(block)
            elif depth >= len(_DEPTHS) or _DEPTHS[depth] not in self.selection.style.levels:
                self.found.append(faults.too_deep(block.origin.span, self.selection.style.name))
                out.append(block)
            else:
                children = self.settled_depth(block.children, depth + 1, clause)
                out.append(replace(block, level=_DEPTHS[depth], ident=f"{clause.id}.{block.ident}", children=children))
        return tuple(out)


def _divided(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A clause's conduct (its unlabelled words and their points), and the paragraphs after it."""
    for index, block in enumerate(blocks):
        if index and isinstance(block, Division) and block.level == "paragraph":
            return blocks[:index], blocks[index:]
    return blocks, ()


def _articles(items: tuple[Item, ...]) -> list[ArticleSpec]:
    out: list[ArticleSpec] = []
    for item in items:
        inside = item.division()
        out.extend(_articles(inside[1].contents) if inside else ())
        out.extend((item.article,) if item.article else ())
    return out
