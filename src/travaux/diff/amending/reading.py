"""Printed amending instructions as instructions: a reader that knows the words only.

It reads what `printing` writes and what amending treaties say in the same manner: "In Article 11, paragraph 1,
of the Convention, the words “…” shall be inserted after the words “…”", "After Article 8, a new Article 8 bis
shall be inserted, reading as follows: “…”". What does not amend is passed over; what amends and cannot be
read is an error, never a guess. What comes is indented, and its quotation ends where the indented lines do;
a quotation within a sentence ends where its marks balance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.diff.amending.citations import Unreadable
from travaux.diff.amending.house import ORDINALS, House
from travaux.diff.amending.instruction import Edit, Instruction, Line, Where
from travaux.diff.amending.quoting import folded, unlined

_AMENDS = re.compile(
    r"shall be (?:replaced|inserted|deleted|added|placed|amended as follows)|shall become |shall bear the "
)
_Q = "\x00(\\d+)\x00"
_WORD = r"(?:[Tt]he )?(?:words?|figures?|numbers?|phrase)? ?"
_OCCUR = r"(?:they occur|it occurs)"
_WHICH = rf"(?P<which>, (?:where {_OCCUR} for the (?P<nth>[\w-]+) time|(?:wherever|each time) {_OCCUR}),)?"
_CHANGE = re.compile(
    rf"(?:and )?{_WORD}{_Q}{_WHICH} shall be (?:(?P<by>replaced by) {_WORD}{_Q}|"
    rf"(?P<side>inserted after|inserted before|added after) {_WORD}{_Q}|(?P<gone>deleted)|"
    r"(?P<end>added at the end))"
)
_NUMBERED = re.compile(r"(?:\d+[.)]?|\([a-z]+\)|[a-z]{1,2}[.)])[ \u2002](?=\S)")
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
_AT = r"(?P<at>.+?),?"
_PLACE = r"(?P<where>After|Before|At the beginning of|At the end of) (?P<to>.+?)"
_NEW = r"(?:the following|the new|a new|new)"
_FORMS = {
    "words": re.compile(rf"In {_AT}, (?P<changes>{_WORD}\x00.+)\.?"),
    "throughout": re.compile(rf"(?P<changes>{_WORD}\x00.+) in each of the following provisions: (?P<at>.+?)\.?"),
    "listed": re.compile(rf"{_AT} shall be amended as follows:"),
    "title": re.compile(rf"{_AT} shall bear the title {_Q}\.?"),
    "untitled": re.compile(rf"The title of {_AT} shall be deleted\.?"),
    "number": re.compile(rf"{_AT} shall bear the number {_Q}\.?"),
    "label": re.compile(rf"The number {_Q} of {_AT} shall be (?:replaced by the number {_Q}|deleted)\.?"),
    "insert": re.compile(
        rf"{_PLACE}, (?:the following|the new|a new|new)\b.* shall be (?:inserted|added)\b.*:(?: {_Q}\.?)?"
    ),
    "replace": re.compile(rf"{_AT} shall be replaced by the following:(?: {_Q}\.?)?"),
    "delete": re.compile(rf"{_AT} shall be deleted\.?"),
    "renumber": re.compile(rf"{_AT} shall become (?P<new>[^.]+)\.?"),
    "move": re.compile(rf"{_AT} shall be placed (?P<where>after|before|at the beginning of|at the end of) (?P<to>.+)"),
}

_SIDES: dict[str, Where] = {
    "after": "after",
    "before": "before",
    "at the beginning of": "beginning",
    "at the end of": "end",
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph of print: its words, and whether it is indented."""

    words: str
    inner: bool


def read(words: str, style: House) -> Iterator[Instruction]:
    """The instructions that printed words give, in their order; `Unreadable` for one that cannot be read."""
    blocks = list(_blocks(words))
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        inner = at
        while at < len(blocks) and blocks[at].inner:
            at += 1
        if not block.inner and _AMENDS.search(block.words):
            yield from _instructions(block.words, [each.words for each in blocks[inner:at]], style)


def _blocks(words: str) -> Iterator[_Block]:
    """The paragraphs of print, parted by blank lines."""
    for each in re.split(r"\n[ \t]*\n", words.replace("\r\n", "\n").strip("\n")):
        lines = [line for line in each.split("\n") if line.strip()]
        if lines:
            inner = all(line.startswith(("    ", "\t")) for line in lines)
            first, *rest = (line.strip(" \t") for line in lines)
            yield _Block(" ".join((first, *rest)), inner)


def _instructions(words: str, inner: Sequence[str], style: House) -> Iterator[Instruction]:
    """The instructions of one paragraph, with the indented ones behind it."""
    skeleton, quotations = _skeleton(_unnumbered(words), style)
    for sentence in _SENTENCES.split(skeleton):
        if _AMENDS.search(sentence):
            yield _instruction(sentence, quotations, inner, style)


def _unnumbered(words: str) -> str:
    """Words with single spaces, without the number of the instruction."""
    words = folded(words)
    found = _NUMBERED.match(words)
    return words[found.end() :] if found else words


def _instruction(sentence: str, quotations: Sequence[str], inner: Sequence[str], style: House) -> Instruction:
    for form, pattern in _FORMS.items():
        if found := pattern.fullmatch(sentence):
            return _made(form, found, quotations, inner, style)
    raise Unreadable(f"not understood: “{_restored(sentence, quotations, style)}”")


def _made(
    form: str, found: re.Match[str], quotations: Sequence[str], inner: Sequence[str], style: House
) -> Instruction:
    """The instruction that a sentence of a known form gives."""
    at = _whole(found["at"]) if "at" in found.re.groupindex else ""
    quotes = [quotations[int(each)] for each in re.findall("\x00(\\d+)\x00", found[0])]
    match form:
        case "words" | "throughout":
            return Instruction("words", at, edits=tuple(_edits(found["changes"], quotations)))
        case "listed":
            return Instruction("words", at, edits=tuple(_listed(inner, style)))
        case "title" | "untitled":
            return Instruction("title", at, new=quotes[0] if quotes else "")
        case "number":
            return Instruction("label", at, new=quotes[0])
        case "label":
            return Instruction("label", at, to=quotes[0], new=quotes[1] if len(quotes) > 1 else "")
        case "insert":
            where, to = _side(found)
            return Instruction("insert", "", where, to, block=_block(quotes, inner, style))
        case "move":
            where, to = _side(found)
            return Instruction("move", at, where, to)
        case "replace":
            return Instruction("replace", at, block=_block(quotes, inner, style))
        case "renumber":
            return Instruction("renumber", at, new=found["new"])
        case _:
            return Instruction("delete", at)


def _whole(at: str) -> str:
    return "" if at.lower() in ("the whole text", "the text") else at


def _side(found: re.Match[str]) -> tuple[Where, str]:
    """At which side of which provision something comes."""
    to = found["to"].removesuffix(".").removesuffix(",")
    where: Where = _SIDES[found["where"].lower()]
    return where, to if where in ("after", "before") else _whole(to)


# ---------------------------------------------------------------- quotations


def _skeleton(words: str, style: House) -> tuple[str, list[str]]:
    """Words with a number for each quotation, and the quotations; marks within one are part of it."""
    opened, closed = style.quotes
    quotations: list[str] = []
    out, depth, begun = "", 0, 0
    for at, each in enumerate(words):
        if each == opened:
            begun = begun if depth else at + 1
            depth += 1
        elif each == closed and depth:
            depth -= 1
            if not depth:
                out += f"\x00{len(quotations)}\x00"
                quotations.append(words[begun:at])
        elif not depth:
            out += each
    if depth:
        raise Unreadable(f"a quotation does not end: “{words}”")
    return out, quotations


def _restored(sentence: str, quotations: Sequence[str], style: House) -> str:
    opened, closed = style.quotes
    return re.sub(_Q, lambda found: f"{opened}{quotations[int(found[1])]}{closed}", sentence)


def _block(quotes: Sequence[str], inner: Sequence[str], style: House) -> tuple[Line, ...]:
    """The passages quoted: in the sentence, or in the indented paragraphs behind it."""
    if quotes:
        return (unlined(quotes[-1]),)
    opened, closed = style.quotes
    lines = list(inner)
    if not lines or not lines[0].startswith(opened) or closed not in lines[-1][-2:]:
        raise Unreadable("what comes is not in quotation marks")
    lines[0] = lines[0][len(opened) :]
    lines[-1] = lines[-1][: lines[-1].rindex(closed)]
    return tuple(map(unlined, lines))


# ---------------------------------------------------------------- changes of words


def _edits(changes: str, quotations: Sequence[str]) -> Iterator[Edit]:
    """The changes that a sentence makes in one passage."""
    at = 0
    while at < len(changes):
        found = _CHANGE.match(changes, at)
        if found is None:
            raise Unreadable("the change of words is not understood")
        yield _changed(found, quotations)
        rest = re.compile(r"(?:,? and |, |;|\.)?$|,? and |, ").match(changes, found.end())
        if rest is None:
            raise Unreadable("words behind the change of words are not understood")
        at = rest.end() if rest[0] else len(changes)


def _listed(inner: Sequence[str], style: House) -> Iterator[Edit]:
    """The changes that a list makes, one a paragraph."""
    for each in inner:
        skeleton, quotations = _skeleton(_unnumbered(each), style)
        yield from _edits(skeleton.rstrip(".; "), quotations)


def _changed(found: re.Match[str], quotations: Sequence[str]) -> Edit:
    quotes = [quotations[int(each)] for each in re.findall("\x00(\\d+)\x00", found[0])]
    nth = 0
    if found["which"]:
        nth = ORDINALS.get(found["nth"], 0) if found["nth"] else -1
    if found["gone"]:
        return Edit("delete", quotes[0], nth=nth)
    if found["end"]:
        return Edit("end", "", quotes[0])
    if found["by"]:
        return Edit("replace", quotes[0], quotes[1], nth)
    return Edit("before" if "before" in found["side"] else "after", quotes[1], quotes[0], nth)
