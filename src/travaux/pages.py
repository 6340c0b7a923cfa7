"""The page that `travaux explain CODE` prints for each kind of finding.

A kind of finding is one function, and its docstring is its page: what, why, an
example, and what to write instead. `page` enters the function here under its
code; nothing is listed by hand. Each layer registers its own: YAML (Y1xx),
schema and library (S2xx), clause text (T3xx), passes (P4xx), lint (L5xx), output (C6xx),
files to compare and to import (D7xx), briefing packs (K8xx).
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from travaux.diagnostics import Diagnostic, Severity, Span

Given = ParamSpec("Given")
Made = TypeVar("Made", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of finding: its code, its name in words with hyphens, its severity and its page (Markdown)."""

    code: str
    slug: str
    text: str
    severity: Severity = Severity.ERROR

    @property
    def summary(self) -> str:
        """The first line of the page, without its full stop."""
        return self.text.partition("\n")[0].rstrip(".")


PAGES: dict[str, Page] = {}


def page(code: str, slug: str, severity: Severity = Severity.ERROR) -> Callable[[Made], Made]:
    """Enter a function's (or class's) docstring as the page of `code`; the function itself is unchanged.

    Raises `ValueError` for a code or a name used twice, and for a missing docstring:
    each is a bug of ours.
    """

    def enter(made: Made) -> Made:
        text = inspect.cleandoc(made.__doc__ or "")
        if not text:
            raise ValueError(f"{code} ({slug}) has no page: write a docstring")
        if code in PAGES or any(slug == each.slug for each in PAGES.values()):
            raise ValueError(f"{code} ({slug}) is registered twice")
        PAGES[code] = Page(code, slug, text, severity)
        return made

    return enter


def gather(package: str = "travaux") -> dict[str, Page]:
    """Every page of a package, by code in order: imports its modules, so that each has registered its own."""
    root = importlib.import_module(package)
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        if not found.name.rpartition(".")[2].startswith("__"):
            importlib.import_module(found.name)
    return dict(sorted(PAGES.items()))


def finding(
    code: str, slug: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[Given, tuple[str, str]]], Callable[Concatenate[Span | None, Given], Diagnostic]]:
    """Make a kind of finding of a function that returns (message, hint); its docstring becomes the page.

    The function that comes out takes the place first, then what the function takes, and gives a `Diagnostic`.
    """

    def enter(words: Callable[Given, tuple[str, str]]) -> Callable[Concatenate[Span | None, Given], Diagnostic]:
        page(code, slug, severity)(words)

        @functools.wraps(words)
        def made(span: Span | None, /, *given: Given.args, **named: Given.kwargs) -> Diagnostic:
            message, hint = words(*given, **named)
            return Diagnostic(code, severity, message, span, hint)

        return made

    return enter
