"""From pairs of passages to instructions: what is reworded, replaced, deleted, inserted, moved and renumbered.

What comes between two passages that stay is attached to the first of them; where passages went between the
same two, they are replaced. Nothing is guessed: a passage that no citation names alone raises `Nameless`, and
the caller gives up the pairs of the provision around it, so that this is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from travaux.diff.amending.citations import Citations
from travaux.diff.amending.instruction import Instruction, Line, Where
from travaux.diff.amending.outline import Node, Outline, outline
from travaux.diff.amending.pairs import Pairs, moving
from travaux.diff.amending.renumbering import is_roman, named, relabelled_in_words, renumberings
from travaux.diff.amending.rewording import edits
from travaux.diff.amending.successors import numbers
from travaux.diff.amending.throughout import throughout
from travaux.diff.amending.wording import balanced, joint

Token: TypeAlias = tuple[int, int]
"""A passage of the new text: the old one's index or -1, and its own."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Provisions that move together, with the passages of the new text that stand in them."""

    node: Node
    tokens: tuple[Token, ...]
    heads: tuple[int, ...]


_Item: TypeAlias = "list[int] | _Move"


@dataclass(frozen=True, slots=True)
class _Going:
    """Passages that go: their citation, where they begin and end, the rank of the first."""

    at: str
    first: int
    last: int
    rank: int


@dataclass(slots=True)
class Plan:
    """Instructions in the making for one text."""

    cited: Citations
    pairs: Pairs
    later: Outline = field(init=False)
    made: list[tuple[int, int, Instruction]] = field(init=False, default_factory=list)
    moved: dict[int, Node] = field(init=False, default_factory=dict)
    roots: dict[int, Node] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.later = outline(self.pairs.new)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The old text's outline."""
        return self.cited.outline.nodes

    def every(self) -> tuple[Instruction, ...]:
        """All instructions, in the order of the provisions they concern, those that renumber last."""
        for index in sorted(self.pairs.to):
            self.change(index)
        self.moved = moving(self.pairs, self.cited.outline)
        self.roots = {each.index: each for each in self.moved.values()}
        home = self.pairs.back()
        tokens = [(home.get(place, -1), place) for place in range(len(self.pairs.new))]
        self.sequence(tokens, -1, len(self.nodes), None)
        self.made.sort(key=lambda each: each[:2])
        made = throughout([each for _, _, each in self.made])
        return (*made, *renumberings(self.cited, self.later, self.pairs))

    def add(self, index: int, behind: int, instruction: Instruction) -> None:
        """One more instruction: in print it stands at a passage, or behind what else is said of it."""
        self.made.append((index, behind, instruction))

    # ------------------------------------------------------------ words

    def change(self, index: int) -> None:
        """What changes in the words of a passage that stays; one whose words mostly change goes, and comes anew."""
        old, new = self.pairs.old[index], self.pairs.new[self.pairs.to[index]]
        node = self.nodes[index]
        if not relabelled_in_words(node, self.later.nodes[self.pairs.to[index]], self.cited.style):
            self.pairs.part([index])
            return
        if old.text == new.text:
            return
        if node.kind in ("article", "division"):
            self.title(node, new.text)
            return
        made = edits(old.text, new.text, self.pairs.words[index], self.cited.style.quotes) if old.text else None
        if made is None:
            self.pairs.part([index])
        else:
            self.add(index, 0, Instruction("words", self.cited.worded(index), edits=made))

    def title(self, node: Node, text: str) -> None:
        """A title that changes is given whole, without the mark that joins it to the number."""
        one, other = joint(node.passage.text), joint(text)
        title = text[len(other) :]
        apart = self.cited.outline.title_of(node).index != node.index
        if apart or one != other or not balanced(title, self.cited.style.quotes):
            self.pairs.part([node.index])
        else:
            self.add(node.index, 0, Instruction("title", self.cited.whole(node.index), new=title))

    # ------------------------------------------------------------ what comes, goes and moves

    def sequence(self, tokens: Sequence[Token], begin: int, end: int, inside: Node | None) -> None:
        """The passages of the new text from one place of the old (exclusive) to another, gap by gap."""
        last, gap = begin, list[_Item]()
        at = 0
        while at < len(tokens):
            old, new = tokens[at]
            root = self.moved.get(old)
            if old < 0:
                self.comes(gap, new)
            elif root is not None and root is not inside:
                move = self.move(root, tokens[at:])
                self.together(gap, move)
                at += len(move.tokens) - 1
            else:
                self.gap(last, old, gap, inside)
                last, gap = old, []
            at += 1
        self.gap(last, end, gap, inside)

    def comes(self, gap: list[_Item], new: int) -> None:
        """A passage that comes joins those before it, unless it stands higher than the first of them."""
        run = gap[-1] if gap else None
        if isinstance(run, list) and self.later.nodes[run[0]].rank <= self.later.nodes[new].rank:
            run.append(new)
        else:
            gap.append([new])

    def move(self, root: Node, tokens: Sequence[Token]) -> _Move:
        """A provision that moves, up to the last new passage that stands in it; what changes in it is planned."""
        last = max(n for n, (old, _) in enumerate(tokens) if root.index <= old <= root.end)
        head = self.pairs.to[root.index]
        while last + 1 < len(tokens) and tokens[last + 1][0] < 0 and self.under(tokens[last + 1][1], head):
            last += 1
        mine = tuple(tokens[: last + 1])
        self.sequence(mine, root.index - 1, root.end + 1, root)
        return _Move(root, mine, (root.index,))

    def together(self, gap: list[_Item], move: _Move) -> None:
        """A provision that moves joins the one before it, if one citation names the two."""
        last = gap[-1] if gap else None
        if isinstance(last, _Move) and self.nodes[last.heads[-1]].end + 1 == move.heads[0]:
            heads = (*last.heads, *move.heads)
            if self.cited.several(heads) is not None:
                gap[-1] = _Move(last.node, (*last.tokens, *move.tokens), heads)
                return
        gap.append(move)

    def under(self, new: int, head: int) -> bool:
        """Whether a passage of the new text stands under another."""
        return any(each.index == head for each in self.later.above(self.later.nodes[new]))

    def gap(self, last: int, then: int, items: Sequence[_Item], inside: Node | None) -> None:
        """What stands between two passages that stay: what went there, and what comes instead or besides."""
        going = list(self.going(last, then, inside))
        instead = self.instead(items, going)
        place = last
        where: Where = ""
        to = ""
        for number, item in enumerate(items):
            if number in instead and not isinstance(item, _Move):
                one = instead[number]
                place = one.last
                self.add(one.first, 0, Instruction("replace", one.at, block=self.lines(item)))
                continue
            limit = min([then, *(each.first for each in instead.values() if each.first > place)])
            key = place
            rank = item.node.rank if isinstance(item, _Move) else self.later.nodes[item[0]].rank
            if where not in ("before", "end"):
                where, to, place = self.anchor(place, limit, then, rank)
            if isinstance(item, _Move):
                self.add(key, 1, Instruction("move", self.cited.several(item.heads) or "", where, to))
            else:
                self.add(key, 1, Instruction("insert", "", where, to, self.called(item), block=self.lines(item)))
        for each in going:
            if each not in instead.values():
                self.add(each.first, 0, Instruction("delete", each.at))

    def instead(self, items: Sequence[_Item], going: Sequence[_Going]) -> dict[int, _Going]:
        """What comes instead of what, where both are of one rank, in order."""
        out: dict[int, _Going] = {}
        left = list(going)
        for number, item in enumerate(items):
            if not isinstance(item, _Move):
                rank = self.later.nodes[item[0]].rank
                at = next((n for n, each in enumerate(left) if each.rank == rank), None)
                if at is not None:
                    out[number] = left[at]
                    del left[: at + 1]
        return out

    def called(self, run: Sequence[int]) -> str:
        """What new provisions are called: "new Article 8 bis", "new paragraphs 3 and 4"; "" where they mix."""
        first = self.later.nodes[run[0]]
        heads = [each for index in run if (each := self.later.nodes[index]).rank == first.rank]
        if first.kind not in ("article", "numbered", "recital") or any(each.kind != first.kind for each in heads):
            return ""
        if first.kind == "recital":
            return f"new {self.cited.style.recital}{'s' if len(heads) > 1 else ''}"
        given = [each.number for each in heads]
        if not first.number or given != numbers(first.number, len(given), is_roman(first)):
            return ""
        return f"new {named(first, given, self.cited.style)}"

    def lines(self, run: Iterable[int]) -> tuple[Line, ...]:
        """Passages of the new text as they are quoted."""
        return tuple((self.pairs.new[index].label, self.pairs.new[index].text) for index in run)

    # ------------------------------------------------------------ what goes

    def going(self, last: int, then: int, inside: Node | None) -> Iterator[_Going]:
        """The passages that go between two that stay, drawn together as far as one citation names them."""
        left = [n for n in range(last + 1, then) if n not in self.pairs.to and self.unit(n) is inside]
        while left:
            run = self.drawn(left)
            first, end = run[0], run[-1].end
            if self.leaves(first, left):
                at = self.cited.several(tuple(each.index for each in run)) or ""
            else:
                at, end = self.cited.own(first.index), first.index
            left = [each for each in left if each > end]
            yield _Going(at, first.index, end, first.rank)

    def unit(self, index: int) -> Node | None:
        """The innermost provision that moves in which a passage stood."""
        at = index
        while at >= 0 and not (at in self.roots and index <= self.nodes[at].end):
            at = self.nodes[at].parent
        return self.roots.get(at)

    def leaves(self, node: Node, left: Sequence[int]) -> bool:
        """Whether all of a provision goes."""
        return all(index in left for index in range(node.index, node.end + 1))

    def drawn(self, left: Sequence[int]) -> list[Node]:
        """The first provision that goes, with those behind it that one citation can name with it."""
        run = [self.nodes[left[0]]]
        while self.leaves(run[0], left) and run[-1].end + 1 in left:
            then = self.nodes[run[-1].end + 1]
            if not self.leaves(then, left) or self.cited.several(tuple(n.index for n in (*run, then))) is None:
                break
            run.append(then)
        return run

    # ------------------------------------------------------------ where it comes

    def anchor(self, place: int, limit: int, then: int, rank: int) -> tuple[Where, str, int]:
        """The side of a provision at which something of a rank comes, behind a place of the old text, and the place.

        Between `place` and `limit` nothing stays, so that a provision which ended there ends here.
        """
        best = self.ending(place, limit, rank)
        if best is not None and best.rank == rank:
            return "after", self.cited.whole(best.index), self.end(best)
        stays = then < len(self.nodes) and self.unit(then) is (self.unit(place) if place >= 0 else None)
        if stays and then == limit and (place < 0 or self.nodes[then].rank == rank):
            return "before", self.cited.whole(then), place
        if place < 0:
            return "beginning", "", place
        if best is None:
            return "after", self.cited.own(place), place
        if limit == len(self.nodes) and best.rank > rank:
            return "end", "", place
        return "after", self.cited.whole(best.index), self.end(best)

    def end(self, node: Node) -> int:
        """The last passage of a provision, but for those that move out of it."""
        unit = self.unit(node.index)
        return max(index for index in range(node.index, node.end + 1) if self.unit(index) is unit)

    def ending(self, place: int, limit: int, rank: int) -> Node | None:
        """The highest provision not above a rank that ends between a place and a limit."""
        if place < 0:
            return None
        fit = [
            each
            for start in range(place, limit)
            for each in (self.nodes[start], *self.cited.outline.above(self.nodes[start]))
            if each.index <= place <= self.end(each) < limit and each.rank >= rank
        ]
        return min(fit, key=lambda each: (each.rank, each.index), default=None)
