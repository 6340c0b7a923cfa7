"""Citations as a lawyer writes them, and what a treaty has of them."""

from __future__ import annotations

import pytest

from travaux.lint.cited import citations, missing, provisions
from travaux.lint.ground import Ground
from travaux.model.library import Library


@pytest.mark.parametrize(
    ("pinpoint", "wanted"),
    [
        ("art 3(b)", [("3", "b")]),
        ("arts 11.1, 12, 13.1 and 14.2.a", [("11", "1"), ("12", ""), ("13", "1"), ("14", "2.a")]),
        ("art 5.2(b)–(c)", [("5", "2.b")]),
        ("arts 2–11", [("2", ""), ("11", "")]),
        ("art 8 bis", [("8 bis", "")]),
        ("Article 4(a)(ii)", [("4", "a.ii")]),
        ("para 79", []),
        ("281–282", []),
        ("", []),
    ],
)
def test_what_a_pinpoint_names(pinpoint: str, wanted: list[tuple[str, str]]) -> None:
    assert list(provisions(pinpoint)) == wanted


def test_where_citations_stand() -> None:
    prose = "First [@kunze, 281; @ets-185, arts 1,\n2]; then [@vclt]."
    last = prose.index("[@vclt")
    assert list(citations(prose)) == [(6, "kunze", "281"), (6, "ets-185", "arts 1, 2"), (last, "vclt", "")]
    assert list(citations("[] and [thirty] days")) == []


@pytest.mark.parametrize(
    ("article", "label", "fault"),
    [
        ("11", "2", ""),
        ("11", "9", "no provision 9"),
        ("9", "1", ""),
        ("48", "", ""),
        ("49", "", "no article 49"),
        ("2", "1", ""),
        ("2", "2", "no provision 2"),
    ],
)
def test_what_the_convention_has(library: Library, article: str, label: str, fault: str) -> None:
    why = missing(Ground(library, ()), library.law["ets-185"], article, label)
    assert fault in why if fault else why == ""
