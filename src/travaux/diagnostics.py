"""Places in files, and what is wrong there.

Every fault a user can cause is a `Diagnostic`: collected, never thrown one at a
time, and shown together. `Faults` carries them across a boundary that can't
return them; a bare Python exception always means a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path relative to the project, line and column from 1.

    Columns count characters, not bytes, as an editor shows them.
    """

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: where, what and why (`message`), and what to do (`hint`)."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the finding stops a build."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.span} " if self.span else ""
        return f"{where}{self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that was set aside: the reason as written, and the file of the waiver."""

    finding: Diagnostic
    because: str
    path: str


class Faults(Exception):
    """All the faults of one step that could not give a value."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(str(each) for each in self.found))


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by place in the files, each once; those without a place come first."""
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda d: (d.span or Span("", 0, 0), d.code, d.message)))
