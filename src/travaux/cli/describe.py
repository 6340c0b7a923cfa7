"""The lines that `travaux show` prints of each kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import assert_never

from travaux.cli.tables import as_typed, table, width_of_output, wrapped
from travaux.load.placed import Marks
from travaux.load.text import parse_inline
from travaux.lookup import Provision
from travaux.model.clause import Claim, Clause, Placement, Requirement, Stances
from travaux.model.elements import Elements
from travaux.model.library import Library
from travaux.model.marks import mark_in_full
from travaux.model.stages import Request
from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Change,
    Cite,
    Division,
    Emph,
    Inline,
    Note,
    Quoted,
    Ref,
    Settled,
    Sub,
    Term,
    Text,
)
from travaux.model.uses import uses
from travaux.model.walk import headline, inside, plain
from travaux.passes.sources import cite_words
from travaux.project import Project, shown
from travaux.render.api import Assets, renderers


def facts(*rows: tuple[str, str]) -> Iterator[str]:
    """Names and values in two columns; a value that is empty is left out."""
    kept = [row for row in rows if row[1].strip()]
    room = max((len(name) for name, _ in kept), default=0)
    for name, value in kept:
        yield wrapped(value, 2, f"{name.ljust(room)}  ")


def words(library: Library, markup: str) -> str:
    """Words beside the text: citations as printed ("Kunze, 283"), references and placeholders as typed."""
    return _spelt(library, parse_inline(markup))


def _spelt(library: Library, run: Iterable[Inline]) -> str:
    out = []
    for node in run:
        match node:
            case Cite():
                out.append(plain(cite_words(library, node.items)))
            case Ref():
                out.append(node.typed)
            case Sub():
                out.append(node.old or node.new)
            case Bracket():
                out.append(f"[{_spelt(library, node.children)}]")
            case Emph() | Term() | Quoted() | Change():
                out.append(_spelt(library, node.children))
            case Text() | Note():
                out.append(plain((node,)))
            case _:
                assert_never(node)
    return "".join(out)


# ---------------------------------------------------------------- a clause


def clause(project: Project, library: Library, name: str, variant: str = "") -> Iterator[str]:
    """A clause with its variants (or one of them), placement and rationale."""
    it = library.clauses[name]
    yield wrapped(it.heading, 0, f"{it.id}: ")
    draws = (f"{law_name(library, each.instrument)}, art. {each.article} ({each.relation})" for each in it.draws_on)
    yield from facts(
        ("kind", it.kind),
        ("file", shown(project, it.path)),
        ("used in", ", ".join(_used(library, name)) or "no instrument"),
        ("elements", elements_in_words(it.elements)),
        ("defines", ", ".join(it.defines)),
        ("requires", _needs(it.requires)),
        ("excludes", ", ".join(it.excludes)),
        ("closes", ", ".join(_gap(library, each) for each in it.closes)),
        ("draws on", "; ".join(draws)),
    )
    marks = Marks(library.texts[it.path], it.path)
    for key in (variant,) if variant else it.variants:
        yield ""
        yield from _variant(project, it, key, marks)
    if not variant:
        places = (_placed(library, vehicle, each) for vehicle, each in it.placement.items())
        yield from headed("Placement", places)
    claims = [each for each in it.rationale if not (variant and each.variants and variant not in each.variants)]
    yield from headed("Rationale", (_claim(library, each) for each in claims))


def _gap(library: Library, name: str) -> str:
    """A gap by its id, with its title where it has one."""
    title = library.gaps[name].title.strip() if name in library.gaps else ""
    return f"{name} ({title})" if title else name


def _variant(project: Project, it: Clause, key: str, marks: Marks) -> Iterator[str]:
    each = it.variants[key]
    default = " (default)" if key == it.default else ""
    yield wrapped(each.label, 0, f"Variant {key}{default}: ")
    span = marks.value(("variants", key, "text"))
    yield from facts(
        ("at", f"{shown(project, span.path)}:{span.line}:{span.column}"),
        ("for use in", ", ".join(each.vehicles)),
        ("stance", _stances(each.stance)),
        ("elements", elements_in_words(each.elements)),
        ("flags", ", ".join(each.flags)),
        ("requires", _needs(each.requires)),
        ("excludes", ", ".join(each.excludes)),
    )
    yield ""
    if each.omit:
        yield "    (says nothing: the provision is left out)"
    yield from as_typed(each.text, 4)


def headed(head: str, lines: Iterable[str]) -> Iterator[str]:
    """A head and its lines after an empty line; nothing where there are no lines."""
    every = list(lines)
    if every:
        yield from ("", head, *every)


def _placed(library: Library, vehicle: str, placement: Placement) -> str:
    into = placement.into or "not carried there"
    return wrapped(f"{vehicle}: {into}. {words(library, placement.because)}", 2, "- ")


def _claim(library: Library, claim: Claim) -> str:
    source = f" {words(library, claim.cite)}" if claim.cite else ""
    of = f" (of {', '.join(claim.variants)})" if claim.variants else ""
    mark = f" [{mark_in_full(claim.confidence)}]" if mark_in_full(claim.confidence) else ""
    return wrapped(f"{claim.stance}{of}: {words(library, claim.claim)}{source}{mark}", 2, "- ")


def _stances(stance: Stances) -> str:
    both = (("for", stance.for_), ("against", stance.against))
    return "; ".join(f"{word} {', '.join(names)}" for word, names in both if names)


def elements_in_words(elements: Elements) -> str:
    """The elements stated: "mental knowingly; conduct advertise, offer"."""
    values = ((each.name, getattr(elements, each.name)) for each in fields(elements))
    parts = ((name, value if isinstance(value, str) else ", ".join(value)) for name, value in values if value)
    return "; ".join(f"{name} {words}" for name, words in parts)


def _needs(requires: Iterable[str | Requirement]) -> str:
    every = (each if isinstance(each, str) else f"{each.clause} (in {', '.join(each.in_)})" for each in requires)
    return ", ".join(every)


def law_name(library: Library, ident: str) -> str:
    """How a treaty is cited; its id where it is not recorded."""
    return library.law[ident].cite_as if ident in library.law else ident


def _used(library: Library, name: str) -> Iterator[str]:
    """The instruments that take a clause, with the variant where they name one."""
    for each in library.instruments.values():
        named = [use.variant for use in uses(each) if use.clause == name]
        if named:
            yield f"{each.id} ({named[0]})" if named[0] else each.id


# ---------------------------------------------------------------- an instrument, a provision


def instrument(project: Project, library: Library, request: Request, text: Settled) -> Iterator[str]:
    """An instrument: its facts, its articles with their numbers and clauses, its parameters."""
    it = library.instruments[request.instrument]
    yield wrapped(plain(text.document.title), 0, f"{it.id}: ")
    yield from facts(
        ("vehicle", it.vehicle),
        ("style", text.document.style),
        ("parent", law_name(library, it.parent) if it.parent else ""),
        ("file", shown(project, it.path)),
        ("about", it.about),
    )
    yield from headed("Contents", _outline(text.document.body, 2))
    if it.parameters:
        yield from ("", "Parameters")
        rows = [(name, request.parameters.get(name, each.value), each.about) for name, each in it.parameters.items()]
        yield from (f"  {line}" for line in table(rows, width_of_output(2)))


def _outline(blocks: Iterable[Block], indent: int) -> Iterator[str]:
    """Each division down to the articles, and under each article the clauses that it is made of."""
    for block in blocks:
        if isinstance(block, Division):
            yield wrapped(plain(headline(block)) or block.level.capitalize(), indent)
            if block.level in ("article", "preamble"):
                yield wrapped(", ".join(_clauses(block)), indent + 4)
                for each in block.children:
                    yield from _inserted(each, indent + 4)
            else:
                yield from _outline(block.children, indent + 2)


def _inserted(block: Block, indent: int) -> Iterator[str]:
    if isinstance(block, Amendment):
        yield from _outline(block.children, indent)
    else:
        for each in inside(block):
            yield from _inserted(each, indent)


def _clauses(block: Block) -> list[str]:
    """The clauses whose words stand in a block, what it inserts elsewhere left out; variants after a colon."""
    found: dict[str, None] = {}
    waiting = [block]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, Amendment):
            continue
        if each.origin.clause and each is not block:
            found[f"{each.origin.clause}:{each.origin.variant}"] = None
        waiting = [*inside(each), *waiting]
    return list(found)


def provision(project: Project, library: Library, text: Settled, found: Provision) -> Iterator[str]:
    """A printed provision: its words, and the clauses, variants and lines they come from."""
    place, division = found.place, found.division
    of = f", in {law_name(library, place.instrument)}" if place.instrument else ""
    numbers = ".".join((place.article, *(part for part in place.path if part)))
    yield f"{text.document.ident}, {numbers}{of}"
    if found.implied:
        yield wrapped("This is the only paragraph of its article, and printed without a number.", 0)
    yield ""
    alone = replace(text.document, title=(), subtitle=(), front=(), body=(division,), back=())
    words = renderers()["txt"].render(Settled(alone), Assets()).decode()
    yield from as_typed(words, 4)
    for origin in found.origins:
        span = origin.span
        it = library.clauses.get(origin.clause)
        if span is None or it is None:
            continue
        yield ""
        yield f"{shown(project, span.path)}:{span.line}:{span.column}"
        yield from facts(
            ("clause", f"{it.id}: {it.heading}"),
            ("variant", f"{origin.variant}: {it.variants[origin.variant].label}"),
            ("others", ", ".join(name for name in it.variants if name != origin.variant)),
        )


# ---------------------------------------------------------------- styles, terms


def style(project: Project, library: Library, name: str) -> Iterator[str]:
    """A house style: how it numbers and cites."""
    it = library.styles[name]
    yield wrapped(it.name, 0, f"{it.id}: ")
    yield from facts(
        ("language", it.language),
        ("file", shown(project, it.path)),
        ("authentic", ", ".join(it.authentic)),
        ("about", it.about),
    )
    yield from ("", "Levels")
    levels = [(level, each.label, each.number) for level, each in it.levels.items()]
    yield from (f"  {line}" for line in table(levels, width_of_output(2)))
    yield from ("", "Terms")
    yield from facts(*it.terms.items())
    used = [each.id for each in library.instruments.values() if each.style == name]
    yield from headed("Used by", (f"  {each}" for each in used))


def term(project: Project, library: Library, name: str) -> Iterator[str]:
    """A defined term: its words, where it is defined, which clauses use it."""
    yield f"{name}: “{library.vocabulary.terms[name]}”"
    defining = [each.id for each in library.clauses.values() if name in each.defines]
    using = [
        each.id
        for each in library.clauses.values()
        if any(f"(term:{name})" in variant.text for variant in each.variants.values())
    ]
    yield from facts(("term", "of the vocabulary"), ("defined in", ", ".join(defining) or "no clause"))
    yield from headed("Used in", (f"  {each}" for each in using))
