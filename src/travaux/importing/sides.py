"""A file as its readers see it: before any tracked change, and as each author would have it.

Both are made of the same pieces, so that what an author keeps, deletes and inserts is known to the character and
need not be found by comparing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from travaux.ooxml.reading import CAME, WENT, Change, Paragraph, Piece

UNNAMED = "someone, unnamed"
UNTRACKED = "someone, untracked"
_SHORTEST = 12  # characters of a paragraph that was cut out and pasted elsewhere, and is known again


@dataclass(frozen=True, slots=True)
class Base:
    """A paragraph with every change rejected: its characters, which of them the program computed, and its paragraph."""

    index: int
    words: str
    computed: tuple[tuple[int, int], ...]
    paragraph: Paragraph
    label: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of an author's paragraph: kept characters of a base paragraph, or (`base` -1) words that were put in."""

    words: str
    base: int = -1
    start: int = 0
    comments: frozenset[str] = frozenset()

    @property
    def end(self) -> int:
        """Where kept characters end."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph as an author would have it; `moved` if it was elsewhere before."""

    segments: tuple[Segment, ...]
    paragraph: Paragraph
    label: str = ""
    moved: bool = False

    @property
    def words(self) -> str:
        """Its characters."""
        return "".join(each.words for each in self.segments)


@dataclass(frozen=True, slots=True)
class OnOthers:
    """What an author took out of words that somebody else had put in, or put in among them.

    `near` is the paragraph of the file with every change rejected that it stands in or behind.
    """

    was: str
    now: str
    whose: str
    near: int


@dataclass(slots=True)
class View:
    """An author's paragraphs, and what the author did to words that somebody else had put in."""

    author: str
    seen: list[Seen] = field(default_factory=list)
    on_others: list[OnOthers] = field(default_factory=list)


def author_of(change: Change) -> str:
    """Who made a change."""
    return change.author.strip() or UNNAMED


def authors(found: Sequence[Paragraph]) -> tuple[str, ...]:
    """All who made changes, in the order in which they appear."""
    names: dict[str, None] = {}
    for each in found:
        for change in (*(one for piece in each.pieces for one in piece.changes), *each.changes):
            names[author_of(change)] = None
    return tuple(names)


def rejected(found: Sequence[Paragraph]) -> list[Base]:
    """The paragraphs with every change rejected."""
    out: list[Base] = []
    words, computed = "", []
    for each in found:
        for piece in each.pieces:
            if not piece.kinds & CAME:
                if piece.field:
                    computed.append((len(words), len(words) + len(piece.words)))
                words += piece.words
        if not each.mark & CAME:
            out.append(Base(len(out), words, tuple(computed), each))
            words, computed = "", []
    if words:
        out.append(Base(len(out), words, tuple(computed), found[-1]))
    return out


# ---------------------------------------------------------------- one author


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece of an author's paragraph: a segment, whether it is still there, whether it came from elsewhere."""

    segment: Segment
    there: bool = True
    moved: str = ""


def view(found: Sequence[Paragraph], base: Sequence[Base], author: str) -> View:
    """The file as one author would have it: that author's changes made, everybody else's not."""
    out = View(author)
    at, index = 0, 0
    atoms: list[_Atom] = []
    for each in found:
        whose = _strange(each, author)
        near = max(index - bool(whose), 0)
        for piece in each.pieces:
            there = not any(one.kind in WENT and author_of(one) == author for one in piece.changes)
            owner = _owner(piece)
            if owner is None:
                atoms += [_Atom(Segment(piece.words, index, at, piece.comments))] if there else []
                at += len(piece.words)
            elif author_of(owner) != author:
                if not there:
                    out.on_others.append(OnOthers(piece.words, "", author_of(owner), near))
            elif whose:
                out.on_others.append(OnOthers("", piece.words if there else "", whose, near))
            else:
                moved = (owner.move or "moved") if owner.kind == "moveTo" else ""
                atoms.append(_Atom(Segment(piece.words, comments=piece.comments), there, moved))
        closes, stays = _mark(each, author)
        if stays:
            out.seen.append(_seen(atoms, each, base))
            atoms = []
        if closes:
            index, at = index + 1, 0
    if atoms:
        out.seen.append(_seen(atoms, found[-1], base))
    out.seen = list(_known_again(out, base))
    return out


def _owner(piece: Piece) -> Change | None:
    """The change that put words in, the innermost; None if they were there before."""
    return next((each for each in reversed(piece.changes) if each.kind in CAME), None)


def _strange(paragraph: Paragraph, author: str) -> str:
    """Whose a paragraph is that somebody else put in whole, so that it is not there for an author; "" for any other."""
    others = [name for each in paragraph.changes if each.kind in CAME and (name := author_of(each)) != author]
    own = any(_owner(each) is None and each.words.strip() for each in paragraph.pieces)
    return others[0] if others and not own else ""


def _mark(paragraph: Paragraph, author: str) -> tuple[bool, bool]:
    """Whether the mark of a paragraph is there with every change rejected, and whether it is for an author."""
    came = [author_of(each) for each in paragraph.changes if each.kind in CAME]
    went = any(author_of(each) == author for each in paragraph.changes if each.kind in WENT)
    return not came, all(each == author for each in came) and not went


def _seen(atoms: Sequence[_Atom], paragraph: Paragraph, base: Sequence[Base]) -> Seen:
    """An author's paragraph; one whose words all came from elsewhere is tied to where they were."""
    moved = [each for each in atoms if each.moved]
    kept = any(each.segment.base >= 0 and each.segment.words.strip() for each in atoms)
    if moved and not kept:
        was = "".join(each.segment.words for each in moved)
        source = [each for each in base if each.words.strip() and each.words.strip() == was.strip()]
        if source:
            return Seen(tuple(_tied(atoms, source[0])), paragraph, moved=True)
    return Seen(tuple(each.segment for each in atoms if each.there), paragraph)


def _tied(atoms: Sequence[_Atom], source: Base) -> Iterator[Segment]:
    """The segments of a moved paragraph, as kept characters of the one that it was."""
    at = len(source.words) - len(source.words.lstrip())
    for each in atoms:
        words = each.segment.words
        if not each.moved:
            if each.there:
                yield each.segment
            continue
        if source.words.startswith(words, at):
            if each.there:
                yield Segment(words, source.index, at, each.segment.comments)
            at += len(words)
        elif each.there:
            yield each.segment


def _known_again(out: View, base: Sequence[Base]) -> Iterator[Seen]:
    """The paragraphs; one that was deleted whole and put in elsewhere with the same words is known again as moved."""
    kept = {each.base for one in out.seen for each in one.segments if each.base >= 0 and each.words.strip()}
    gone: dict[str, list[Base]] = {}
    for each in base:
        words = each.words.strip()
        if each.index not in kept and len(words) >= _SHORTEST:
            gone.setdefault(words, []).append(each)
    for one in out.seen:
        source = gone.get(one.words.strip(), [])
        if len(source) == 1 and all(each.base < 0 for each in one.segments):
            at = len(source[0].words) - len(source[0].words.lstrip())
            notes = frozenset[str]().union(*(each.comments for each in one.segments))
            yield Seen((Segment(one.words.strip(), source[0].index, at, notes),), one.paragraph, moved=True)
        else:
            yield one
