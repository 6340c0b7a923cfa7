"""The words of a row made ready for print: white space outside the marks, every character visible."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from travaux.model.redline import Op, Row, Words

BREAK = "\n\n"  # between the paragraphs of a split or of a merge
SPACES = " \t\u00a0\u2009\u202f"


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
    """The same words with the white space at the edges of a mark outside it, as far as the mark holds any word.

    `shall [-adopt -]{+take +}measures` becomes `shall [-adopt-]{+take+} measures`.
    """
    out: list[tuple[Op, str]] = []
    for kept, same in groupby(words, key=lambda each: each[0] == "="):
        runs = tuple(same)
        out += runs if kept else _outside(runs)
    return tuple(_joined(out))


def _outside(marks: Sequence[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    """Neighbouring marks, the white space that all of them begin or end with standing once, before or after."""
    cut = [_cut(words) for _, words in marks]
    before = cut[0][0] if len({each[0] for each in cut}) == 1 else None
    after = cut[0][2] if len({each[2] for each in cut}) == 1 else None
    yield "=", before or ""
    for (sign, _), (begin, core, end) in zip(marks, cut, strict=True):
        yield "=", begin if before is None else ""
        yield sign, core
        yield "=", end if after is None else ""
    yield "=", after or ""


def _cut(words: str) -> tuple[str, str, str]:
    """White space, words, white space; words of nothing but white space are kept whole."""
    core = words.strip(SPACES)
    if not core:
        return "", words, ""
    begin = len(words) - len(words.lstrip(SPACES))
    return words[:begin], core, words[begin + len(core) :]


def _joined(runs: Sequence[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    for sign, same in groupby((run for run in runs if run[1]), key=lambda each: each[0]):
        yield sign, "".join(words for _, words in same)
