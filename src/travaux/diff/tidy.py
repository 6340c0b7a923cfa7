"""Tidying a comparison of words, so that it reads as a drafter would have marked it.

In order: enumerations of numbers are compared place by place; sentences that have under about 45 % of their
words in common are replaced whole; words that by themselves do not hold two changes apart are taken into them;
an insertion or deletion that could stand in several places stands at the strongest boundary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.diff.runs import CLOSE, Cuts, Match, joined
from travaux.diff.sentences import begun, by_sentence, restored, with_stops
from travaux.diff.tokens import Tokens

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
    cuts: Cuts = ([], [])
    if changed > _SLIGHT and not long:
        cuts = begun(old, joints), begun(new, joints)
        out = by_sentence(old, new, out, cuts)
    if len(out) > 1:
        out = _without_islands(old, new, out, cuts)
    if changed <= _SLIGHT:
        return joined(out)
    if not long:
        out = with_stops(old, new, restored(old, new, out))
    return joined(_slid(old, new, out))


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
        if each[2] >= CLOSE or each is bounds[-1]:
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


# ---------------------------------------------------------------- islands


def _without_islands(old: Tokens, new: Tokens, runs: list[Match], cuts: Cuts) -> list[Match]:
    """The runs without those that are too slight to hold the changes before and behind them apart.

    Words with which a sentence of both texts begins are not.
    """
    begun = frozenset(cuts[0]), frozenset(cuts[1])
    while True:
        kept = [each for k, each in enumerate(runs) if not _is_island(old, new, runs, k) or _begins(each, begun)]
        if len(kept) == len(runs):
            return runs
        runs = kept


def _begins(run: Match, begun: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether a run holds at least the first four tokens of a sentence of both texts."""
    i, j, n = run
    return any(i + k in begun[0] and j + k in begun[1] for k in range(n - CLOSE + 1))


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
        # A comma after words that only one text has, before a longer change.
        return least >= 2 or (max(before, behind) > _SLIGHT and 0 in (i - p - m, j - q - m))
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
        return 1 + (piece != ":")
    if tokens.code[index] not in tokens.kinds.words:
        return 0
    return 1 + (tokens.code[index] in tokens.kinds.leading) if piece[0].isspace() else 0
