"""A project's folder as a `Library`: its files, the carried library's lists beside them, and what must exist.

>>> library, found = load(Path("."), carried())  # doctest: +SKIP

Every fault of every file is found in one run. Objects whose own file has an error are
left out of the library, and what refers to them is not reported as well.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from travaux.carried import CARRIED
from travaux.diagnostics import Diagnostic, Span, in_order
from travaux.load import file_faults as faults
from travaux.load.checks import missing
from travaux.load.folder import Folder
from travaux.load.kinds import Kind
from travaux.load.recorded import misrecorded
from travaux.model.resting import collector_resting

if TYPE_CHECKING:
    from travaux.load.files import Shelf
    from travaux.load.known import Known
    from travaux.model.clause import Clause
    from travaux.model.library import Library


def load(
    root: Path, base: Path | None = None, files: Shelf | None = None, known: Known | None = None
) -> tuple[Library | None, tuple[Diagnostic, ...]]:
    """The library in a project's folder, and every fault of its files, by place.

    `base` is the library that the package carries: its styles, law and sources fill in what
    the project does not have, and so do its vocabulary and its gaps where the project has no
    vocabulary of its own: another subject has other words. Its clauses, instruments,
    objections and coverage table are not added. `files` is where the project's own are read from, if
    not from the disk: a revision of it. `known` is what an earlier run parsed, and is brought up to date.
    The library is None if no clause or no vocabulary could be read; with errors among the faults it holds
    what was sound.
    """
    with collector_resting():
        carried = None
        if base is not None and os.path.realpath(base) != os.path.realpath(root):
            carried = Folder(base, CARRIED, known=known).read(("law", "style", "sources", "gaps", "vocabulary"))
        own = Folder(root, "", carried, files, known).read()
        if known is not None:
            known.write()
        return _checked(own, carried)


def reload(own: Shelf, carried: Shelf | None) -> tuple[Library | None, tuple[Diagnostic, ...]]:
    """As `load`, from files that are not on the disk: the project's own, and what is carried beside them."""
    nowhere = Path()
    with collector_resting():
        base = Folder(nowhere, CARRIED, None, carried).read() if carried else None
        return _checked(Folder(nowhere, "", base, own).read(), base)


def _checked(own: Folder, carried: Folder | None) -> tuple[Library | None, tuple[Diagnostic, ...]]:
    """The library of folders that were read, and every fault of their files."""
    found = [*own.found, *(carried.found if carried else ())]
    if not own.claimed["clause"]:
        found.append(faults.empty_library(Span("clauses", 1), not own.files.has("clauses")))
    library = _joined(own, carried)
    if library is not None:
        found += missing(library, own.claimed, own.unread)
        found += misrecorded(library)
        library = _usable(library)
    elif own.claimed["clause"] and not (own.claimed["vocabulary"] or (carried and carried.claimed["vocabulary"])):
        found.append(faults.no_vocabulary(Span("clauses", 1)))
    return library if own.made["clause"] else None, in_order(found)


def _usable(library: Library) -> Library:
    """The library without the clauses that have no default variant: nothing could be printed of them.

    A variant that has no text, which is a fault, says nothing, as one does that is marked so.
    """
    from dataclasses import replace

    usable = {name: _speaking(each) for name, each in library.clauses.items() if each.default in each.variants}
    same = len(usable) == len(library.clauses) and all(usable[name] is each for name, each in library.clauses.items())
    return library if same else replace(library, clauses=usable)


def _speaking(clause: Clause) -> Clause:
    """The clause, its variants without a text marked as ones that say nothing."""
    from dataclasses import replace

    if all(each.omit or each.text.strip() for each in clause.variants.values()):
        return clause
    variants = {
        name: each if each.omit or each.text.strip() else replace(each, omit=True)
        for name, each in clause.variants.items()
    }
    return replace(clause, variants=variants)


def _joined(own: Folder, carried: Folder | None) -> Library | None:
    """One library of a project and the lists of the carried one; None without a vocabulary."""
    from travaux.model.library import Library

    def both(kind: Kind) -> dict[str, Any]:
        return {**(carried.made[kind] if carried else {}), **own.made[kind]}

    mine = own.made["vocabulary"].get("vocabulary")
    vocabulary = mine or (carried.made["vocabulary"].get("vocabulary") if carried else None)
    if vocabulary is None:
        return None
    return Library(
        clauses=own.made["clause"],
        instruments=own.made["instrument"],
        styles=both("style"),
        sources=both("sources"),
        law=both("law"),
        vocabulary=vocabulary,
        gaps=own.made["gaps"] if mine else both("gaps"),
        objections=own.made["objections"],
        coverage=own.made["coverage"].get("coverage"),
        packs=own.made["pack"],
        texts={**(carried.texts if carried else {}), **own.texts},
    )
