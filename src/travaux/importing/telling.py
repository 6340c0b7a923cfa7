"""A file of proposals as YAML with a head that says how to use it, and what was found in one sentence."""

from __future__ import annotations

from typing import Any

from travaux.importing.choices import Remade
from travaux.importing.work import Found
from travaux.load.writing import written

_HEAD = """\
# Proposals for review. Nothing in the library was changed.
# To take one over, copy what stands under its draft into the clause's file: the variant below `variants`,
# the reasons below `rationale`; a new clause becomes a file named after its id, and is named in the instrument.
# Then run `travaux lint`, and `travaux diff CLAUSE:OLD CLAUSE:NEW` to see what the proposal does in law.
"""


def yaml_of(value: dict[str, Any]) -> bytes:
    """The bytes of the file."""
    return (_HEAD + written(value)).encode()


def spoken(found: Found, made: Remade) -> str:
    """What was found, in a sentence or two."""
    text = made.request.instrument
    library = "" if made.same else f" The library prints other words of {text} than when the file was made."
    if not found:
        return f"The file says what the library prints of {text}: there is nothing to review.{library}"
    authors = len({each.author for each in found.proposals} | {each.author for each in found.new})
    counts = (
        (len(found.proposals), "proposal", "proposals"),
        (len(found.new), "new article", "new articles"),
        (len(found.moves), "move", "moves"),
        (len(found.elsewhere), "change outside the clauses", "changes outside the clauses"),
        (len(found.comments), "comment", "comments"),
    )
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    by = f" by {authors} {'author' if authors == 1 else 'authors'}" if authors else ""
    return f"{text}: {', '.join(parts)}{by}.{library}"
