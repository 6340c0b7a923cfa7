"""Numbers that the word processor counts itself: multilevel lists, and restarts where their count would go wrong.

A label is left to the word processor only if that prints just these characters (ECMA-376 Part 1, 17.9); any
other ("Article 8 bis", a label that opens a quotation) is written out. So that this is known, its counting is
done here as it does it: a paragraph adds one to its level and sets all deeper levels of its list back. What runs
on through the divisions above it begins a list of its own, since not every word processor knows `w:lvlRestart`;
so does what comes behind a deeper level for the first time, before which some count a number that is not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.model.numerals import from_roman
from travaux.ooxml.xml import el, root

_LABEL = re.compile(r"(?P<before>(?:.*\W)?)(?P<number>\d+|[a-zA-Z]|[ivxlc]+|[IVXLC]+)(?P<after>[^\w\s]*)")
STEP = 510  # the indentation of each level below an article, in twentieths of a point: 9 mm
FORMATS = ("decimal", "lowerLetter", "lowerRoman", "upperRoman", "upperLetter")
DEEPER = ("decimal", "lowerLetter", "lowerRoman", "upperLetter")
"""How the levels below an article are written where a text has none of that level, and a drafter may want one."""
_NO_NUMBER = el(
    "w:lvl",
    el("w:start", w_val=1),
    el("w:numFmt", w_val="none"),
    el("w:suff", w_val="nothing"),
    el("w:lvlText", w_val=""),
    el("w:lvlJc", w_val="left"),
    el("w:pPr", el("w:ind", w_left=0, w_hanging=0)),
    w_ilvl=0,
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a level is printed: what stands before its number, how that is written, what stands after."""

    before: str
    form: str
    after: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label to be printed: its level (0 the outermost), its characters, whether they are plain."""

    level: int
    words: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """A label that the word processor counts: the list it is in, and its level there."""

    number: int
    level: int


class Numbering:
    """Which labels of a document are counted, and the part that says how.

    `second` is the level with which the second list begins, whose count runs on through the levels above it;
    below its first level, labels hang before their words. `styles` names the style of the paragraphs of a level: who
    gives a paragraph that style has it counted.
    """

    def __init__(self, labels: Sequence[Label], second: int, styles: Mapping[int, str] | None = None) -> None:
        self.second = second
        self._styles = styles or {}
        self.patterns = {level: _pattern(labels, level) for level in sorted({each.level for each in labels})}
        self._counts: dict[int, tuple[int, int]] = {}  # level: number of the list, last value
        self._starts: list[tuple[int, int]] = []  # level and first value of each list but the first two
        self.counted = tuple(self._next(each) for each in labels)

    def _next(self, label: Label) -> Counted | None:
        value = _value(label.words, self.patterns[label.level]) if label.plain else None
        if value is None:
            return None
        second = label.level >= self.second
        deeper = [each for each in self._counts if each > label.level and (each >= self.second) == second]
        number, last = self._counts.get(label.level, (2 if second else 1, 0))
        if value != last + 1 or (deeper and not last):
            self._starts.append((label.level, value))
            number = len(self._starts) + 2
        for each in deeper:
            del self._counts[each]
        self._counts[label.level] = number, value
        return Counted(number, self._within(label.level))

    def _within(self, level: int) -> int:
        """A level as its list counts them."""
        return level - self.second if level >= self.second else level

    @property
    def uncounted(self) -> int:
        """The list of what has a style that is counted, and a label that is written out: one without numbers."""
        return len(self._starts) + 3

    def styled(self) -> dict[str, Counted]:
        """The place in a list of each style that has one."""
        return {
            self._styles[level]: Counted(2 if level >= self.second else 1, self._within(level))
            for level in self._levels()
            if level in self._styles
        }

    def _levels(self) -> dict[int, Pattern]:
        """The patterns of the text, and of levels below its articles that it lacks as yet, in brackets like those."""
        if self.second not in self.patterns:
            return self.patterns
        below = [pattern for level, pattern in self.patterns.items() if level > self.second + 1]
        like = below[0] if below else Pattern("", "", "")
        out = {self.second + depth: replace(like, form=form) for depth, form in enumerate(DEEPER, 1)}
        out[self.second + 1] = Pattern("", DEEPER[0], "." if like.after else "")
        return dict(sorted((out | self.patterns).items()))

    def part(self) -> bytes:
        """`numbering.xml`."""
        kind = el("w:multiLevelType", w_val="multilevel")
        forms, lists = "", ""
        every = self._levels()
        for number in (0, 1):
            levels = [self._level(*each) for each in every.items() if (each[0] >= self.second) == bool(number)]
            forms += el("w:abstractNum", kind, *levels, w_abstractNumId=number)
            lists += el("w:num", el("w:abstractNumId", w_val=number), w_numId=number + 1)
        for number, (level, value) in enumerate(self._starts, 3):
            form = el("w:abstractNumId", w_val=int(level >= self.second))
            restart = el("w:lvlOverride", el("w:startOverride", w_val=value), w_ilvl=self._within(level))
            lists += el("w:num", form, restart, w_numId=number)
        forms += el("w:abstractNum", kind, _NO_NUMBER, w_abstractNumId=2)
        lists += el("w:num", el("w:abstractNumId", w_val=2), w_numId=self.uncounted)
        return root("w:numbering", forms, lists)

    def _level(self, level: int, pattern: Pattern) -> str:
        depth = level - self.second
        words = f"{pattern.before}%{self._within(level) + 1}{pattern.after}"
        return el(
            "w:lvl",
            el("w:start", w_val=1),
            el("w:numFmt", w_val=pattern.form),
            el("w:pStyle", w_val=self._styles[level]) if level in self._styles else "",
            el("w:suff", w_val="tab" if depth > 0 else "nothing"),
            el("w:lvlText", w_val=words),
            el("w:lvlJc", w_val="left"),
            el("w:pPr", el("w:ind", w_left=max(depth, 0) * STEP, w_hanging=STEP if depth > 0 else 0)),
            w_ilvl=self._within(level),
        )


def _pattern(labels: Sequence[Label], level: int) -> Pattern:
    """The pattern that counts most labels of a level, each one more than the one before it or the first."""
    votes: Counter[Pattern] = Counter()
    last: dict[Pattern, int] = {}
    for label in labels:
        if label.level == level and label.plain:
            for pattern in _patterns(label.words):
                value = _value(label.words, pattern) or 0
                votes[pattern] += value in (1, last.get(pattern, 0) + 1)
                last[pattern] = value
    return max(votes, key=lambda each: (votes[each], -FORMATS.index(each.form)), default=Pattern("", "decimal", ""))


def _patterns(words: str) -> Iterator[Pattern]:
    if found := _LABEL.fullmatch(words):
        for form in FORMATS:
            pattern = Pattern(found["before"], form, found["after"])
            if _value(words, pattern) is not None:
                yield pattern


def _value(words: str, pattern: Pattern) -> int | None:
    """The number that a label says, None if it does not follow the pattern to the letter."""
    number = words.removeprefix(pattern.before).removesuffix(pattern.after)
    if f"{pattern.before}{number}{pattern.after}" != words or not number.isascii() or "%" in words:
        return None
    match pattern.form:
        case "decimal":
            return int(number) if number.isdigit() and not number.startswith("0") else None
        case "lowerLetter" | "upperLetter":
            right = len(number) == 1 and (number.islower() if pattern.form == "lowerLetter" else number.isupper())
            return ord(number.lower()) - ord("a") + 1 if right and number.isalpha() else None
        case _:
            right = number.islower() if pattern.form == "lowerRoman" else number.isupper()
            return (from_roman(number.lower()) or None) if right else None
