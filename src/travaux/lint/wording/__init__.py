"""Rules that need only patterns: one YAML file each, read here as package data.

`patterns` are regular expressions tried in order on the typed words (markup and what stands in
quotation marks are blank, so they never match); a message may hold `{words}`, the words found; the
group `at`, if there is one, is the place that is shown.
`where` names the fields: `text` and `heading` of the clauses (a recital's heading is never printed),
`instrument` for an instrument's own headings and leads. `kinds` are the only kinds of clause looked at (all,
if left out), `except-kinds` those left alone. What `leave` matches is never found; nor is anything in a variant
with one of the `except-flags`. `any-of` are words, in small letters, and `contains` characters, of which a field
must have one for the patterns to be tried at all: they change nothing but the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import BLANK, Ground, Passage
from travaux.load.yaml import parse
from travaux.model.clause import Clause
from travaux.model.library import Library


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One expression, and what to say where it matches."""

    expression: re.Pattern[str]
    message: str
    hint: str
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class _Wording:
    """The fields of one file that its check needs."""

    where: tuple[str, ...]
    kinds: tuple[str, ...]
    except_kinds: tuple[str, ...]
    except_flags: frozenset[str]
    leave: re.Pattern[str] | None
    any_of: frozenset[str]
    contains: tuple[str, ...]
    patterns: tuple[_Pattern, ...]

    def check(self, library: Library, ground: Ground) -> Iterator[Finding]:
        """What the patterns find in a library."""
        for clause in library.clauses.values():
            if clause.kind not in self.except_kinds and (not self.kinds or clause.kind in self.kinds):
                for passage in self._passages(clause, ground):
                    yield from self._found(passage)
        if "instrument" in self.where:
            for instrument in library.instruments.values():
                for passage in ground.lines_of(instrument):
                    yield from self._found(passage)

    def _passages(self, clause: Clause, ground: Ground) -> Iterator[Passage]:
        if "text" in self.where:
            for passage in ground.texts_of(clause):
                if self.except_flags.isdisjoint(clause.variants[passage.variant].flags):
                    yield passage
        if "heading" in self.where and clause.kind != "recital":
            yield from ground.headings_of(clause)

    def _found(self, passage: Passage) -> Iterator[Finding]:
        """What the patterns find in one passage; no character is found twice."""
        if self.any_of and self.any_of.isdisjoint(passage.vocabulary):
            return
        if self.contains and not any(each in passage.value for each in self.contains):
            return
        left = self.leave.finditer(passage.unquoted) if self.leave else ()
        taken = {place for match in left for place in range(*match.span())}
        for pattern in self.patterns:
            for match in pattern.expression.finditer(passage.unquoted):
                here = set(range(*match.span()))
                if taken.isdisjoint(here):
                    taken |= here
                    message = pattern.message.replace("{words}", " ".join(match.group().replace(BLANK, " ").split()))
                    start = match.start("at") if "at" in pattern.expression.groupindex else match.start()
                    yield Finding(passage.at(start), message, pattern.hint, pattern.severity)


def _pattern(raw: Mapping[str, Any]) -> _Pattern:
    severity = Severity(raw["severity"]) if "severity" in raw else None
    return _Pattern(re.compile(raw["match"]), raw["message"], raw.get("hint", ""), severity)


def _enter(name: str, text: str) -> None:
    """Enter one file as a rule. A file that can't be read as one is a bug of ours, and raises."""
    value, found = parse(text, name)
    if found or not isinstance(value, Mapping):
        raise ValueError(f"wording/{name}: {found}")
    raw: Mapping[str, Any] = value
    wording = _Wording(
        tuple(raw["where"]),
        tuple(raw.get("kinds", ())),
        tuple(raw.get("except-kinds", ())),
        frozenset(raw.get("except-flags", ())),
        re.compile(raw["leave"]) if "leave" in raw else None,
        frozenset(raw.get("any-of", ())),
        tuple(raw.get("contains", ())),
        tuple(_pattern(each) for each in raw["patterns"]),
    )

    def check(library: Library, ground: Ground) -> Iterator[Finding]:
        return wording.check(library, ground)

    check.__doc__ = raw["page"]
    severity = Severity(raw["severity"])
    rule(raw["code"], name.removesuffix(".yaml"), severity, over="library", hint=raw["hint"])(check)


for _file in sorted(files(__name__).iterdir(), key=lambda each: each.name):
    if _file.name.endswith(".yaml"):
        _enter(_file.name, _file.read_text(encoding="utf-8"))
