"""Instruments side by side, clause by clause: which has it, in which variant, at which place, in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from travaux.coverage.texts import Text
from travaux.model.library import Library
from travaux.synopsis.facts import told
from travaux.synopsis.model import Group, Head, Synopsis
from travaux.synopsis.reading import Reading
from travaux.synopsis.rows import Compare, aligned
from travaux.synopsis.variants import SILENT

ABSENT = "(not in this text)"


def by_instrument(
    library: Library, texts: Sequence[Text], readings: Mapping[str, Sequence[Reading]], compare: Compare
) -> Synopsis:
    """The table of instruments; `readings` are by clause, in the order of the texts."""
    groups = tuple(_group(library, texts, clause, each, compare) for clause, each in readings.items())
    about = tuple(f"{text.ident}: {text.title}" for text in texts)
    return Synopsis("instruments", "Instruments side by side", groups, about)


def in_order(texts: Sequence[Text], asked: Sequence[str]) -> tuple[str, ...]:
    """The clauses asked about (all that some text has words of, if none is), each after what it follows in a text."""
    if asked:
        return tuple(dict.fromkeys(asked))
    order: list[str] = []
    for text in texts:
        at = 0
        for clause in text.chosen:
            if clause in order:
                at = order.index(clause) + 1
            else:
                order.insert(at, clause)
                at += 1
    return tuple(order)


def _group(
    library: Library, texts: Sequence[Text], clause: str, readings: Sequence[Reading], compare: Compare
) -> Group:
    it = library.clauses[clause]
    heads = tuple(_head(library, text, each) for text, each in zip(texts, readings, strict=True))
    facts = told("variant", "Variant", (_variants(library, each) for each in readings))
    return Group(clause, it.heading, heads, aligned([each.passages for each in readings], compare), tuple(facts))


def _variants(library: Library, reading: Reading) -> list[str]:
    """The variant, or the rival options, of a clause in a text, with its label."""
    variants = library.clauses[reading.clause].variants
    return [f"{name}: {variants[name].label}" for name in reading.variants]


def _head(library: Library, text: Text, reading: Reading) -> Head:
    variants = library.clauses[reading.clause].variants
    silent = bool(reading.variants) and all(variants[each].omit for each in reading.variants)
    instead = "" if reading.passages else SILENT if silent else ABSENT
    return Head(text.ident, text.places.get(reading.clause, "") if reading.passages else "", (), instead)
