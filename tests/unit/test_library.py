"""What every clause of the carried library holds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from travaux import api
from travaux.carried import carried
from travaux.diagnostics import Severity
from travaux.load.text import parse_inline
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.tree import Cite
from travaux.model.walk import deep

PATTERN = "amending-protocol", "optional-protocol", "model-convention"


@cache
def library() -> Library:
    made = api.load(api.find(carried())).library
    assert made is not None
    return made


CLAUSES = sorted(library().clauses.values(), key=lambda clause: clause.id)
every_clause = pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)


@every_clause
def test_every_reason_has_a_pointer(clause: Clause) -> None:
    for claim in clause.rationale:
        cites = [node for node in deep(parse_inline(f"{claim.claim} {claim.cite}")) if isinstance(node, Cite)]
        assert cites, f"{clause.id}: {claim.claim}"


@every_clause
def test_every_vehicle_is_answered_with_a_reason(clause: Clause) -> None:
    assert set(PATTERN) <= set(clause.placement)


@every_clause
def test_every_variant_is_favoured_or_opposed_by_someone(clause: Clause) -> None:
    for name, variant in clause.variants.items():
        assert variant.stance.for_ or variant.stance.against, f"{clause.id}:{name}"


def test_no_two_variants_have_the_same_words() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for clause in CLAUSES:
        for name, variant in clause.variants.items():
            if variant.text:
                seen[" ".join(variant.text.split())].append(f"{clause.id}:{name}")
    assert [names for names in seen.values() if len(names) > 1] == []


def test_every_gap_is_closed_and_every_objection_raised_by_a_profile() -> None:
    closed = {gap for clause in CLAUSES for gap in clause.closes}
    assert set(library().gaps) == closed
    for name, objection in library().objections.items():
        assert objection.profiles and objection.variants and objection.answers, name


def test_no_rule_warns_of_anything_in_the_library_or_its_instruments() -> None:
    """Every citation leads to an article that is there, every element to its words; notes only tell."""
    found = api.check(library())
    assert [str(each) for each in found if each.severity is not Severity.NOTE] == []
    assert not any(clause.waives for clause in CLAUSES)
    assert not any(each.waives for each in library().instruments.values())
