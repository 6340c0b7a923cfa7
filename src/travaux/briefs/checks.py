"""What is wrong with the briefing packs of a library, found without making them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.briefs.readers import Readers
from travaux.diagnostics import Diagnostic, Faults
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.pack import Pack
from travaux.model.stages import Reader, Referred, Request, TitlesOnly
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.checks import misnamed
from travaux.pipeline import refer


def checked(library: Library, reader: Reader, texts: Sequence[Referred] = ()) -> Iterator[Diagnostic]:
    """The faults of each pack's file and of its words, and of what refers to something that the public may not see.

    `texts` are those made already, each as its instrument's file says; of one with options, several.
    """
    names = [text.numbered.draft.selection.instrument.id for text in texts]
    made = {name: text for name, text in zip(names, texts, strict=True) if names.count(name) == 1}
    for pack in library.packs.values():
        wrong = list(misnamed(library, pack, reader))
        yield from wrong or _words(library, pack, reader, made)
    readers = Readers(library)
    for pack in library.packs.values():
        yield from _withheld(readers, pack)


def _withheld(readers: Readers, pack: Pack) -> Iterator[Diagnostic]:
    """What stands in a pack's way once what its readers may not see is cut."""
    part, found = readers.library_for(pack)
    yield from found
    if part is not None and part is not readers.library:
        yield from readers.told(pack, misnamed(part, part.packs[pack.id], MarkedReader(part.texts)))


def _words(library: Library, pack: Pack, reader: Reader, made: dict[str, Referred]) -> Iterator[Diagnostic]:
    """The faults of what a pack says in its own words, and of the choices that its texts are made with."""
    texts = {}
    for text in pack.texts:
        name = text.instrument
        if not (text.style or text.variants or text.parameters) and name in made:
            texts[name] = made[name]
            continue
        try:
            request = Request(name, text.style, text.variants, text.parameters)
            texts[name] = refer(library, request, TitlesOnly(), reader)
        except Faults as faults:
            yield from faults.found
            return
        yield from texts[name].found
    briefing = Briefing(library, pack, texts)
    for index, spec in enumerate(pack.sections):
        briefing.words(Asked(index, spec))
    yield from briefing.found
