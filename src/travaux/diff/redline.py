"""Two texts as a redline: passages paired, what became of each, and the words that differ.

The rows stand in the order of the new text; a deleted passage stands behind what it stood behind in the old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from travaux.diff.align import Alignment
from travaux.diff.gone import deleted
from travaux.diff.joined import holds, splits
from travaux.diff.labels import bare
from travaux.diff.likeness import Likeness
from travaux.diff.references import Renumbering
from travaux.diff.terms import terms
from travaux.diff.tokens import Codes, Tokens, fold
from travaux.diff.words import common, marked
from travaux.model.redline import Comparand, Passage, Redline, Row, Side, Status, Words
from travaux.model.resting import collector_resting

_SERIES = frozenset({"point", "subpoint", "item", "recital"})
_MAYBE_NUMBER = re.compile(r"(?:\d+|[a-z]{1,2}|[ivxlc]{1,6}|[IVXLC]+)(?!\w)")


def redline(old: Comparand, new: Comparand) -> Redline:
    """What changes from one text to the other, with its effects in law."""
    from travaux.diff.effects.reading import with_effects

    return with_effects(structural(old, new), old, new)


def structural(old: Comparand, new: Comparand) -> Redline:
    """What changes from one text to the other, effects apart."""
    with collector_resting():
        rows = tuple(_Comparison(old.passages, new.passages).rows())
    return Redline(old.name, new.name, rows, terms(rows), tuple(each.id for each in old.passages))


class _Comparison:
    """The pairing of two texts, read into rows."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self.old, self.new = old, new
        self.codes = Codes()
        self.likeness = Likeness(old, new, self.codes)
        self.alignment = Alignment(old, new, self.likeness)
        split, merged = splits(self.alignment)
        self.joined = {("split", i): self._joined("split", [i], parts) for i, parts in split.items()}
        self.joined |= {("merged", j): self._joined("merged", parts, [j]) for j, parts in merged.items()}
        self.split = {i: parts for i, parts in split.items() if holds(self.joined["split", i])}
        self.merged = {j: parts for j, parts in merged.items() if holds(self.joined["merged", j])}
        self.placed = self.alignment.in_place()
        self.renumbering = Renumbering(self._pairs())

    def _pairs(self) -> Iterator[tuple[Passage, Passage]]:
        for i, j in self.alignment.there.items():
            yield self.old[i], self.new[j]
        for i, parts in self.split.items():
            yield self.old[i], self.new[parts[0]]

    def rows(self) -> Iterator[Row]:
        """Every row, in order."""
        taken_new = {j: i for i, parts in self.split.items() for j in parts}
        taken_old = {i: j for j, parts in self.merged.items() for i in parts}
        there = {**self.alignment.there, **taken_old, **{i: parts[-1] for i, parts in self.split.items()}}
        gone = deleted(self.old, self.new, there, {*self.placed, *taken_old.values(), *taken_new})
        yield from map(self._deleted, gone.get(-1, ()))
        for j in range(len(self.new)):
            whole = taken_new.get(j)
            if whole is not None:
                if j == self.split[whole][0]:
                    yield self.joined["split", whole]
            elif j in self.merged:
                yield self.joined["merged", j]
            elif j in self.alignment.back:
                yield self._paired(self.alignment.back[j], j)
            else:
                passage = self.new[j]
                yield Row("inserted", None, Side((passage,)), _whole("+", passage.text))
            yield from map(self._deleted, gone.get(j, ()))

    def _deleted(self, i: int) -> Row:
        return Row("deleted", Side((self.old[i],)), None, _whole("-", self.old[i].text))

    def _paired(self, i: int, j: int) -> Row:
        """The row of an old passage and the new one that it became."""
        old, new = self.old[i], self.new[j]
        sides = Side((old,)), Side((new,))
        moved = j not in self.placed and not self._stays(i)
        if old.text == new.text:
            same: Status = "equal" if old.label == new.label else _of_labels(old.label, new.label)
            return Row("moved" if moved else same, *sides, (("=", new.text),) if new.text else ())
        proven = self.renumbering.proof(old, new) if self.renumbering.moved and _at_number(old.text, new.text) else None
        if proven is not None:
            return Row("moved-changed" if moved else "consequential", *sides, proven)
        words = marked(self.likeness.tokens(0, i), self.likeness.tokens(1, j))
        if moved:
            return Row("moved-changed", *sides, words)
        slight = self._typography(i, j) or _as_one(old, new) or _but_for_the_end(old, new)
        if not slight:
            return Row("changed", *sides, words)
        renumbered = old.label and new.label and not _same_number(old.label, new.label)
        return Row("renumbered" if renumbered else "editorial", *sides, words)

    def _stays(self, i: int) -> bool:
        """Whether an old heading heads what it headed: nothing moved with it, something else moved past it."""
        below = self.alignment.there.get(i + 1)
        return self.old[i].level == "heading" and (below is None or below in self.placed)

    def _typography(self, i: int, j: int) -> bool:
        """Whether two passages have the same words, or tokens, whatever stands between them."""
        if self.alignment.keys[0][i] == self.alignment.keys[1][j]:
            return True
        return self.likeness.tokens(0, i).code == self.likeness.tokens(1, j).code

    def _joined(self, status: Status, olds: Sequence[int], news: Sequence[int]) -> Row:
        """The row of a passage that was split, or of those that were merged."""
        one, other = [self.old[i] for i in olds], [self.new[j] for j in news]
        old = self._several([self.likeness.tokens(0, i) for i in olds], one)
        new = self._several([self.likeness.tokens(1, j) for j in news], other)
        return Row(status, Side(tuple(one)), Side(tuple(other)), marked(old, new, joints=True))

    def _several(self, tokens: Sequence[Tokens], passages: Sequence[Passage]) -> Tokens:
        """The tokens of passages joined by blank lines; the labels of the later ones equal no word."""
        pieces, code, tail = list(tokens[0].pieces), tokens[0].code, tokens[0].tail
        for each, passage in zip(tokens[1:], passages[1:], strict=True):
            tail += "\n\n"
            if passage.label:
                pieces.append(tail + passage.label)
                code += self.codes.alone()
                tail = " " if passage.text else ""
            if each.pieces:
                pieces += [tail + each.pieces[0], *each.pieces[1:]]
                code, tail = code + each.code, ""
            tail += each.tail
        return Tokens(pieces, code, self.codes.kinds, tail)


def _as_one(old: Passage, new: Passage) -> bool:
    """Whether two passages print the same characters, divided otherwise into label and words."""
    return fold(old.label + old.text).replace(" ", "") == fold(new.label + new.text).replace(" ", "")


def _at_number(old: str, new: str) -> bool:
    """Whether the first difference of two texts lies in what can be a number."""
    at = common(old, new)
    begin = at
    while begin and old[begin - 1].isalnum():
        begin -= 1
    found = _MAYBE_NUMBER.match(old, begin)
    return found is not None and found.end() >= at


def _but_for_the_end(old: Passage, new: Passage) -> bool:
    """Whether two passages of the library differ in their last stop alone, which is that of their place in a series."""
    listed = old.clause and new.clause and old.level in _SERIES and new.level in _SERIES
    return bool(listed) and fold(old.text).rstrip(".;, ") == fold(new.text).rstrip(".;, ")


def _of_labels(old: str, new: str) -> Status:
    """What became of a passage whose words are the same and whose label is not."""
    return "editorial" if _same_number(old, new) else "renumbered"


def _same_number(old: str, new: str) -> bool:
    """Whether two labels bear the same number, or none; their marks and capitals aside."""
    return fold(bare(old)).casefold() == fold(bare(new)).casefold() and _kind(old) == _kind(new)


def _kind(label: str) -> str:
    """The word in a label ("article"), as the same in capitals."""
    return "".join(label.split()[:1]).casefold() if " " in label else ""


def _whole(op: str, text: str) -> Words:
    return ((op, text),) if text else ()  # type: ignore[return-value]
