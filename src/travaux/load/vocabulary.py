"""The closed lists of words: their names, and several vocabularies made one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from travaux.model.library import Vocabulary


@cache
def sections() -> tuple[str, ...]:
    """The names of a vocabulary's lists."""
    from travaux.model.library import Vocabulary

    return tuple(each.name for each in fields(Vocabulary))


def together(given: Iterable[Vocabulary]) -> Vocabulary:
    """The words of several vocabularies; the later wins."""
    from travaux.model.library import Vocabulary

    words: dict[str, Any] = {name: {} for name in sections()}
    for each in given:
        for name, known in words.items():
            known.update(getattr(each, name))
    return Vocabulary(**words)
