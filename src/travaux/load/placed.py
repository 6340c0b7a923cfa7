"""Where the keys and values of a file stand, for whoever reads them later, down to the character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.diagnostics import Span
from travaux.load.aligned import aligned
from travaux.load.careful import Careful, Place
from travaux.load.scalars import Scalar, scalars
from travaux.load.source import KeyPath, Source


class Marks:
    """Where each key and value of a file stands; made once per file, when a place is wanted.

    Most scalars are found without the careful reader, which is asked for what is left.
    """

    def __init__(self, text: str | bytes, path: str) -> None:
        if isinstance(text, bytes):
            text = text.decode("utf-8", "surrogateescape")
        self._text, self._path = text, path

    @cached_property
    def _careful(self) -> Careful:
        return Careful(self._text, self._path)

    @cached_property
    def _scalars(self) -> dict[KeyPath, Scalar]:
        return scalars(self._text)

    @cached_property
    def _source(self) -> Source:
        return Source(self._text, self._path)

    def key(self, keypath: KeyPath) -> Span:
        """The place of the key at the end of a key path; of its value where it has no key (a list's member).

        Of the nearest key above it, if there is none at the key path.
        """
        place, _ = self._nearest(keypath)
        return self._careful.source.at(place.key or place.start)

    def value(self, keypath: KeyPath) -> Span:
        """The place where the value at a key path begins; of the nearest value above it, if there is none.

        Of a block scalar that is the `|` of its header, of a quoted scalar its opening mark.
        """
        if known := self._scalars.get(keypath):
            return self._source.offset(known.start)
        place, exact = self._nearest(keypath)
        return self._careful.source.at(place.key if place.key and not exact else place.start)

    def placed(self, keypath: KeyPath) -> Placed:
        """The scalar at a key path, mapped character by character to the file.

        Raises `KeyError` where no scalar stands at the key path.
        """
        if known := self._scalars.get(keypath):
            return Placed(known.value, aligned(self._text, known), self._source)
        place = self._careful.places[keypath]
        if place.style is None:
            raise KeyError(keypath)
        scalar = Scalar(place.value, place.style, place.start.index, place.end.index)
        return Placed(place.value, aligned(self._careful.source.text, scalar), self._careful.source)

    def __contains__(self, keypath: object) -> bool:
        return keypath in self._scalars or keypath in self._careful.places

    def _nearest(self, keypath: KeyPath) -> tuple[Place, bool]:
        """The place of the key path, or of the nearest one above it, and whether it is the very one."""
        for length in range(len(keypath), -1, -1):
            if place := self._careful.places.get(keypath[:length]):
                return place, length == len(keypath)
        start = _Origin()
        return Place(None, start, start), False


class _Origin:
    """The mark of a file's beginning."""

    line = column = index = 0


@dataclass(frozen=True, slots=True)
class Placed:
    r"""A scalar's value whose every character is known in the file.

    Called with a line and a column of the value (both from 0, lines split at "\n") it
    gives the `Span` in the file; beyond a line's end, the place after its last character.
    """

    value: str
    offsets: Sequence[int]
    source: Source

    def __call__(self, line: int, column: int = 0) -> Span:
        """The place of a character, given by its line and column in the value, from 0."""
        index = 0
        for _ in range(line):
            found = self.value.find("\n", index)
            if found < 0:
                break
            index = found + 1
        end = self.value.find("\n", index)
        return self.at(min(index + column, len(self.value) if end < 0 else end))

    def at(self, index: int) -> Span:
        """The place of the value's character number `index`, from 0; past the end, where the scalar ends."""
        return self.source.offset(self.offsets[max(0, min(index, len(self.value)))])

    @property
    def lines(self) -> tuple[Span, ...]:
        """The place where each line of the value begins."""
        return tuple(self(number) for number in range(self.value.count("\n") + 1))
