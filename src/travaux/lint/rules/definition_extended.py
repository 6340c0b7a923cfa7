"""L535: powers extended to an article that creates no offence, or by one that is no power."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.facts import Facts, Referring
from travaux.lint.ground import Ground
from travaux.model.law import LawArticle, LawDivision
from travaux.model.stages import Referred

_EXTENDS = re.compile(r"\bextend\b[^.;]*\b(?:scope|measures|powers|provisions)\b")
_NOT_OPERATIVE = ("definition", "purpose", "scope", "recital", "final", "relation", "institution")
_NO_POWER = re.compile(
    r"\b(?:definitions?|use of terms|terminology|statement of purpose|final (?:provisions|clauses))\b", re.I
)


@rule(
    "L535",
    "definition-extended",
    Severity.ERROR,
    over="text",
    hint="name the articles that create offences ([](#all:offence)), and the articles of the parent that give powers",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A clause that extends the parent's measures names an article that creates no offence, or gives no power.

    The first Additional Protocol to the Convention on Cybercrime extended the Convention's measures to its Articles
    2 to 7, and Article 2 is its definition. A definition is applied wherever its term stands; measures are extended
    to offences. In the same way a range of the parent's articles is read member by member: one that falls into its
    definitions or its final provisions is swept in without being meant.

    Example: `shall extend the measures defined in [](#ets-185:14..:36) to [](#def-child)`

    Instead: `shall extend the measures defined in [](#ets-185:14..:21?bare) and [](#ets-185:23..:35) to
    [](#all:offence)`
    """
    facts = ground.facts(text)
    for each in facts.references:
        if _EXTENDS.search(each.words):
            for message in (*_own(each, facts), *_parents(each, facts)):
                yield Finding(each.ref.span, message)


def _own(each: Referring, facts: Facts) -> Iterator[str]:
    """Provisions of the text that a reference names and that create no offence."""
    owners = dict.fromkeys(facts.owner_of(anchor) for anchor in each.ref.anchors)
    for name in owners:
        clause = facts.library.clauses.get(name)
        if clause is not None and clause.id != each.clause and clause.kind in _NOT_OPERATIVE:
            yield f"the measures are extended to “{clause.id}”, which creates no offence"


def _parents(each: Referring, facts: Facts) -> Iterator[str]:
    """Articles of the parent that a reference names and that are no powers."""
    if facts.parent is None:
        return
    named = facts.law_articles(each, facts.parent)
    for divisions, article in facts.parent.every_article():
        if article.article in named and _is_no_power(divisions, article):
            heading = f" ({article.heading})" if article.heading else ""
            at = f"Article {article.article}{heading} of {facts.parent.short}"
            yield f"{each.ref.typed} sweeps in {at}, which is no measure"


def _is_no_power(divisions: tuple[LawDivision, ...], article: LawArticle) -> bool:
    return any(_NO_POWER.search(heading) for heading in (article.heading, *(each.heading for each in divisions)))
