"""Days, months and years as the files write them (ISO 8601) and as a text prints them."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def parts(written: str) -> tuple[int, ...]:
    """Year, month and day of "2001-11-23"; year and month of "2022-03"; () if it is no such date."""
    found = _DATE.fullmatch(written)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def long_date(written: str) -> str:
    """A day in words: "2001-11-23" is "23 November 2001"; a month or a year alone likewise; else as it is written."""
    found = parts(written)
    if not found:
        return written
    year, month, day = (*found, 0, 0)[:3]
    return " ".join([*([str(day)] if day else []), *([_MONTHS[month - 1]] if month else []), f"{year:04}"])
