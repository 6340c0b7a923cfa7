"""Instructions carried out on the old text, all at once: each provision is the one that bore the number before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from travaux.diff.amending.citations import Citations, Target, Unreadable
from travaux.diff.amending.instruction import Edit, Instruction, Line
from travaux.diff.amending.renumbering import is_roman, relabelled
from travaux.diff.amending.successors import numbers
from travaux.diff.amending.throughout import JOINT
from travaux.diff.amending.wording import Unfit, edited, joint, occurrences
from travaux.model.redline import Passage

_Come: TypeAlias = "tuple[Line, ...] | Target"
HEAD, TAIL = -1, -2


@dataclass(slots=True)
class Carrying:
    """The old text, and what instructions do to each of its passages."""

    cited: Citations
    edits: dict[int, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    moves: list[Target] = field(default_factory=list)
    instead: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    before: dict[int, list[_Come]] = field(default_factory=lambda: defaultdict(list))
    after: dict[int, list[_Come]] = field(default_factory=lambda: defaultdict(list))
    comes: list[tuple[bool, Target, _Come]] = field(default_factory=list)
    unit: dict[int, Target] = field(default_factory=dict)
    placed: int = 0

    @property
    def old(self) -> tuple[Passage, ...]:
        """The old text's passages."""
        return self.cited.old

    def take(self, each: Instruction) -> None:
        """Note what one instruction does; `Unreadable` if the old text has no such words or provision."""
        if each.doing == "words" and JOINT in each.at:
            for at in each.at.split(JOINT):
                self.take(replace(each, at=at))
            return
        target = self.cited.read(each.at) if each.at else Target(0, len(self.old) - 1)
        match each.doing:
            case "words":
                self.words(target, each)
            case "title":
                self.title(target.first, each.new)
            case "label":
                self.label(target.first, each)
            case "renumber":
                self.renumber(target, each)
            case "delete":
                self.go(target)
            case "replace":
                self.go(target)
                self.instead[target.first] = each.block
            case "insert":
                self.come(each, each.block)
            case "move":
                self.moves.append(target)
                self.come(each, target)

    def go(self, target: Target) -> None:
        """Passages go."""
        span = range(target.first, target.last + 1)
        if self.gone.intersection(span):
            raise Unreadable("a provision is deleted twice")
        self.gone.update(span)

    def come(self, each: Instruction, what: _Come) -> None:
        """Something comes at one side of a provision, behind what came there before."""
        if each.where in ("beginning", "end"):
            place = HEAD if each.where == "beginning" else TAIL
            if each.to:
                raise Unreadable(f"“at the {each.where} of {each.to}” is not understood")
            self.after[place].append(what)
            return
        self.comes.append((each.where == "after", self.cited.read(each.to), what))

    def settle(self) -> None:
        """Find the passage at which each thing comes: behind a provision means behind what stays of it."""
        for target in sorted(self.moves, key=lambda each: each.first - each.last):
            self.unit.update(dict.fromkeys(range(target.first, target.last + 1), target))
        for behind, target, what in self.comes:
            side, place = self.before, target.first
            if behind:
                own = self.unit.get(target.first)
                span = range(target.first, target.last + 1)
                side, place = self.after, max(index for index in span if self.unit.get(index) == own)
            side[place].append(what)

    def words(self, target: Target, each: Instruction) -> None:
        """Changes of words, in the one passage of the provision that has the words."""
        for edit in each.edits:
            nodes = self.cited.outline.nodes[target.first : target.last + 1]
            inside = [n.index for n in nodes if len(nodes) == 1 or n.kind not in ("article", "division", "title")]
            having = [index for index in inside if occurrences(self.old[index].text, edit.words)]
            having = inside if edit.kind == "end" else having
            if len(having) != 1:
                raise Unreadable(f"{each.at}: the words “{edit.words}” stand in {len(having)} of its passages")
            self.edits[having[0]].append(edit)

    def title(self, index: int, new: str) -> None:
        """A provision takes another title, on its own line if it has one there, or loses it."""
        node = self.cited.outline.title_of(self.cited.outline.nodes[index])
        if node.kind == "title" and not new:
            self.go(Target(node.index, node.index))
        else:
            self.titles[node.index] = new

    def label(self, index: int, each: Instruction) -> None:
        """A label gives way to another."""
        if each.to != self.old[index].label:
            raise Unreadable(f"{each.at} does not bear the number “{each.to}”")
        self.labels[index] = each.new

    def renumber(self, target: Target, each: Instruction) -> None:
        """Provisions take new numbers, counted from the first where they are several."""
        heads = [self.cited.outline.nodes[index] for index in target.heads]
        new = each.new.split()
        first = new[1] if len(new) > 1 else ""
        if len(heads) == 1:
            given = [" ".join(new[1:]).strip("()")]
        else:
            given = numbers(first.strip("()"), len(heads), is_roman(heads[0])) if heads else []
        if not heads or len(given) != len(heads) or (len(heads) > 1 and given[-1] != new[-1].strip("()")):
            raise Unreadable(f"“{each.at}” cannot become “{each.new}”")
        for node, number in zip(heads, given, strict=True):
            self.labels[node.index] = relabelled(node, number)

    # ------------------------------------------------------------ the text as amended

    def amended(self) -> Iterator[Passage]:
        """The new text, passage by passage."""
        self.settle()
        yield from self.those(self.after[HEAD])
        yield from self.span(Target(0, len(self.old) - 1), None)
        yield from self.those(self.after[TAIL])
        if self.placed != len(self.moves):
            raise Unreadable("a provision is placed inside itself")

    def span(self, target: Target, unit: Target | None) -> Iterator[Passage]:
        """Old passages in order, but for those that move elsewhere, with what comes at each."""
        for index in range(target.first, target.last + 1):
            if self.unit.get(index) != unit:
                continue
            yield from self.those(self.before[index])
            yield from self.quoted(self.instead.get(index, ()))
            if index not in self.gone:
                yield self.passage(index)
            yield from self.those(self.after[index])

    def those(self, come: Sequence[_Come]) -> Iterator[Passage]:
        """What comes at one place: words quoted, or provisions that move there."""
        for each in come:
            if isinstance(each, Target):
                self.placed += 1
                yield from self.span(each, each)
            else:
                yield from self.quoted(each)

    def quoted(self, lines: Sequence[Line]) -> Iterator[Passage]:
        """Passages that come in quotation marks."""
        for label, text in lines:
            yield Passage("", label, text)

    def passage(self, index: int) -> Passage:
        """An old passage with what changes in it."""
        old = self.old[index]
        title = self.titles.get(index)
        try:
            text = edited(old.text, self.edits[index]) if title is None else joint(old.text) + title
        except Unfit as unfit:
            raise Unreadable(f"{self.cited.outline.nodes[index].passage.label or old.text[:40]}: {unfit}") from None
        return old._replace(label=self.labels.get(index, old.label), text=text, own=(), foreign=())
