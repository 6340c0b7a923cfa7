"""What stands beside the text: reasons, sources and variants of a clause, in settled words.

Both annotation (notes at the paragraphs) and the explanatory report are made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from travaux.diagnostics import Diagnostic
from travaux.model.clause import Clause
from travaux.model.marks import key_to_marks
from travaux.model.stages import KeyPath, Referred, Selection
from travaux.model.transform import Inlines
from travaux.model.tree import (
    Amendment,
    Block,
    Cite,
    Definition,
    Division,
    Emph,
    Inline,
    Items,
    Note,
    NoteKind,
    Option,
    Origin,
    Para,
    Sub,
    Text,
)
from travaux.model.walk import deep, one_run, plain
from travaux.passes.crossref import Settling
from travaux.passes.sources import full_words, tied
from travaux.passes.words import listed, voice_of

LEADS: dict[NoteKind, str] = {
    "for": "For.",
    "against": "Against.",
    "neutral": "Note.",
    "variants": "Variants.",
    "source": "Draws on.",
    "flag": "Flag.",
}


@dataclass(slots=True)
class Beside:
    """Makes the words beside one text; `cited` collects the sources they name, `found` their faults.

    They are spelled as the text's style spells them, or, where it is given, as `spelling` has it.
    """

    referred: Referred
    cited: dict[str, None] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    spelling: Mapping[str, str] | None = None
    settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        self.settling = Settling(self.referred.numbered, lenient=True)

    @property
    def selection(self) -> Selection:
        """The choices the text was made from."""
        return self.referred.numbered.draft.selection

    def blocks(self, path: str, key: KeyPath, origin: Origin) -> tuple[Block, ...]:
        """A prose field beside the text, with placeholders, references and citations in words."""
        prose = self.selection.reader.blocks(path, key, origin)
        self.found.extend(prose.found)
        return self.settled(prose.blocks)

    def settled(self, read: tuple[Block, ...]) -> tuple[Block, ...]:
        """Blocks as they were read from markup, with placeholders, references and citations in words."""
        selection = self.selection
        parent = selection.library.law.get(selection.instrument.parent)
        own = selection.style
        style = own if self.spelling is None else replace(own, spelling=dict(self.spelling))
        voice = voice_of(style, selection.instrument, parent, selection.parameters)
        filled = voice.fill(read, self.found)
        before = len(self.settling.found)
        settled = self.settling.blocks(filled, self.settling.outermost())
        self.found.extend(self.settling.found[before:])
        self.remember(settled)
        return settled

    def run(self, path: str, key: KeyPath, origin: Origin) -> Inlines:
        """The inlines of a one-paragraph field beside the text."""
        return one_run(self.blocks(path, key, origin))

    def remember(self, blocks: Iterable[Block]) -> None:
        """Note which sources are cited, for the list at the end."""
        for block in blocks:
            if isinstance(block, Para):
                for node in deep(block.inlines):
                    if isinstance(node, Cite):
                        self.cited |= {item.key: None for item in node.items}
            elif isinstance(block, Division):
                self.remember(block.children)

    # ------------------------------------------------------------ of one clause

    def claims(self, clause: Clause) -> Iterator[tuple[str, str, Note]]:
        """Each reason for or against what is printed of a clause, with its variant and the label of its paragraph.

        Of several options it stands at the first of which it speaks, and says which, if it does not speak of all.
        """
        variants = self.selection.variants_of(clause.id)
        for index, claim in enumerate(clause.rationale):
            spoken_of = [each for each in variants if not claim.variants or each in claim.variants]
            if not spoken_of:
                continue
            variant, lead = spoken_of[0], LEADS[claim.stance]
            if len(spoken_of) < len(variants):
                lead = f"{_OF_OPTIONS[claim.stance]} {numbered(variants.index(each) + 1 for each in spoken_of)}."
            span = self.selection.reader.span(clause.path, ("rationale", index, "claim"))
            origin = Origin(clause.id, variant, span)
            body = self.run(clause.path, ("rationale", index, "claim"), origin)
            if claim.cite:
                cite = self.run(clause.path, ("rationale", index, "cite"), origin)
                body = (*body, Text(" "), *cite)
            yield variant, claim.at, Note(0, claim.stance, lead, body, claim.confidence, origin)

    def draws(self, clause: Clause, variant: str) -> Inlines:
        """The provisions of other instruments that a variant draws on, and how; those of all options at the first."""
        law = self.selection.library.law
        later = variant != self.selection.variants_of(clause.id)[0]
        parts = []
        for each in clause.draws_on:
            if (each.variants and variant not in each.variants) or each.instrument not in law:
                continue
            if later and not each.variants:
                continue
            self.cited[each.instrument] = None
            many = "arts." if any(sign in each.article for sign in ",–") or " and " in each.article else "art."
            where = f"{many} {each.article}" if each.article[:1].isdecimal() else each.article
            parts.append(f"{law[each.instrument].cite_as}, {where} ({each.relation})")
        return (Text(tied("; ".join(parts) + ".")),) if parts else ()

    def flags(self, clause: Clause, variant: str) -> Inlines:
        """What is to be known of the chosen variant: that it goes beyond a treaty, or falls below one."""
        words = self.selection.library.vocabulary.flags
        said = [words.get(flag, flag) for flag in clause.variants[variant].flags]
        return (Text("; ".join(said) + "."),) if said else ()

    def others(self, clause: Clause) -> list[Inlines]:
        """The variants that are not printed and could be: label, and which delegations favour or oppose each."""
        printed, vehicle = self.selection.variants_of(clause.id), self.selection.instrument.vehicle
        able = (name for name, each in clause.variants.items() if not each.vehicles or vehicle in each.vehicles)
        return [self.label(clause, name) for name in able if name not in printed]

    def label(self, clause: Clause, variant: str) -> Inlines:
        """What a variant is called, and which delegations favour or oppose it."""
        label = self.run(clause.path, ("variants", variant, "label"), Origin(clause.id, variant))
        stance = clause.variants[variant].stance
        return (*label, Text(stances(stance.for_, stance.against)))

    def option(self, clause: Clause, variant: str) -> tuple[str, Inlines]:
        """Which option a variant is printed as ("Option 2."), and its label; ("", ()) if it is the only one."""
        if clause.id not in self.selection.options:
            return "", ()
        number = self.selection.variants_of(clause.id).index(variant) + 1
        return f"Option {number}.", (*self.label(clause, variant), Text("."))

    def variants_in_words(self, clause: Clause) -> Inlines:
        """The chosen variant and the others in one run, of options only the others; () where there is no other."""
        others = self.others(clause)
        if not others:
            return ()
        if clause.id in self.selection.options:
            return _listed(others)
        chosen = self.label(clause, self.selection.chosen[clause.id])
        rest = [node for index, run in enumerate(others) for node in (Text("; " if index else ". Else: "), *run)]
        return (Text("Here: "), *chosen, *rest, Text("."))

    def source_list(self) -> tuple[Block, ...]:
        """The list of every source named beside the text."""
        library, bibliography = self.selection.library, self.selection.bibliography
        known = [key for key in self.cited if key in library.law or key in library.sources]
        entries = sorted((full_words(library, key, bibliography) for key in known), key=lambda r: plain(r).casefold())
        words = f"Marks: {key_to_marks()}."
        if any(library.sources[key].title.startswith("[") for key in known if key in library.sources):
            words += " A title in square brackets describes a work whose own title is not recorded."
        marks = Para((Sub("", words, "formula"),), Origin(""))
        listed = (Items(tuple(entries), Origin("")),) if entries else ()
        return (headed("sources", "Sources, marks and profiles", (*listed, marks, *self.key_to_profiles())),)

    def key_to_profiles(self) -> tuple[Block, ...]:
        """What the profiles of delegations stand for; () where the vocabulary has none."""
        profiles = self.selection.library.vocabulary.profiles
        if not profiles:
            return ()
        words = "Delegation profiles are invented, and stand for no State:"
        items = tuple((Emph((Text(name),), "**"), Text(f": {about}.")) for name, about in profiles.items())
        return (Para((Sub("", words, "formula"),), Origin("")), Items(items, Origin("")))


_OF_OPTIONS = {"for": "For", "against": "Against", "neutral": "Note on"}


def numbered(numbers: Iterable[int]) -> str:
    """Which options are meant, in words: "option 2", "options 1 and 3"."""
    words = [str(each) for each in numbers]
    return f"option{'s' if len(words) > 1 else ''} {listed(words)}"


def _listed(runs: Iterable[Inlines]) -> Inlines:
    """Runs as one, with semicolons between them and a stop at the end."""
    out = [node for index, run in enumerate(runs) for node in (*([Text("; ")] if index else []), *run)]
    return (*out, Text("."))


def clauses_in(blocks: tuple[Block, ...]) -> list[str]:
    """The clauses whose words stand in these blocks at their first use, in order; not those of a quoted text."""
    seen: dict[str, None] = {}
    for block in blocks:
        if block.origin.clause and block.origin.use == 0:
            seen[block.origin.clause] = None
        if isinstance(block, Division | Definition | Option):
            seen |= dict.fromkeys(clauses_in(block.children))
    return list(seen)


def articles(blocks: tuple[Block, ...]) -> list[Division]:
    """The preamble and the articles in order, an inserted article after the one that inserts it."""
    out: list[Division] = []
    for block in blocks:
        if isinstance(block, Division) and block.level in ("preamble", "article"):
            out.append(block)
        if isinstance(block, Division | Amendment | Option):
            out.extend(articles(block.children))
    return out


def headline(article: Division) -> Inlines:
    """The head of an article on one line, without a quotation mark."""
    label = tuple(n for n in article.label if not (isinstance(n, Sub) and n.why == "quotation"))
    joint = (Text(" – " if article.joint == "\n" else article.joint),) if article.joint else ()
    return (*label, *joint, *article.heading)


def stances(favour: Iterable[str], oppose: Iterable[str]) -> str:
    """Who favours and who opposes, by neutral profile: " (for EP, IND; against BR)"."""
    parts = [
        f"{word} {', '.join(names)}" for word, names in (("for", tuple(favour)), ("against", tuple(oppose))) if names
    ]
    return f" ({'; '.join(parts)})" if parts else ""


def headed(ident: str, words: str | tuple[Inline, ...], children: tuple[Block, ...]) -> Division:
    """A headed part of what stands beside the text."""
    heading = (Sub("", words, "formula"),) if isinstance(words, str) else words
    return Division("annex", ident, children, Origin(""), heading)
