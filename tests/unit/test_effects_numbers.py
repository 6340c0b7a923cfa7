"""What numbers in a sentence come to."""

from __future__ import annotations

import pytest

from travaux.diff.effects.numbers import numbers, unmarked


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("EUR 1,500 and CHF 20", ["eur1500", "chf20"]),
        ("1 500 euros within thirty (30) days", ["1500", "30"]),
        ("$5 or 5 per cent", ["$5", "5%"]),
        ("the thirtieth day, the 30th day, the twenty-first day", ["30th", "30th", "21th"]),
        ("the hundred and twentieth day", ["120th"]),
        ("the third paragraph, third States", []),
        ("every four (4) years, biennially, every second year", ["every 4 year", "every 2 year", "every 2 year"]),
        ("every year, annually, an annual report, once a year", ["every 1 year"] * 4),
        ("at least 30 days, not more than 30 days, 30 days", ["≥30", "≤30", "30"]),
        ("two-thirds of the Parties", ["2/third"]),
        ("to be done in full.2 Then [3] it ends¹", []),
        ("within [30] [60] days", ["30", "60"]),
        ("a (1) and Article 5, paragraph 2, CETS 197", ["1"]),
        ("the words “8 bis.1.a, 7” shall be inserted after “thirty days”", ["30"]),
    ],
)
def test_values(text: str, values: list[str]) -> None:
    assert [each.value for each in numbers(text)] == values


def test_marks_of_footnotes_leave_the_places_of_words() -> None:
    assert unmarked("in full.2 Then¹ [3] it [30] days") == "in full.  Then      it [30] days"
