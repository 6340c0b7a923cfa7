"""What the commands do, as plain functions: they read a project, write nothing and print nothing.

>>> from travaux import api  # doctest: +SKIP
>>> loaded = api.load()
>>> made = api.build(loaded, api.Request("optional-protocol"), formats=["md"])
>>> made.files["optional-protocol.md"].decode()

`build` gives the bytes of each file; the command line writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from travaux.building import (
    DEFAULT_FORMATS,
    MODES,
    Built,
    applicable,
    build,
    builds,
    editions,
    formats,
    formats_of,
    lint,
    misuse,
    one_by_one,
)
from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.load.editors import json_schema
from travaux.load.kinds import KINDS, Kind
from travaux.load.read import MarkedReader
from travaux.loaded import Loaded, load
from travaux.lookup import Provision, provisions
from travaux.model.library import Library
from travaux.model.stages import Referred, Request, TitlesOnly
from travaux.model.tree import Mode, Settled
from travaux.output import page
from travaux.pages import Page, gather
from travaux.pipeline import refer, settle, settle_as
from travaux.project import Project, find
from travaux.search import Hit, search

if TYPE_CHECKING:
    from travaux.briefs import Packed
    from travaux.briefs.kept import Kept
    from travaux.comparing.sides import Choices
    from travaux.coverage.sources import Correspondence
    from travaux.coverage.table import Table
    from travaux.lint.api import Judged
    from travaux.model.pack import Pack
    from travaux.model.redline import Comparand, Redline
    from travaux.synopsis.model import Synopsis

__all__ = [
    "DEFAULT_FORMATS", "MODES", "Built", "Diagnostic", "Hit", "Library", "Loaded", "Mode", "Project", "Provision",
    "Request", "applicable", "brief", "briefs", "build", "builds", "check", "comparands", "compare",
    "compare_instruments", "correspondence", "coverage", "diff", "editions", "find", "formats", "formats_of",
    "in_order", "lint", "load", "look_up", "misuse", "one_by_one", "page", "pages", "review", "schemas", "search",
    "sections", "text_of",
]  # fmt: skip

# ---------------------------------------------------------------- library


def check(library: Library, instruments: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """All that the passes and the rules find in the library, its packs and its instruments (all, if none is named)."""
    return review(library, instruments).found


def review(library: Library, instruments: Sequence[str] = ()) -> Judged:
    """As `check`, with what the rules find and a waiver sets aside."""
    from travaux.briefs.checks import checked
    from travaux.lint.api import Judged, judge

    found: list[Diagnostic] = []
    texts: list[Referred] = []
    reader = MarkedReader(library.texts)
    for name in instruments or tuple(library.instruments):
        try:
            referred = refer(library, Request(name), TitlesOnly(), reader)
            texts += one_by_one(library, Request(name), referred)
            modes = (mode for mode in editions(library, name) if mode in ("notes", "report", "table"))
            found.extend(fault for mode in modes for fault in settle_as(referred, mode).found)
        except Faults as faults:
            found.extend(faults.found)
    judged = judge(library, texts)
    packs = checked(library, reader, texts) if not instruments else ()
    return Judged(in_order((*found, *judged.found, *packs)), judged.waived)


def pages() -> Mapping[str, Page]:
    """The page of every kind of finding, by code."""
    return gather()


def schemas() -> Mapping[Kind, dict[str, Any]]:
    """The JSON Schema of each kind of file."""
    return {kind: json_schema(kind) for kind in KINDS}


def look_up(library: Library, request: Request, place: str) -> tuple[Settled, tuple[Provision, ...]]:
    """The provisions that stand at a printed place ("5.1", "8 bis.1.b") of a text, and the text."""
    referred = refer(library, request)
    text = Settled(referred.document, "none", referred.numbered.places, referred.found)
    return text, provisions(text, place)


def text_of(library: Library, request: Request) -> Settled:
    """The settled text of an instrument."""
    return settle(library, request)


# ---------------------------------------------------------------- coverage


def coverage(library: Library, texts: Iterable[tuple[Request, Referred]] = (), victims: Sequence[str] = ()) -> Table:
    """What existing law covers and what each text adds; raises `ValueError` where the library asks for no table."""
    from travaux.coverage.table import table
    from travaux.coverage.texts import text_of

    if library.coverage is None:
        raise ValueError("the library has no coverage.yaml")
    read = [text_of(text, one_by_one(library, request, text)) for request, text in texts]
    return table(library, library.coverage, read, victims)


def correspondence(library: Library, texts: Iterable[Referred]) -> tuple[Correspondence, ...]:
    """Which provisions of existing law each text draws on, how and why."""
    from travaux.coverage.sources import correspondence as made

    return tuple(made(library, text) for text in texts)


# ---------------------------------------------------------------- diff


def comparands(
    old: str, new: str, project: Project | None = None, choices: Choices | None = None
) -> tuple[Comparand, Comparand]:
    """The two sides that operands of `travaux diff` name: clauses, instruments, revisions of them, or files.

    Raises `travaux.comparing.operands.Misuse` (a `ValueError`) for what names nothing, `Faults` where files have
    errors. The choices hold for the instruments on both sides; where both operands are the same, for the new one.
    """
    from travaux.comparing.pairs import pair

    return pair(old, new, lambda: project or find(), choices)


def diff(old: Comparand, new: Comparand) -> Redline:
    """What changes from one side to the other, and what that does in law."""
    from travaux.comparing.redlines import compared

    return compared(old, new)


# ---------------------------------------------------------------- compare


def compare(
    library: Library,
    clause: str,
    variants: Sequence[str] = (),
    law: Sequence[str] | None = None,
    say: Callable[[str], str] = str,
) -> Synopsis:
    """The variants of a clause side by side (all, if none is named), the default or the first named as their base.

    With `law` (empty: every law recorded) the variants, or the default one, stand beside the provisions of existing
    law near them instead. `say` puts clause markup into words. Raises `KeyError` for a clause, variant or law that
    there is not, `Faults` where a text can't be made.
    """
    from travaux.comparing.side_by_side import UsualRoad
    from travaux.synopsis.gather import law_table, variants_table

    if law is None:
        return variants_table(library, clause, variants, UsualRoad(library), say)
    return law_table(library, clause, variants, law, UsualRoad(library))


def compare_instruments(library: Library, texts: Iterable[Referred], clauses: Sequence[str] = ()) -> Synopsis:
    """Texts side by side, clause by clause: the clauses named, or all that any of the texts has words of."""
    from travaux.synopsis.gather import instruments_table

    return instruments_table(library, tuple(texts), clauses)


# ---------------------------------------------------------------- briefing packs


def sections() -> tuple[str, ...]:
    """The kinds of section that a briefing pack can have."""
    from travaux.pack.api import sections as every

    return tuple(every())


def brief(
    loaded: Loaded,
    pack: Pack,
    formats: Iterable[str] = ("pdf", "html"),
    only: Sequence[str] = (),
    tell: Callable[[str], None] = lambda step: None,
) -> Packed:
    """A briefing pack in each format; with `only`, those kinds of section alone.

    An error in the library or in the pack gives no files, only the findings.
    """
    with briefs(loaded, [pack.id], formats, only, 1, None, tell) as made:
        return next(made)


@contextmanager
def briefs(
    loaded: Loaded,
    packs: Sequence[str],
    formats: Iterable[str] = ("pdf", "html"),
    only: Sequence[str] = (),
    jobs: int = 0,
    kept: Kept | None = None,
    tell: Callable[[str], None] = lambda step: None,
    verify: bool = False,
    cluster: str = "",
) -> Iterator[Iterator[Packed]]:
    """Briefing packs by name, in order, made by that many processes (as many as is sensible, if 0).

    Or they are made by the workers of the cluster at that address.

    What is `kept` from an earlier run is not rendered again. The bytes are the same either way. With `verify` each
    file is read back and held to the pack; where one differs, there are none.
    """
    from travaux.briefs import Packed
    from travaux.briefs.readers import Readers
    from travaux.workers import at_work
    from travaux.workers.tasks import Packs

    library = loaded.library
    if library is None or any(each.is_error for each in loaded.found):
        yield iter([Packed(name, {}, loaded.found) for name in packs])
        return
    project = loaded.project.absolute if cluster else loaded.project
    readers = Readers(library, project)
    if any(library.packs[name].sees == "public" for name in packs):
        tell("looking for what is internal")
        _ = readers.public  # made once, for all the processes
    kept = kept.absolute if kept and cluster else kept
    task = Packs(project, readers, tuple(formats), tuple(only), kept, verify)
    with at_work(task, packs, jobs, tell, cluster) as made:
        yield made
