"""What hangs on the words of a document and is kept in parts of its own: bookmarks, footnotes, comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

from travaux.ooxml.words import paragraph
from travaux.ooxml.xml import el, root

FOOTNOTE_MARK = "<w:footnoteReference"  # how the element of a mark begins


@dataclass(slots=True)
class Story:
    """Collects footnotes and comments in the order of their marks, and gives each bookmark a number of its own."""

    author: str
    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    _bookmarks: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def bookmark(self, ident: str, words: str) -> str:
        """Words inside the bookmark of an anchor."""
        self._bookmarks += 1
        start = el("w:bookmarkStart", w_id=self._bookmarks, w_name=self.name(ident))
        return f"{start}{words}{el('w:bookmarkEnd', w_id=self._bookmarks)}"

    def name(self, ident: str) -> str:
        """The name of an anchor's bookmark: hidden, and at most forty characters (ECMA-376 Part 1, 17.13.6.2)."""
        if ident not in self._names:
            number = crc32(ident.encode())
            while (name := f"_Ref{number:010d}") in self._names.values():
                number += 1
            self._names[ident] = name
        return self._names[ident]

    def footnote(self, words: str) -> str:
        """The mark of a new footnote; `words` are the runs of its only paragraph."""
        number = len(self.footnotes) + 1
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        self.footnotes.append(el("w:footnote", paragraph("FootnoteText", mark + space + words), w_id=number))
        reference = el("w:footnoteReference", w_id=number)
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{reference}</w:r>'

    def comment(self, commented: str, words: str) -> str:
        """Runs with a comment on them; `words` are the runs of its only paragraph."""
        start, end, mark = self.remark(words)
        return f"{start}{commented}{end}{mark}"

    def remark(self, words: str) -> tuple[str, str, str]:
        """What stands before and after runs that a new comment is on, and the run with its mark, to follow them.

        `words` are the runs of its only paragraph.
        """
        number = len(self.comments)
        mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        said = paragraph("CommentText", mark + words)
        self.comments.append(el("w:comment", said, w_id=number, w_author=self.author, w_initials=self.author[:1]))
        reference = el("w:commentReference", w_id=number)
        mark = f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>{reference}</w:r>'
        return el("w:commentRangeStart", w_id=number), el("w:commentRangeEnd", w_id=number), mark

    def footnotes_part(self) -> bytes:
        """`footnotes.xml`, with the two lines that every word processor expects in it (17.11.9 and 17.11.1)."""
        rules = "".join(
            el("w:footnote", paragraph("FootnoteText", f"<w:r><w:{kind}/></w:r>"), w_type=kind, w_id=number)
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return root("w:footnotes", rules, *self.footnotes)

    def comments_part(self) -> bytes:
        """`comments.xml`."""
        return root("w:comments", *self.comments)
