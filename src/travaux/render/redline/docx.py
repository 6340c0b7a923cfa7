"""DOCX: the redline as tracked changes of a word processor, to be accepted or rejected one by one.

Every paragraph of both texts is in the file: accepting all changes gives the new text to the letter, rejecting all
the old one, each in its own styles. What the changes do in law stands in comments. A passage that moved is a move,
whatever changed in it is nested inside; one that was split has a new paragraph mark on its first half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, repeat
from typing import TypeAlias

from travaux.model.redline import Effect, Op, Passage, Redline, Row, Words
from travaux.ooxml.numbering import STEP, Numbering
from travaux.ooxml.revisions import LONGEST, Kind, Revisions
from travaux.ooxml.sheet import About, document
from travaux.ooxml.story import Story
from travaux.ooxml.words import Face, run
from travaux.ooxml.xml import el
from travaux.render.api import template
from travaux.render.redline import sheet
from travaux.render.redline.api import RedlineRenderer, View
from travaux.render.redline.marks import BREAK, labels
from travaux.render.redline.order import Carrier, carriers

COMMENTATOR = "In law"
HEADINGS = {
    "part": ("Part", 0), "chapter": ("Chapter", 0), "preamble": ("Preamble", 0), "section": ("Section", 1),
    "title": ("TitleDivision", 1), "article": ("Article", 2), "heading": ("Article", 2), "annex": ("Annex", 0),
}  # fmt: skip
TITLES = {"title": "Title", "subtitle": "Subtitle"}  # the styles of the passages that have these ids
DEPTHS = {"paragraph": 1, "point": 2, "subpoint": 3, "item": 4}
Kinds: TypeAlias = Mapping[Op, tuple[Kind, ...]]
KEPT: Kinds = {"=": (), "-": ("del",), "+": ("ins",)}
MOVED: Kinds = {"=": ("moveTo",), "-": ("moveTo", "del"), "+": ("ins",)}
_FOLDERS = re.compile(r"^[^@]*[/\\]")  # of a file; what follows "@" is a revision
_EMPTY = "<w:p><w:pPr>" + el("w:pStyle", w_val="Provision") + "</w:pPr></w:p>"


def render(redline: Redline, view: View) -> bytes:
    """The redline as an Office Open XML document with tracked changes by the new text's side."""
    old, new = (_FOLDERS.sub("", each) or each for each in (redline.old, redline.new))
    author = " ".join((view.author or new).split())
    writer = _Writer(redline, author if len(author) <= LONGEST else f"{author[: LONGEST - 1]}…")
    title = f"{old} → {new}"
    about = About(title, "", title, "travaux")
    return document(writer.body(), writer.story, Numbering((), 0), about, template(view.given()))


class _Writer:
    def __init__(self, redline: Redline, author: str) -> None:
        self.revisions = Revisions(author)
        self.story = Story(COMMENTATOR)
        self.face = Face()
        self.carriers = carriers(redline)
        self.ended: Kind | None = None  # in which change the last paragraph's words end, its mark being no part of it
        self.names = {id(each.row): f"move{n}" for n, each in enumerate(self.carriers) if each.part == "to"}

    def body(self) -> str:
        """All paragraphs; an empty one at the end where the last would not be there in both texts."""
        last = self.carriers[-1] if self.carriers else None
        both = last is not None and last.part == "" and last.row.old is not None and last.row.new is not None
        return "".join(map(self.carrier, self.carriers)) + ("" if both else _EMPTY)

    def carrier(self, carrier: Carrier) -> str:
        row = carrier.row
        if carrier.part:
            return self.moved(row, "moveFrom" if carrier.part == "from" else "moveTo")
        if row.new is None:
            return self.whole(row, "del")
        return self.whole(row, "ins") if row.old is None else self.changed(row)

    def whole(self, row: Row, kind: Kind, start: str = "") -> str:
        """Passages that are in one text only, or that stood here; `start` begins the first."""
        side = row.new if kind == "ins" else row.old
        assert side is not None
        kinds: Kinds = {"=": (kind,)}
        parts: list[Words] = [(("=", said(each)),) for each in side.passages]
        self.revisions.apart = self.ended == kind
        told = self.told(parts, kinds, () if kind == "moveFrom" else row.effects)
        told[0] = start + told[0]
        out = [self.paragraph(each, words, kind) for each, words in zip(side.passages, told, strict=True)]
        self.revisions.apart, self.ended = False, None
        return "".join(out)

    def moved(self, row: Row, kind: Kind) -> str:
        """Where a passage stood, or where it stands, what changed in it inside the move; the marks are part of it."""
        assert row.new is not None and (kind == "moveFrom" or kind == "moveTo")
        start, end = self.revisions.moved(kind, self.names[id(row)])
        if kind == "moveFrom":
            return self.whole(row, kind, start) + end
        parts = _paragraphs(_labelled(row, " "), row.new.passages, "+")
        told = self.told(parts, MOVED, row.effects, _headed(row))
        told[0] = start + told[0]
        self.ended = None
        return "".join(map(self.paragraph, row.new.passages, told, [kind] * len(parts))) + end

    def changed(self, row: Row) -> str:
        """A passage of both texts; the mark between the halves of one that was split is new, of one merged gone."""
        assert row.old is not None and row.new is not None
        before, after = row.old.passages, row.new.passages
        sign: Op = "+" if len(after) > 1 else "-"
        parts = _paragraphs(_labelled(row), after if sign == "+" else before, sign)
        told = self.told(parts, KEPT, row.effects, _headed(row))
        out = []
        for number, words in enumerate(told):
            was, now = (each[min(number, len(each) - 1)] for each in (before, after))
            mark = KEPT[sign][0] if number < len(told) - 1 else None
            out.append(self.paragraph(now, words, mark, was))
        self.ended = next(iter(KEPT[parts[-1][-1][0]]), None) if parts[-1] else None
        return "".join(out)

    def told(self, parts: Sequence[Words], kinds: Kinds, effects: Sequence[Effect], heads: int = 0) -> list[str]:
        """The runs of each paragraph, the first `heads` pieces being of its label, with what a change does in law."""
        pieces = tuple(each for part in parts for each in part)
        words = (self.revisions.words(kinds[op], each, self.face) for op, each in pieces)
        around = self.comments(pieces, kinds["="], effects, heads) if effects and pieces else repeat(("", ""))
        runs = (f"{start}{each}{end}" for each, (start, end) in zip(words, around, strict=False))
        return ["".join(islice(runs, len(part))) for part in parts]

    def comments(
        self, pieces: Words, kinds: tuple[Kind, ...], effects: Sequence[Effect], heads: int
    ) -> list[tuple[str, str]]:
        """What stands before and after each piece of words: a comment for an effect, in the changes around them all."""
        out = [("", "")] * len(pieces)
        for each in effects:
            told = run(f"{each.direction.capitalize()}: ", Face(bold=True))
            start, end, mark = self.story.remark(told + run(f"{sheet.kind(each)}. {each.why}", Face()))
            first, last = _concerned(pieces, each, heads)
            out[first] = (out[first][0] + start, out[first][1])
            out[last] = (out[last][0], end + self.revisions.within(kinds, mark) + out[last][1])
        return out

    def paragraph(self, passage: Passage, words: str, mark: Kind | None, was: Passage | None = None) -> str:
        """A paragraph as a passage of its sort looks, and as it looked where it `was` of another."""
        now, before = _look(passage), _look(was) if was else ""
        changed = self.revisions.restyled(before) if was and now != before else ""
        return f"<w:p><w:pPr>{now}{self.revisions.mark(mark)}{changed}</w:pPr>{words}</w:p>"


def _look(passage: Passage) -> str:
    """The properties of a paragraph: its style, how it hangs, its depth among the headings."""
    if passage.level == "heading" and passage.id in TITLES:
        return el("w:pStyle", w_val=TITLES[passage.id])
    return _properties(_level(passage), bool(passage.label))


@cache
def _properties(level: str, labelled: bool) -> str:
    style, outline = HEADINGS.get(level, ("Recital" if level == "recital" else "Provision", -1))
    depth = DEPTHS.get(level, 0) if labelled else 0
    hung = el("w:tabs", el("w:tab", w_val="left", w_pos=depth * STEP)) if depth else ""
    hung += el("w:ind", w_left=depth * STEP, w_hanging=STEP) if depth else ""
    return el("w:pStyle", w_val=style) + hung + (el("w:outlineLvl", w_val=outline) if outline >= 0 else "")


def _level(passage: Passage) -> str:
    """The level of a passage; of a heading, what it says that it heads: "Chapter II", "Preamble"."""
    if passage.level != "heading":
        return passage.level
    words = (passage.label or passage.text).split()
    first = words[0].lower() if words and (passage.label or len(words) == 1) else ""
    return first if first in HEADINGS else passage.level


def _concerned(pieces: Sequence[tuple[Op, str]], effect: Effect, heads: int) -> tuple[int, int]:
    """The first and the last piece of words that an effect is told of: its own, else all that changed, else all."""
    own = {"+": effect.new, "-": effect.old}
    changed = [at for at, (op, _) in enumerate(pieces) if op != "=" and at >= heads]
    named = [at for at in changed if (words := own[pieces[at][0]]) and words in pieces[at][1]]
    akin = [at for at in changed if not _telling(own[pieces[at][0]]).isdisjoint(_telling(pieces[at][1]))]
    at = named or akin or changed or range(len(pieces))
    return at[0], at[-1]


def _telling(words: str) -> set[str]:
    """The numbers among words, and the words that are no mere particles."""
    return {each for each in re.findall(r"\w+", words) if each.isdigit() or len(each) > 3}


def _joint(passage: Passage) -> str:
    """What stands between a label and the words, if there are both: a tab where it hangs before them."""
    if not (passage.label and passage.text):
        return ""
    return "\t" if passage.level in DEPTHS else " "


def said(passage: Passage) -> str:
    """A passage as it stands in the file."""
    return f"{passage.label}{_joint(passage)}{passage.text}"


def _labelled(row: Row, broken: str = BREAK) -> Words:
    """The label of a row that both texts have, and its words; `broken` stands where an old paragraph ended."""
    assert row.old is not None and row.new is not None
    old, new = row.old.passages[0], row.new.passages[0]
    marked = list(labels(row))
    before, after = _joint(old), _joint(new)
    joints: Words = (("=", before),) if before == after else (("-", before), ("+", after))
    marked += [each for each in joints if each[1]]
    words = [(op, each.replace(BREAK, broken) if op == "-" else each) for op, each in row.words]
    while marked and words and marked[-1][0] == words[0][0] == "=":
        words[0] = "=", marked.pop()[1] + words[0][1]
    return (*marked, *words)


def _headed(row: Row) -> int:
    """How many pieces the label of a row that both texts have is in."""
    return len(_labelled(row)) - len(row.words)


def _paragraphs(words: Words, passages: Sequence[Passage], sign: Op) -> list[Words]:
    """Words parted at the breaks between paragraphs; `sign` is the side that has these breaks."""
    parts: list[list[tuple[Op, str]]] = [[]]
    for op, told in words:
        for number, each in enumerate(told.split(BREAK)):
            if number:
                parts.append([])
            if each:
                parts[-1].append((op, each))
    return [tuple(parts[0]), *(tuple(_hung(*each, sign)) for each in zip(parts[1:], passages[1:], strict=True))]


def _hung(part: Sequence[tuple[Op, str]], passage: Passage, sign: Op) -> Iterator[tuple[Op, str]]:
    """A later paragraph with the space behind its label as its side has it; the other side keeps its own space."""
    joint, at = _joint(passage), len(passage.label)
    for op, told in part:
        if joint == "\t" and op in ("=", sign):
            if 0 <= at < len(told):
                yield from ((op, told[:at]),) if at else ()
                yield from ((sign, joint), ("+" if sign == "-" else "-", " ")) if op == "=" else ((op, joint),)
                yield from ((op, told[at + 1 :]),) if told[at + 1 :] else ()
                at = -1
                continue
            at -= len(told) if at >= 0 else 0
        yield op, told


RENDERER = RedlineRenderer(name="docx", suffix="docx", render=render)
