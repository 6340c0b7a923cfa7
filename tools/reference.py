"""Writes docs/reference.md from the code: the commands, the keys of every file, the codes of the findings.

    .venv/bin/python tools/reference.py

A test compares the committed page with what this gives; `pytest --accept` rewrites it as well.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from travaux import api
from travaux.cli.main import main as commands
from travaux.cli.schema import FILES
from travaux.model import clause, fields, instrument, law, library, style
from travaux.output import MARKS
from travaux.render.api import renderers

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"

HEAD = """\
# Reference

Made from the code by `tools/reference.py`; a test keeps it true. How the parts fit together is told in
the [guide](guide.md), how clauses and instruments are written in [library.md](library.md) and
[instruments.md](instruments.md).

- [Commands](#commands)
- [Keys of the files](#keys-of-the-files)
- [Findings](#findings)
"""
ROOTS: dict[str, Any] = {
    "clause": clause.Clause,
    "instrument": instrument.Instrument,
    "style": style.Style,
    "law": law.Law,
    "sources": law.Source,
    "gaps": library.Gap,
    "objections": library.Objection,
    "coverage": library.Coverage,
    "vocabulary": library.Vocabulary,
}
NAMES: tuple[tuple[Any, str], ...] = (
    (fields.Ident, "id"),
    (fields.ClauseRef, "clause, or clause:variant"),
    (fields.Prose, "text"),
    (fields.Flag, "true or false"),
    (instrument.Item, "clause, or [item](#item)"),
    (fields.Vehicle, "vehicle"),
    (str, "text"),
    (bool, "true or false"),
)
LAYERS = {
    "Y": "Files: what the YAML reader refuses",
    "S": "Library: what the schema asks of each file, and what must exist",
    "T": "Clause text: labels, marks and references as typed",
    "P": "Passes: choosing, assembling, numbering, referring",
    "L": "Rules: opinions on what is sound",
    "C": "Output",
}


def reference() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_commands(), *_keys(), *_findings()))


# ---------------------------------------------------------------- commands


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    yield (
        "Every command takes `-h` or `--help`. Exit codes: 0, also with warnings; 1, an error was found; "
        "2, the command was misused.\n"
    )
    with click.Context(commands, info_name="travaux") as context:
        yield from _table(("Option", "For"), _options(commands, context))
        yield ""
        for name in commands.list_commands(context):
            command = commands.get_command(context, name)
            assert command is not None
            yield from _command(name, command, context)
    yield from _formats()


def _command(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    with click.Context(command, info_name=name, parent=above) as context:
        usage = " ".join(command.collect_usage_pieces(context))
        yield f"### travaux {name}\n"
        yield f"```text\ntravaux {name} {usage}\n```\n"
        yield f"{_prose(command.help or '')}\n"
        rows = _options(command, context)
        yield from (*_table(("Option", "For"), rows), "") if rows else ()
        examples = [line.strip() for line in (command.epilog or "").splitlines() if line.startswith("  ")]
        if examples:
            yield "\n".join(("```sh", *examples, "```\n"))


def _options(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    """The options as --help shows them, that of help itself apart."""
    records = [each.get_help_record(context) for each in command.params if isinstance(each, click.Option)]
    return [(f"`{names}`", words) for names, words in filter(None, records)]


def _prose(words: str) -> str:
    """A docstring in Markdown: commands, and the names in capitals that usage shows, as code."""
    return re.sub(
        r'"(?P<command>travaux [^"]+)"|(?P<name>[\w/]*\b(?!(?:PDF|README|JSON|YAML|SARIF)\b)[A-Z]{2,}\b(?::[A-Z]+)?/?)',
        lambda match: f"`{match['command'] or match['name']}`",
        inspect.cleandoc(words.replace("\b", "")),
    )


def _formats() -> Iterator[str]:
    yield "### Formats and annotations\n"
    usual = {name: renderers()[name].suffix for name in api.formats()}
    listed = ", ".join(f"`{name}` (`.{suffix}`)" for name, suffix in usual.items())
    yield f"Formats: {listed}; without `--format`, {', '.join(api.DEFAULT_FORMATS)}.\n"
    rows = [(f"`{mode}`", f"`INSTRUMENT{mark}.pdf`") for mode, mark in MARKS.items()]
    yield from _table(("`--annotate`", "File"), rows)
    yield ""


# ---------------------------------------------------------------- keys


def _keys() -> Iterator[str]:
    yield "## Keys of the files\n"
    yield (
        "In YAML a key is written with hyphens. Every value is the text as written; the schema alone says which "
        "of them is a flag. An *id* is lower-case letters, digits and single hyphens. A *vehicle* is a "
        f"kind of instrument: {_listed(fields.Vehicle)}. "
        "`travaux schema` gives the same to an editor.\n"
    )
    done: set[Any] = set()
    for kind, root in ROOTS.items():
        yield f"### {kind.capitalize()}: `{FILES[kind]}`\n"
        if kind in ("sources", "gaps", "objections"):
            yield f"A mapping of id to [{_name(root)}](#{_name(root)}).\n"
        for each in _below(root, done):
            yield from _class(each)


def _below(root: Any, done: set[Any]) -> Iterator[Any]:
    """A class of the schema and those that its fields name, each once."""
    waiting = [root]
    while waiting:
        each = waiting.pop(0)
        if each in done:
            continue
        done.add(each)
        yield each
        for field in _fields(each):
            waiting.extend(_classes(field[1]))


def _class(made: Any) -> Iterator[str]:
    yield f"#### {_name(made)}\n"
    yield f"{_about(made)}\n"
    yield from _table(("Key", "Value", "If left out"), [(f"`{n}`", _words(h), d) for n, h, d in _fields(made)])
    yield ""


def _about(made: Any) -> str:
    """What a class says of itself; a dataclass without a docstring has only the one that Python writes."""
    said = inspect.cleandoc(made.__doc__ or "")
    return "One of these and no more." if said.startswith(f"{made.__name__}(") else said


def _fields(made: Any) -> list[tuple[str, Any, str]]:
    """Key, type and default of each field that a file may state."""
    hints = typing.get_type_hints(made, include_extras=True)
    out = []
    for field in dataclasses.fields(made):
        hint = hints[field.name]
        if "set by the loader" not in getattr(hint, "__metadata__", ()):
            out.append((field.name.rstrip("_").replace("_", "-"), hint, _default(field)))
    return out


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return "**required**" if field.default_factory is dataclasses.MISSING else "–"
    if field.default in ("", None, ()):
        return "–"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _name(made: Any) -> str:
    """What a class of the schema is called on the page."""
    return str(made.__name__).strip("_").removesuffix("Spec").lower()


def _classes(hint: Any) -> list[Any]:
    """The classes of the schema that a type names."""
    if typing.get_origin(hint) is typing.Annotated:
        return _classes(hint.__origin__)
    if dataclasses.is_dataclass(hint):
        return [hint]
    return [found for each in typing.get_args(hint) for found in _classes(each)]


def _words(hint: Any) -> str:
    """A type in words."""
    for known, words in NAMES:
        if hint == known:
            return words
    if dataclasses.is_dataclass(hint):
        return f"[{_name(hint)}](#{_name(hint)})"
    origin, given = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return _listed(hint)
    if origin is tuple:
        return f"list of {_words(given[0])}" if given[-1] is Ellipsis else f"two of {_words(given[0])}"
    if origin is dict:
        return f"mapping of {_words(given[0])} to {_words(given[1])}"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_words(each) for each in given if each is not type(None))
    if origin is typing.Annotated:
        return "id, or nothing" if hint.__origin__ is str else _words(given[0])
    return "[item](#item)" if isinstance(hint, typing.ForwardRef) else str(hint)


def _listed(literal: Any) -> str:
    return ", ".join(f"`{each}`" for each in typing.get_args(literal))


# ---------------------------------------------------------------- findings


def _findings() -> Iterator[str]:
    yield "## Findings\n"
    yield (
        "An error stops a build; a warning and a note do not. `travaux explain CODE` prints the whole page of a code: "
        "what it means and why, an example, and what to write instead.\n"
    )
    pages = api.pages().values()
    for letter, title in LAYERS.items():
        yield f"### {title}\n"
        rows = [(f"`{p.code}`", f"`{p.slug}`", str(p.severity), p.summary) for p in pages if p.code[0] == letter]
        yield from _table(("Code", "Name", "Severity", "Means"), rows)
        yield ""


def _table(head: tuple[str, ...], rows: list[Any]) -> Iterator[str]:
    if not rows:
        return
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE)
