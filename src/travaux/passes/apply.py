"""Apply: what a treaty says once an amending text has done its work.

The operations are those that the clauses declare under `amends`; the words that come are those printed
between quotation marks in the settled text; the words that go, and those around them, are those recorded
in `clauses/law`. Nothing is typed twice, so that a change of any of them changes what comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from travaux.diagnostics import Diagnostic, Span
from travaux.model.clause import Amends, Clause
from travaux.model.law import Law, LawArticle
from travaux.model.stages import Referred
from travaux.model.transform import Inlines
from travaux.model.tree import Division, Para, Quoted, Text
from travaux.model.walk import below, plain
from travaux.passes import faults

Sign: TypeAlias = Literal["=", "-", "+"]
_NO_SPACE = frozenset(",.;:)”’")


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of words: in which treaty and provision ("11.2"), after or in place of which `words`, the `new` ones.

    `clause` and `ident` say whose paragraph it is in the amending text, and where that stands.
    """

    law: str
    at: str
    kind: Literal["replace-words", "add-words"]
    words: str
    new: Inlines
    clause: str
    ident: str
    span: Span

    def fault(self, why: str) -> Diagnostic:
        """That it can't be carried out, and why."""
        return faults.not_applied(self.span, f"{self.law}:{self.at}", why)


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a provision: kept (`=`), taken out (`-`) or put in (`+`)."""

    sign: Sign
    words: Inlines


@dataclass(frozen=True, slots=True)
class Amended:
    """A provision that is amended: its article, its label in it ("2"; "" for an article without), and its words."""

    article: str
    label: str
    parts: tuple[Part, ...]
    operations: tuple[Operation, ...]

    @property
    def present(self) -> str:
        """The words as they stand."""
        return "".join(plain(each.words) for each in self.parts if each.sign != "+")

    @property
    def new(self) -> str:
        """The words as amended."""
        return "".join(plain(each.words) for each in self.parts if each.sign != "-")


def amended(law: Law, text: Referred, found: list[Diagnostic]) -> dict[str, Amended]:
    """The provisions of a treaty that a text amends, in the treaty's order, by their place ("11.2", "40").

    An operation that can't be carried out is added to `found`, and changes nothing.
    """
    touched: dict[tuple[str, str], list[Operation]] = {}
    recorded = {article.article: article for _, article in law.every_article()}
    for each in _operations(law, text, found):
        number = each.at.partition(".")[0]
        label = _target(each, recorded[number], found) if number in recorded else None
        if number not in recorded:
            found.append(each.fault("no such article is recorded"))
        elif label is not None:
            touched.setdefault((number, label), []).append(each)
    out: dict[str, Amended] = {}
    for number, article in recorded.items():
        for label, words in article.text.items():
            mine = touched.get((number, label), [])
            if mine:
                place = f"{number}.{label}" if label else number
                out[place] = Amended(number, label, _applied(words, mine, found), tuple(mine))
    return out


# ---------------------------------------------------------------- operations


def _operations(law: Law, text: Referred, found: list[Diagnostic]) -> Iterator[Operation]:
    """The changes of words that the text makes in this treaty, in its order; what names nothing is reported."""
    selection = text.numbered.draft.selection
    for name, variant in selection.chosen.items():
        clause = selection.library.clauses[name]
        for index, each in enumerate(clause.variants[variant].amends):
            ident, _, at = each.at.partition(":")
            if ident != law.id or each.operation == "insert":
                continue
            span = selection.reader.span(clause.path, ("variants", variant, "amends", index))
            made = _operation(text, clause, each, at, span)
            if made is None:
                why = f"its paragraph does not quote “{_folded(each.words)}”, and other words beside them"
                found.append(faults.not_applied(span, each.at, why))
            else:
                yield made


def _operation(text: Referred, clause: Clause, amends: Amends, at: str, span: Span) -> Operation | None:
    """An operation with the words that its paragraph quotes; None if it does not quote both."""
    idents = text.numbered.draft.anchors_of(clause.id, amends.paragraph)
    blocks = [b for b in below(text.document.body) if isinstance(b, Division) and b.ident in idents]
    quoted = [
        node.children
        for block in below(blocks)
        if isinstance(block, Para) and block.origin.clause == clause.id
        for node in block.inlines
        if isinstance(node, Quoted)
    ]
    words = _folded(amends.words)
    there = next((index for index, each in enumerate(quoted) if words and _folded(plain(each)) == words), None)
    if there is None or amends.operation == "insert" or len(quoted) < 2:
        return None
    # "the words “new” shall be inserted after the words “old”"; "the words “old” shall be replaced by … “new”"
    before, after = quoted[:there][::-1], quoted[there + 1 :]
    new = [*before, *after] if amends.operation == "add-words" else [*after, *before]
    return Operation(amends.at.partition(":")[0], at, amends.operation, words, new[0], clause.id, idents[0], span)


def _target(operation: Operation, article: LawArticle, found: list[Diagnostic]) -> str | None:
    """The label of the provision of an article in which the operation's words stand; None if in none of it."""
    label = operation.at.partition(".")[2]
    inside = [each for each in article.text if not label or each == label or each.startswith(f"{label}.")]
    times = {each: _folded(article.text[each]).count(operation.words) for each in inside}
    if not inside:
        why = "its words are not recorded"
    elif sum(times.values()) != 1:
        number_of = "nowhere" if not any(times.values()) else f"{sum(times.values())} times"
        why = f"“{operation.words}” stands there {number_of}"
    else:
        return next(each for each in inside if times[each])
    found.append(operation.fault(why))
    return None


def _applied(words: str, operations: Sequence[Operation], found: list[Diagnostic]) -> tuple[Part, ...]:
    """A provision in its parts, after each operation in turn on the words that it still has."""
    parts: list[Part] = [Part("=", (Text(_folded(words)),))]
    for each in operations:
        at = next((n for n, part in enumerate(parts) if part.sign == "=" and each.words in plain(part.words)), None)
        if at is None:
            why = f"an operation before it has changed the words “{each.words}”"
            found.append(each.fault(why))
        else:
            parts[at : at + 1] = _divided(plain(parts[at].words), each)
    return tuple(parts)


def _divided(words: str, operation: Operation) -> Iterator[Part]:
    """Words of a provision, with what one operation takes out and puts in."""
    before, _, after = words.partition(operation.words)
    if operation.kind == "replace-words":
        changed = [Part("-", (Text(operation.words),)), Part("+", operation.new)]
    else:
        before += operation.words
        gap = () if plain(operation.new)[:1] in _NO_SPACE else (Text(" "),)
        changed = [Part("+", (*gap, *operation.new))]
    kept = [Part("=", (Text(each),)) if each else None for each in (before, after)]
    yield from (each for each in (kept[0], *changed, kept[1]) if each is not None)


def _folded(words: str) -> str:
    """Words with each run of white space as one space: a file breaks its lines where it likes."""
    return " ".join(words.split())
