"""Cross-refer: put into words, as the house style cites, where each reference leads.

A reference names clauses, so renumbering can't break it. Its words depend on where
it stands: in its own article, elsewhere in the text, in words quoted for another
treaty, or on another treaty altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from travaux.diagnostics import Diagnostic
from travaux.model.law import Law
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
from travaux.passes.words import quoted_voice

_OFFENCES = ("offence", "package")


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
            found = list(self.expand(target, node, here))
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

    def expand(self, target: Target, node: Ref, here: Here) -> Iterator[tuple[Cited, str]]:
        """The provisions a target stands for, in order of the text, each with its anchor."""
        library = self.numbered.draft.selection.library
        law = library.law.get(target.ident)
        if law is not None:
            yield from self.in_law(law, target, node)
            return
        if ":" in target.ident:
            names = list(self.members(target.ident))
            if not names:
                self.nowhere(
                    node,
                    f"no provision is in “{target.ident}” here",
                    "choose a variant that does not need it, or fill the group",
                )
            for name in names:
                yield from self.in_text(name, node, here, listed=True)
            return
        found = list(self.in_text(_key(target), node, here, listed=False))
        if target.last is None or not found:
            yield from found
            return
        ends = list(self.in_text(_key(target.last), node, here, listed=False))
        if ends and _ends_one_range(found[0][0].place, ends[-1][0].place):
            yield Cited(found[0][0].place, ends[-1][0].place), found[0][1]
        elif ends:
            self.nowhere(node, "a range runs from article to article, or inside one", "name each provision")

    def in_text(self, key: str, node: Ref, here: Here, listed: bool) -> Iterator[tuple[Cited, str]]:
        """Provisions of the text itself; a clause seen from its own article is its provision there."""
        draft, places = self.numbered.draft, self.numbered.places
        clause, _, label = key.partition(":")
        clause, _, variant = clause.partition("@")
        variant = variant or (here.option[1] if clause == here.option[0] else "")
        # From outside its options, a clause is wherever one of them has it.
        among = (variant,) if variant else draft.selection.options.get(clause, ("",))
        idents = tuple(dict.fromkeys(ident for each in among for ident in draft.anchors_of(clause, label, each)))
        name = f"{clause}@{variant}" if variant else clause
        own = () if label else draft.anchors.get(f"{name}:", ())
        same = (
            bool(idents) and here.article and places[idents[0]].article == here.article
            if idents and idents[0] in places
            else False
        )
        if own and same and {places[each] for each in own} != set(self.paragraphs(here)):
            idents = own
        known = [each for each in idents if each in places]
        if len(among) > 1:
            known = [each for each in places if each in known]
        if not known:
            self.nowhere(node, *self.why_not(clause, label))
        for ident in known:
            yield Cited(places[ident], None, listed or len(known) > 2), ident

    def paragraphs(self, here: Here) -> Iterator[Place]:
        """The paragraphs of the article in which the reference stands: all of them are the article."""
        for place in self.numbered.places.values():
            if (place.instrument, place.article) == (here.instrument, here.article) and len(place.path) == 1:
                yield place

    def in_law(self, law: Law, target: Target, node: Ref) -> Iterator[tuple[Cited, str]]:
        """A provision of existing law, if its article is recorded there (or none are)."""
        recorded = {article.article for _, article in law.every_article()}
        ends = [target, *([target.last] if target.last else [])]
        for end in ends:
            article = end.label.partition(".")[0]
            if recorded and article not in recorded:
                self.nowhere(node, f"{law.short} has no article {article}", "check the number against the treaty")
                return
        places = [_law_place(law.id, end.label) for end in ends]
        yield Cited(places[0], places[1] if len(places) > 1 else None), ""

    def members(self, group: str) -> Iterator[str]:
        """The keys a group stands for, in order of the text."""
        selection = self.numbered.draft.selection
        scope, _, name = group.partition(":")
        keys: list[str] = []
        if scope == "group":
            named = selection.instrument.groups.get(name, ())
            keys = [each for key in named for each in self.by_option(key) if self.criminalises(each)]
        elif name in ("reservation", "declaration"):
            for ident, variant in selection.every_variant():
                chosen = selection.library.clauses[ident].variants[variant]
                labels = chosen.reservations if name == "reservation" else chosen.declarations
                own = f"{ident}@{variant}" if ident in selection.options else ident
                keys.extend(f"{own}:{label}" if label else own for label in labels if not chosen.omit)
        elif name == "inserted":
            keys = [ident for ident, place in self.numbered.places.items() if place.instrument and not place.path]
        else:
            kinds = _OFFENCES if name == "offence" else (name,)
            of_kind = [each for each in selection.chosen if selection.library.clauses[each].kind in kinds]
            every = [key for each in of_kind for key in self.by_option(each)]
            keys = [key for key in every if name != "offence" or self.criminalises(key)]
        order = {ident: index for index, ident in enumerate(self.numbered.places)}
        present = [key for key in keys if any(each in order for each in self.anchored(key))]
        yield from sorted(present, key=lambda key: min(order[each] for each in self.anchored(key) if each in order))

    def anchored(self, key: str) -> tuple[str, ...]:
        """The divisions that a key of a clause, one of its options or one of its provisions leads to."""
        name, _, label = key.partition(":")
        clause, _, variant = name.partition("@")
        return self.numbered.draft.anchors_of(clause, label, variant)

    def by_option(self, key: str) -> list[str]:
        """A key of the anchors; of a clause in options, the key of each that says something."""
        selection = self.numbered.draft.selection
        clause, colon, label = key.partition(":")
        options = selection.options.get(clause, ())
        speaking = [each for each in options if not selection.library.clauses[clause].variants[each].omit]
        return [f"{clause}@{each}{colon}{label}" for each in speaking] or [key]

    def criminalises(self, key: str) -> bool:
        """Whether a member of a group belongs there as chosen: of an offence, only a variant that creates one."""
        selection = self.numbered.draft.selection
        name, _, variant = key.partition(":")[0].partition("@")
        clause = selection.library.clauses.get(name)
        if clause is None or clause.kind not in _OFFENCES:
            return True
        return clause.form_of(variant or selection.chosen.get(clause.id, clause.default)) == "conduct"

    # ------------------------------------------------------------ nowhere

    def nowhere(self, node: Ref, why: str, hint: str) -> None:
        """Note a reference that leads nowhere (beside the text that is no fault)."""
        if not self.lenient:
            self.found.append(faults.no_target(node.span, node.typed, why, hint))

    def why_not(self, clause: str, label: str) -> tuple[str, str]:
        """Why a clause's provision is not there, and what to do."""
        selection = self.numbered.draft.selection
        have = selection.library.clauses.get(clause)
        if have is None:
            return f"there is no clause “{clause}”", faults.near(
                clause, selection.library.clauses, "name a clause of the library"
            )
        if clause not in selection.chosen:
            return (
                f"instrument “{selection.instrument.id}” does not use “{clause}”",
                "add the clause, or choose a variant without the reference",
            )
        if have.variants[selection.chosen[clause]].omit:
            return (
                f"“{clause}” is chosen in a variant that says nothing",
                "choose another variant of it, or one here without the reference",
            )
        return (
            f"“{clause}” has no provision labelled “{label}” in the chosen variant",
            "refer to a label that is typed there",
        )

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


def _key(target: Target) -> str:
    """What a target is called among the anchors."""
    return f"{target.ident}:{target.label}" if target.label else target.ident


def _ends_one_range(first: Place, last: Place) -> bool:
    """Whether two places can be the ends of a range: whole articles, or of one kind in one article."""
    whole = not any(first.path), not any(last.path)
    beside = (first.article, first.path[:-1]) == (last.article, last.path[:-1])
    return first.instrument == last.instrument and (all(whole) or (not any(whole) and beside))


def _paragraph(place: Place) -> tuple[str, str, tuple[str, ...]]:
    return place.instrument, place.article, place.path[:1]


def _law_place(law: str, label: str) -> Place:
    """The place a typed label means: "11.2" is article 11, paragraph 2; "1.d" article 1, point d."""
    article, *path = label.split(".")
    if path and not re.match(r"\d", path[0]):
        path = ["", *path]
    return Place(law, article, tuple(path))
