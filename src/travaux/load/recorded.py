"""Whether what is recorded of existing law, works cited and gaps is in the form in which it is read and printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from travaux.carried import CARRIED
from travaux.diagnostics import Diagnostic, Span
from travaux.load import record_faults as faults
from travaux.load.placed import Marks
from travaux.load.source import KeyPath
from travaux.model.dates import parts
from travaux.model.numerals import article_numbers

if TYPE_CHECKING:
    from travaux.model.law import Law, LawArticle, LawDivision
    from travaux.model.library import Library


def misrecorded(library: Library) -> list[Diagnostic]:
    """Every date, extent, article and provision in the project's own records that can't be as it is written."""
    every = _Records(library)
    for law in library.law.values():
        if not law.path.startswith(CARRIED):
            every.law(law)
    for key, source in library.sources.items():
        every.dates("clauses/sources.yaml", key, {"issued": source.issued, "accessed": source.accessed})
    for key, gap in library.gaps.items():
        every.dates("clauses/gaps.yaml", key, {"as-of": gap.as_of})
    return every.found


def is_date(written: str) -> bool:
    """Whether a year, month or day (ISO 8601) is written and exists."""
    found = parts(written)
    try:
        return bool(found) and bool(date(*(*found, 1, 1)[:3]))
    except ValueError:
        return False


class _Records:
    """Collects the faults of records, each at its place."""

    def __init__(self, library: Library) -> None:
        self.found: list[Diagnostic] = []
        self._texts = library.texts
        self._marks: dict[str, Marks] = {}

    def law(self, law: Law) -> None:
        """What is recorded of one treaty or statute."""
        dates = {"adopted": law.adopted, "opened": law.opened, "in-force": law.in_force, "as-of": law.as_of}
        self.dates(law.path, "", dates)
        if law.extent and article_numbers(law.extent) is None:
            self.found.append(faults.odd_extent(self._at(law.path, ("extent",)), law.extent))
        seen: set[str] = set()
        for key, article in articles((), law):
            if article.article in seen:
                place = self._at(law.path, (*key, "article"))
                self.found.append(faults.recorded_twice(place, f"article {article.article}"))
            seen.add(article.article)
            self._article(law.path, key, article)

    def dates(self, path: str, entry: str, written: dict[str, str]) -> None:
        """Dates, by their keys in a file or in an entry of a list; of a list, only what stands in the project's own."""
        for key, value in written.items():
            at: KeyPath = (entry, key) if entry else (key,)
            if value and not is_date(value) and self._holds(path, at):
                self.found.append(faults.not_a_date(self._at(path, at), key, value))

    def _article(self, path: str, key: KeyPath, article: LawArticle) -> None:
        labels = article.labels
        for number in _again(labels):
            place = self._at(path, (*key, "labels", number))
            self.found.append(faults.recorded_twice(place, f"provision {labels[number]} of article {article.article}"))
        for number, covered in enumerate(article.covers):
            at = covered.at
            if at and any(labels) and not any(each == at or each.startswith(f"{at}.") for each in labels):
                place = self._at(path, (*key, "covers", number, "at"))
                self.found.append(faults.provision_not_recorded(place, at, article.article, labels))

    def _holds(self, path: str, at: KeyPath) -> bool:
        return path in self._texts and at in self._of(path)

    def _of(self, path: str) -> Marks:
        if path not in self._marks:
            self._marks[path] = Marks(self._texts[path], path)
        return self._marks[path]

    def _at(self, path: str, at: KeyPath) -> Span:
        return self._of(path).value(at)


def _again(labels: Iterable[str]) -> Iterator[int]:
    """The places in a list of what stands further up in it already."""
    seen: set[str] = set()
    for number, label in enumerate(labels):
        if label in seen:
            yield number
        seen.add(label)


def articles(at: KeyPath, holder: Law | LawDivision) -> Iterator[tuple[KeyPath, LawArticle]]:
    """Each article recorded of existing law, with the keys that lead to it."""
    for number, article in enumerate(holder.articles):
        yield (*at, "articles", number), article
    for number, division in enumerate(holder.divisions):
        yield from articles((*at, "divisions", number), division)
