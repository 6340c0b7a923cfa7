"""L546: a citation of an article that the treaty does not have."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.cited import citations, missing, provisions
from travaux.lint.ground import Ground, Passage
from travaux.model.law import Law
from travaux.model.library import Library


@rule(
    "L546",
    "citation-nowhere",
    Severity.ERROR,
    over="library",
    hint="check the number against the treaty; if it is right, correct extent: or labels: in clauses/law",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A reason, a comment or a source cites an article that the treaty does not have.

    Whoever checks a citation and finds nothing stops believing the others. The articles of each treaty are recorded
    in `clauses/law`: their numbers (`extent`), and the provisions inside those that were read (`labels`). Every
    citation "art 11.2" or "arts 3(b), 14–16" beside a clause or in an instrument's report is compared with them, and
    so are `draws-on`. Pages and paragraphs of reports are left alone.

    Example: `cite: "[@ets-185, art 91]"`.

    Instead: `cite: "[@ets-185, art 9.1]"`.
    """
    for passage in _passages(library, ground):
        for place, key, pinpoint in citations(passage.value):
            if law := library.law.get(key):
                for why in _wrong(law, pinpoint, ground):
                    yield Finding(passage.at(place), why)
    for clause in library.clauses.values():
        for index, draws in enumerate(clause.draws_on):
            if law := library.law.get(draws.instrument):
                for why in _wrong(law, f"art {draws.article}", ground):
                    yield Finding(ground.span(clause.path, ("draws-on", index, "article")), why)


def _wrong(law: Law, pinpoint: str, ground: Ground) -> Iterator[str]:
    """What a treaty does not have of that which is cited."""
    for article, label in provisions(pinpoint):
        if why := missing(ground, law, article, label):
            yield why


def _passages(library: Library, ground: Ground) -> Iterator[Passage]:
    """What stands beside the clauses, in the instruments' reports, in the gaps and the objections."""
    for clause in library.clauses.values():
        yield from ground.beside(clause)
        yield from ground.cites_of(clause)
    for instrument in library.instruments.values():
        yield from ground.report_of(instrument)
    yield from ground.of_lists()
