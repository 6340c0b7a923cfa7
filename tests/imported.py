"""Drafts of the library as documents, and what is read back from them once somebody has edited them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from editor import Editor
from travaux.importing.choices import remade
from travaux.importing.document import document
from travaux.importing.proposals import proposals
from travaux.importing.work import Found, Proposal
from travaux.load.library import load
from travaux.model.stages import Request
from travaux.pipeline import settle
from travaux.render.api import load_assets
from travaux.render.docx import render

ROOT = Path(__file__).parents[1]
LIBRARY = load(ROOT)[0]
assert LIBRARY is not None
Change = tuple[str, str, str]
"""Who, what was taken out, what was put in."""


def built(request: Request) -> bytes:
    """A text as a document."""
    assert LIBRARY is not None
    return render(settle(LIBRARY, request), load_assets(ROOT / "templates"))


@cache
def exported(name: str, style: str = "") -> bytes:
    """An instrument as it stands, as a document."""
    return built(Request(name, style))


def opened(name: str = "optional-protocol") -> Editor:
    """An instrument, open for editing."""
    return Editor(exported(name))


def the_one(found: Found, clause: str, author: str = "A") -> Proposal:
    """The only proposal of an author for a clause."""
    (one,) = (each for each in found.proposals if (each.draft.key.clause, each.author) == (clause, author))
    return one


def imported(data: bytes, name: str = "draft.docx") -> Found:
    assert LIBRARY is not None
    read = document(data, name)
    return proposals(read, remade(LIBRARY, read.properties), LIBRARY, ROOT, None, name)


def told(found: Found) -> list[Change]:
    """Every change that is told, wherever."""
    out = [(each.author, one["was"], one["now"]) for each in found.proposals for one in each.changes]
    out += [(each["author"], each["was"], each["now"]) for each in found.elsewhere]
    return [each for each in out if each[1] or each[2]]


def remarks(found: Found) -> list[tuple[str, str]]:
    """Every comment that is told, wherever."""
    out = [(each.author, one["claim"]) for each in found.proposals for one in each.claims]
    out += [(each.author, one["claim"]) for each in found.new for one in each.value["rationale"]]
    return out + [(each["author"], each["says"]) for each in found.comments]


def edited(words: str, by: str, author: str = "A") -> Found:
    """What is read of a draft in which one person replaced words by others."""
    editor = opened()
    editor.replace(words, by, author)
    return imported(editor.save())
