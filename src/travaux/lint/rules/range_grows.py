"""L549: the ranges of an amended treaty that take in what is inserted, and those that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.facts import RANGE
from travaux.lint.ground import Ground
from travaux.model.stages import Referred


@rule(
    "L549",
    "range-grows",
    Severity.NOTE,
    over="text",
    hint="say in the commentary, or in the amending text, that this is meant",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A range in the amended treaty takes in the article inserted, without a word being changed there.

    "Articles 2 through 11" holds ten articles; with an Article 8 bis it holds eleven. That is how an inserted article
    comes under sanctions, jurisdiction or extradition, and also how it may come under what nobody thought of. The
    amendment is carried out on the recorded words of the treaty, these are read again, and each range that grows is
    named, with what it then holds, unless the words of the provision now name the new article. A range that is typed
    in a clause of the library is a matter for another rule (L501).

    Example: Article 29, paragraph 4, of the Convention on Cybercrime: "Articles 2 through 11".

    Instead: nothing, if it is meant; else an operation that names the articles one by one.
    """
    facts = ground.facts(text)
    if facts.instrument.vehicle != "amending-protocol" or facts.parent is None:
        return
    numbers = _renumbered([each.article for _, each in facts.parent.every_article()], facts.inserted)
    grown = []
    for _, article in facts.parent.every_article():
        for label, words in article.text.items():
            at = f"{article.article}{'.' if label else ''}{label}"
            words = facts.amended[at].new if at in facts.amended else words
            for first, last in dict.fromkeys(RANGE.findall(words)):
                held = _between(numbers, first, last)
                if any(new in held and not re.search(rf"\b{new}\b", words) for new in facts.inserted):
                    grown.append(f"{at} (“{first} through {last}”, now {len(held)} articles)")
    if grown:
        span = ground.span(facts.instrument.path, ("parent",))
        new = ", ".join(facts.inserted)
        yield Finding(
            span, f"ranges of {facts.parent.short} that take in Article {new} by its place: {', '.join(grown)}"
        )


def _renumbered(numbers: list[str], inserted: dict[str, str]) -> list[str]:
    """The articles of the treaty in order, with those inserted at their places."""
    out = list(numbers)
    for new, after in inserted.items():
        if after in out and new not in out:
            out.insert(out.index(after) + 1, new)
    return out


def _between(numbers: list[str], first: str, last: str) -> set[str]:
    if first not in numbers or last not in numbers:
        return set()
    return set(numbers[numbers.index(first) : numbers.index(last) + 1])
