"""The words of a row made ready for print: white space outside the marks, every character visible."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from travaux.model.redline import Op, Row, Words

BREAK = "\n\n"  # between the paragraphs of a split or of a merge
SPACES = " \t\u00a0\u2009\u202f"
BLANKS = SPACES + "\n"


def visible(words: str, exact: bool = False) -> str:
    r"""Words that only print: control characters become `\u202e`, every kind of space one like the others.

    `exact` shows unusual spaces too, where they are what changed.
    """
    return "".join(_seen(each, exact) for each in words)


def _seen(character: str, exact: bool) -> str:
    if character.isprintable():
        return character
    if not exact and unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def paragraphs(words: str, exact: bool = False) -> tuple[str, ...]:
    """The paragraphs of a run of words, visible: more than one where a passage was split or merged."""
    return tuple(visible(each, exact) for each in words.split(BREAK))


def flat(words: str, exact: bool = False) -> str:
    """A run of words in one line, with ¶ where a paragraph ends."""
    return "¶ ".join(paragraphs(words, exact))


def labels(row: Row) -> Words:
    """The label of a row: both if it changed, marked; one, kept, deleted or inserted, if there is one."""
    old, new = row.old.label if row.old else "", row.new.label if row.new else ""
    if row.old and row.new and old != new:
        both: Words = (("-", old), ("+", new))
        return tuple(each for each in both if each[1])
    sign: Op = "=" if row.old and row.new else "+" if row.new else "-"
    return ((sign, old or new),) if old or new else ()


def labelled(row: Row) -> Words:
    """The label of a row and its words, as they are read."""
    label = labels(row)
    space: Op = label[0][0] if len(label) == 1 and not (row.old and row.new) else "="
    return tuple(_joined((*label, (space, " " if label else ""), *row.words)))


def edged(words: Words) -> Words:
    """The same words with the white space at the edges of a mark outside it, where both texts still read as they did.

    `shall [-adopt -]{+take +}measures` becomes `shall [-adopt-]{+take+} measures`, and `shall {+not +}be` becomes
    `shall {+not+} be`; `Convention[- of Budapest-], and` stays, since the new text has no space before its comma.
    What all marks of a place have at an edge stands once; what one of several has stays its own.
    """
    groups = [(kept, tuple(same)) for kept, same in groupby(words, key=lambda each: each[0] == "=")]
    out: list[tuple[Op, str]] = []
    for at, (kept, runs) in enumerate(groups):
        before = groups[at - 1][1][-1][1] if at else " "
        after = groups[at + 1][1][0][1] if at + 1 < len(groups) else " "
        out += runs if kept else _outside(_parted(runs), before[-1:] in BLANKS, after[:1] in BLANKS)
    return tuple(_joined(out))


def _parted(marks: Sequence[tuple[Op, str]]) -> Words:
    """What is deleted at one place, then what is inserted there."""
    signs: tuple[Op, Op] = ("-", "+")
    return tuple((sign, told) for sign in signs if (told := "".join(each for one, each in marks if one == sign)))


def side(words: Words, sign: Op) -> Words:
    """The words of one side as they stand in its own text: those of the other left out, white space outside marks."""
    return tuple(_joined(run for each in words if each[0] in ("=", sign) for run in _alone(each)))


def _alone(run: tuple[Op, str]) -> Iterator[tuple[Op, str]]:
    """A mark with its white space outside, which beside nothing but kept words is never wrong."""
    begin, core, end = _cut(run[1])
    yield from (run,) if run[0] == "=" else (("=", begin), (run[0], core), ("=", end))


def _outside(marks: Sequence[tuple[Op, str]], after_space: bool, before_space: bool) -> Iterator[tuple[Op, str]]:
    """Marks of one place; `after_space` and `before_space`: whether white space comes before and after them.

    A text that has none of the marks would get the white space of a single one that leaves it. That is right only
    where there is white space already, which then is read as one.
    """
    cut = [_cut(words) for _, words in marks]
    several = len(marks) > 1
    leads = len({begin for begin, _, _ in cut}) == 1 and (several or before_space)
    ends = len({end for _, _, end in cut}) == 1 and (several or after_space)
    yield "=", cut[0][0] if leads else ""
    for (sign, _), (begin, core, end) in zip(marks, cut, strict=True):
        yield sign, f"{'' if leads else begin}{core}{'' if ends else end}"
    yield "=", cut[0][2] if ends else ""


def _cut(words: str) -> tuple[str, str, str]:
    """White space, words, white space; words of nothing but white space are kept whole."""
    core = words.strip(SPACES)
    if not core:
        return "", words, ""
    begin = len(words) - len(words.lstrip(SPACES))
    return words[:begin], core, words[begin + len(core) :]


def _joined(runs: Iterable[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    for sign, same in groupby((run for run in runs if run[1]), key=lambda each: each[0]):
        yield sign, "".join(words for _, words in same)
