"""What a briefing pack's file names that does not exist, or that its sections have no use for, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

from travaux.diagnostics import Diagnostic, Faults, Span
from travaux.model.library import Library
from travaux.model.pack import Pack, PackText, SectionSpec
from travaux.model.stages import KeyPath, Question, Reader, Request
from travaux.model.tree import Origin, Ref
from travaux.model.uses import ids
from travaux.model.walk import below, deep, inlines
from travaux.pack import faults
from travaux.pack.api import Section, sections
from travaux.passes.faults import near, no_target
from travaux.passes.resolve import resolve

_ALWAYS = ("section", "heading", "text", "internal")


def misnamed(library: Library, pack: Pack, reader: Reader) -> Iterator[Diagnostic]:
    """Every such fault of one pack."""
    yield from _Checks(library, pack, reader).all()


@dataclass(frozen=True, slots=True)
class _Checks:
    library: Library
    pack: Pack
    reader: Reader

    def all(self) -> Iterator[Diagnostic]:
        """The faults of the texts, then those of the sections."""
        pack = self.pack
        if not pack.texts:
            yield faults.no_texts(self._at("texts"))
        for index, text in enumerate(pack.texts):
            if text.instrument in [each.instrument for each in pack.texts[:index]]:
                yield faults.text_twice(self._at("texts", index), text.instrument)
            yield from self._text(("texts", index), text)
        if not pack.sections:
            yield faults.no_sections(self._at("sections"))
        for index, spec in enumerate(pack.sections):
            yield from self._section(index, spec)

    def _at(self, *key: str | int) -> Span:
        return self.reader.span(self.pack.path, key)

    def _text(self, here: KeyPath, text: PackText) -> Iterator[Diagnostic]:
        """What is asked of an instrument, choice by choice, so that each fault stands where the choice does."""
        name = text.instrument
        bare = [*self._asked(Request(name), self._at(*here, "instrument"))]
        yield from bare
        if bare:
            return
        if text.style:
            yield from self._asked(Request(name, text.style), self._at(*here, "style"))
        for clause, variant in text.variants.items():
            yield from self._asked(Request(name, "", {clause: variant}), self._at(*here, "variants", clause))
        for parameter, value in text.parameters.items():
            yield from self._asked(Request(name, "", {}, {parameter: value}), self._at(*here, "parameters", parameter))

    def _asked(self, request: Request, place: Span) -> Iterator[Diagnostic]:
        """The faults of a request that have no place in the library: they have one in the pack."""
        try:
            found = resolve(Question(self.library, request, self.reader)).found
        except Faults as stopped:
            found = stopped.found
        yield from (replace(each, span=place) for each in found if each.span is None)

    def _section(self, index: int, spec: SectionSpec) -> Iterator[Diagnostic]:
        known = sections()
        section = known.get(spec.section)
        if section is None:
            yield faults.unknown_section(self._at("sections", index, "section"), spec.section, known)
            return
        if self._stands_before(index, spec, section):
            yield faults.section_twice(self._at("sections", index), spec.section)
        for name in _given(spec):
            if name not in section.takes and name not in _ALWAYS:
                yield faults.does_not_take(self._at("sections", index, name), spec.section, name, section.takes)
        mine = [text.instrument for text in self.pack.texts]
        for number, name in enumerate(spec.of):
            if name not in mine:
                yield faults.not_a_text(self._at("sections", index, "of", number), name, mine)
        if spec.text:
            yield from self._references(("sections", index, "text"))

    def _references(self, key: KeyPath) -> Iterator[Diagnostic]:
        """What the words of a section refer to that is neither a clause nor a treaty nor a part of one of the texts."""
        library = self.library
        parts = {name for text in library.instruments.values() for name, _ in ids(text)}
        known = {*library.clauses, *library.law, *parts}
        words = below(self.reader.blocks(self.pack.path, key, Origin("")).blocks)
        for node in (each for block in words for each in deep(inlines(block)) if isinstance(each, Ref)):
            for target in node.targets:
                if target.ident and ":" not in target.ident and target.ident not in known:
                    why, hint = f"there is no clause or treaty “{target.ident}”", "name a clause by its file"
                    yield no_target(node.span, node.typed, why, near(target.ident, known, hint))

    def _stands_before(self, index: int, spec: SectionSpec, section: Section) -> bool:
        """Whether the same section stands above; of those that a pack has once (its cover), whether one does."""
        same: Callable[[SectionSpec], bool] = (
            (lambda other: other.section == spec.section)
            if section.kind != "words"
            else (lambda other: replace(other, heading="") == replace(spec, heading=""))
        )
        return any(same(other) for other in self.pack.sections[:index])


def _given(spec: SectionSpec) -> list[str]:
    """The fields of a section that its file gives."""
    return [each.name for each in fields(spec) if getattr(spec, each.name)]
