"""The closed lists of words: their names."""

from __future__ import annotations

from dataclasses import fields
from functools import cache


@cache
def sections() -> tuple[str, ...]:
    """The names of a vocabulary's lists."""
    from travaux.model.library import Vocabulary

    return tuple(each.name for each in fields(Vocabulary))
