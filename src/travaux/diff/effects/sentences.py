"""The sentences of a row that a change touches, each old one beside the new one that it became."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Final

from travaux.diff.effects.brackets import closed
from travaux.diff.effects.final import subject
from travaux.diff.effects.likeness import bag, nameless, only_by_reference, paired, same, unnamed
from travaux.diff.effects.phrases import term

_END: Final = re.compile(r"[.](?=[”’\"\]]{0,2}\s+[^a-z\s])[”’\"\]]{0,2}|[;:](?=\s)|\n\s*\n")
_FEW: Final = 2
_OPENERS: Final = frozenset(
    ("so", "who", "which", "that", "where", "when", "if", "because", "as", "whereby", "but", "in")
)
_SHORT: Final = re.compile(r"\b(?:no|nos|art|arts|para|paras|cf|etc|vol|p|pp|ch|sec)\.$", re.IGNORECASE)
_LOOSE: Final = str.maketrans("", "", '.,;:()[]“”‘’"-‐‑')
"""What does not tell sentences apart: punctuation, and the hyphen that some write and others do not."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one sentence (or several) became: empty, where it is new or gone. `old` and `new` are not equal.

    `rewritten` says that they are of the same matter, and have less than half of their words in common; `stood`,
    where the old words stood, if not in the same row.
    """

    old: str
    new: str
    rewritten: bool = False
    stood: str = ""

    @classmethod
    def of(cls, old: str, new: str) -> Change:
        """A change of words into others."""
        if not (old and new):
            return cls(old, new)
        one, other = normal(old), normal(new)
        related = same(bag(one), bag(other)) or within(one, other) or (subject(old) and subject(old) == subject(new))
        return cls(old, new, not related)


def changes(old: str, new: str, kept: bool = False) -> tuple[Change, ...]:
    """Every sentence of two texts that changed, in their order; one that only moved inside the text is not given.

    `kept`: the redline keeps the words of the one in the other; then, if there is one on each side, they are one.
    """
    olds, news = _sentences(old), _sentences(new)
    if kept and len(olds) == len(news) == 1 and not _apart(olds[0], news[0]) and not _named(olds[0], news[0]):
        return (Change(olds[0].text, news[0].text),) if olds[0].key != news[0].key else ()
    left = [_unmatched(olds, news), _unmatched(news, olds)]
    found = list(_defined(*left))
    taken = {id(each) for pair in found for each in pair}
    one, other = ([each for each in side if id(each) not in taken] for side in left)
    if len(one) == len(other) == 1 and _kept(one[0], other[0]):
        found, one, other = [*found, (one[0], other[0])], [], []
    if any(_apart(old, new) for old in one for new in other):
        alone = [[each for each in side if subject(each.text)] for side in (one, other)]
        found += ((each, _together(())) for each in alone[0])
        found += ((_together(()), each) for each in alone[1])
        one, other = ([each for each in side if not subject(each.text)] for side in (one, other))
    groups = paired([bag(each.key) for each in one], [bag(each.key) for each in other])
    found += ((_together([one[i] for i in gone]), _together([other[j] for j in come])) for gone, come in groups)
    found.sort(key=lambda pair: (pair[1].at if pair[1].text else pair[0].at, pair[0].at))
    return tuple(each for old, new in found if old.key != new.key for each in _told(old, new))


def _told(old: _Sentence, new: _Sentence) -> Iterator[Change]:
    """What became of a sentence; two that only name the same offences are not one."""
    if old.text and new.text and _named(old, new):
        yield from (Change.of(old.text, ""), Change.of("", new.text))
    else:
        yield Change.of(old.text, new.text)


def alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Of sentences that are gone and of new ones those that became one another, by their numbers."""
    if old and new:
        there = {name: at for at, each in reversed([*enumerate(new)]) if (name := topic(each))}
        told: dict[int, int] = {}
        for at, each in enumerate(old):
            if (name := topic(each)) in there:
                told[at] = there.pop(name)
        yield from (((i,), (j,)) for i, j in told.items())
        left = [i for i in range(len(old)) if i not in told], [j for j in range(len(new)) if j not in told.values()]
        groups = paired(*unnamed([normal(old[i]) for i in left[0]], [normal(new[j]) for j in left[1]]))
        for olds, news in groups:
            if olds and news:
                yield tuple(left[0][i] for i in olds), tuple(left[1][j] for j in news)


def topic(text: str) -> str:
    """What makes two sentences one, whatever else they say: the term defined, the entry into force; else ""."""
    return term(text) or subject(text)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; parts between semicolons and colons are sentences."""
    return _split(text) if len(text) < _LONG else _split.__wrapped__(text)


def normal(text: str) -> str:
    """A sentence as it is told apart from others: small letters, no punctuation, single spaces."""
    if "][" in text:
        text = text.replace("][", "] [")
    return " ".join(text.translate(_LOOSE).casefold().split())


def within(one: str, other: str) -> bool:
    """Whether one of two sentences, as told apart, is the other with words put in; at least three words stay."""
    short, long = sorted((one.split(), other.split()), key=len)
    rest = iter(long)
    return len(short) > _FEW and all(word in rest for word in short)


def inserted(one: str, other: str) -> tuple[str, ...]:
    """The words put into one of two sentences, as told apart, at one place; none, if they differ otherwise."""
    short, long = sorted((one.split(), other.split()), key=len)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    tail = len(short) - head
    return tuple(long[head : len(long) - tail]) if not tail or short[head:] == long[-tail:] else ()


def is_clause(words: Sequence[str]) -> bool:
    """Whether words put into a sentence are a clause of their own ("so that …", "where …")."""
    return len(words) > _FEW + 1 and words[0] in _OPENERS


def akin(one: str, other: str) -> bool:
    """Whether half of what tells one of two sentences is in the other."""
    bags = nameless(normal(one)).telling, nameless(normal(other)).telling
    return 2 * len(bags[0] & bags[1]) >= max(1, min(map(len, bags)))


def differing(old: str, new: str) -> str:
    """The words that only one of two sentences has, or has more often, those of the old one first."""
    one, other = Counter(old.split()), Counter(new.split())
    return " ".join((*(one - other), *(other - one)))


# ---------------------------------------------------------------- apart

_LONG: Final = 10_000
"""What is longer is read each time anew."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence: its number in the text, its words, and these as they are told apart from others."""

    at: int
    text: str
    key: str


@lru_cache(4096)
def _split(text: str) -> tuple[str, ...]:
    ends = (
        each for each in _END.finditer(text) if not _SHORT.search(text[max(0, each.start() - 7) : each.start() + 1])
    )
    edges = [0, *(each.end() for each in ends), len(text)]
    parts = tuple(part for a, b in pairwise(edges) if (part := text[a:b].strip()))
    return tuple(closed(parts)) if "[" in text or "]" in text else parts


def _sentences(text: str) -> list[_Sentence]:
    return [_Sentence(at, each, normal(each)) for at, each in enumerate(sentences(text))]


def _unmatched(mine: Sequence[_Sentence], others: Sequence[_Sentence]) -> list[_Sentence]:
    """The sentences that the other side has not, or not so often; where one moved to is all the same."""
    there = Counter(each.key for each in others)
    out = []
    for each in mine:
        if there[each.key]:
            there[each.key] -= 1
        elif each.key:
            out.append(each)
    return out


# ---------------------------------------------------------------- together


def _defined(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """Sentences that define the same term, or say when the text enters into force, whatever else they say."""
    waiting: dict[str, list[_Sentence]] = {}
    for each in new:
        if name := topic(each.text):
            waiting.setdefault(name, []).append(each)
    for each in old:
        if (name := topic(each.text)) and waiting.get(name):
            yield each, waiting[name].pop(0)


def _apart(one: _Sentence, other: _Sentence) -> bool:
    """Whether two sentences say of different things when they enter into force."""
    subjects = subject(one.text), subject(other.text)
    return all(subjects) and subjects[0] != subjects[1]


def _named(one: _Sentence, other: _Sentence) -> bool:
    return only_by_reference(one.key, other.key)


def _kept(one: _Sentence, other: _Sentence) -> bool:
    return within(one.key, other.key)


def _together(parts: Sequence[_Sentence]) -> _Sentence:
    """Several sentences as one; without any, one that says nothing."""
    if len(parts) == 1:
        return parts[0]
    text = " ".join(each.text for each in parts)
    return _Sentence(parts[0].at if parts else 0, text, " ".join(each.key for each in parts))
