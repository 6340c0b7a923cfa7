"""What a document says of the text in it, so that the same text can be made again: which, how chosen, how annotated.

Each is a property of our own (`docProps/custom.xml`). Word processors show no more than 255 characters of one, and
some keep no more: what is longer goes on in a second ("travaux-variants-2").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain

from travaux.model import walk
from travaux.model.tree import Settled, Sub

LONGEST = 250


def own(settled: Settled) -> dict[str, str]:
    """The properties of a text: its id, style, annotation, variants by clause, what its blanks stand for, a digest."""
    text = settled.document
    if text.kind != "text":
        return {"travaux-pack": text.ident}
    said = {
        "text": text.ident,
        "style": text.style,
        "mode": settled.mode,
        "variants": _spelt(_variants(settled)),
        "values": _spelt(_values(settled)),
        "words": digest(settled),
    }
    return dict(chain.from_iterable(_cut(f"travaux-{name}", value) for name, value in said.items()))


def digest(settled: Settled) -> str:
    """What tells these words from all others: the first 32 characters of the SHA-256 of all that is printed."""
    return sha256(walk.characters(settled.document).encode()).hexdigest()[:32]


def read(properties: Mapping[str, str], name: str) -> str:
    """A property of a text as it was written, its parts joined; "" where it is not there."""
    out = properties.get(f"travaux-{name}", "")
    number = 2
    while more := properties.get(f"travaux-{name}-{number}", ""):
        out, number = out + more, number + 1
    return out


def _cut(name: str, value: str) -> Iterator[tuple[str, str]]:
    for number, at in enumerate(range(0, max(len(value), 1), LONGEST), 1):
        yield (name if number == 1 else f"{name}-{number}"), value[at : at + LONGEST]


def _spelt(pairs: Mapping[str, str]) -> str:
    return json.dumps(dict(pairs), ensure_ascii=False, separators=(",", ":"))


def _variants(settled: Settled) -> dict[str, str]:
    """The variant of each clause that has words, with commas between rival options."""
    found: dict[str, dict[str, None]] = {}
    for block in walk.below(settled.document.body):
        if block.origin.clause and block.origin.variant:
            found.setdefault(block.origin.clause, {})[block.origin.variant] = None
    return {clause: ",".join(names) for clause, names in found.items()}


def _values(settled: Settled) -> dict[str, str]:
    """What each placeholder stands for; a capital at its beginning is that of its place."""
    found: dict[str, str] = {}
    runs = chain.from_iterable(walk.runs(block) for block in walk.below(settled.document.body))
    for node in chain.from_iterable(map(walk.deep, runs)):
        if isinstance(node, Sub) and node.why == "placeholder":
            name = node.old.strip("{} \n")
            if name[:1].islower():
                found[name] = node.new
            else:
                found.setdefault(name.lower(), node.new)
    return found
