"""From printed words that were changed back to what a drafter would type: the mark-up is kept where its words are.

A reference, a placeholder, a citation, a word respelled by the house style is typed as it was, unless its own printed
words were touched; then the words as they now stand are typed. A term keeps its mark while its words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import Bracket, Change, Cite, Emph, Inline, Note, Quoted, Ref, Sub, Term, Text
from travaux.passes.undo import typed


@dataclass(slots=True)
class Edits:
    """What became of printed characters: which are kept (by place), and what is put in before a place."""

    kept: list[bool]
    put_in: dict[int, str] = field(default_factory=dict)

    def whole(self, start: int, end: int) -> bool:
        """Whether a stretch is as it was, nothing being put in inside it."""
        return all(self.kept[start:end]) and not any(start < at < end for at in self.put_in)

    def gone(self, start: int, end: int) -> bool:
        """Whether nothing is left of a stretch, and nothing put in inside it."""
        return not any(self.kept[start:end]) and not any(start < at < end for at in self.put_in)

    def said(self, words: str, start: int, first: bool = False) -> str:
        """Printed words from a place on, as they now stand; what is put in before the first only if asked for."""
        out = []
        for index, letter in enumerate(words):
            if index or first:
                out.append(self.put_in.get(start + index, ""))
            if self.kept[start + index]:
                out.append(letter)
        return "".join(out)


def edits(length: int, kept: Iterable[tuple[int, int]], put_in: Mapping[int, str]) -> Edits:
    """The edits of words of some length, of which stretches are kept."""
    out = Edits([False] * length, dict(put_in))
    for start, end in kept:
        out.kept[start:end] = [True] * (end - start)
    return out


def retyped(inlines: Iterable[Inline], changed: Edits) -> tuple[str, tuple[str, ...]]:
    """What would be typed for a run of words as it now stands, and the mark-up that could not be kept."""
    writer = _Retyping(changed)
    words = "".join(writer.run(inlines)) + changed.put_in.get(writer.at, "")
    return re.sub(r" {2,}", " ", words).strip(), tuple(writer.lost)


@dataclass(slots=True)
class _Retyping:
    changed: Edits
    at: int = 0
    lost: list[str] = field(default_factory=list)

    def run(self, inlines: Iterable[Inline]) -> Iterator[str]:
        for node in inlines:
            if walk.plain((node,)):
                yield self.changed.put_in.get(self.at, "")
            yield self.node(node)

    def node(self, node: Inline) -> str:
        """One inline, without what is put in before it."""
        start, words = self.at, walk.plain((node,))
        end = start + len(words)
        match node:
            case Text():
                self.at = end
                return self.changed.said(words, start)
            case Sub() | Ref() | Cite():
                return self.atom(node, words)
            case Term():
                return self.term(node, words)
            case Emph():
                return self.around(node.children, node.mark, node.mark)
            case Bracket():
                return self.bracket(node)
            case Quoted() | Change():
                return self.inside(node.children)
            case Note():
                return ""
            case _:
                assert_never(node)

    def atom(self, node: Sub | Ref | Cite, words: str) -> str:
        """What is typed as a whole: as it was, or the words that it printed as they now stand."""
        start, self.at = self.at, self.at + len(words)
        before = typed((node,))
        if not words or self.changed.whole(start, self.at):
            return before
        if before and not self.changed.gone(start, self.at) and before != words:
            self.lost.append(before)
        return self.changed.said(words, start)

    def term(self, node: Term, words: str) -> str:
        """A term keeps its mark while its words stay; one that is defined here keeps it in any case."""
        start, end = self.at, self.at + len(words)
        if self.changed.gone(start, end):
            self.lost += [typed((node,))] if node.defining else []
            self.at = end
            return ""
        inner = self.inside(node.children)
        if node.defining or self.changed.whole(start, end):
            return f"[{inner}]({'def' if node.defining else 'term'}:{node.ident})"
        self.lost.append(typed((node,)))
        return inner

    def inside(self, children: Iterable[Inline]) -> str:
        """Inlines within another; what is put in before the first stands before that other."""
        pieces = list(self.run(children))
        return "".join(pieces[1:] if pieces and len(pieces) > 1 and self._begins(children) else pieces)

    def _begins(self, children: Iterable[Inline]) -> bool:
        """Whether the first of the pieces of a run is what is put in before it."""
        first = next(iter(children), None)
        return first is not None and bool(walk.plain((first,)))

    def around(self, children: tuple[Inline, ...], before: str, after: str) -> str:
        """Words between marks, which stand close to them; no marks round nothing."""
        inner = self.inside(children)
        bare = inner.strip()
        if not bare:
            return inner
        head, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{head}{before}{bare}{after}{tail}"

    def bracket(self, node: Bracket) -> str:
        """Words not agreed: each of the two brackets is kept if it was."""
        opened = "[" if self.changed.kept[self.at] else ""
        self.at += 1
        first = self.changed.put_in.get(self.at, "") if walk.plain(node.children) else ""
        inner = first + self.inside(node.children)
        last = self.changed.put_in.get(self.at, "")
        closed = "]" if self.changed.kept[self.at] else ""
        self.at += 1
        return f"{opened}{inner}{last}{closed}"
