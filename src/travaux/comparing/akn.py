"""An Akoma Ntoso file as passages, as a comparison sees them."""

from __future__ import annotations

from travaux.akn.elements import Fault
from travaux.akn.reading import Piece, Text
from travaux.akn.reading import read as read_akn
from travaux.diagnostics import Faults, Span
from travaux.diff.labels import bare, leading
from travaux.model.redline import Passage
from travaux.pages import finding

LARGEST = 20_000_000
"""How many bytes a file may have."""


@finding("D705", "akoma-ntoso-unreadable")
def unreadable(why: str, hint: str) -> tuple[str, str]:
    """A file with the ending `.xml` or `.akn` can't be read as Akoma Ntoso.

    It is no well-formed XML, its outermost element is not `akomaNtoso`, it holds no words, or it has a document type
    (`<!DOCTYPE …>`), which is refused whatever it says: entities declared there could stand for other files, or for
    more words than a computer holds.

    Example: a web page that was saved as `treaty.xml`.

    Instead: name an Akoma Ntoso file, or save the text itself as `.txt` or `.md`.
    """
    return why, hint


def text_of(data: bytes, place: str) -> Text:
    """The text of a file's bytes. Raises `Faults`, located, where they are no Akoma Ntoso."""
    if len(data) > LARGEST:
        where = Span(place, 1, 1)
        raise Faults([unreadable(where, f"this file has more than {LARGEST // 1_000_000} MB", "name the text itself")])
    try:
        return read_akn(data)
    except Fault as fault:
        raise Faults([unreadable(Span(place, fault.line, fault.column), str(fault), fault.hint)]) from None


def passages(data: bytes, place: str) -> tuple[Passage, ...]:
    """The passages of a file's bytes, in order; each has an id that no other has."""
    return of_text(text_of(data, place))


def left_out(text: Text) -> tuple[str, ...]:
    """What of a file was not read as its text, in words, each with the line on which the first of it stands."""
    return tuple(
        f"line {each.line}: {each.what}{f' ({each.count} in all)' if each.count > 1 else ''}" for each in text.left
    )


def of_text(text: Text) -> tuple[Passage, ...]:
    """The passages of a text that was read."""
    seen: dict[str, int] = {}
    out: list[Passage] = []
    plain = 0
    for piece in text.pieces:
        path = tuple(filter(None, map(_number, piece.path)))
        if path and piece.kind not in ("text", "heading"):
            name = ".".join(path).replace(" ", "-")
        else:
            plain += 1
            name = f"p{plain}"
        seen[name] = count = seen.get(name, 0) + 1
        ident = name if count == 1 else f"{name}-{count}"
        out.append(Passage(ident, piece.label, piece.words, _level(piece), path))
    return tuple(out)


def _level(piece: Piece) -> str:
    return piece.kind if piece.kind != "formula" else "text"


def _number(label: str) -> str:
    """The bare number of a label: "“Article 8 bis" is "8 bis", "(a)" is "a"."""
    inner = label.lstrip("“”\"'«»‘’ ")
    found = leading(inner)
    return found.number if found is not None and found.number else bare(inner)
