"""What changes from one passage's words to another's, as a lawyer would mark it.

The longest common run of tokens is found first (Indel opcodes: a replacement is a deletion and an insertion, so
unrelated words are never paired), then tidied: see `tidy`. White space belongs to the marks only where it
differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

from travaux.diff.order import rising
from travaux.diff.runs import Match, joined
from travaux.diff.tidy import tidied
from travaux.diff.tokens import Codes, Tokens
from travaux.model.redline import Op, Words

_CELLS = 4_000_000
"""How many pairs of tokens are compared in one table; larger texts are cut at what stands once in both."""
_STRIDE = 2_000
_SAMPLED = 8


def compared(old: str, new: str) -> Words:
    """The words of two texts: kept, deleted, inserted. Joined without "+" they are `old`, without "-" `new`."""
    codes = Codes()
    return marked(codes.tokens(old), codes.tokens(new))


def marked(old: Tokens, new: Tokens, joints: bool = False) -> Words:
    """The words of two tokenised texts (of the same `Codes`); with `joints`, one of them is several passages."""
    if old.code == new.code:
        return spelt(old, new, [(0, 0, len(old))])
    return spelt(old, new, tidied(old, new, matches(old, new), joints))


# ---------------------------------------------------------------- matching


def matches(old: Tokens, new: Tokens) -> list[Match]:
    """The longest common run of tokens, as runs of equal ones; of very long texts, a good one.

    Of runs equally long, the one that keeps more words that tell: each of those counts twice. Where several terms
    are defined in a row, each definition is compared with that of the same term.
    """
    defined = old.defined(), new.defined()
    if min(map(len, defined)) < 2:
        return _trimmed(old.code, new.code, old.kinds.weighed)
    out: list[Match] = []
    i = j = 0
    for p, q in [*_same_terms(*defined), (len(old), len(new))]:
        out += [(i + a, j + b, n) for a, b, n in _trimmed(old.code[i:p], new.code[j:q], old.kinds.weighed)]
        i, j = p, q
    return joined(out)


def _same_terms(old: Mapping[int, str], new: Mapping[int, str]) -> list[tuple[int, int]]:
    """Where definitions of the same term begin in both texts, those that stand in the same order."""
    there = {term: q for q, term in new.items()}
    both = [(p, there[term]) for p, term in old.items() if term in there]
    return [both[k] for k in rising([q for _, q in both])]


def _trimmed(old: str, new: str, weighed: Mapping[int, str] | None = None) -> list[Match]:
    """The common run of two codes, what both begin and end with cut off first; by weight, if weights are given."""
    head = common(old, new)
    left = min(len(old), len(new)) - head
    tail = common(old[: -left - 1 : -1], new[: -left - 1 : -1]) if left else 0
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a or not b:
        inner: list[Match] = []
    elif len(a) * len(b) > _CELLS:
        inner = _by_landmarks(a, b)
    else:
        inner = _table(a, b) if weighed is None else _by_weight(a, b, weighed)
    out = [(0, 0, head), *((i + head, j + head, n) for i, j, n in inner), (len(old) - tail, len(new) - tail, tail)]
    return joined(out)


def _by_weight(old: str, new: str, weighed: Mapping[int, str]) -> list[Match]:
    """The runs of equal tokens of two codes in which each token counts as much as its weight has characters."""
    one, other = old.translate(weighed), new.translate(weighed)
    if len(one) == len(old) or len(other) == len(new):
        return _table(old, new)
    at_old, at_new = _places(old, weighed), _places(new, weighed)
    out: list[Match] = []
    for i, j, n in _table(one, other):
        for k in range(n):
            if at_old[i + k] >= 0 and at_new[j + k] >= 0:
                out.append((at_old[i + k], at_new[j + k], 1))
    return out


def _table(old: str, new: str) -> list[Match]:
    """The runs of equal characters of two codes."""
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in Indel.opcodes(old, new) if op.tag == "equal"
    ]


def _places(code: str, weighed: Mapping[int, str]) -> list[int]:
    """For each character of a weighed code the token that it begins; -1 for a second character."""
    out: list[int] = []
    for index, each in enumerate(code):
        out.append(index)
        if ord(each) in weighed:
            out.append(-1)
    return out


def common(one: str, other: str) -> int:
    """How many characters two texts begin with in common; found by halving, at the speed of slices."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _by_landmarks(old: str, new: str) -> list[Match]:
    """Runs of equal tokens of two long codes: cut at tokens that stand once in both, then each gap for itself."""
    marks: list[tuple[int, int]] = []
    for size in (1, 4, 12):
        once_old, once_new = _once(old, size), _once(new, size)
        shared = sorted((i, once_new[c]) for c, i in once_old.items() if c in once_new)
        marks = [shared[k] for k in rising([j for _, j in shared])]
        if len(marks) * _STRIDE > min(len(old), len(new)):
            break
    out: list[Match] = []
    i = j = 0
    for p, q in [*marks, (len(old), len(new))]:
        if p > i and q > j and marks:
            out += [(i + a, j + b, n) for a, b, n in _gap(old[i:p], new[j:q])]
        out.append((p, q, 1 if p < len(old) else 0))
        i, j = p + 1, q + 1
    return joined(out)


def _gap(old: str, new: str) -> list[Match]:
    """The runs between two landmarks."""
    return _table(old, new) if len(old) * len(new) <= _CELLS else _trimmed(old, new)


def _once(code: str, size: int) -> dict[str, int]:
    """Where each run of so many tokens stands that stands only once; of longer runs only some are looked at."""
    seen: dict[str, int] = {}
    for index, each in enumerate(code):
        if size > 1 and ord(each) % _SAMPLED:
            continue
        run = code[index : index + size]
        seen[run] = -1 if run in seen else index
    return {run: index for run, index in seen.items() if index >= 0}


# ---------------------------------------------------------------- spelling out


class _Runs:
    """Runs of words in the making: between two kept ones, one deletion and one insertion at most."""

    def __init__(self) -> None:
        self.out: list[tuple[Op, str]] = []
        self.kept = self.deleted = self.inserted = ""

    def keep(self, text: str) -> None:
        """Words of both texts."""
        if text and (self.deleted or self.inserted):
            self.flush()
        self.kept += text

    def change(self, old: str, new: str) -> None:
        """Words of the one and of the other; white space at either end that both have is kept."""
        if old == new:
            self.keep(old)
            return
        head = _spaces(old, new)
        tail = _spaces(old[head:][::-1], new[head:][::-1])
        self.keep(old[:head])
        self.deleted += old[head : len(old) - tail]
        self.inserted += new[head : len(new) - tail]
        self.keep(old[len(old) - tail :])

    def flush(self) -> None:
        """Put what is pending behind what was kept before it; where words were bracketed, only the brackets are new."""
        self.added(("=", self.kept))
        one, other = self.deleted, self.inserted
        if (at := _bracketed(one, other)) >= 0:
            self.added(("+", other[:at]), ("=", one), ("+", other[at + len(one) :]))
        elif other and one == f"[{other}]":
            self.added(("-", "["), ("=", other), ("-", "]"))
        else:
            self.added(("-", one), ("+", other))
        self.kept = self.deleted = self.inserted = ""

    def added(self, *runs: tuple[Op, str]) -> None:
        """Put runs behind those that there are."""
        self.out += [each for each in runs if each[1]]


def _bracketed(words: str, text: str) -> int:
    """Where words stand in a text as a bracket of their own; -1 if they do not."""
    return text.find(f"[{words}]") + 1 or -1 if words and words.strip() == words and "[" in text else -1


def spelt(old: Tokens, new: Tokens, runs: Sequence[Match]) -> Words:
    """The characters of two texts as runs of words, given their equal tokens."""
    made = _Runs()
    i = j = 0
    for p, q, n in runs:
        if not n:
            continue
        one, other = old.space(p), new.space(q)
        made.change(old.between(i, p) + one, new.between(j, q) + other)
        if old.pieces[p + 1 : p + n] == new.pieces[q + 1 : q + n]:
            made.change(old.pieces[p][len(one) :], new.pieces[q][len(other) :])
            made.keep(old.between(p + 1, p + n))
        else:
            made.change(old.pieces[p][len(one) :], new.pieces[q][len(other) :])
            for k in range(1, n):
                one, other = old.space(p + k), new.space(q + k)
                made.change(one, other)
                made.change(old.pieces[p + k][len(one) :], new.pieces[q + k][len(other) :])
        i, j = p + n, q + n
    made.change(old.between(i, len(old)) + old.tail, new.between(j, len(new)) + new.tail)
    made.flush()
    return tuple(made.out)


def _spaces(one: str, other: str) -> int:
    """How many characters of white space two texts begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        count += 1
    return count
