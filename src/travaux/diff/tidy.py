"""Tidying a comparison of words, so that it reads as a drafter would have marked it.

In order: enumerations of numbers are compared place by place; sentences that have under about 45 % of their
words in common are replaced whole; words that by themselves do not hold two changes apart are taken into them;
an insertion or deletion that could stand in several places stands at the strongest boundary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from travaux.diff.tokens import Tokens

Match: TypeAlias = tuple[int, int, int]
"""A run of equal tokens: where it begins in the old text, where in the new, how many."""

ALIKE = 0.45
"""The share of common words under which a sentence counts as another one."""
_CONTAINED = 0.6
_OPENING = 5
"""How many words two sentences that are one have in common, where one of them goes on at length."""
_CLOSE = 4
_SLIGHT = 3
_LONG = 20_000
"""Of a passage of more tokens no sentence is weighed, and no enumeration read."""


def tidied(old: Tokens, new: Tokens, runs: Sequence[Match], joints: bool = False) -> list[Match]:
    """The runs of equal tokens that are to be kept as equal.

    With `joints` the ends of paragraphs, of which there are several, do not count as ends of sentences.
    """
    out = list(runs)
    kept = sum(n for _, _, n in out)
    long = max(len(old), len(new)) >= _LONG
    if not long and _may_be_numbers(old, new, out):
        out = _in_place(old, new, out)
        kept = sum(n for _, _, n in out)
    out = _slid(old, new, out)
    changed = len(old) + len(new) - 2 * kept
    if changed > _SLIGHT and not long:
        out = _by_sentence(old, new, out, joints)
    if len(out) > 1:
        out = _without_islands(old, new, out)
    return joined(_slid(old, new, out)) if changed > _SLIGHT else joined(out)


def joined(runs: Iterable[Match]) -> list[Match]:
    """The runs, empty ones left out, those that touch made one."""
    out: list[Match] = []
    for i, j, n in runs:
        if n <= 0:
            continue
        if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + n)
        else:
            out.append((i, j, n))
    return out


# ---------------------------------------------------------------- numbers, place by place


def _may_be_numbers(old: Tokens, new: Tokens, runs: Sequence[Match]) -> bool:
    """Whether more than one number was deleted, and more than one inserted."""
    if len(runs) < 2 and len(old) != len(new):
        return False
    numbers, i, j = old.kinds.numbers, 0, 0
    gone = come = 0
    for p, q, n in [*runs, (len(old), len(new), 0)]:
        gone += sum(each in numbers for each in old.code[i:p])
        come += sum(each in numbers for each in new.code[j:q])
        i, j = p + n, q + n
    return gone > 0 and come > 0 and gone + come > 2


def _in_place(old: Tokens, new: Tokens, runs: list[Match]) -> list[Match]:
    """Runs in which "6, 7 and 8" against "7, 8 and 9" are three numbers changed, not one left out and one added."""
    out: list[Match] = []
    for cluster in _clusters(old, new, runs):
        head, tail = cluster[0], cluster[-1]
        i, j, p, q = head[0] + head[2], head[1] + head[2], tail[0], tail[1]
        out += [head, *(_positional(old, new, i, p, j, q) or cluster[1:-1])]
    return joined([*out, (len(old), len(new), 0)])


def _clusters(old: Tokens, new: Tokens, runs: Sequence[Match]) -> Iterator[list[Match]]:
    """Changes close to each other: a long equal run before, the short ones between, the long one behind."""
    bounds = [*(runs if runs and runs[0][:2] == (0, 0) else [(0, 0, 0), *runs]), (len(old), len(new), 0)]
    begun = [bounds[0]]
    for each in bounds[1:]:
        begun.append(each)
        if each[2] >= _CLOSE or each is bounds[-1]:
            yield begun
            begun = [each]


def _positional(old: Tokens, new: Tokens, i: int, p: int, j: int, q: int) -> list[Match]:
    """Two stretches of one length token by token, if what differs are mostly numbers in one place; else nothing."""
    if p - i != q - j or p == i:
        return []
    numbers = old.kinds.numbers
    differ = [k for k in range(p - i) if old.code[i + k] != new.code[j + k]]
    both = sum(old.code[i + k] in numbers and new.code[j + k] in numbers for k in differ)
    either = sum(old.code[i + k] in numbers or new.code[j + k] in numbers for k in differ)
    if not both or either > both or 2 * both < len(differ):
        return []
    out: list[Match] = []
    begun = 0
    for k in [*differ, p - i]:
        out.append((i + begun, j + begun, k - begun))
        begun = k + 1
    return [each for each in out if each[2]] or [(i, j, 0)]


# ---------------------------------------------------------------- sentences


def _sentences(tokens: Tokens, joints: bool) -> list[int]:
    """Where each sentence begins, and where the last one ends."""
    cuts = [0]
    for index in range(1, len(tokens)):
        if tokens.ends_sentence(index - 1) or (not joints and "\n" in tokens.pieces[index]):
            cuts.append(index)
    return [*cuts, len(tokens)]


def _by_sentence(old: Tokens, new: Tokens, runs: list[Match], joints: bool) -> list[Match]:
    """The runs without what two sentences have in common that are not the same sentence."""
    telling = old.kinds.telling
    cuts_old, cuts_new = _sentences(old, joints), _sentences(new, joints)
    size_old = [sum(map(telling.__contains__, old.code[a:b])) for a, b in pairwise(cuts_old)]
    size_new = [sum(map(telling.__contains__, new.code[a:b])) for a, b in pairwise(cuts_new)]
    pieces = list(_cut(runs, cuts_old, cuts_new))
    common: Counter[tuple[int, int]] = Counter()
    for (i, _, n), s, t in pieces:
        common[s, t] += sum(map(telling.__contains__, old.code[i : i + n]))

    def same(s: int, t: int) -> bool:
        shared, a, b = common[s, t], size_old[s], size_new[t]
        if not a or not b:
            return a == b or shared == min(a, b)
        if 2 * shared >= ALIKE * (a + b) or (shared >= _OPENING and shared >= _CONTAINED * min(a, b)):
            return True
        return (s, t) in opened

    opened = {
        (s, t)
        for (i, j, n), s, t in pieces
        if i == cuts_old[s] and j == cuts_new[t] and sum(map(telling.__contains__, old.code[i : i + n])) >= _OPENING
    }
    out = joined(run for run, s, t in pieces if same(s, t))
    if out[:1] and out[0][:2] == (0, 0):
        return out
    # The joint of a heading, or a quotation mark, is no word of either sentence.
    head = next((k for k in range(runs[0][2]) if old.code[k] in old.kinds.words), runs[0][2]) if runs else 0
    return joined([(0, 0, head), *out]) if runs and runs[0][:2] == (0, 0) else out


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


# ---------------------------------------------------------------- islands


def _without_islands(old: Tokens, new: Tokens, runs: list[Match]) -> list[Match]:
    """The runs without those that are too slight to hold the changes before and behind them apart."""
    while True:
        kept = [each for k, each in enumerate(runs) if not _is_island(old, new, runs, k)]
        if len(kept) == len(runs):
            return runs
        runs = kept


def _is_island(old: Tokens, new: Tokens, runs: Sequence[Match], k: int) -> bool:
    i, j, n = runs[k]
    p, q, m = runs[k - 1] if k else (0, 0, 0)
    r, s = runs[k + 1][:2] if k + 1 < len(runs) else (len(old), len(new))
    before = max(i - p - m, j - q - m)
    behind = max(r - i - n, s - j - n)
    least = min(before, behind)
    if not least or n > least + 2:
        return False
    if _number(old, new, p + m, i, q + m, j) and _number(old, new, i + n, r, j + n, s):
        return False
    island, kinds = old.code[i : i + n], old.kinds
    words = sum(map(kinds.words.__contains__, island))
    content = words - sum(map(kinds.stops.__contains__, island))
    if content:
        return 2 * content + n <= least
    if not words:
        return least >= 2
    return words == 1 or n <= least


def _number(old: Tokens, new: Tokens, i: int, p: int, j: int, q: int) -> bool:
    """Whether a change is of one number for another."""
    numbers = old.kinds.numbers
    return p - i == q - j == 1 and old.code[i] in numbers and new.code[j] in numbers


# ---------------------------------------------------------------- sliding


def _slid(old: Tokens, new: Tokens, runs: list[Match]) -> list[Match]:
    """The runs with each insertion and deletion moved to the strongest boundary that it could stand at as well."""
    out = list(runs)
    end_old, end_new = len(old), len(new)
    for k in range(len(out) + 1):
        i, j, n = out[k - 1] if k else (0, 0, 0)
        p, q, m = out[k] if k < len(out) else (end_old, end_new, 0)
        i, j = i + n, j + n
        if (p == i) == (q == j):
            continue
        side, begin, end = (new, j, q) if p == i else (old, i, p)
        shift = _best_shift(side, begin, end, n if k else 0, m)
        if not shift:
            continue
        if k:
            out[k - 1] = (i - n, j - n, n + shift)
        elif shift > 0:
            out[0] = (p + shift, q + shift, m - shift)
            out.insert(0, (0, 0, shift))
            continue
        if k < len(out):
            out[k] = (p + shift, q + shift, m - shift)
        else:
            out.append((p + shift, q + shift, -shift))
    return [each for each in out if each[2] > 0]


def _best_shift(tokens: Tokens, begin: int, end: int, before: int, behind: int) -> int:
    """How far to move a change that stands in `tokens` from `begin` to `end`: left (negative) or right."""
    code = tokens.code
    left = right = 0
    while left < before and code[begin - left - 1] == code[end - left - 1]:
        left += 1
    while right < behind and code[begin + right] == code[end + right]:
        right += 1
    if not left and not right:
        return 0
    return max(range(-left, right + 1), key=lambda s: (_strength(tokens, begin + s) + _strength(tokens, end + s), s))


def _strength(tokens: Tokens, index: int) -> int:
    """How good a boundary lies before a token: of a paragraph, sentence, clause, or group of words."""
    if index in (0, len(tokens)):
        return 6
    last, piece = tokens.pieces[index - 1].lstrip(), tokens.pieces[index]
    if "\n" in piece:
        return 6
    if tokens.ends_sentence(index - 1):
        return 5
    if last in (";", ":"):
        return 4
    if last == ",":
        return 3
    if piece in (",", ";", ":"):
        return 2
    if tokens.code[index] not in tokens.kinds.words:
        return 0
    return 1 + (tokens.code[index] in tokens.kinds.leading) if piece[0].isspace() else 0
