"""Words by which every provision of such a text names the offences: they do not tell one provision from another."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, takewhile
from typing import Final

from travaux.diff.runs import CLOSE
from travaux.diff.tokens import Tokens

_KNOWN: Final = "established in accordance with"
_NO_WORD: Final = "\0"
_KEPT: Final = 2
"""Of such words so many are counted: "the offences"."""
_NUMBER: Final = r"\d+(?:\s(?:bis|ter)\b)?"
_NAMING: Final = re.compile(
    r"\b(?:(?:an|the)\s)?offences?\sestablished\sin\saccordance\swith\sarticles?\s"
    rf"{_NUMBER}(?:(?:,?\s(?:to|and)\s|,\s|\s?[-–]\s?){_NUMBER})*"
    r"(?:\sof\sth(?:is|e\spresent)\s(?:convention|protocol))?",
    re.IGNORECASE,
)


def naming(tokens: Tokens) -> list[range]:
    """The tokens of a text that name the offences by their articles ("the offences established in accordance with …").

    In order; of a text that has none, nothing is read.
    """
    text = "".join(tokens.pieces)
    if _KNOWN not in text:
        return []
    ends = list(accumulate(map(len, tokens.pieces)))
    found = (each.span() for each in _NAMING.finditer(text))
    return [range(bisect_left(ends, begin + 1), bisect_left(ends, end) + 1) for begin, end in found]


def told(old: Tokens, new: Tokens) -> tuple[str, str]:
    """The codes of two texts; if both name the offences, with marks, which are no word, in the place of the articles.

    Not so where the two say alike what is done with the offences ("This Convention shall apply"): what they begin
    with in common is as long as that.
    """
    if not (here := naming(old)) or not (there := naming(new)) or _begin_alike(old, new):
        return old.code, new.code
    return _masked(old, here), _masked(new, there)


def _begin_alike(old: Tokens, new: Tokens) -> bool:
    """Whether what two texts begin with in common goes beyond who shall do it: no small word is the last of it."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(old.code, new.code, strict=False))
    begun = [one for one, _ in both]
    return len(begun) >= CLOSE and begun[-1] not in old.kinds.stops and begun[-1] in old.kinds.words


def _masked(tokens: Tokens, stretches: list[range]) -> str:
    code = tokens.code
    for each in stretches:
        begin = min(each.start + _KEPT, each.stop)
        code = code[:begin] + _NO_WORD * (each.stop - begin) + code[each.stop :]
    return code


def unnamed(tokens: Tokens, stretches: list[range]) -> str:
    """The code of a text without the tokens of such stretches."""
    kept, at = "", 0
    for each in stretches:
        kept, at = kept + tokens.code[at : each.start], each.stop
    return kept + tokens.code[at:]
