"""What a rule is, where rules are found, and how they are run over a library and its texts.

A rule is one function in one module of `lint/rules`; its docstring is its page. A rule that
needs only patterns is one YAML file in `lint/wording`. Rules hold opinions: they read,
they find, they never change anything.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar, overload

from travaux.diagnostics import Diagnostic, Severity, Span, Waived, in_order
from travaux.lint.ground import Ground
from travaux.lint.unknown import unknown_in, unknown_in_lists
from travaux.lint.waivers import Waivers
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.stages import Referred
from travaux.pages import page

Over: TypeAlias = Literal["clause", "text", "library"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; its severity and its hint are the rule's unless it says otherwise."""

    span: Span | None
    message: str
    hint: str = ""
    severity: Severity | None = None


Found: TypeAlias = Iterable[Finding]
OnClause: TypeAlias = Callable[[Clause, Ground], Found]
OnText: TypeAlias = Callable[[Referred, Ground], Found]
OnLibrary: TypeAlias = Callable[[Library, Ground], Found]
C = TypeVar("C", bound=OnClause)
T = TypeVar("T", bound=OnText)
L = TypeVar("L", bound=OnLibrary)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks at (each clause, each instrument's text, or the library), and its check."""

    code: str
    slug: str
    severity: Severity
    over: Over
    hint: str
    check: Callable[[Any, Ground], Found]

    def diagnostic(self, found: Finding) -> Diagnostic:
        """A finding of this rule as everyone reads it."""
        return Diagnostic(
            self.code, found.severity or self.severity, found.message, found.span, found.hint or self.hint
        )


_RULES: dict[str, Rule] = {}


@overload
def rule(code: str, slug: str, severity: Severity, *, over: Literal["clause"], hint: str) -> Callable[[C], C]: ...
@overload
def rule(code: str, slug: str, severity: Severity, *, over: Literal["text"], hint: str) -> Callable[[T], T]: ...
@overload
def rule(code: str, slug: str, severity: Severity, *, over: Literal["library"], hint: str) -> Callable[[L], L]: ...
def rule(code: str, slug: str, severity: Severity, *, over: Over, hint: str) -> Callable[[Any], Any]:
    """Enter a function as the rule `code`, and its docstring as the page of `travaux explain`."""

    def enter(check: Callable[[Any, Ground], Found]) -> Callable[[Any, Ground], Found]:
        page(code, slug, severity)(check)
        _RULES[code] = Rule(code, slug, severity, over, hint, check)
        return check

    return enter


@cache
def rules() -> dict[str, Rule]:
    """Every rule by code, in order: each module of `lint/rules`, each file of `lint/wording`."""
    package = importlib.import_module("travaux.lint.rules")
    for info in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{info.name}")
    importlib.import_module("travaux.lint.wording")
    return dict(sorted(_RULES.items()))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules found, and what they found that a clause or an instrument waives; both by place."""

    found: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()


def lint(
    library: Library, texts: Sequence[Referred] = (), clauses: Collection[str] | None = None
) -> tuple[Diagnostic, ...]:
    """Everything the rules find in a library and in the texts made of it that is not waived, by place."""
    return judge(library, texts, clauses).found


def judge(library: Library, texts: Sequence[Referred] = (), clauses: Collection[str] | None = None) -> Judged:
    """Everything the rules find in a library and in the texts made of it, and what of it is waived.

    `clauses` limits the rules over clauses to those named. Faults that loading and the
    passes found are not repeated here.
    """
    with _seldom_collecting():
        return _judged(Ground(library, texts), clauses)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """No search for garbage while the rules look: a large library lives on, and would be searched again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _judged(ground: Ground, clauses: Collection[str] | None) -> Judged:
    sieve = _Sieve(Waivers(ground))
    every = rules().values()
    for clause in ground.clauses(clauses):
        for each in every:
            if each.over == "clause":
                sieve.take(each, each.check(clause, ground))
        sieve.found.extend(_markup(clause, ground))
        sieve.found.extend(unknown_in(clause, ground))
        ground.forget(clause)
    sieve.found.extend(unknown_in_lists(ground) if clauses is None else ())
    for each in every:
        if each.over == "text":
            for text in ground.texts:
                sieve.take(each, each.check(text, ground), text.numbered.draft.selection.instrument.id)
        elif each.over == "library":
            sieve.take(each, each.check(ground.library, ground))
    sieve.found.extend(sieve.waivers.faults({code: each.over for code, each in rules().items()}, clauses))
    return Judged(in_order(sieve.found), tuple(sieve.waived[each] for each in in_order(sieve.waived)))


@dataclass(frozen=True, slots=True)
class _Sieve:
    """Parts what is waived from what is found."""

    waivers: Waivers
    found: list[Diagnostic] = field(default_factory=list)
    waived: dict[Diagnostic, Waived] = field(default_factory=dict)

    def take(self, by: Rule, findings: Found, instrument: str = "") -> None:
        """The findings of a rule, about the text of an instrument if one is named."""
        for each in findings:
            diagnostic = by.diagnostic(each)
            aside = self.waivers.sets_aside(diagnostic, instrument)
            if aside:
                self.waived.setdefault(diagnostic, aside)
            else:
                self.found.append(diagnostic)


def _markup(clause: Clause, ground: Ground) -> Iterator[Diagnostic]:
    """What is wrong in the markup of a clause: in every text, chosen or not, and in what stands beside it."""
    for passage in (*ground.texts_of(clause), *ground.headings_of(clause), *ground.beside(clause)):
        yield from passage.faults()
