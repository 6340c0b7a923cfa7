"""Citations of treaties read as a lawyer writes them: "arts 3(b), 11.2 and 14–16" names articles and provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.lint.ground import Ground
from travaux.model.law import Law, LawArticle
from travaux.model.numerals import article_numbers

_ARTICLES = re.compile(r"^(?:arts?|articles?)\.?\s+(.*)$", re.IGNORECASE)
_ONE = re.compile(r"(\d+)(?:\s+(bis|ter|quater))?((?:\.[0-9a-z]+)*)((?:\s?\([0-9a-z]+\))*)$")
_PART = re.compile(r"[0-9a-z]+")


_CITATION = re.compile(r"\[@([^\[\]]*)\]")


def citations(prose: str) -> Iterator[tuple[int, str, str]]:
    """The citations of a field as typed: where each stands, its key, and the place it names."""
    for match in _CITATION.finditer(prose) if "[@" in prose else ():
        for item in match.group(1).split(";"):
            key, _, pinpoint = " ".join(item.split()).lstrip("@").partition(",")
            yield match.start(), key, pinpoint.strip()


def provisions(pinpoint: str) -> Iterator[tuple[str, str]]:
    """The articles that a pinpoint names, each with the label inside it: ("3", "b"), ("11", "2"); of a range, its ends.

    Nothing is given for a pinpoint that cites pages, paragraphs of a report or a preamble.
    """
    match = _ARTICLES.match(pinpoint.strip())
    for part in re.split(r",\s*|\s+and\s+|\s+to\s+", match.group(1)) if match else ():
        ends = part.split("–")
        first = _one(ends[0])
        if first is None:
            continue
        yield first
        if len(ends) == 2 and (last := _one(ends[1])):
            yield last


def _one(words: str) -> tuple[str, str] | None:
    match = _ONE.match(words.strip())
    if match is None:
        return None
    number, suffix, dotted, bracketed = match.groups()
    labels = [*_PART.findall(dotted), *_PART.findall(bracketed)]
    return f"{number} {suffix}" if suffix else number, ".".join(labels)


def missing(ground: Ground, law: Law, article: str, label: str) -> str:
    """Why a treaty has no such provision, as far as it is recorded; "" if it has, or if nobody can tell."""
    recorded = ground.article(law, article)
    if recorded is not None:
        return _missing_label(law, recorded, label)
    known = article_numbers(law.extent)
    if known and article not in known:
        return f"{law.short} has no article {article}: it has articles {law.extent}"
    if not known and any(law.every_article()):
        return f"{law.short} has no article {article} in what is recorded of it"
    return ""


def _missing_label(law: Law, article: LawArticle, label: str) -> str:
    if not label or not article.labels or any(each == label or each.startswith(f"{label}.") for each in article.labels):
        return ""
    if label == "1" and article.labels == ("",):
        return ""
    return f"article {article.article} of {law.short} has no provision {label}"
