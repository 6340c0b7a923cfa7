"""The texts of instruments made into files: which there are, what a request may ask, and the making."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import get_args

from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.load.read import MarkedReader
from travaux.loaded import Loaded
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.resting import collector_resting
from travaux.model.stages import Question, Referred, Request, TitlesOnly
from travaux.model.tree import Mode, Origin, Para, Settled, Sub
from travaux.model.uses import uses
from travaux.output import Setter, rendered
from travaux.passes import options
from travaux.passes.resolve import resolve
from travaux.pipeline import refer, settle_as
from travaux.render.api import Renderer, renderers
from travaux.render.press import Press

DEFAULT_FORMATS = ("pdf", "html", "md")
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Built:
    """An instrument's files, bytes by name, and all that was found on the way; no file where an error stopped it."""

    instrument: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


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


def formats_of(names: Iterable[str] = ()) -> tuple[Renderer, ...]:
    """The renderers of these formats (the usual three, if none is named); raises `KeyError` for an unknown one."""
    known = renderers()
    chosen = tuple(dict.fromkeys(names)) or DEFAULT_FORMATS
    return tuple(known[name] for name in chosen)


@collector_resting()
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
