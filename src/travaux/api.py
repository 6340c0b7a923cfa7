"""What the commands do, as plain functions: they read a project, write nothing and print nothing.

>>> from travaux import api  # doctest: +SKIP
>>> loaded = api.load()
>>> made = api.build(loaded, api.Request("optional-protocol"), formats=["md"])
>>> made.files["optional-protocol.md"].decode()

`build` gives the bytes of each file; the command line writes them.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.load.editors import json_schema
from travaux.load.kinds import KINDS, Kind
from travaux.load.known import known
from travaux.load.library import load as load_folder
from travaux.load.read import MarkedReader
from travaux.lookup import Provision, provisions
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.resting import collector_resting
from travaux.model.stages import Question, Referred, Request, TitlesOnly
from travaux.model.tree import Mode, Origin, Para, Settled, Sub
from travaux.model.uses import uses
from travaux.output import Setter, page, rendered
from travaux.pages import Page, gather
from travaux.passes import options
from travaux.passes.resolve import resolve
from travaux.pipeline import refer, settle, settle_as
from travaux.project import Project, find
from travaux.render.api import Renderer, renderers
from travaux.render.press import Press
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
    "Built", "Diagnostic", "Hit", "Library", "Loaded", "Mode", "Project", "Provision", "Request", "applicable",
    "brief", "briefs", "build", "builds", "check", "comparands", "compare", "compare_instruments", "correspondence",
    "coverage", "diff", "editions", "find", "formats", "formats_of", "in_order", "load", "look_up", "misuse", "page",
    "pages", "review", "schemas", "search", "sections", "text_of",
]  # fmt: skip

DEFAULT_FORMATS = ("pdf", "html", "md")
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a project's folder gave: its library (None if nothing could be read) and every fault of its files."""

    project: Project
    library: Library | None
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """An instrument's files, bytes by name, and all that was found on the way; no file where an error stopped it."""

    instrument: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


# ---------------------------------------------------------------- library


def load(project: Project | None = None) -> Loaded:
    """The library of a project (the nearest, if none is given); what an earlier run parsed is not parsed again."""
    project = project or find()
    library, found = load_folder(project.root, project.base, known=known(project.root))
    return Loaded(project, library, found)


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


def one_by_one(library: Library, request: Request, text: Referred) -> list[Referred]:
    """The texts for the rules to look at: a text without options, else those in which each option is the choice."""
    selection = text.numbered.draft.selection
    if not selection.options:
        return [text]
    return [refer(library, each, TitlesOnly()) for each in options.one_by_one(selection, request)]


def lint(library: Library, texts: Sequence[Referred], clauses: Collection[str] | None = None) -> tuple[Diagnostic, ...]:
    """What the rules say of a library (or only of the clauses named) and of the texts made from it."""
    from travaux.lint.api import lint as rules

    return tuple(rules(library, texts, clauses))


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


# ---------------------------------------------------------------- build


def formats_of(names: Iterable[str] = ()) -> tuple[Renderer, ...]:
    """The renderers of these formats (the usual three, if none is named); raises `KeyError` for an unknown one."""
    known = renderers()
    chosen = tuple(dict.fromkeys(names)) or DEFAULT_FORMATS
    return tuple(known[name] for name in chosen)


def build(
    loaded: Loaded,
    request: Request,
    formats: Iterable[str] = (),
    modes: Sequence[Mode] = ("none",),
    force: bool = False,
    press: Setter | None = None,
    tell: Callable[[str], None] = lambda step: None,
    verify: bool = False,
) -> Built:
    """An instrument in each format and each mode of annotation.

    An error in the library, in the text or by a rule gives no files, only the findings; with
    `force` it is printed on the title page instead. `press` sets the PDFs, if it was started
    beforehand. `tell` hears what is being done. With `verify` the text is led back to the clauses' files, and each
    file that was made is read back and held to the text; where anything differs, there are none.
    """
    with collector_resting():
        return _build(loaded, request, formats, modes, force, press, tell, verify)


def _build(
    loaded: Loaded,
    request: Request,
    formats: Iterable[str],
    modes: Sequence[Mode],
    force: bool,
    press: Setter | None,
    tell: Callable[[str], None],
    verify: bool,
) -> Built:
    """As `build`; what is made lives on to the end of it, so that a search for garbage would find none."""
    library, found = loaded.library, list(loaded.found)
    name = request.instrument
    if library is None or (_errors(found) and not force):
        return Built(name, {}, in_order(found))
    tell(f"{name}: assembling")
    try:
        referred = refer(library, request)
    except Faults as faults:
        return Built(name, {}, in_order((*found, *faults.found)))
    texts = [settle_as(referred, mode) for mode in dict.fromkeys(modes)]
    alone = one_by_one(library, request, referred)
    found += [fault for text in texts for fault in text.found]
    if verify:
        from travaux.ledger.findings import sourced

        found += [fault for text in texts for fault in sourced(text, library)]
    with ThreadPoolExecutor(1) as beside:
        # The rules look at the text while it is printed, and decide whether what was printed is kept.
        ruling = beside.submit(lint, library, alone, referred.numbered.draft.selection.chosen)
        if force or _errors(found):
            errors = _errors(found := list(in_order((*found, *ruling.result()))))
            if errors and not force:
                return Built(name, {}, in_order(found))
            texts = [_owned_up(each, errors) for each in texts] if errors else texts
        files, more = rendered(loaded.project, name, texts, formats_of(formats), press, tell, verify=verify)
        ruled = ruling.result()
    kept = {} if _errors(ruled) and not force else files
    return Built(name, kept, in_order((*found, *ruled, *more)))


@contextmanager
def builds(
    loaded: Loaded,
    requests: Sequence[Request],
    formats: Iterable[str] = (),
    modes: Sequence[Mode] = ("none",),
    force: bool = False,
    press: Press | None = None,
    tell: Callable[[str], None] = lambda step: None,
    verify: bool = False,
    jobs: int = 1,
    cluster: str = "",
) -> Iterator[Iterator[Built]]:
    """Several instruments as `build` makes each, in order, in those of the modes that each has (see `editions`).

    They are made by so many processes (as many as is sensible, if 0), or by the workers of the cluster at that
    address. The bytes are the same either way. `press` is used where only this process works.
    """
    names = [each.instrument for each in requests]
    known = loaded.library.instruments if loaded.library else ()
    has = {name: editions(loaded.library, name) if loaded.library and name in known else MODES for name in names}
    each_has = {name: tuple(mode for mode in modes if mode in has[name]) for name in names}
    if not cluster and (jobs == 1 or len(names) == 1):
        yield (build(loaded, r, formats, each_has[r.instrument], force, press, tell, verify) for r in requests)
        return
    from travaux.workers import at_work
    from travaux.workers.tasks import Texts

    loaded = dataclasses.replace(loaded, project=loaded.project.absolute) if cluster else loaded
    task = Texts(loaded, dict(zip(names, requests, strict=True)), each_has, tuple(formats), force, verify)
    with at_work(task, names, jobs, tell, cluster) as made:
        yield made


def formats() -> tuple[str, ...]:
    """The formats that there are, the usual ones first."""
    return (*DEFAULT_FORMATS, *(name for name in renderers() if name not in DEFAULT_FORMATS))


def editions(library: Library, instrument: str) -> tuple[Mode, ...]:
    """The modes of annotation that an instrument can be printed in: a table of changes only of what amends a treaty."""
    amending = library.instruments[instrument].vehicle == "amending-protocol"
    return tuple(mode for mode in MODES if amending or mode != "table")


def misuse(library: Library, request: Request) -> tuple[Diagnostic, ...]:
    """What a request itself names that does not exist, rather than what is wrong in the library."""
    if not (request.style or request.variants or request.parameters):
        return ()
    try:
        found = resolve(Question(library, request, MarkedReader(library.texts))).found
    except Faults as faults:
        found = faults.found
    return tuple(each for each in found if each.span is None)


def applicable(request: Request, library: Library, among: Sequence[str]) -> Request:
    """The request with only those of its variants and parameters that concern its instrument.

    Of several instruments built at once, each takes what it knows; a name that none of them
    knows stays, and is reported.
    """
    instruments = [library.instruments[each] for each in among if each in library.instruments]
    own = library.instruments.get(request.instrument)
    if own is None or len(instruments) < 2:
        return request

    def used(instrument: Instrument) -> set[str]:
        return {use.clause for use in uses(instrument)}

    others = set().union(*(used(each) for each in instruments))
    known = {name for each in instruments for name in each.parameters}
    return dataclasses.replace(
        request,
        variants={k: v for k, v in request.variants.items() if k in used(own) or k not in others},
        parameters={k: v for k, v in request.parameters.items() if k in own.parameters or k not in known},
    )


def _errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if each.is_error]


def _owned_up(text: Settled, errors: Sequence[Diagnostic]) -> Settled:
    """The text with a notice on its title page that says which errors it was printed in spite of."""
    counts = Counter(each.code for each in errors)
    codes = ", ".join(f"{code} ({count} times)" if count > 1 else code for code, count in sorted(counts.items()))
    number = "an error that was" if len(errors) == 1 else f"{len(errors)} errors that were"
    words = f"Not fit for circulation: printed by force in spite of {number} found in it: {codes}."
    notice = Para((Sub("", words, "formula"),), Origin(""), "notice")
    return dataclasses.replace(text, document=dataclasses.replace(text.document, front=(notice, *text.document.front)))


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
    if library is None or _errors(loaded.found):
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
