"""Sources cited, and existing law: its facts, names and (where recorded) its structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from travaux.model.elements import Duty, Elements
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
    """A work cited: the CSL-JSON fields this field uses, and `short`, its name in a note."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    type: Literal[
        "article-journal", "book", "report", "legislation", "legal_case", "treaty", "post-weblog", "webpage", "document"
    ]
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
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: str
    heading: str = ""
    text: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    covers: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True)
class LawDivision:
    """A division of existing law: "Chapter II", its heading, what it holds."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Ident
    label: Prose
    heading: str = ""
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
