"""The colophon: how the pack was made, from what, and what in it is not verified."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import chain

from travaux.model.marks import MARKS, key_to_marks
from travaux.model.tree import Block, Items, Origin, Para, Sub, Table, Text
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing

_SHOWN = 16
_HASHED = (
    "What the pack was made from: how many files of each folder, and the first sixteen characters of the SHA-256 of "
    "the list that “sha256sum” prints of them in the order of their paths."
)


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """The version, the revision, the state of verification, and the hash of each input."""
    return (
        Items(tuple((Text(each),) for each in _facts(briefing)), Origin("")),
        *_unverified(briefing),
        *_hashes(briefing),
    )


def _facts(briefing: Briefing) -> list[str]:
    facts = briefing.facts
    revision = facts.revision or "none: the library lies in no git repository"
    changed = ", with changes that are not committed" if facts.changed else ""
    return [
        f"Made by travaux {facts.version}" if facts.version else "Made by travaux",
        f"Revision of the library: {revision}{changed}",
        f"Texts: {'; '.join(briefing.selection(name).instrument.title for name in briefing.texts)}",
        f"Clauses: {len(list(briefing.clauses()))}",
    ]


def _unverified(briefing: Briefing) -> tuple[Block, ...]:
    """How many reasons are not verified against a text, by their marks."""
    clauses = [briefing.library.clauses[name] for name in briefing.clauses()]
    counts: Counter[str] = Counter(each.confidence for each in chain.from_iterable(c.rationale for c in clauses))
    total = sum(counts.values())
    said = [f"{counts[name]} [{mark}]" for name, (mark, _) in MARKS.items() if counts[name]]
    words = f"Of {total} reasons recorded beside these texts, {counts['verified']} were checked against a text"
    rest = f"; the others bear marks ({', '.join(said)}). Marks: {key_to_marks()}." if said else "."
    return (Para((Sub("", words + rest, "formula"),), Origin("")),)


def _hashes(briefing: Briefing) -> tuple[Block, ...]:
    """The inputs by their folders, with one hash each: that of the list which `sha256sum` prints of their files."""
    folders: dict[str, list[str]] = {}
    for path in sorted(briefing.facts.hashes):
        folders.setdefault(path.partition("/")[0], []).append(f"{briefing.facts.hashes[path]}  {path}\n")
    if not folders:
        return ()
    rows = tuple(
        ((Text(folder),), (Text(str(len(lines))),), (Text(sha256("".join(lines).encode()).hexdigest()[:_SHOWN]),))
        for folder, lines in folders.items()
    )
    grid = Table(((Text("Folder"),), (Text("Files"),), (Text("Hash"),)), rows, Origin(""))
    return (Para((Sub("", _HASHED, "formula"),), Origin("")), grid)


SECTION = Section("colophon", "Colophon", make, ("text",), last=True)
