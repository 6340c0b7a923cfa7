"""References in the words of a passage, and whether a change of one is what the renumbering demands.

"Article 6, paragraph 2 (b)" is read into the numbers 6, 2 and b and where each leads; "paragraph 2" alone leads
into the article where it stands, "of the Convention" out of the text. A change from 6 to 7 is *consequential* if
the passage that bore the old number bears the new one, by the pairs of passages, and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from travaux.diff.labels import MULTIPLIERS, bare
from travaux.diff.words import common
from travaux.model.redline import Op, Passage, Words

_ARTICLE, _PARAGRAPH, _POINT, _DIVISION = "article", "paragraph", "point", "division"
# The first letter stands alone, so that the search leaps from one possible word to the next.
_FOUND = re.compile(
    r"(?:(?P<article>[Aa](?<!\w.)(?:rt(?:icles?|s?\.?)|RTICLES?))"
    r"|(?P<paragraph>[Pp](?<!\w.)(?:ara(?:graphs?|s?\.?)|ARAGRAPHS?))"
    r"|(?P<point>[SsPpIiLl](?<!\w.)(?:ub-?(?:paragraph|point|Paragraph)s?|oints?|tems?|etters?))"
    r"|(?P<division>[CcSsTtPpAa](?<!\w.)(?:hapters?|ections?|itles?|arts?|nnex(?:es)?|HAPTER|ECTION|ITLE|ART|NNEX)))"
    r"(?=[ \u00a0])"
)
_FIGURE = rf"\d+(?:[ \u00a0][*_]?{MULTIPLIERS}\b[*_]?)?"
_LETTER = r"\(?(?:[a-z]{1,2}|[ivx]{1,6})\)|(?:[a-z]|[ivx]{1,5})(?![\w’'])"
_FIRST = {
    _ARTICLE: _FIGURE,
    _PARAGRAPH: rf"(?:{_FIGURE}|\((?:\d+|[a-z]{{1,2}})\))",
    _POINT: rf"(?:{_FIGURE}|{_LETTER})",
    _DIVISION: rf"(?:{_FIGURE}|[IVXLC]+(?!\w)|[A-Z](?!\w))",
}
_BELOW = r"(?:\.(?:\d+|[a-z]{1,4})(?!\w)|[ \u00a0]?\((?:\d+|[a-z]{1,4})\))*"
_JOINT = r"(?:, (?:and |or |to )?| and | or | to | through |–|-| and/or )"
_ITEM = {kind: re.compile(rf"(?<!\w){first}{_BELOW}") for kind, first in _FIRST.items()}
_NUMBERS = {
    kind: re.compile(rf"[ \u00a0](?P<all>{first}{_BELOW}(?:{_JOINT}{first}{_BELOW})*)")
    for kind, first in _FIRST.items()
}
_PIECE = re.compile(rf"\((?:\d+|[a-z]+)\)|{_FIGURE}|[a-z]+|[A-Z]+")
_OURS = re.compile(r",? (?:of|to|in) (?:the present|this|the same) ", re.IGNORECASE)
_OTHERS = re.compile(
    r",? (?:of|to|in|under) (?:(?:the|that|those|its|each|any)\b(?: [\w-]+){0,6}? )?(?-i:[A-ZÀ-Þ])[\w-]+"
    r"|,? thereof|,? ibid",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a reference: where it stands in the words, its characters, and the path that it ends.

    `foreign` is true where it leads out of the text.
    """

    begin: int
    end: int
    path: tuple[str, ...]
    foreign: bool = False


def numbers(passage: Passage, articles: bool = True, begin: int = 0, end: int | None = None) -> list[Number]:
    """The numbers of the references in a passage, in the order of the words; only those between two places, if given.

    `articles` says whether paths begin with an article; in a text without any, they begin with a paragraph.
    """
    chains = list(_chains(passage.text, begin, len(passage.text) if end is None else end))
    out: list[Number] = []
    for index, (_, items, _, _) in enumerate(chains):
        base, foreign = _base(passage, chains, index, int(articles))
        at = items[0][0][0]
        if passage.own or passage.foreign:  # the tree knows better than the words
            foreign = any(b <= at < e for b, e in passage.foreign) or (
                foreign and not any(b <= at < e for b, e in passage.own)
            )
        for pieces in items:
            path, begun = base, -1
            for start, stop in pieces:
                path = (*path, bare(passage.text[start:stop]))
                begun = start if begun < 0 else begun
                if passage.text[stop : stop + 1] == "." and stop != pieces[-1][1]:
                    continue  # "8.1.a" is one token
                out.append(Number(begun, stop, path, foreign))
                begun = -1
    return out


_Piece = tuple[int, int]
_Found = tuple[str, list[list[_Piece]], int, int]


def _chains(text: str, begin: int, end: int) -> Iterator[_Found]:
    """The references in a text: the kind that the word names, the pieces of each number, where it ends and begins."""
    for found in _FOUND.finditer(text, begin, end):
        kind = str(found.lastgroup)
        listed = _NUMBERS[kind].match(text, found.end())
        if listed is None:
            continue
        items = [
            [piece.span() for piece in _PIECE.finditer(text, each.start(), each.end())]
            for each in _ITEM[kind].finditer(text, listed.start("all"), listed.end("all"))
        ]
        items = [each for each in items if each]
        if items:
            yield kind, items, listed.end("all"), found.start()


def _base(passage: Passage, chains: list[_Found], index: int, above_all: int) -> tuple[tuple[str, ...], bool]:
    """The path that a reference's numbers stand under, and whether they lead out of the text.

    What it is linked to counts ("Article 5, paragraph 2", "paragraph 2 of Article 5"), else where it stands.
    """
    text = passage.text
    kind, _, end, _ = chains[index]
    foreign = _leads_out(text, chains, index)
    if kind == _ARTICLE:
        return (), foreign
    if kind == _DIVISION:
        return ("§",), foreign
    own = passage.path[: above_all if kind == _PARAGRAPH else above_all + 1]
    if index + 1 < len(chains) and chains[index + 1][0] != kind and _links(text, end, chains[index + 1]):
        above, out = _base(passage, chains, index + 1, above_all)
        if chains[index + 1][0] in (_ARTICLE, _PARAGRAPH) and len(chains[index + 1][1]) == 1:
            return (*above, *_words(text, chains[index + 1][1][0])), foreign or out
    if index and chains[index - 1][0] != kind and _links(text, chains[index - 1][2], chains[index], comma=True):
        above, out = _base(passage, chains, index - 1, above_all)
        if _depth(chains[index - 1][0]) < _depth(kind):
            return (*above, *_words(text, chains[index - 1][1][-1])), foreign or out
    return own, foreign


def _depth(kind: str) -> int:
    return (_DIVISION, _ARTICLE, _PARAGRAPH, _POINT).index(kind)


def _words(text: str, pieces: list[_Piece]) -> tuple[str, ...]:
    return tuple(bare(text[begin:end]) for begin, end in pieces)


def _links(text: str, end: int, after: _Found, comma: bool = False) -> bool:
    """Whether only a joint ("of", a comma) stands between the end of one reference and the word of the next."""
    between = text[end : after[3]]
    return between == ", " if comma else between in (" of ", ", of ", " in ")


_JOINTS = frozenset((" of ", ", of ", " in ", ", ", " and ", " or ", ", and ", ", or "))


def _leads_out(text: str, chains: list[_Found], index: int) -> bool:
    """Whether a reference, or the one it is linked to, goes on with the name of another instrument."""
    end = chains[index][2]
    for later in chains[index + 1 :]:
        if text[end : later[3]] not in _JOINTS:
            break
        end = later[2]
    begin = end + 1 if text[end : end + 2] == ", " else end
    return _OURS.match(text, begin) is None and _OTHERS.match(text, begin) is not None


# ---------------------------------------------------------------- proof


class Renumbering:
    """The map from the old numbers to the new, as the pairs of passages give it."""

    def __init__(self, pairs: Iterator[tuple[Passage, Passage]]) -> None:
        self._map: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._articles = [False, False]
        for old, new in pairs:
            self._articles[0] |= old.level == "article"
            self._articles[1] |= new.level == "article"
            if old.path and new.path:
                self._map.setdefault(old.path, new.path)
            elif old.level == new.level == "heading" and old.label and new.label:
                self._map.setdefault(_division(old), _division(new))
        self.moved = any(old != new for old, new in self._map.items())

    def of(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Where an old path leads now; what is not known by itself follows what stands over it."""
        for cut in range(len(path), 0, -1):
            if path[:cut] in self._map:
                return (*self._map[path[:cut]], *path[cut:])
        return path

    def proof(self, old: Passage, new: Passage) -> Words | None:
        """The words of two passages if nothing differs but numbers of references, and each as the map has it."""
        begin, ends = _sentences_between(old.text, new.text)
        before = numbers(old, self._articles[0], begin, ends[0])
        after = numbers(new, self._articles[1], begin, ends[1])
        if len(before) != len(after) or not before:
            return None
        out: list[tuple[Op, str]] = []
        i = j = 0
        for one, other in zip(before, after, strict=True):
            if old.text[i : one.begin] != new.text[j : other.begin]:
                return None
            kept, was, now = old.text[i : one.begin], old.text[one.begin : one.end], new.text[other.begin : other.end]
            i, j = one.end, other.end
            if was == now:
                _add(out, "=", kept + was)
                continue
            if one.foreign or other.foreign or self.of(one.path) != other.path:
                return None
            _add(out, "=", kept)
            _add(out, "-", was)
            _add(out, "+", now)
        if old.text[i:] != new.text[j:]:
            return None
        _add(out, "=", old.text[i:])
        return tuple(out)


def _sentences_between(old: str, new: str) -> tuple[int, tuple[int, int]]:
    """Where the first sentence begins in which two texts differ, and where in each the last one ends."""
    head = common(old, new)
    begin = old.rfind(". ", 0, head) + 1
    left = min(len(old), len(new)) - head
    tail = common(old[: -left - 1 : -1], new[: -left - 1 : -1]) if left else 0
    end = old.find(". ", len(old) - tail)
    return begin, (len(old), len(new)) if end < 0 else (end + 1, end + 1 + len(new) - len(old))


def _add(out: list[tuple[Op, str]], op: Op, text: str) -> None:
    if out and out[-1][0] == op:
        out[-1] = (op, out[-1][1] + text)
    elif text:
        out.append((op, text))


def _division(passage: Passage) -> tuple[str, ...]:
    return ("§", bare(passage.label.split()[-1])) if passage.label else ()
