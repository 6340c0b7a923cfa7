"""A document of a word processor, read whole: its paragraphs, labels, comments, and what can't be read as words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from travaux.diagnostics import Faults, Span
from travaux.importing.sides import Base, rejected
from travaux.importing.told import shown
from travaux.load.hidden import ANY_HIDDEN
from travaux.ooxml.container import Container, Unreadable
from travaux.ooxml.counting import Counting
from travaux.ooxml.reading import WENT, Paragraph, paragraphs
from travaux.ooxml.remarks import Aside, Comment, asides, beside, body, comments, named, odd, properties
from travaux.pages import finding

MOST = 100_000
"""How many paragraphs a text to import may have."""

_SEEN = re.compile(r"[\t\n]")


@finding("D710", "document-unreadable")
def unreadable(why: str, hint: str) -> tuple[str, str]:
    """A file with the ending `.docx` can't be read as a document of a word processor.

    It has a password, is no zip file or a broken one, would unpack to more than any treaty needs, holds XML that is
    not well-formed, or declares a document type, which could hide entities. Nothing in it is run, fetched or unpacked
    to the disk.

    Example: a file of Word 97 (`.doc`) that was given the ending `.docx`.

    Instead: open it in a word processor and save it anew as `.docx`, without a password.
    """
    return f"this document can't be read: {why}", hint


@finding("D711", "document-too-long")
def too_long(count: int) -> tuple[str, str]:
    """A document has more than 100,000 paragraphs.

    No treaty has as many. A list, a log or a whole collection was probably named by mistake.

    Example: a document of a million empty lines.

    Instead: name the text itself, or cut out the part to read.
    """
    return f"this document has {count:,} paragraphs, more than {MOST:,}", "name the text itself"


@finding("D712", "document-of-unknown-text")
def not_here(name: str) -> tuple[str, str]:
    """A document says that it is a text which the project does not have.

    What `travaux build` writes says of which text it is, so that what was edited can be held to it clause by clause.
    That needs the library which the text was made of.

    Example: a draft of another project, imported in the library that comes with the program.

    Instead: run the command in the project that the document comes from (`-C DIR`), or say as which text of this one
    it is to be read: `travaux import FILE --as INSTRUMENT`.
    """
    return (
        f"this document says that it is '{name}', and the project has no such instrument",
        "run this in the project that it comes from (-C DIR), or name a text of this one: --as INSTRUMENT",
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What a document holds; `base` are its paragraphs with every change rejected.

    `redline` names the old side, where `travaux diff` wrote the document.
    """

    path: str
    paragraphs: tuple[Paragraph, ...]
    base: tuple[Base, ...]
    counting: Counting
    comments: Mapping[str, Comment]
    asides: tuple[Aside, ...]
    odd: Counter[str]
    properties: Mapping[str, str]
    redline: str = ""


def document(data: bytes, path: str) -> Read:
    """What the bytes of a document hold. Raises `Faults`, with the file's place, where they are none."""
    try:
        return _document(data, path)
    except Unreadable as error:
        raise Faults([unreadable(Span(path, 1, 1), str(error), error.hint)]) from None


def _document(data: bytes, path: str) -> Read:
    container = Container(data)
    found = tuple(paragraphs(body(container)))
    if len(found) > MOST:
        raise Faults([too_long(Span(path, 1, 1), len(found))])
    counting = Counting(beside(container, "numbering"), beside(container, "styles"))
    base = rejected(found)
    labels = counting.labels([each.paragraph for each in base])
    held = tuple(
        Base(each.index, each.words, each.computed, each.paragraph, label)
        for each, label in zip(base, labels, strict=True)
    )
    return Read(
        path,
        found,
        held,
        counting,
        comments(container),
        tuple(asides(container)),
        odd(container),
        properties(container),
        _old_side(*named(container)),
    )


def _old_side(title: str, maker: str) -> str:
    """The old text of a redline that the program wrote, of which the title says both; "" for any other document."""
    old, arrow, _ = title.partition(" → ")
    return old if arrow and maker == "travaux" else ""


def accepted_lines(read: Read) -> list[tuple[str, str]]:
    """The label and the words of each paragraph with every change accepted.

    Left out are those that are empty, and those of a table of contents.
    """
    kept: list[Paragraph] = []
    words: list[str] = []
    waiting = ""
    for each in read.paragraphs:
        waiting += each.said(WENT)
        if not each.mark & WENT:
            if not each.style.lower().startswith("toc"):
                kept.append(each)
                words.append(waiting)
            waiting = ""
    counting = read.counting.anew()
    labels = counting.labels(kept)
    lines = [(label, " ".join(said.split())) for label, said in zip(labels, words, strict=False)]
    return [each for each in (*lines, ("", " ".join(waiting.split()))) if any(each)]


def as_text(lines: Sequence[tuple[str, str]]) -> str:
    """The lines of a text as a plain file has them: a label before its words, a blank line between.

    Between a bare number or letter and its words stands a tab, so that it is known for a label.
    """
    return (
        "\n\n".join((" " if " " in label else "\t").join(filter(None, (label, words))) for label, words in lines) + "\n"
    )


def left_out(read: Read) -> list[str]:
    """What was not read as words of the text, in words."""
    out = [f"{count} × {what}" for what, count in sorted(read.odd.items())]
    hidden = ["".join(each.words for each in one.pieces if each.hidden) for one in read.paragraphs]
    out += [f"words set as hidden, which are read like all others: “{shown(words)}”" for words in hidden if words]
    unseen = sum(len(ANY_HIDDEN.findall(_SEEN.sub("", one.words))) for each in read.paragraphs for one in each.pieces)
    return [*out, f"{unseen} × characters that nobody can see"] if unseen else out
