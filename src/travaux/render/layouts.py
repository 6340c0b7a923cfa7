"""Layouts filled with plain data, in a sandbox that can reach nothing else: in this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


def template(shells: Mapping[str, str], shell: str) -> Template:
    """One of these layouts, by its name, ready to be filled; the others are there to be included in it."""
    from jinja2 import DictLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(shells),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # What comes out differently each time has no place where the same input makes the same bytes.
    del environment.globals["lipsum"], environment.filters["random"]
    return environment.get_template(shell)


def filled(shells: Mapping[str, str], shell: str, data: Mapping[str, object]) -> str:
    """One of these layouts, by its name, filled with this data; raises what Jinja does."""
    return template(shells, shell).render(data)
