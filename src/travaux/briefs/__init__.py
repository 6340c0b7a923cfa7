"""Briefing packs as files: what goes into one, its PDF with the clauses enclosed as their source, its web page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from travaux.briefs.facts import facts, inputs, revision
from travaux.briefs.kept import Remembering
from travaux.briefs.readers import Readers
from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.model.library import Library
from travaux.model.pack import Pack
from travaux.output import rendered
from travaux.pack.assemble import Briefed, brief
from travaux.project import Project
from travaux.render.api import Renderer
from travaux.render.archive import Attachment

YAML = "application/yaml"


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack's files, bytes by name, and all that was found on the way; no file where an error stopped it.

    `sources` are the hashes of what its PDFs were made from, by file, where that is kept (see `kept`).
    """

    pack: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def packed(
    project: Project,
    readers: Readers,
    pack: Pack,
    formats: Sequence[Renderer],
    only: Sequence[str] = (),
    press: Remembering | None = None,
    tell: Callable[[str], None] = lambda step: None,
    verify: bool = False,
) -> Packed:
    """One pack in each format, of what its readers may see."""
    if press is None:
        with Remembering(None) as started:
            return packed(project, readers, pack, formats, only, started, tell, verify)
    library, lacking = readers.library_for(pack)
    if library is None:
        return Packed(pack.id, {}, lacking)
    press.name = f"{pack.id}.pdf"
    if any(each.name == "pdf" for each in formats):
        press.expect(press.name)
    try:
        shown = library.packs[pack.id]
        revised = revision(project, readers.library, inputs(library, shown))
        made_of = replace(facts(library, shown, revised), earlier=partial(readers.earlier, pack))
        made = brief(library, shown, only, made_of, tell)
    except Faults as faults:
        return Packed(pack.id, {}, readers.told(pack, faults.found))
    found = readers.told(pack, made.found)
    if any(each.is_error for each in found):
        return Packed(pack.id, {}, found)
    files, more = rendered(project, pack.id, [made.text], formats, press, tell, tuple(_enclosed(library, made)), verify)
    sources = {name: source for name, source in press.sources.items() if name in files}
    return Packed(pack.id, files, in_order((*found, *more)), sources)


def _enclosed(library: Library, made: Briefed) -> Iterator[Attachment]:
    """The YAML of the clauses that stand in the pack's texts."""
    for name in sorted(made.clauses):
        path = library.clauses[name].path
        content = library.texts[path].encode("utf-8", "surrogatepass")
        yield Attachment(f"{name}.yaml", content, f"The clause “{name}”, with its variants and reasons", YAML)
