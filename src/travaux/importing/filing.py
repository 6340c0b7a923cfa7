"""What a file of proposals holds: one value, for one file that a person reviews."""

from __future__ import annotations

from typing import Any

from travaux.importing.choices import Remade
from travaux.importing.document import Read, left_out
from travaux.importing.told import clean
from travaux.importing.work import Found, New, Proposal


def value(found: Found, read: Read, made: Remade, file: str) -> dict[str, Any]:
    """What the file for review holds."""
    out: dict[str, Any] = {
        "file": file,
        "text": made.request.instrument,
        "style": made.settled.document.style,
        "library": "prints the words that the file was made of"
        if made.same
        else "prints other words than when the file was made: what differs is told as somebody's, untracked",
        "proposals": [_proposal(each) for each in found.proposals],
        "new-clauses": [_article(each) for each in found.new],
        "moves": found.moves,
        "elsewhere": found.elsewhere,
        "comments": found.comments,
        "left-out": left_out(read),
    }
    return {name: clean(each) for name, each in out.items() if each}


def _proposal(each: Proposal) -> dict[str, Any]:
    out: dict[str, Any] = {
        "author": each.author,
        "clause": each.draft.key.clause,
        "variant": each.draft.key.variant,
        "at": ", and ".join(each.at),
        "changes": each.changes,
    }
    notes = list(each.draft.notes)
    if not each.changes:
        del out["changes"]
        notes.insert(0, "no word of it was changed: paragraphs stand in another order, or were put elsewhere")
    if each.uses > len(each.at):
        notes.append(f"the clause stands in {each.uses} places of the text, and was changed in {len(each.at)} of them")
    if notes:
        out["notes"] = list(dict.fromkeys(notes))
    out["draft"] = {"variants": {each.ident: each.draft.variant}}
    if each.claims:
        out["draft"]["rationale"] = [{**claim, "variants": [each.ident]} for claim in each.claims]
    return out


def _article(each: New) -> dict[str, Any]:
    return {"author": each.author, "at": each.at, "notes": each.notes, "id": each.ident, "clause": each.value}
