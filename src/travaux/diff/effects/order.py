"""What a word of the vocabulary takes in: itself, what it `includes`, and what it is `wider_than`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.model.library import Vocabulary, VocabularyWord


@dataclass(frozen=True, slots=True)
class Order:
    """One section of a vocabulary ("means"), asked which of its words reaches further; empty for a plain file."""

    words: Mapping[str, VocabularyWord] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: Vocabulary | None, section: str) -> Order:
        """The order of a section; without a vocabulary every word stands for itself alone."""
        return cls(getattr(vocabulary, section) if vocabulary else {})

    def reach(self, word: str, alone: bool = True) -> frozenset[str]:
        """The word with all that it takes in; not `alone`, without what it is itself wider than."""
        out, waiting = {word}, list(self._next(word, alone))
        while waiting:
            each = waiting.pop()
            if each not in out:
                out.add(each)
                waiting.extend(self._next(each))
        return frozenset(out)

    def includes(self, wide: str, narrow: str) -> bool:
        """Whether a word is said to include another one."""
        return wide in self.words and narrow in self.words[wide].includes

    def reached(self, words: Iterable[str]) -> frozenset[str]:
        """What several alternatives take in together."""
        return frozenset().union(*map(self.reach, words))

    def is_free(self, words: tuple[str, ...]) -> bool:
        """Whether nothing is asked for: there are no words, or one says so."""
        return not words or any(each in self.words and self.words[each].asks_nothing for each in words)

    def is_any(self, words: tuple[str, ...]) -> bool:
        """Whether alternatives limit nothing: there are none, or they take in every word of the section."""
        return not words or (bool(self.words) and self.reached(words).issuperset(self.words))

    def about(self, words: Iterable[str]) -> str:
        """Words as a reader knows them: what the vocabulary says they are about, else the words themselves."""
        return "; ".join(self._about(each) for each in words)

    def _next(self, word: str, alone: bool = True) -> tuple[str, ...]:
        known = self.words.get(word)
        if known is None:
            return ()
        return (*known.includes, *known.wider_than) if alone else known.includes

    def _about(self, word: str) -> str:
        known = self.words.get(word)
        text = known.about if known else word.replace("-", " ")
        return text[:1].lower() + text[1:]
