"""Plain files as sides of a comparison. No library is needed, and none is loaded."""

from __future__ import annotations

import os
import re
from pathlib import Path

from travaux.comparing.operands import Misuse, Operand, is_markdown, is_word, is_xml
from travaux.diagnostics import Diagnostic, Faults, Span
from travaux.diff.plain import read
from travaux.model.redline import Comparand, Passage
from travaux.pages import finding

LARGEST = 20_000_000
"""How many bytes a text to compare may have."""
MOST = 100_000
"""How many passages it may have."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")


@finding("D701", "text-not-utf-8")
def not_utf_8(what: str) -> tuple[str, str]:
    """A file to compare holds bytes that are not UTF-8.

    Guessing which characters they were meant to be could show a difference that is none, or hide one that
    is. A byte order mark before UTF-8 is passed over; UTF-16, Windows-1252 and Latin-1 are not guessed at.

    Example: a draft saved on Windows as "Unicode", which is UTF-16, or as "ANSI", which is Windows-1252.

    Instead: save it as UTF-8, or convert it: `iconv -f UTF-16 -t UTF-8 draft.txt > draft-utf8.txt`.
    """
    return f"this file is not UTF-8: {what}", _remedy(what)


@finding("D702", "text-is-binary")
def binary(what: str) -> tuple[str, str]:
    """A file to compare is no text: it holds NUL bytes, or begins as another kind of file does.

    Example: a Word document that was given the ending `.txt`.

    Instead: open it in the program that made it, and save it as plain text (UTF-8).
    """
    return f"this is no text file: {what}", "save it as plain text (UTF-8) in the program that made it"


@finding("D703", "text-too-large")
def too_large() -> tuple[str, str]:
    """A file to compare has more than 20 MB.

    No treaty is that long. Most often another file was named by mistake.

    Example: `travaux diff draft.txt backup.tar`.

    Instead: name the text itself, or cut out the part to compare.
    """
    return f"this file has more than {LARGEST // 1_000_000} MB", "name the text itself, or the part of it to compare"


@finding("D704", "text-of-too-many-passages")
def too_many(count: int) -> tuple[str, str]:
    """A file to compare has more than 100,000 paragraphs, headings and points.

    No treaty has as many. A list, a table of figures or a log was probably named by mistake; what is written for a
    spreadsheet or a program is compared better by other tools.

    Example: a file in which every line is a number and a full stop, a million times.

    Instead: name the text itself, or cut out the part to compare.
    """
    return (
        f"this file has {count:,} paragraphs and points, more than {MOST:,}",
        "name the text itself, or the part of it to compare",
    )


def comparand(operand: Operand) -> Comparand:
    """The side that a file is. Raises `Misuse` where it can't be opened, `Faults` where it holds no text."""
    return told(operand, contents(operand.path))


def told(operand: Operand, data: bytes) -> Comparand:
    """The side that a file's bytes make, read by its ending. Raises `Faults` where they are no text."""
    place = f"{operand.revision}:{operand.path}" if operand.revision else os.path.abspath(operand.path)
    left: tuple[str, ...] = ()
    if is_xml(operand.path):
        from travaux.comparing.akn import left_out, of_text, text_of

        akn = text_of(data, place)
        passages, left = of_text(akn), left_out(akn)
    elif is_word(operand.path):
        passages = _of_word(data, place)
    else:
        passages = read(text(data, place), is_markdown(operand.path))
    if len(passages) > MOST:
        raise Faults([too_many(Span(place, 1), len(passages))])
    return Comparand(operand.given, passages, left=left)


def _of_word(data: bytes, place: str) -> tuple[Passage, ...]:
    """The passages of a document with every tracked change accepted. Raises `Faults` where it can't be read."""
    from travaux.importing.document import accepted_lines, as_text, document

    if len(data) > LARGEST:
        raise Faults([too_large(Span(place, 1, 1))])
    return read(as_text(accepted_lines(document(data, place))))


def contents(path: str) -> bytes:
    """The bytes of a file, or one more than `LARGEST`; a pipe is read to its end."""
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Misuse(f"'{path}' can't be read: {error.strerror or 'unknown'}.") from None


def text(data: bytes, path: str) -> str:
    """The characters of a file's bytes, without a byte order mark. Raises `Faults` where they are no UTF-8."""
    if len(data) > LARGEST:
        raise Faults([too_large(Span(path, 1, 1))])
    fault = _no_text(data, path)
    if fault is not None:
        raise Faults([fault])
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        begun = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begun : error.start].decode("utf-8", "replace")) + 1
        what = f"byte {data[error.start]:02X}, as in a file saved as Windows-1252 or Latin-1"
        raise Faults([not_utf_8(Span(path, line, column), what)]) from None


def _no_text(data: bytes, path: str) -> Diagnostic | None:
    """What is wrong with bytes that are plainly something else than UTF-8."""
    here = Span(path, 1, 1)
    for begins, kind in ((b"PK\x03\x04", "a zip archive, such as a Word document (.docx)"), (b"%PDF-", "a PDF")):
        if data.startswith(begins):
            return binary(here, f"it is {kind}")
    if data.startswith(_MARKS) or _without_mark(data):
        return not_utf_8(here, "it is UTF-16")
    at = data.find(b"\0")
    if at < 0:
        return None
    line, begun = data.count(b"\n", 0, at) + 1, data.rfind(b"\n", 0, at) + 1
    return binary(Span(path, line, len(data[begun:at].decode("utf-8", "replace")) + 1), "it holds NUL bytes")


def _without_mark(data: bytes) -> bool:
    """Whether bytes look like UTF-16 without its mark: every second byte of the beginning is NUL, the others not."""
    head = data[:64]
    return len(head) > 7 and re.fullmatch(rb"(?:[^\0]\0)+|(?:\0[^\0])+", head[: len(head) // 2 * 2]) is not None


def _remedy(what: str) -> str:
    source = "UTF-16" if "UTF-16" in what else "WINDOWS-1252"
    return f"save it as UTF-8, or convert it: iconv -f {source} -t UTF-8 OLD.txt > NEW.txt"


def of_revision(operand: Operand) -> Comparand:
    """The side that a file was at a revision of the repository it lies in."""
    from travaux.load.git import GitError, Repository, UnknownRevision

    folder, name = os.path.split(operand.path)
    try:
        if not os.path.isdir(folder or "."):
            raise Misuse(f"'{operand.given}': there is no folder '{folder}' from which to ask git.")
        repository = Repository(Path(folder or "."))
        commit = repository.commit(operand.revision)
        held = [each for each in repository.entries(commit, [name]) if each.path == name and each.mode[:3] == "100"]
        if not held:
            raise Misuse(f"There is no file '{operand.path}' at revision {operand.revision}.")
        if held[0].size > LARGEST:
            raise Faults([too_large(Span(f"{operand.revision}:{operand.path}", 1, 1))])
        return told(operand, repository.contents([held[0].oid]).get(held[0].oid, b""))
    except UnknownRevision as error:
        raise Misuse(unknown(operand, error.known)) from None
    except GitError as error:
        raise Misuse(f"'{operand.given}': {error}.") from None


def unknown(operand: Operand, known: tuple[str, ...]) -> str:
    """That there is no such revision, with the branches and tags that look like it."""
    from difflib import get_close_matches

    near = get_close_matches(operand.revision, known, 3, 0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else _named(known)
    return f"'{operand.given}': there is no revision '{operand.revision}'. {hint}"


def _named(known: tuple[str, ...]) -> str:
    shown = ", ".join(known[:6]) + (" …" if len(known) > 6 else "")
    return f"There are: {shown}, and the ids of commits." if known else "The repository has no branch or tag yet."
