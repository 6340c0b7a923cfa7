"""Words: what a house style and an instrument do to a drafter's characters.

Each change is recorded as a `Sub`: placeholders filled, words respelled, marks at
the end of a point or recital, the lead-in of a recital set off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.diagnostics import Diagnostic
from travaux.model.dates import long_date
from travaux.model.instrument import Instrument
from travaux.model.law import Law
from travaux.model.style import EndStyle, Style
from travaux.model.transform import deep, map_blocks
from travaux.model.tree import (
    Amendment,
    Block,
    Definition,
    Division,
    Emph,
    Inline,
    Option,
    Para,
    Quoted,
    Recital,
    Sub,
    Term,
    Text,
)
from travaux.model.walk import deep as every
from travaux.passes import faults
from travaux.passes.options import is_silent, together


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose words a text speaks: a house style, and what its placeholders stand for."""

    style: Style
    terms: Mapping[str, str]

    def fill(self, blocks: tuple[Block, ...], found: list[Diagnostic]) -> tuple[Block, ...]:
        """The blocks with placeholders filled and words spelled as the style spells them."""
        return map_blocks(blocks, lambda run: self.fill_run(run, found))

    def fill_run(self, run: tuple[Inline, ...], found: list[Diagnostic]) -> tuple[Inline, ...]:
        """The same for one run of inlines. A placeholder that nothing fills is reported and stays visible."""

        def change(node: Inline) -> tuple[Inline, ...]:
            if isinstance(node, Sub) and node.why == "placeholder" and not node.new:
                return (self._filled(node, found),)
            if isinstance(node, Text) and self.style.spelling:
                return respell(node.value, self.style.spelling)
            return (node,)

        out: list[Inline] = []
        for node in run:
            if isinstance(node, Quoted):
                plain = Voice(replace(self.style, spelling={}), self.terms)
                out.append(replace(node, children=plain.fill_run(node.children, found)))
            else:
                out.extend(deep((node,), change))
        return tuple(out)

    def _filled(self, node: Sub, found: list[Diagnostic]) -> Sub:
        name = node.old.strip("{} \n")
        value = self.terms.get(name.lower())
        if value is None:
            found.append(faults.unfilled(node.span, name, self.terms))
            return replace(node, new=node.old)
        return replace(node, new=value[:1].upper() + value[1:] if name[0].isupper() else value)


GIVEN = frozenset(
    ["self", "self-kind", "title", "place", "date", "languages", "parent", "parent-title", "parent-opened"]
)
"""The placeholders that the program fills itself, beside the words of a style and an instrument's parameters."""


def voice_of(style: Style, instrument: Instrument, parent: Law | None, parameters: Mapping[str, str]) -> Voice:
    """How the instrument itself speaks."""
    itself = style.itself[instrument.vehicle]
    terms = {
        **style.terms,
        "self": itself,
        "self-kind": itself.rpartition(" ")[2],
        "title": instrument.title,
        "place": "[place]",
        "date": "[date]",
        # A protocol is authentic in the languages of its parent.
        "languages": listed(parent.authentic if parent and parent.authentic else style.authentic),
        **parameters,
    }
    if parent:
        kind = "Protocol" if "Protocol" in parent.short else "Convention"
        terms |= {
            # A protocol is deposited where its parent is, whatever style it is written in (ETS 189, CETS 224).
            "depositary": f"the {parent.depositary}" if parent.depositary else style.terms["depositary"],
            "parent": f"the {kind}",
            "parent-title": parent.short,
            "parent-opened": f"opened for signature in {parent.opened_at} on {long_date(parent.opened)}",
        }
    return Voice(style, terms)


def quoted_voice(style: Style, parent: Law) -> Voice:
    """How text speaks that is inserted into another treaty: as that treaty does."""
    kind = "protocol" if "Protocol" in parent.short else "convention"
    itself = style.itself["optional-protocol" if kind == "protocol" else "model-convention"]
    terms = {
        **style.terms,
        "self": itself,
        "self-kind": itself.rpartition(" ")[2],
        "parent": itself,
        "title": parent.title,
    }
    return Voice(style, terms)


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "English, French and Spanish"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


# ---------------------------------------------------------------- spelling

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LETTERS = re.compile(r"[A-Za-z]+")


def respell(value: str, spelling: Mapping[str, str]) -> tuple[Inline, ...]:
    """The characters with each listed word respelled and recorded; the case of the first letter is kept."""
    if not any(map(spelling.__contains__, map(str.lower, _LETTERS.findall(value)))) and "-" not in value:
        return (Text(value),)
    out: list[Inline] = []
    done = 0
    for match in _WORD.finditer(value):
        for start, part in _parts(match, spelling):
            if start > done:
                out.append(Text(value[done:start]))
            out.append(Sub(part, _cased(part, spelling[part.lower()]), "spelling"))
            done = start + len(part)
    if done < len(value) or not value:
        out.append(Text(value[done:]))
    return tuple(out)


def _parts(match: re.Match[str], spelling: Mapping[str, str]) -> list[tuple[int, str]]:
    """What is listed of a word: all of it ("co-operation"), else its parts ("non-governmental organisations")."""
    word = match.group()
    if word.lower() in spelling:
        return [(match.start(), word)]
    parts = re.finditer(r"[A-Za-z]+", word) if "-" in word else ()
    return [(match.start() + part.start(), part.group()) for part in parts if part.group().lower() in spelling]


def _cased(word: str, other: str) -> str:
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[:1].upper() + other[1:] if word[0].isupper() else other


# ---------------------------------------------------------------- endings

_ENDS = ".;,"


def with_end(run: tuple[Inline, ...], mark: str) -> tuple[Inline, ...]:
    """The run ending in `mark` in place of a stop, semicolon or comma typed there, or after its last word."""
    if not run or is_silent(run):
        return run
    last = run[-1]
    if isinstance(last, Text):
        words = last.value.rstrip()
        end = words[-1:] if words[-1:] in _ENDS else ""
        if end == mark:
            return run
        kept = words[: len(words) - len(end)]
        return (*run[:-1], *((Text(kept),) if kept else ()), Sub(end, mark, "ending"))
    return (*run, Sub("", mark, "ending"))


def end_last(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """The blocks with `mark` at the end of their last words, however deep these stand."""
    if not blocks:
        return blocks
    last = blocks[-1]
    match last:
        case Para() | Recital():
            return (*blocks[:-1], replace(last, inlines=with_end(last.inlines, mark)))
        case Division() | Definition() | Option() | Amendment():
            return (*blocks[:-1], replace(last, children=end_last(last.children, mark)))
        case _:
            return blocks


def end_series(members: Sequence[Block], ends: EndStyle) -> tuple[Block, ...]:
    """The members of a series (points, recitals), each with its ending mark; rival options end alike."""
    groups = list(together(members))
    marks = [ends.each] * (len(groups) - 1) + [ends.last]
    return tuple(_ended(each, ends.each, mark) for group, mark in zip(groups, marks, strict=False) for each in group)


def _ended(member: Block, each: str, last: str) -> Block:
    if not isinstance(member, Option):
        return end_last((member,), last)[0]
    *before, final = member.children
    return replace(member, children=(*(_ended(one, each, each) for one in before), _ended(final, each, last)))


# ---------------------------------------------------------------- recitals, definitions, quotations


def lead_in(run: tuple[Inline, ...], style: Style) -> tuple[Inline, ...]:
    """A recital's run with its lead-in ("Mindful of") set in italics where the style does so."""
    if style.recital_lead != "italic" or not run:
        return run
    first = run[0]
    if isinstance(first, Sub):
        return (Emph((first,), ""), *run[1:])
    if not isinstance(first, Text):
        return run
    leads = [lead for lead in style.recital_leads if re.match(rf"{re.escape(lead)}\b", first.value)]
    lead = max(leads, key=len) if leads else first.value.partition(" ")[0].rstrip(",")
    rest = first.value[len(lead) :]
    return (Emph((Text(lead),), ""), *((Text(rest),) if rest else ()), *run[1:])


def capital(run: tuple[Inline, ...], style: Style) -> tuple[Inline, ...]:
    """A definition's run with a capital at the first defined term where the style writes one."""
    if style.definitions != "capital":
        return run
    out = list(run)
    for index, node in enumerate(out):
        if isinstance(node, Term) and node.defining and node.children:
            first = node.children[0]
            if isinstance(first, Text) and first.value[:1].islower():
                big = Sub(first.value[0], first.value[0].upper(), "capital")
                rest = (Text(first.value[1:]),) if first.value[1:] else ()
                out[index] = replace(node, children=(big, *rest, *node.children[1:]))
            break
        if isinstance(node, Text) and len(node.value.strip("“‘ ")) > 0:
            break
    return tuple(out)


def defined_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The terms that these blocks define, in order."""
    out: dict[str, None] = {}
    for block in blocks:
        if isinstance(block, Para | Recital):
            out |= {n.ident: None for n in every(block.inlines) if isinstance(n, Term) and n.defining}
        elif isinstance(block, Division | Amendment):
            out |= dict.fromkeys(defined_in(block.children))
    return tuple(out)


def quotations(run: tuple[Inline, ...], style: str) -> tuple[Inline, ...]:
    """The run with what stands between “ and ” marked as words of another text, in its style.

    Marks within marks are of the words quoted. Where one is not closed, nothing is marked.
    """
    out: list[Inline] = []
    inside: list[Inline] = []
    depth = 0
    for node in run:
        parts: list[Inline] = [node]
        if isinstance(node, Text):
            parts = [Text(part) for part in re.split(r"([“”])", node.value) if part]
        for part in parts:
            closes = depth == 1 and part == Text("”")
            if closes:
                out.append(Quoted(tuple(inside), style))
                inside = []
            (inside if depth and not closes else out).append(part)
            depth = max(depth + (part == Text("“")) - (part == Text("”")), 0)
    return run if depth else tuple(out)
