"""Words and the notes beside them, as HTML; and the notes behind them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from travaux.model import walk
from travaux.model.tree import Inline, Note
from travaux.render import measure
from travaux.render.api import lead, tag
from travaux.render.writing.words import BLANK, Words


class Rows(Words):
    """Writes notes, and words with notes beside them."""

    def note(self, note: Note) -> str:
        """A note, with its number where it stands behind the text."""
        blank = BLANK if self.paged else " "
        trust = f'{blank}<span class="trust">{escape(tag(note))}</span>' if tag(note) else ""
        said = f'<b class="lead">{escape(lead(note))}</b> {self.words(note.body)}{trust}'
        if self.mode == "notes":
            back = (
                ""
                if self.paged
                else f' <a class="back" href="#_mark-{note.number}" aria-label="Back to the text">↩</a>'
            )
            number = f'<span class="number">{note.number}.</span> '
            return f'<div class="note {note.kind}"{self.anchor(f"_note-{note.number}")}>{number}{said}{back}</div>\n'
        if not self.paged:
            return f'<div class="note {note.kind}" role="note">{said}</div>\n'
        self.said += 1
        return f'<div class="note {note.kind}" data-note="{self.said}">{said}</div>\n'

    def endnotes(self) -> str:
        """The notes behind the text, if that is where they stand."""
        if self.mode != "notes":
            return ""
        return "".join(self.note(each) for each in walk.notes(self.document))

    def row(self, words: str, notes: Sequence[Note], rest: str = "", lines: float = 0.0, head: bool = False) -> str:
        """Words with their notes beside them, and what runs on beside the notes."""
        if self.mode != "margin" or not notes:
            return f'<div class="plain">{words}</div>\n{rest}' if self.mode == "margin" else f"{words}{rest}"
        long = " long" if max(lines, measure.note_lines(notes)) > measure.LONG else ""
        said = "".join(self.note(each) for each in notes)
        kind = f"row{' headrow' if head else ''}{long}"
        if self.paged:
            return f'<div class="{kind}"><div class="words">{words}{rest}</div><div class="notes">{said}</div></div>\n'
        if self.document.kind == "pack":
            return f'<div class="{kind}"><div class="words">{words}</div>{_opened(notes, said)}{rest}</div>\n'
        more = f'<div class="rest">{rest}</div>' if rest else ""
        return f'<div class="{kind}"><div class="words">{words}</div><div class="notes">{said}</div>{more}</div>\n'

    def titled(self, inlines: Sequence[Inline], name: str, kind: str) -> str:
        """A title, and the notes beside it."""
        shape = f' style="width: {measure.even(inlines)}em"' if self.paged and name == "h1" else ""
        return self.row(f'<{name} class="{kind}"{shape}>{self.headline(inlines)}</{name}>\n', measure.noted(inlines))


def _opened(notes: Sequence[Note], said: str) -> str:
    """Notes that open in place, under a line that says of what kinds they are."""
    leads = dict.fromkeys(escape(lead(each).rstrip(".")) for each in notes)
    count = f"{len(notes)} notes" if len(notes) > 1 else "1 note"
    summary = f'<summary><span class="count">{count}</span> {" · ".join(leads)}</summary>'
    return f'<details class="notes">{summary}\n{said}</details>'
