"""A pack's file as a document: its sections one after the other, as a text that any renderer prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.load.bibliography import CslBibliography
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.pack import Pack
from travaux.model.resting import collector_resting
from travaux.model.stages import Reader, Referred, Request
from travaux.model.tree import Block, Division, Document, Origin, Para, Settled, Sub
from travaux.model.walk import plain
from travaux.pack.api import Section, sections
from travaux.pack.briefing import INTERNAL, Asked, Briefing, Facts
from travaux.pack.checks import misnamed
from travaux.pack.pointing import anchor_of
from travaux.pack.spelling import spelled, spelled_run
from travaux.pipeline import refer


@dataclass(frozen=True, slots=True)
class Briefed:
    """A pack as a document, the clauses whose words or reasons it may show, and all that was found on the way."""

    text: Settled
    clauses: tuple[str, ...]
    found: tuple[Diagnostic, ...] = ()


@collector_resting()
def brief(
    library: Library,
    pack: Pack,
    only: Sequence[str] = (),
    facts: Facts | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> Briefed:
    """A pack's sections as one document; with `only`, those kinds of section alone.

    Raises `Faults` where the pack's file names what does not exist, or one of its texts can't be made.
    """
    reader = MarkedReader(library.texts)
    wrong = list(misnamed(library, pack, reader))
    if wrong:
        raise Faults(in_order(wrong))
    briefing = Briefing(library, pack, _texts(library, pack, reader), facts or Facts(), tell)
    known = sections()
    asked = [Asked(index, spec) for index, spec in enumerate(pack.sections)]
    shown = [each for each in asked if not (each.spec.internal and pack.sees == "public")]
    shown = [each for each in shown if not only or each.spec.section in only]
    blocks_of = {each.index: _made(briefing, known[each.spec.section], each) for each in _in_turn(shown)}
    made = [(known[each.spec.section], each, blocks_of[each.index]) for each in shown]
    body = tuple(_headed(section, each, blocks) for section, each, blocks in made if section.kind == "words" and blocks)
    front = tuple(block for section, _, blocks in made if section.kind == "cover" for block in blocks)
    restricted = INTERNAL if pack.sees == "internal" else ""
    if restricted and not front:
        front = (Para((Sub("", INTERNAL, "formula"),), Origin(""), "notice"),)
    heads = (pack.title, pack.subtitle)
    title, subtitle = (spelled_run((Sub("", each, "formula"),), briefing.spelling) for each in heads)
    document = Document(
        pack.id,
        title,
        next(iter(briefing.texts.values())).document.style,
        "en",
        spelled(front, briefing.spelling),
        spelled(body, briefing.spelling),
        (),
        subtitle if pack.subtitle else (),
        plain(title),
        "pack",
        any(section.kind == "contents" for section, _, _ in made),
        restricted,
    )
    found = in_order(dict.fromkeys((*briefing.found, *(f for text in briefing.texts.values() for f in text.found))))
    return Briefed(Settled(document, "none", {}, found), tuple(briefing.clauses()), found)


def _in_turn(asked: Sequence[Asked]) -> list[Asked]:
    """The sections in the order in which they are made."""
    return sorted(asked, key=lambda each: sections()[each.spec.section].last)


def _made(briefing: Briefing, section: Section, asked: Asked) -> tuple[Block, ...]:
    briefing.tell(f"{briefing.pack.id}: {section.name}")
    blocks = (*briefing.words(asked), *section.make(briefing, asked))
    briefing.made.extend(blocks)
    return blocks


def _headed(section: Section, asked: Asked, blocks: tuple[Block, ...]) -> Division:
    """A section under its heading, with an anchor of its own."""
    words = asked.spec.heading or section.heading
    return Division("annex", anchor_of(asked.index, section.name), blocks, Origin(""), (Sub("", words, "formula"),))


def _texts(library: Library, pack: Pack, reader: Reader) -> dict[str, Referred]:
    bibliography = CslBibliography()
    return {
        text.instrument: refer(
            library, Request(text.instrument, text.style, text.variants, text.parameters), bibliography, reader
        )
        for text in pack.texts
    }
