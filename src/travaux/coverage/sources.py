"""The correspondence table: which provision of ours draws on which of existing law, how, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from travaux.coverage.texts import Text, text_of
from travaux.model.clause import Claim, Clause, Draws
from travaux.model.library import Library
from travaux.model.stages import Referred

_REFERENCE = re.compile(r"\[([^\[\]]*)\]\(#([a-z0-9-]+)(?::[^()\s]*)?\)")


@dataclass(frozen=True, slots=True)
class Source:
    """A provision of ours and one that it draws on; `reason` is in clause markup, None if the clause gives none."""

    place: str
    heading: str
    clause: str
    variant: str
    law: str
    article: str
    relation: str
    reason: Claim | None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The sources of one text, in order of the text."""

    instrument: str
    title: str
    rows: tuple[Source, ...]


def correspondence(library: Library, referred: Referred) -> Correspondence:
    """The provisions that a text draws on, by clause in order of the text; only those of the variant chosen."""
    text = text_of(referred)
    return Correspondence(text.ident, text.title, tuple(_rows(library, text)))


def _rows(library: Library, text: Text) -> Iterator[Source]:
    for name, variant in text.chosen.items():
        clause = library.clauses[name]
        heading = text.headings.get(name, "")
        for draws in clause.draws_on:
            if not draws.variants or variant in draws.variants:
                reason = _referring(library, text, reason_for(clause, variant, draws))
                yield Source(
                    text.places[name], heading, name, variant, draws.instrument, draws.article, draws.relation, reason
                )


def _referring(library: Library, text: Text, reason: Claim | None) -> Claim | None:
    """A reason with its references in words: where the clause stands in the text, else its heading in quotes."""

    def words(found: re.Match[str]) -> str:
        name = found[2]
        if found[1] or name not in library.clauses:
            return found[1] or found[0]
        return text.places.get(name) or f"“{library.clauses[name].heading}”"

    return None if reason is None else replace(reason, claim=_REFERENCE.sub(words, reason.claim))


def reason_for(clause: Clause, variant: str, draws: Draws) -> Claim | None:
    """The reason of this variant that speaks of a source: one that cites that law, else the first in favour."""
    claims = [each for each in clause.rationale if not each.variants or variant in each.variants]
    articles = "|".join(re.findall(r"(?<![\d.])\d+", draws.article))

    def rank(claim: Claim) -> int:
        """0 where the law is not cited; a reason in favour first, then one that cites the very article."""
        cited = re.search(rf"@{re.escape(draws.instrument)}(?![\w-])([^;\]]*)", claim.cite)
        if cited is None:
            return 0
        exact = bool(articles) and re.search(rf"(?<![\d.])(?:{articles})(?!\d)", cited[1]) is not None
        return 1 + exact + 2 * (claim.stance == "for")

    citing = max(claims, key=rank, default=None)  # the first of the best
    if citing is not None and rank(citing):
        return citing
    return next((each for each in claims if each.stance == "for"), None)
