"""What a library made of a text from elsewhere tells of itself: what could not be kept, the rules it departs from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NAMED = 4
"""How many are named of those that have the same oddity."""


@dataclass(slots=True)
class Account:
    """What could not be kept as it was: told one by one, and once for all that have the same oddity."""

    told: list[str] = field(default_factory=list)
    _odd: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, *what: str) -> None:
        """Tell of something that is the only one of its kind."""
        self.told += what

    def odd(self, what: str, whom: str) -> None:
        """Remember who has an oddity."""
        self._odd.setdefault(what, []).append(whom or "an article without a number")

    def all(self) -> tuple[str, ...]:
        """Everything that is to be told."""
        return (*self.told, *(f"{_some(whom)}: {what}" for what, whom in self._odd.items()))

    def readme(self, title: str, ident: str, file: str, departed: Mapping[str, int]) -> str:
        """What the folder is, what could not be kept, and the rules of drafting set aside, each with its count."""
        lines = [f"# {title or ident}", "", f"Imported from the file {file}.", ""]
        lines += [f"Build it: `travaux -C . build {ident}`", "", "## Not kept as it was", ""]
        lines += [f"- {each}" for each in self.all()] or ["Nothing."]
        if departed:
            lines += ["", "## Rules of drafting set aside", ""]
            lines += [f"- {rule}: {count} {'place' if count == 1 else 'places'}" for rule, count in departed.items()]
            lines += ["", f"They stand under `waives` in `templates/instruments/{ident}.yaml`. Take one out, and"]
            lines += ["`travaux lint` shows each place; `travaux explain` and the code say what the rule asks for."]
        return "\n".join(lines) + "\n"


def _some(whom: list[str]) -> str:
    """The first of them by name, and how many more."""
    more = f" and {len(whom) - NAMED} more" if len(whom) > NAMED else ""
    return ", ".join(whom[:NAMED]) + more
