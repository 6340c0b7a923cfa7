"""DOCX: the redline as tracked changes of a word processor, to be accepted or rejected one by one.

Every paragraph of both texts is in the file: accepting all changes gives the new text to the letter, rejecting all
the old one. What the changes do in law stands in comments. A passage that moved is a move, whatever changed
in it is nested inside; one that was split has a new paragraph mark on its first half.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.model.redline import Effect, Op, Passage, Redline, Row, Words
from travaux.ooxml.numbering import STEP, Numbering
from travaux.ooxml.revisions import Kind, Revisions
from travaux.ooxml.sheet import About, document
from travaux.ooxml.story import Story
from travaux.ooxml.words import Face, paragraph, run
from travaux.ooxml.xml import el
from travaux.render.api import template
from travaux.render.redline import sheet
from travaux.render.redline.api import RedlineRenderer, View
from travaux.render.redline.marks import BREAK, labels

COMMENTATOR = "In law"
HEADINGS = {
    "part": ("Part", 0), "chapter": ("Chapter", 0), "preamble": ("Preamble", 0), "section": ("Section", 1),
    "title": ("TitleDivision", 1), "article": ("Article", 2), "heading": ("Article", 2), "annex": ("Annex", 0),
}  # fmt: skip
DEPTHS = {"paragraph": 1, "point": 2, "subpoint": 3, "item": 4}
SIGNED: dict[Op, tuple[Kind, ...]] = {"=": (), "-": ("del",), "+": ("ins",)}


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A row at one place of the file: `part` is "from" where a moved passage stood, "to" where it stands, else ""."""

    row: Row
    part: str = ""


def render(redline: Redline, view: View) -> bytes:
    """The redline as an Office Open XML document with tracked changes by the new text's side."""
    writer = _Writer(redline, view.author or redline.new)
    title = f"{redline.old} → {redline.new}"
    about = About(title, "", title, "travaux")
    return document(writer.body(), writer.story, Numbering((), 0), about, template(view.given()))


def carriers(redline: Redline) -> tuple[_Carrier, ...]:
    """The rows in an order in which both texts can be read: that of the old one and that of the new one."""
    ids = redline.old_ids or [row.old.id for row in redline.rows if row.old]
    place = {ident: index for index, ident in enumerate(ids)}
    rows = [row for row in redline.rows if row.new]
    kept = _rising([(row, _at(row, place)) for row in rows if row.old])
    gone = [row for row in redline.rows if row.old and id(row) not in kept]
    gone.sort(key=lambda row: _at(row, place))
    out: list[_Carrier] = []
    came: list[_Carrier] = []  # what the new text alone has here, which stands behind what the old one alone has
    for row in rows:
        if row.old is None or id(row) not in kept:
            came.append(_Carrier(row, "to" if row.old else ""))
            continue
        while gone and _at(gone[0], place) < _at(row, place):
            out.append(_left(gone.pop(0)))
        out += [*came, _Carrier(row)]
        came = []
    return (*out, *map(_left, gone), *came)


def _at(row: Row, place: Mapping[str, int]) -> int:
    """Where the old passage of a row stands in the old text."""
    return place[row.old.id] if row.old else -1


def _left(row: Row) -> _Carrier:
    return _Carrier(row, "from" if row.new else "")


def _rising(rows: Sequence[tuple[Row, int]]) -> frozenset[int]:
    """The most rows whose old passages keep their order, those said to have moved left out, by identity."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    staying = [(row, at) for row, at in rows if not row.status.startswith("moved")]
    for index, (_, at) in enumerate(staying):
        length = bisect_left(tails, at)
        if length:
            before[index] = ends[length - 1]
        tails[length:] = [at, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(id(staying[index][0]))
        index = before.get(index, -1)
    return frozenset(kept)


class _Writer:
    def __init__(self, redline: Redline, author: str) -> None:
        self.revisions = Revisions(author)
        self.story = Story(COMMENTATOR)
        self.face = Face()
        self.carriers = carriers(redline)
        self.ended: Kind | None = (
            None  # the change in which the last paragraph's words end, its mark not being part of it
        )
        self.names = {id(each.row): f"move{n}" for n, each in enumerate(self.carriers) if each.part == "to"}

    def body(self) -> str:
        """All paragraphs; an empty one at the end where the last would not be there in both texts."""
        last = self.carriers[-1] if self.carriers else None
        both = last is not None and last.part == "" and last.row.old is not None and last.row.new is not None
        return "".join(map(self.carrier, self.carriers)) + ("" if both else paragraph("Provision", ""))

    def carrier(self, carrier: _Carrier) -> str:
        row = carrier.row
        if carrier.part == "from":
            return self.whole(row, "moveFrom")
        if carrier.part == "to":
            return self.moved(row)
        if row.new is None:
            return self.whole(row, "del")
        if row.old is None:
            return self.whole(row, "ins")
        return self.changed(row)

    def whole(self, row: Row, kind: Kind) -> str:
        """Passages that are in one text only, or that stood here."""
        side = row.new if kind == "ins" else row.old
        assert side is not None
        out = ""
        for passage in side.passages:
            self.revisions.apart = _touch(self.ended, kind)
            words = self.revisions.words((kind,), said(passage), self.face)
            if kind != "moveFrom":
                words = self.commented(words, row.effects if passage is side.passages[0] else ())
            out += self.paragraph(passage, self.ranged(words, row, kind), kind)
            self.revisions.apart, self.ended = False, None
        return out

    def ranged(self, words: str, row: Row, kind: Kind) -> str:
        if kind != "moveFrom":
            return words
        start, end = self.revisions.moved("moveFrom", self.names[id(row)])
        return f"{start}{words}{end}"

    def moved(self, row: Row) -> str:
        """Where a passage stands now, what changed in it inside the move."""
        assert row.new is not None
        words = "".join(
            self.revisions.words(("ins",) if sign == "+" else ("moveTo", *SIGNED[sign]), each, self.face)
            for sign, each in _labelled(row)
        )
        start, end = self.revisions.moved("moveTo", self.names[id(row)])
        words = f"{start}{self.commented(words, row.effects)}{end}"
        self.ended = None
        return self.paragraph(row.new.passages[0], words, "moveTo")

    def changed(self, row: Row) -> str:
        """A passage of both texts; the mark between the halves of one that was split is new, of one merged gone."""
        assert row.old is not None and row.new is not None
        sign: Kind = "ins" if len(row.new.passages) > 1 else "del"
        passages = row.new.passages if sign == "ins" else row.old.passages
        parts = _paragraphs(_labelled(row), passages, "+" if sign == "ins" else "-")
        out = []
        for number, (part, passage) in enumerate(zip(parts, passages, strict=True)):
            words = "".join(self.revisions.words(SIGNED[op], each, self.face) for op, each in part)
            words = self.commented(words, row.effects if number == 0 else ())
            last = number == len(parts) - 1
            shown = row.new.passages[-1] if last else passage
            out.append(self.paragraph(shown, words, None if last else sign))
        self.ended = next((kind for kind in SIGNED[parts[-1][-1][0]]), None) if parts[-1] else None
        return "".join(out)

    def commented(self, words: str, effects: Sequence[Effect]) -> str:
        """Words with what their change does in law beside them, a comment to an effect."""
        for each in effects:
            does = sheet.DOES[each.direction][0]
            told = run(f"{does[:1].upper()}{does[1:]}: ", Face(bold=True)) + run(
                f"{sheet.kind(each)}. {each.why}", Face()
            )
            words = self.story.comment(words, told)
        return words

    def paragraph(self, passage: Passage, words: str, mark: Kind | None) -> str:
        style, outline = HEADINGS.get(passage.level, ("Recital" if passage.level == "recital" else "Provision", -1))
        depth = DEPTHS.get(passage.level, 0) if passage.label else 0
        tab = el("w:tabs", el("w:tab", w_val="left", w_pos=depth * STEP)) if depth else ""
        hung = el("w:ind", w_left=depth * STEP, w_hanging=STEP) if depth else ""
        level = el("w:outlineLvl", w_val=outline) if outline >= 0 else ""
        return paragraph(style, words, tab, hung, level, self.revisions.mark(mark))


def _touch(ended: Kind | None, kind: Kind) -> bool:
    """Whether a change that ended the paragraph before and one that takes in a whole paragraph are of one sort."""
    return ended == kind


def _joint(passage: Passage) -> str:
    """What stands between a label and the words: a tab where it hangs before them."""
    return "\t" if passage.level in DEPTHS else " "


def said(passage: Passage) -> str:
    """A passage as it stands in the file."""
    return f"{passage.label}{_joint(passage)}{passage.text}" if passage.label else passage.text


def _labelled(row: Row) -> Words:
    """The label of a row that both texts have, and its words."""
    assert row.old is not None and row.new is not None
    old, new = row.old.passages[0], row.new.passages[0]
    marked = list(labels(row))
    before, after = (_joint(each) if each.label else "" for each in (old, new))
    if before == after:
        marked += [("=", before)] if before else []
    else:
        marked += [(sign, each) for sign, each in (("-", before), ("+", after)) if each]  # type: ignore[misc]
    return (*marked, *row.words)


def _paragraphs(words: Words, passages: Sequence[Passage], sign: Op) -> list[list[tuple[Op, str]]]:
    """Words parted at the breaks between paragraphs; `sign` is the side that has these breaks."""
    parts: list[list[tuple[Op, str]]] = [[]]
    for op, told in words:
        for number, each in enumerate(told.split(BREAK)):
            if number:
                parts.append([])
            if each:
                parts[-1].append((op, each))
    return [parts[0], *(list(_hung(*each, sign)) for each in zip(parts[1:], passages[1:], strict=True))]


def _hung(part: Sequence[tuple[Op, str]], passage: Passage, sign: Op) -> Iterator[tuple[Op, str]]:
    """A later paragraph with the space behind its label as its side has it; the other side keeps its own space."""
    joint, at = _joint(passage), len(passage.label)
    for op, told in part:
        if passage.label and op in ("=", sign) and joint != " ":
            if 0 <= at < len(told):
                yield from ((op, told[:at]),) if at else ()
                yield from ((sign, joint), ("+" if sign == "-" else "-", " ")) if op == "=" else ((op, joint),)
                yield from ((op, told[at + 1 :]),) if told[at + 1 :] else ()
                at = -1
                continue
            at -= len(told) if at >= 0 else 0
        yield op, told


RENDERER = RedlineRenderer(name="docx", suffix="docx", render=render)
