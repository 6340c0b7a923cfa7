"""Sentences within two passages: those that are one keep what they have in common, all others are replaced whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from travaux.diff.naming import told as told_of
from travaux.diff.runs import CLOSE, Cuts, Match, joined
from travaux.diff.tokens import Tokens

ALIKE = 0.45
"""The share of common words under which a sentence counts as another one."""
_CONTAINED = 0.6
_OPENING = 5
"""How many words two sentences that are one have in common, where one of them goes on at length."""
_AT_LENGTH = 10
"""Of a sentence of which so many words on end stand in the other, a smaller share will do."""
_LATE = 2
"""How many words may come before those with which two sentences begin alike."""
_SEEN = 400
"""Of a longer change no words are sought that are written again."""


def begun(tokens: Tokens, joints: bool) -> list[int]:
    """Where each sentence begins, and where the last one ends."""
    cuts = {index + 1 for index in tokens.stops() if tokens.ends_sentence(index)}
    cuts.update(tokens.defined())
    if not joints:
        cuts.update(index for index, piece in enumerate(tokens.pieces) if "\n" in piece)
    return sorted({0, len(tokens)} | cuts)


def by_sentence(old: Tokens, new: Tokens, runs: list[Match], cuts: Cuts) -> list[Match]:
    """The runs without what two sentences have in common that are not the same sentence."""
    telling = old.kinds.telling
    cuts_old, cuts_new = cuts
    said_old, said_new = told_of(old, new)
    size_old = [sum(map(telling.__contains__, said_old[a:b])) for a, b in pairwise(cuts_old)]
    size_new = [sum(map(telling.__contains__, said_new[a:b])) for a, b in pairwise(cuts_new)]
    pieces = list(_cut(runs, cuts_old, cuts_new))
    common: Counter[tuple[int, int]] = Counter()
    for (i, _, n), s, t in pieces:
        common[s, t] += sum(map(telling.__contains__, said_old[i : i + n]))

    def same(s: int, t: int) -> bool:
        shared, a, b = common[s, t], size_old[s], size_new[t]
        if not a or not b:
            return a == b or shared == min(a, b)
        if 2 * shared >= ALIKE * (a + b) or (s, t) in opened:
            return True
        least = min(a, b)
        if shared >= _OPENING:
            held = longest[s, t] >= _AT_LENGTH - _LATE * ((s, t) in begun)
            return shared >= (ALIKE if held else _CONTAINED) * least
        return (s, t) in begun and shared >= max(2, _CONTAINED * least)

    opened: set[tuple[int, int]] = set()
    begun: set[tuple[int, int]] = set()
    longest: Counter[tuple[int, int]] = Counter()
    for (i, j, n), s, t in pieces:
        told = sum(map(telling.__contains__, said_old[i : i + n]))
        longest[s, t] = max(longest[s, t], told)
        late = i - cuts_old[s]
        if late <= _LATE and late == j - cuts_new[t]:
            begun.update([(s, t)] if not late else ())
            opened.update([(s, t)] if told >= _OPENING else ())
    out = [run for run, s, t in pieces if same(s, t)]
    heads = (_head(old, new, run) for run, s, t in pieces if run[:2] == (cuts_old[s], cuts_new[t]) and not same(s, t))
    return joined(sorted([*out, *heads]))


def _head(old: Tokens, new: Tokens, run: Match) -> Match:
    """What is no word of two sentences that begin alike: the joint of a heading, a quotation mark; a term defined."""
    i, j, n = run
    head = next((k for k in range(n) if old.code[i + k] in old.kinds.words), n)
    if head and old.is_quote(i + head - 1):
        ends = (k + 1 for k in range(head, n) if old.is_quote(i + k))
        head = next(ends, head)
    return i, j, head


def _cut(runs: Iterable[Match], old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[Match, int, int]]:
    """The runs cut where a sentence of either text begins, each piece with the number of its two sentences."""
    s = t = 0
    for i, j, n in runs:
        while n > 0:
            while old[s + 1] <= i:
                s += 1
            while new[t + 1] <= j:
                t += 1
            k = min(n, old[s + 1] - i, new[t + 1] - j)
            yield (i, j, k), s, t
            i, j, n = i + k, j + k, n - k


# ---------------------------------------------------------------- written again


def restored(old: Tokens, new: Tokens, runs: list[Match]) -> list[Match]:
    """The runs, with words on end that would be struck and written again beside each other, and are a third of it."""
    out: list[Match] = []
    i = j = 0
    for p, q, n in [*runs, (len(old), len(new), 0)]:
        if min(p - i, q - j) >= CLOSE and max(p - i, q - j) <= _SEEN and sum(each[2] for each in runs) > CLOSE:
            out += _again(old, new, (i, p), (j, q))
        out.append((p, q, n))
        i, j = p + n, q + n
    return joined(out) if len(out) > len(runs) + 1 else runs


def _again(old: Tokens, new: Tokens, gone: tuple[int, int], come: tuple[int, int]) -> list[Match]:
    """The longest run that two stretches have in common, if it is worth keeping."""
    one, other = old.code[slice(*gone)], new.code[slice(*come)]
    i, j, n = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    run, kinds = one[i : i + n], old.kinds
    told = sum(map(kinds.telling.__contains__, run))
    content = sum(each in kinds.telling and each not in kinds.stops for each in run)
    worth = told >= CLOSE and 2 * content >= CLOSE and 3 * n >= min(len(one), len(other))
    return [(gone[0] + i, come[0] + j, n)] if worth else []


def with_stops(old: Tokens, new: Tokens, runs: list[Match]) -> list[Match]:
    """The runs, with the full stop kept behind which one of the texts goes on, where the other ends in other words."""
    out: list[Match] = []
    i = j = 0
    for p, q, n in [*runs, (len(old), len(new), 0)]:
        if p > i and q > j and i:
            if old.code[p - 1] == new.code[j] == "." and new.ends_sentence(j):
                out.append((p - 1, j, 1))
            elif old.code[i] == new.code[q - 1] == "." and old.ends_sentence(i):
                out.append((i, q - 1, 1))
        out.append((p, q, n))
        i, j = p + n, q + n
    return joined(out)
