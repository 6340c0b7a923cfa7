"""L534: a list of the amended treaty that misses what an inserted article brings."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity, Span
from travaux.lint.api import Finding, rule
from travaux.lint.facts import Facts, covers
from travaux.lint.ground import Ground
from travaux.model.law import Law, LawArticle
from travaux.model.stages import Referred


@rule(
    "L534",
    "amended-list",
    Severity.ERROR,
    over="text",
    hint="add an operation on that list, or the reference that names what is missing; or waive it with the reason",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """After an amendment a closed list of the amended treaty misses a provision of the article inserted.

    A range ("Articles 2 through 11") takes in an article numbered 8 bis by its position; a list does not. The
    recorded law says which provisions are closed lists and of what: offences of which attempt is punishable,
    additional elements that may be declared, reservations that may be made. Each list is read again as the
    amendment leaves it: its recorded words, and the references in the operation on it. What the text offers for
    the list and the list does not name has no effect. Where no operation touches the list at all, the finding only
    warns: a delegation may have chosen to leave it.

    Example: a new offence in the group `attempt`, and no operation on Article 11, paragraph 2, of the Convention.

    Instead: the words “[](#group:attempt?compact),” inserted there by the consequential amendments.
    """
    facts = ground.facts(text)
    if facts.instrument.vehicle != "amending-protocol" or facts.parent is None or not facts.inserted:
        return
    for _, article in facts.parent.every_article():
        for label, group in article.lists.items():
            if any(covers(article, label, after) for after in facts.inserted.values()):
                continue
            wanted = dict.fromkeys(facts.members(group))
            named = _named(facts, facts.parent, article, label)
            missing = [key for key in wanted if not facts.anchored(key) <= named]
            if missing and (named or group.startswith("group:")):
                at = f"{facts.parent.id}:{article.article}{'.' if label else ''}{label}"
                message = f"after the amendment {at} would not name {', '.join(missing)}"
                severity = None if named else Severity.WARNING
                yield Finding(_place(facts, ground, at), f"{message} ([](#{group}))", severity=severity)


def _named(facts: Facts, law: Law, article: LawArticle, label: str) -> frozenset[str]:
    """The divisions of the text that the operations on a list write into it."""
    at = f"{law.id}:{article.article}{'.' if label else ''}{label}"
    found: set[str] = set()
    for clause, variant in facts.stated:
        for each in clause.variants[variant].amends:
            if each.at == at:
                ident = f"{clause.id}.{each.paragraph}" if each.paragraph else clause.id
                found.update(facts.leads_to(clause.id, ident))
    return frozenset(found)


def _place(facts: Facts, ground: Ground, at: str) -> Span:
    """Where the clause that carries the operations stands; where the article is inserted, if there is none."""
    law = at.partition(":")[0]
    for clause, variant in facts.stated:
        amends = clause.variants[variant].amends
        if any(each.operation != "insert" and each.at.startswith(f"{law}:") for each in amends):
            return ground.span(clause.path, ("variants", variant, "amends"))
    return ground.span(facts.instrument.path, ("parent",))
