"""L540: offences that a text joins to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.facts import Facts, covers
from travaux.lint.ground import Ground
from travaux.model.law import LawArticle
from travaux.model.library import Hook
from travaux.model.stages import Referred

_WHOLE = re.compile(r"[Pp]rovisions\s+of\s+\{\{\s*parent\s*\}\}\s+shall\s+apply")
_ALL = re.compile(r"offences?\s+established\s+in\s+accordance\s+with\s+this\s+Convention")


@rule(
    "L540",
    "hook-missing",
    Severity.WARNING,
    over="text",
    hint="add the clause, apply the parent's article, or give the reason under without: in the instrument",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """An offence of a text is not reached by the provisions that make it work.

    An offence by itself punishes nobody: it needs a rule on attempt and aiding, on those who organise, on legal
    persons, sanctions, jurisdiction, extradition and evidence. `hooks` in the vocabulary say which clauses do this,
    and which articles of a parent do it for a protocol that applies them, or whose inserted article falls into their
    range. A clause that names its offences reaches those that it names; one that names none reaches them all. An
    absence that is meant is recorded, with its reason, under `without` in the instrument, and the report prints it.

    Example: a protocol with offences, and in it no clause on jurisdiction and no article of the parent on it.

    Instead: `jurisdiction-safe-haven`, or in the instrument
    `without: {jurisdiction: "Left to the law of the parties …"}`.
    """
    facts = ground.facts(text)
    wanted = {clause.id for clause in facts.offences}
    if not wanted:
        return
    path, severity = facts.instrument.path, Severity.NOTE if facts.pending else None
    for name, hook in facts.library.vocabulary.hooks.items():
        missing = () if name in facts.instrument.without else sorted(wanted - _reached(hook, facts, wanted))
        if missing:
            which = "no offence" if len(missing) == len(wanted) else f"not {', '.join(missing)}"
            message = f"{hook.about}: “{facts.instrument.id}” reaches {which}"
            yield Finding(ground.span(path, ("body",)), message, severity=severity)
    for name in facts.instrument.without:
        hook_there = facts.library.vocabulary.hooks.get(name)
        if hook_there is None or wanted <= _reached(hook_there, facts, wanted):
            why = "the vocabulary has no such hook" if hook_there is None else "all offences are reached"
            message = f"without: says that nothing serves “{name}”, and {why}"
            yield Finding(ground.span(path, ("without", name)), message, "delete the entry")


def _reached(hook: Hook, facts: Facts, wanted: set[str]) -> set[str]:
    """The offences that a clause of the text, or an article of the parent, joins to a hook."""
    if any(_applies(each, facts) for each in hook.articles):
        return set(wanted)
    found: set[str] = set()
    stated = {(clause.id, variant) for clause, variant in facts.stated}
    for ref in hook.clauses:
        name, _, variant = ref.partition(":")
        if any(name == have and variant in ("", chosen) for have, chosen in stated):
            named = facts.reached.get(name, frozenset()) & wanted
            found |= named or wanted
    return found


def _applies(at: str, facts: Facts) -> bool:
    """Whether an article of the parent serves the text: applied by it, or by the words of the article itself."""
    law = facts.parent
    ident, _, number = at.partition(":")
    if law is None or ident != law.id:
        return False
    if facts.inserted:
        article = next((each for _, each in law.every_article() if each.article == number), None)
        return article is not None and _takes_in(article, facts)
    if any(number in facts.law_articles(each, law) for each in facts.references if _relates(each.clause, facts)):
        return True
    return any(_WHOLE.search(c.variants[variant].text) for c, variant in facts.stated if c.kind == "relation")


def _takes_in(article: LawArticle, facts: Facts) -> bool:
    """Whether the recorded words of an article reach an article inserted beside it."""
    after = facts.inserted.values()
    return any(_ALL.search(words) for words in article.text.values()) or any(
        covers(article, label, each) for label in article.text for each in after
    )


def _relates(name: str, facts: Facts) -> bool:
    clause = facts.library.clauses.get(name)
    return clause is not None and clause.kind == "relation"
