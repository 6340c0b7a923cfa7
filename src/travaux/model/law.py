"""Sources cited, and existing law: its facts, names and (where recorded) its structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from travaux.model.elements import Duty, Elements, Gravamen, Strength
from travaux.model.fields import STRICT, Confidence, Ident, Prose


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family, given) or a body (literal), as in CSL."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    family: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work cited, in the types and variables of CSL 1.0.2, and `short`, its name in a note.

    Dates are written "2010", "2022-03" or "2001-04-24"; a title in square brackets describes a work
    whose own title is not known. `note` and `confidence` are ours: what was checked, and how far.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    type: Literal[
        "article-journal", "article-newspaper", "bill", "book", "chapter", "document", "hearing", "legal_case",
        "legislation", "paper-conference", "post-weblog", "regulation", "report", "speech", "thesis", "treaty",
        "webpage",
    ]  # fmt: skip
    title: Prose
    short: Prose
    author: tuple[Name, ...] = ()
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    issued: str = ""
    authority: str = ""
    publisher: str = ""
    publisher_place: str = ""
    editor: tuple[Name, ...] = ()
    edition: str = ""
    genre: str = ""
    section: str = ""
    accessed: str = ""
    DOI: str = ""
    URL: str = field(default="")
    note: str = ""
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True)
class Covered:
    """What a provision of existing law reaches: its elements in the words that clauses use, and its duty.

    `at` is the provision within the article ("1.a"); `carries` names other law whose offences
    the provision takes over; `about` says it in our own words.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    about: Prose
    duty: Duty
    elements: Elements = field(default_factory=Elements)
    at: str = ""
    carries: tuple[Ident, ...] = ()
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True)
class LawArticle:
    """An article of existing law: its number ("8 bis"), heading, and exact words where a draft touches them.

    `covers` says what it reaches; `labels` are the provisions within it ("1", "1.a"), where they are recorded.
    `strength` says how strongly it binds, by provision ("" for the whole article), where that is recorded.
    `lists` names the provisions that are closed lists, each with the group of a draft's provisions that an
    amendment must add to it ("group:attempt", "all:reservation", "all:declaration").
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: str
    heading: str = ""
    text: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    covers: tuple[Covered, ...] = ()
    strength: dict[str, Strength] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LawDivision:
    """A division of existing law: "Chapter II", its heading, what it holds.

    `gravamen` says what its offences turn on, where it is a division of offences: what is done, or what is shown.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Ident
    label: Prose
    heading: str = ""
    gravamen: Gravamen | None = None
    divisions: tuple[LawDivision, ...] = ()
    articles: tuple[LawArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """An existing treaty or law: its facts, names, and (where recorded) its structure.

    `extent` gives the numbers of all its articles ("1–48", "1–2, 4"), so that a citation of
    one that does not exist is found although not every article is recorded.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Prose
    short: Prose
    cite_as: Prose
    kind: Literal["treaty", "statute"] = "treaty"
    series: str = ""
    extent: str = ""
    adopted: str = ""
    opened: str = ""
    opened_at: str = ""
    in_force: str = ""
    as_of: str = ""
    depositary: str = ""
    authentic: tuple[str, ...] = ()
    confidence: Confidence = "verified"
    note: str = ""
    divisions: tuple[LawDivision, ...] = ()
    articles: tuple[LawArticle, ...] = ()
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

    def gravamen_at(self, path: Sequence[str]) -> Gravamen | None:
        """What offences turn on in the division of that path of ids, as recorded for it or for what holds it."""
        divisions, out = self.divisions, None
        for part in path:
            found = next((each for each in divisions if each.id == part), None)
            if found is None:
                return None
            divisions, out = found.divisions, found.gravamen or out
        return out

    def every_article(self) -> Iterator[tuple[tuple[LawDivision, ...], LawArticle]]:
        """Each recorded article with the divisions it stands in, in order."""

        def inside(
            divisions: tuple[LawDivision, ...], above: tuple[LawDivision, ...]
        ) -> Iterator[tuple[tuple[LawDivision, ...], LawArticle]]:
            for division in divisions:
                here = (*above, division)
                for article in division.articles:
                    yield here, article
                yield from inside(division.divisions, here)

        for article in self.articles:
            yield (), article
        yield from inside(self.divisions, ())
