"""L555: a clause that follows a provision, and binds more or less strongly than it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import paragraphs, plain, stands_aside
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause, Draws
from travaux.model.elements import Duty, Strength
from travaux.model.law import Law, LawArticle
from travaux.model.library import Vocabulary
from travaux.model.strength import SCALE, strength_of

_SAID: Final[dict[Strength, str]] = {
    "shall": "shall",
    "measures": "shall take measures",
    "softened": "shall, as far as something allows",
    "endeavour": "shall endeavour",
    "consider": "shall consider",
    "may": "may",
    "encouraged": "encouraged",
}
_DUTIES: Final[dict[Duty, Strength]] = {"criminalise": "measures", "consider": "consider"}
_MAY: Final = re.compile(r"\{\{\s*[Pp]art(?:y|ies)\s*\}\}\s+may\b")
_PINPOINT: Final = re.compile(r"(?P<first>\d+)(?:\s*[–-]\s*(?P<last>\d+))?(?P<label>(?:\.[a-z0-9]+)*)")


@rule(
    "L555",
    "obligation-strength",
    Severity.WARNING,
    over="clause",
    hint="bind as strongly as the source does, or declare the change: `relation: extends`, `narrows` or `departs`",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause is said to follow a provision, but binds more or less strongly than it.

    The strength of an obligation is what delegations bargain over: shall (or shall ensure), shall take
    measures, shall as far as something allows ("as appropriate", "to the extent possible", "subject to the
    basic concepts of its legal system"), shall endeavour, shall consider, may, are encouraged. `strength` in
    clauses/law/ records it for a provision; for want of that, `duty` tells an offence that parties shall create
    (measures) from one that they shall consider creating. A variant whose `draws-on` says `follows` has every
    weaker degree that is recorded there, and binds as strongly as the source at its strongest; "shall" and
    "shall take measures" count as equal.

    Example: "shall provide for the recovery of victims" drawn with `relation: follows` from a provision that
    says "shall consider".

    Instead: "shall consider providing …", or `relation: extends`.
    """
    for index, draws in enumerate(clause.draws_on):
        law = ground.library.law.get(draws.instrument)
        recorded = dict(_recorded(law, draws)) if law and draws.relation == "follows" else {}
        for passage in ground.texts_of(clause) if recorded else ():
            if draws.variants and passage.variant not in draws.variants:
                continue
            for message in _differences(passage, clause, ground.library.vocabulary, recorded):
                span = ground.span(clause.path, ("draws-on", index))
                yield Finding(span, f"variant “{passage.variant}” follows {draws.instrument}, {message}")


def _differences(
    passage: Passage, clause: Clause, vocabulary: Vocabulary, recorded: dict[str, Strength]
) -> Iterator[str]:
    """In what the text binds otherwise than the provisions recorded ("art 6.3": how strongly)."""
    own = set(_strengths(passage, vocabulary))
    if clause.duty_of(passage.variant) == "consider":
        own.add("consider")
    if not own:
        return
    strongest, listed = min(map(_rank, own)), ", ".join(f"“{_SAID[each]}”" for each in SCALE if each in own)
    for place, strength in recorded.items():
        if strength not in own and strongest < _rank(strength):
            yield f"{place} (“{_SAID[strength]}”), but is stronger: it says {listed}"
    place, strength = min(recorded.items(), key=lambda each: _rank(each[1]))
    if strongest > _rank(strength):
        yield f"{place} (“{_SAID[strength]}”), but is weaker: it says {listed}"


def _rank(strength: Strength) -> int:
    """The place of a degree on the scale; to do and to take measures are one."""
    return max(SCALE.index(strength), SCALE.index("measures"))


def _recorded(law: Law, draws: Draws) -> Iterator[tuple[str, Strength]]:
    """The strength recorded for each provision that is drawn on ("9.4, 9.5", "11, 12", "19–23")."""
    articles = {article.article: article for _, article in law.every_article()}
    for piece in draws.article.split(","):
        match = _PINPOINT.fullmatch(piece.strip())
        if not match:
            continue
        for number in range(int(match["first"]), int(match["last"] or match["first"]) + 1):
            if article := articles.get(str(number)):
                yield from _within(article, match["label"].lstrip("."))


def _within(article: LawArticle, label: str) -> Iterator[tuple[str, Strength]]:
    """The strengths recorded at a provision of an article and within it; with no label, everywhere in it."""
    every = {each.at: _DUTIES[each.duty] for each in article.covers if each.duty in _DUTIES} | article.strength
    for at, strength in every.items():
        if not label or at == label or at.startswith(f"{label}."):
            yield f"art {article.article}{'.' if at else ''}{at}", strength


def _strengths(passage: Passage, vocabulary: Vocabulary) -> Iterator[Strength]:
    """How strongly each sentence of a text binds; paragraphs that save or reserve left out, but the first."""
    text = plain(passage)
    for number, (start, end) in enumerate(paragraphs(passage)):
        if number and stands_aside(text[start:end], vocabulary):
            continue
        for sentence in re.finditer(r"[^.]+(?:\.(?!\s)[^.]*)*", text[start:end]):
            if strength := strength_of(sentence.group()):
                yield strength
        if _MAY.search(passage.value, start, end):
            yield "may"
