"""What stands beside the text: notes, comments, headers and text boxes, held to those that the library prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from travaux.importing.choices import text_of
from travaux.importing.sides import UNTRACKED, author_of
from travaux.importing.work import Ours, Work
from travaux.model import walk
from travaux.model.tree import Settled
from travaux.ooxml.container import parsed
from travaux.ooxml.reading import CAME, WENT, Change, Piece, paragraphs, standing
from travaux.ooxml.remarks import Aside, comments_of, notes
from travaux.render.word.lines import lines
from travaux.render.word.writer import Writer


def ours(settled: Settled) -> Ours:
    """What a document of this text has beside it: the same paragraphs, read by the same reader."""
    text = settled.document
    writer = Writer(tuple(lines(text, settled.mode)), text.language, "")
    writer.body()
    made = notes(parsed(writer.story.footnotes_part(), "footnotes"), "footnote")
    comments = comments_of(parsed(writer.story.comments_part(), "comments"))
    title = " ".join(walk.plain(text.title).split()) or text.ident
    return Ours(
        tuple(Aside("", tuple(paragraphs(each))) for each in made),
        {each.standing: each.words for each in comments},
        {"the header": text.running or title, "the footer": text.restricted},
    )


def asides(work: Work) -> None:
    """All changes in notes, headers and text boxes, tracked and untracked, and whole ones that came or went."""
    every = work.read.asides
    for aside in every:
        _tracked(work, aside)
    _notes(work, [each for each in every if each.where.startswith("footnote") and not _came(each)])
    for aside in every:
        if aside.changes or not aside.where.startswith("footnote"):
            _whole(work, aside)
    _comments(work)


def _tracked(work: Work, aside: Aside) -> None:
    """The tracked changes in words that stand beside the text, those that touch as one."""
    last: tuple[Change, dict[str, str]] | None = None
    for paragraph in aside.paragraphs:
        for piece in paragraph.pieces:
            change = piece.changes[-1] if piece.changes else None
            if change is None or not piece.words:
                last = None if piece.words else last
                continue
            side = "was" if change.kind in WENT else "now"
            if last and last[0] == change:
                last[1][side] += piece.words
                continue
            told = {"author": author_of(change), "at": _at(work, aside), "was": "", "now": ""}
            told[side] = piece.words
            work.found.elsewhere.append(told)
            last = change, told


def _notes(work: Work, theirs: Sequence[Aside]) -> None:
    """Notes that are not as the library prints them, though no tracked change is made."""
    mine = work.ours.notes
    alike = SequenceMatcher(None, [_key(each) for each in mine], [_key(each) for each in theirs], autojunk=False)
    if mine and not theirs:
        _tell(work, UNTRACKED, "the footnotes of the text", f"all {len(mine)} of them", "")
        return
    for sign, one, other, start, end in alike.get_opcodes():
        if sign == "equal":
            continue
        for old, new in _side_by_side(mine[one:other], theirs[start:end]):
            at = _at(work, new) if new else "a footnote"
            _tell(work, UNTRACKED, at, old.words if old else "", new.words if new else "")


def _side_by_side(mine: Sequence[Aside], theirs: Sequence[Aside]) -> Iterator[tuple[Aside | None, Aside | None]]:
    for number in range(max(len(mine), len(theirs))):
        yield (mine[number] if number < len(mine) else None, theirs[number] if number < len(theirs) else None)


def _whole(work: Work, aside: Aside) -> None:
    """An aside that somebody put in or took out whole; a header that is not ours."""
    printed = work.ours.heads.get(aside.where)
    if printed is not None:
        if not text_of(work.read.properties):
            return  # a document of others has heads of its own
        said = " ".join("".join(each.words for p in aside.paragraphs for each in p.pieces if _fixed(each)).split())
        if said and said.strip("· ") != " ".join(printed.split()):
            _tell(work, UNTRACKED, aside.where, printed, said)
        return
    last = aside.changes[-1] if aside.changes else None
    went = last is not None and last.kind in WENT
    author = author_of(last) if last else UNTRACKED
    if aside.words:
        _tell(work, author, _at(work, aside), aside.words if went else "", "" if went else aside.words)


def _comments(work: Work) -> None:
    """Comments of ours that are not there any more."""
    here = {each.standing for each in work.read.comments.values()}
    gone = [words for standing, words in work.ours.comments.items() if standing not in here]
    if gone and len(gone) == len(work.ours.comments):
        _tell(work, UNTRACKED, "the comments of the text", f"all {len(gone)} of them", "")
        return
    for words in gone:
        _tell(work, UNTRACKED, "a comment of the text", words, "")


def _fixed(piece: Piece) -> bool:
    """Whether words were typed, and not by a tracked change."""
    return not piece.field and not piece.kinds & CAME


def _key(aside: Aside) -> str:
    return standing(aside.paragraphs)


def _at(work: Work, aside: Aside) -> str:
    """Where an aside hangs, and which it is."""
    base = work.bases.get(aside.anchor) if aside.anchor is not None else None
    return aside.where if base is None else f"{work.near(base)}, {aside.where}"


def _came(aside: Aside) -> bool:
    return any(each.kind in CAME for each in aside.changes)


def _tell(work: Work, author: str, at: str, was: str, now: str) -> None:
    work.found.elsewhere.append({"author": author, "at": at, "was": was, "now": now})
