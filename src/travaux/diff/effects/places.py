"""Which passages of a text stand around its articles, and bind nobody."""

from __future__ import annotations

from travaux.model.redline import Comparand


def outside(side: Comparand) -> frozenset[str]:
    """The ids of the passages around the articles: notices, titles, the preamble, the closing words.

    Of a plain file they are those before its first article; where it has none, there are none.
    """
    if side.vocabulary is not None:
        return frozenset(each.id for each in side.passages if not each.clause and not each.path)
    first = next((at for at, each in enumerate(side.passages) if each.level == "article"), 0)
    return frozenset(each.id for each in side.passages[:first])
