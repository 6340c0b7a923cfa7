"""What the library prints, paragraph by paragraph, and whose words each is: the side that an edited file is held to."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from travaux.model import walk
from travaux.model.tree import Block, Division, Inline, Para, Recital, Settled, Text
from travaux.render.word.lines import Grid, Line, lines
from travaux.render.word.writer import Writer


@dataclass(frozen=True, slots=True)
class Key:
    """Whose words: a clause in a variant, and which use of it; `clause` is "" for those of instrument or style."""

    clause: str = ""
    variant: str = ""
    use: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph as the library prints it.

    `raw` are its characters in the file, of which the last are `inlines`, behind `offset` characters of label that
    are written out; `label` is the label as printed. `typed` are the labels that the drafter typed before these words
    and `depth` how many of the clause's own provisions they stand in. `heads` says that it is the clause's own heading,
    `counted` is the level at which the word processor counts its label, -1 where it does not.
    """

    index: int
    raw: str
    inlines: tuple[Inline, ...] = ()
    offset: int = 0
    label: str = ""
    level: str = ""
    style: str = ""
    key: Key = field(default_factory=Key)
    depth: int = 0
    typed: tuple[str, ...] = ()
    heads: bool = False
    at: str = ""
    counted: int = -1

    @property
    def words(self) -> str:
        """Its words without the label."""
        return self.raw[self.offset :]


@dataclass(frozen=True, slots=True)
class _Owned:
    """What the tree knows of a run of words."""

    key: Key
    depth: int = 0
    typed: tuple[str, ...] = ()
    heads: bool = False


def units(settled: Settled) -> tuple[Unit, ...]:
    """Every paragraph that a document of this text has, in order."""
    pieces = tuple(lines(settled.document, settled.mode))
    writer = Writer(pieces, settled.document.language, "")
    owners: defaultdict[int, deque[_Owned]] = defaultdict(deque)
    for inlines, owned in _owned((*settled.document.front, *settled.document.body, *settled.document.back)):
        owners[id(inlines)].append(owned)
    made: list[Unit] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            made += [Unit(0, walk.plain(words), words, style="table") for words in _cells(piece)]
        else:
            queue = owners.get(id(piece.inlines)) if piece.inlines else None
            counted = writer.counted.get(id(piece))
            made.append(_unit(piece, counted.level if counted else -1, queue.popleft() if queue else None))
    return tuple(_placed(made))


def _unit(line: Line, counted: int, owned: _Owned | None) -> Unit:
    label = walk.plain(line.label)
    joint = line.joint if label else ""
    before = ("" if joint == "\t" else joint) if counted >= 0 else label + joint
    words = before + walk.plain(line.inlines)
    unit = Unit(0, words, line.inlines, len(before), label, line.level, line.style, counted=counted)
    if owned is None:
        return unit
    return replace(unit, key=owned.key, depth=owned.depth, typed=owned.typed, heads=owned.heads)


def _cells(grid: Grid) -> Iterator[tuple[Inline, ...]]:
    """The paragraphs of a table, cell by cell."""
    width = max((len(each) for each in (grid.table.head, *grid.table.rows)), default=0)
    for row in ((grid.table.head,) if grid.table.head else ()) + grid.table.rows:
        for cell in (*row, *((),) * (width - len(row))):
            yield from walk.lines(cell)


def _placed(made: Iterable[Unit]) -> Iterator[Unit]:
    """The paragraphs with their numbers, and where each stands as a reader would say it."""
    head = ""
    recitals = 0
    path: list[tuple[str, str]] = []
    for index, unit in enumerate(made):
        if unit.level in walk.HEADED or unit.style in ("Title", "Subtitle"):
            head = unit.label.lstrip("“") or " ".join(unit.words.split()) or unit.style
            if unit.style in ("Title", "Subtitle"):
                head = unit.style.lower()
            path, recitals = [], 0
        elif unit.label:
            path = [each for each in path if _rank(each[0]) < _rank(unit.level)]
            path.append((unit.level, unit.label.strip("().“ ")))
        recitals += unit.style == "Recital"
        yield replace(unit, index=index, at=_at(unit, head, path, recitals))


def _at(unit: Unit, head: str, path: Sequence[tuple[str, str]], recitals: int) -> str:
    if unit.level in walk.HEADED and unit.label:
        return f"{head}, heading"
    if unit.style == "Recital":
        return f"{head}, recital {recitals}"
    return ", ".join(filter(None, (head or "the lines before the title", ".".join(label for _, label in path))))


COUNTED = ("paragraph", "point", "subpoint", "item")
"""The levels below an article, from the outermost."""


def _rank(level: str) -> int:
    return COUNTED.index(level) if level in COUNTED else len(COUNTED)


def rank(level: str) -> int:
    """How deep a level is, paragraphs 0; -1 for what stands over a heading."""
    return -1 if level in walk.HEADED else _rank(level)


def _owned(
    blocks: Iterable[Block], depth: int = 0, typed: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[Inline, ...], _Owned]]:
    """Each run of words of some blocks with what the tree knows of it; labels wait for the first words behind them."""
    for block in blocks:
        key = Key(block.origin.clause, block.origin.variant, block.origin.use)
        match block:
            case Para() | Recital():
                yield block.inlines, _Owned(key, depth, typed)
            case Division():
                own = block.level == "article" and block.ident == block.origin.clause
                if block.heading:
                    yield block.heading, _Owned(key if own else Key(), heads=own)
                if block.typed:
                    yield from _owned(block.children, depth + 1, (*typed, block.typed))
                else:
                    yield from _owned(block.children, depth, typed)
            case _:
                yield from _owned(walk.inside(block), depth, typed)
        typed = ()


def spelled(unit: Unit) -> tuple[Inline, ...]:
    """The inlines of a paragraph with its written label before them."""
    return (Text(unit.raw[: unit.offset]), *unit.inlines) if unit.offset else unit.inlines
