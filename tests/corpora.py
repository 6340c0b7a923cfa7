"""What a run tried of each corpus: counted by class in the tests, and told in a line for each at the end of the run.

A test asks for the fixture `counted` and says what it tried; the counts travel with its report, so that they come
together from however many processes ran the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

KEY = "corpus"
Counted = Callable[[str, str, Mapping[str, int]], None]
"""Takes the name of a corpus, where it is from, and how many of each class were tried."""


def counter(request: pytest.FixtureRequest) -> Counted:
    """What the fixture gives to a test."""

    def count(name: str, source: str, classes: Mapping[str, int]) -> None:
        assert any(classes.values()), f"nothing of {name} was tried"
        request.node.user_properties.append((KEY, [name, source, dict(classes)]))

    return count


def lines(reports: Iterable[Any]) -> list[str]:
    """A line for each corpus: how many were tried, of which classes, and where they are from."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for report in reports:
        for key, value in getattr(report, "user_properties", ()):
            if key == KEY and report.when == "call":
                name, source, classes = value
                found.setdefault((name, source), Counter()).update(classes)
    return [
        f"{name}: {sum(classes.values()):,} ({', '.join(f'{count:,} {each}' for each, count in classes.items())}); "
        f"from {source}"
        for (name, source), classes in sorted(found.items())
    ]
