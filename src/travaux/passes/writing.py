"""Writing: a clause as recitals, points or paragraphs, with the anchors that references lead to.

What an instrument's file says of order and headings is the business of `assemble`; here is what a clause
makes of itself in its variant, and what several variants of it make as rival options.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from travaux.diagnostics import Diagnostic
from travaux.model.clause import Clause
from travaux.model.instrument import ArticleSpec, Item
from travaux.model.stages import KeyPath, Selection
from travaux.model.transform import map_blocks
from travaux.model.tree import Block, Definition, Division, Inline, Level, Option, Origin, Para, Recital
from travaux.model.walk import one_run
from travaux.passes import faults
from travaux.passes.options import NO_TEXT, NOT_HERE, OPENING, marked, silence
from travaux.passes.words import Voice, capital, defined_in, end_last, lead_in, quotations, voice_of

_DEPTHS: tuple[Level, ...] = ("paragraph", "point", "subpoint", "item")


class Writing:
    """Writes the clauses of one selection; `found` collects faults, `anchors` what references may name."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.library, self.instrument = selection.library, selection.instrument
        self.found: list[Diagnostic] = list(selection.found)
        self.anchors: dict[str, tuple[str, ...]] = {}
        self.used: dict[str, int] = {}
        self.use_of: dict[tuple[str, str], int] = {}  # the last use of a clause in a variant
        self.taken: dict[str, tuple[int, str]] = {}  # of a clause in options, the one being written
        self.parent = self.library.law.get(self.instrument.parent)
        self.voice = voice_of(selection.style, self.instrument, self.parent, selection.parameters)
        self.template = Origin("", "", selection.reader.span(self.instrument.path, ("title",)))

    def read(self, path: str, key: KeyPath, origin: Origin, voice: Voice | None = None) -> tuple[Block, ...]:
        """A prose field in the words of the voice, its faults noted."""
        prose = self.selection.reader.blocks(path, key, origin)
        self.found.extend(prose.found)
        return (voice or self.voice).fill(prose.blocks, self.found)

    def run_of(self, path: str, key: KeyPath, voice: Voice | None = None) -> tuple[Inline, ...]:
        """The inlines of a one-paragraph field."""
        return one_run(self.read(path, key, self.template, voice))

    def text(self, clause: Clause, voice: Voice) -> tuple[Block, ...]:
        """The chosen text of a clause; the words it quotes for another treaty are marked as such."""
        variant = self.variant(clause)
        origin = Origin(clause.id, variant, None, self.next_use(clause, variant))
        key: KeyPath = ("variants", variant, "text")
        if not clause.variants[variant].amends or self.parent is None:
            return self.read(clause.path, key, origin, voice)
        prose = self.selection.reader.blocks(clause.path, key, origin)
        self.found.extend(prose.found)
        marked = map_blocks(prose.blocks, lambda run: quotations(run, self.quoted_style()))
        return voice.fill(marked, self.found)

    def next_use(self, clause: Clause, variant: str) -> int:
        """The number of one more use of a clause."""
        use = self.used.get(clause.id, 0)
        self.used[clause.id] = use + 1
        self.use_of[clause.id, variant] = use
        return use

    def quoted_style(self) -> str:
        """The style of the treaty that is amended: that of the insertion, else the instrument's own."""
        inserted = [a.inserts.style for a in articles_of(self.instrument.body) if a.inserts]
        return next((each for each in inserted if each in self.library.styles), self.selection.style.id)

    def variant(self, clause: Clause) -> str:
        """The name of the chosen variant; of a clause in options, of the one being written."""
        _, taken = self.taken.get(clause.id, (0, ""))
        return taken or self.selection.chosen.get(clause.id, clause.default)

    def speaking(self, ref: str) -> Clause | None:
        """The clause of a reference, unless it is unknown (reported before) or chosen to say nothing."""
        clause = self.library.clauses.get(ref.partition(":")[0])
        return None if clause is None or clause.variants[self.variant(clause)].omit else clause

    # ------------------------------------------------------------ options

    def rivals(
        self, clause: Clause, make: Callable[[], Sequence[Block]], silent: Callable[[Para, str], Block]
    ) -> list[Block]:
        """What `make` makes of a clause; of one in rival options, what it makes of each, `silent` of one without words.

        The marks round the options are set when their ends are known.
        """
        options = self.selection.options.get(clause.id)
        if not options:
            return list(make())
        out: list[Block] = []
        for number, variant in enumerate(options, 1):
            self.taken[clause.id] = number, variant
            span = self.selection.reader.span(clause.path, ("variants", variant))
            origin = Origin(clause.id, variant, span)
            if clause.variants[variant].omit:
                words = silence(replace(origin, use=self.next_use(clause, variant)), NO_TEXT)
                blocks: Sequence[Block] = (silent(words, f"{self.stem(clause)}.silent"),)
            else:
                elsewhere = silence(Origin("", "", span), NOT_HERE)
                blocks = make() or (silent(elsewhere, f"{self.stem(clause)}.elsewhere"),)
            out.append(Option(number, tuple(blocks), replace(origin, use=self.use_of.get((clause.id, variant), 0))))
        del self.taken[clause.id]
        return out

    def stem(self, clause: Clause) -> str:
        """What the ids of a clause's divisions begin with: its own id, and which option, if not the first."""
        number, _ = self.taken.get(clause.id, (1, ""))
        return clause.id if number == 1 else f"{clause.id}.option-{number}"

    def anchor(self, clause: Clause, idents: tuple[str, ...], label: str = "") -> None:
        """Let references to a clause, or to what is labelled so in it, lead to these divisions."""
        name = f"{clause.id}:{label}" if label else clause.id
        if clause.id not in self.taken:
            self.anchors[name] = idents
            return
        own = f"{clause.id}@{self.variant(clause)}"
        self.anchors[f"{own}:{label}" if label else own] = idents
        self.anchors.setdefault(name, idents)

    def name(self, clause: Clause, blocks: tuple[Block, ...]) -> None:
        """Give every labelled provision its anchor, by its typed label."""
        for block in blocks:
            if isinstance(block, Division) and block.typed:
                self.anchor(clause, (f"{self.stem(clause)}.{block.ident}",), block.ident)
                self.name(clause, block.children)

    # ------------------------------------------------------------ provisions

    def recitals(self, clause: Clause) -> list[Block]:
        """The recitals of a clause, not yet ended; a recital has no provisions, so what looks like a label is words."""
        mine = [
            Recital(lead_in(one_run((block,)), self.selection.style), block.origin, f"{self.stem(clause)}.r{number}")
            for number, block in enumerate(self.text(clause, self.voice), 1)
        ]
        self.anchor(clause, tuple(each.ident for each in mine))
        return list(mine)

    def as_point(self, clause: Clause, voice: Voice, further: list[Sequence[Block]]) -> Sequence[Block]:
        """A clause as a point, if it is one in this variant; its other paragraphs go to `further`."""
        if clause.form_of(self.variant(clause)) == "provision" and clause.kind != "definition":
            further.append(self.provisions(clause, voice))
            return ()
        point, paragraphs = self.point(clause, voice)
        further.append(paragraphs)
        return (point,)

    def paragraphs(self, clause: Clause, chapeau: str, voice: Voice) -> Sequence[Block]:
        """A clause as paragraphs of its article, an offence behind its chapeau."""
        if chapeau and clause.form_of(self.variant(clause)) == "conduct":
            return self.offence(clause, chapeau, voice)
        return self.provisions(clause, voice)

    def chapeau(self, ref: str, voice: Voice) -> tuple[Block, ...]:
        """The words of a chapeau; () if there is none."""
        clause = self.library.clauses.get(ref.partition(":")[0])
        named = OPENING if self.taken else "Option"
        return marked(self.rivals(clause, partial(self.text, clause, voice), _words), named) if clause else ()

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
        self.anchor(clause, (self.stem(clause),))
        self.name(clause, conduct)
        point = Division("point", self.stem(clause), children, conduct[0].origin)
        return point, self.labelled(clause, further)

    def offence(self, clause: Clause, chapeau: str, voice: Voice) -> list[Division]:
        """An offence in an article of its own: chapeau and conduct, then its further paragraphs."""
        opening = self.chapeau(chapeau, voice)
        conduct, further = _divided(self.text(clause, voice))
        body = end_last(self.settled_depth(conduct, 1, clause), voice.style.points.last)
        ident = f"{self.stem(clause)}.conduct"
        self.anchor(clause, (ident,))
        self.anchor(clause, (ident,), "1")
        if opening:
            self.anchors.setdefault(chapeau.partition(":")[0], (ident,))
        self.name(clause, conduct)
        first = Division("paragraph", ident, (*opening, *body), (opening or body)[0].origin)
        return [first, *self.labelled(clause, further)]

    def provisions(self, clause: Clause, voice: Voice) -> list[Division]:
        """The paragraphs of a clause that stands on its own words."""
        out: list[Division] = []
        for block in self.text(clause, voice):
            if isinstance(block, Division) and block.level == "paragraph":
                out.extend(self.labelled(clause, (block,)))
            elif isinstance(block, Division) and out:
                last = out[-1]
                out[-1] = replace(last, children=(*last.children, *self.settled_depth((block,), 1, clause)))
                self.name(clause, (block,))
            elif out and not out[-1].typed and isinstance(out[-1].children[-1], Division):
                out[-1] = replace(out[-1], children=(*out[-1].children, block))
            else:
                out.append(Division("paragraph", f"{self.stem(clause)}.p{len(out) + 1}", (block,), block.origin))
        self.anchor(clause, tuple(each.ident for each in out))
        return out

    def labelled(self, clause: Clause, blocks: tuple[Block, ...]) -> list[Division]:
        """Labelled paragraphs of a clause as paragraphs of the article, with their anchors; others after them too."""
        out: list[Division] = []
        for number, block in enumerate(blocks, 1):
            if isinstance(block, Division):
                self.name(clause, (block,))
                children = self.settled_depth(block.children, 1, clause)
                out.append(replace(block, ident=f"{self.stem(clause)}.{block.ident}", children=children))
            else:
                out.append(Division("paragraph", f"{self.stem(clause)}.p{number}", (block,), block.origin))
        return out

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
                ident = f"{self.stem(clause)}.{block.ident}"
                out.append(replace(block, level=_DEPTHS[depth], ident=ident, children=children))
        return tuple(out)


def _divided(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A clause's conduct (its unlabelled words and their points), and the paragraphs after it."""
    for index, block in enumerate(blocks):
        if index and isinstance(block, Division) and block.level == "paragraph":
            return blocks[:index], blocks[index:]
    return blocks, ()


def silent_recital(words: Para, ident: str) -> Block:
    """What stands for a recital in an option without words."""
    return Recital(words.inlines, words.origin, ident)


def silent_point(words: Para, ident: str) -> Block:
    """What stands for a point in an option without words."""
    return Division("point", ident, (words,), words.origin)


def silent_paragraph(words: Para, ident: str) -> Block:
    """What stands for a paragraph in an option without words."""
    return Division("paragraph", ident, (words,), words.origin)


def _words(words: Para, ident: str) -> Block:
    return words


def articles_of(items: tuple[Item, ...]) -> list[ArticleSpec]:
    """The articles of an instrument's body, whatever they stand in."""
    out: list[ArticleSpec] = []
    for item in items:
        inside = item.division()
        out.extend(articles_of(inside[1].contents) if inside else ())
        out.extend((item.article,) if item.article else ())
    return out
