"""Lists, tables, trees and pictures as HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from travaux.model import walk
from travaux.model.tree import Branch, Drawing, Figure, Inline, Items, Table
from travaux.render import measure
from travaux.render.contents import link
from travaux.render.writing import columns, data
from travaux.render.writing.rows import Rows

SIGNS = {"new": "new", "beside": "beside it", "not-here": "not here"}


class Grids(Rows):
    """Writes what is no running text."""

    def items(self, block: Items) -> str:
        """A plain list."""
        name = "ol" if block.ordered else "ul"
        idents = (*block.idents, *([""] * len(block.items)))
        lines = "".join(
            f"<li{self.anchor(ident)}>{self.words(item)}</li>\n"
            for ident, item in zip(idents, block.items, strict=False)
        )
        return self.row(f'<{name} class="items">\n{lines}</{name}>\n', measure.noted(walk.inlines(block)))

    def table(self, block: Table) -> str:
        """A table; on paper across the sheet where it is wide, and in parts where it is wider than that."""
        if not self.paged:
            self.tables += 1
            name = escape(walk.plain(block.caption).strip() or "Table")
            if self.document.kind == "pack":  # regions of one name can't be told apart
                name = f"{name} ({self.tables})"
            table = f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{self.grid(block)}</div>\n'
        else:
            parts = columns.parts(block)
            table = "".join(self.grid(each) for each in parts)
            if block.wide or len(parts) > 1:
                table = f'<div class="wide">\n{table}</div>\n'
        notes = measure.noted(walk.inlines(block))
        return self.row(table, notes) if notes else table

    def grid(self, block: Table) -> str:
        """One table."""
        caption = f"<caption>{self.words(block.caption)}</caption>\n" if block.caption else ""
        cells = "".join(f'<th scope="col">{self.words(cell)}</th>' for cell in block.head)
        head = f"<thead><tr>{cells}</tr></thead>\n" if cells else ""
        many = " many" if columns.columns(block) > columns.MANY else ""
        many += " whole" if self.short else ""
        shares = columns.shares(block) if self.paged and self.document.kind == "pack" and self.mode != "table" else ()
        widths = "".join(f'<col style="width: {each}%">' for each in shares)
        group = f"<colgroup>{widths}</colgroup>\n" if widths else ""
        return f'<table class="grid{many}">\n{caption}{group}{head}{self.groups(block)}</table>\n'

    def groups(self, block: Table) -> str:
        """The rows; under each that is a title alone, a group of their own."""
        out = ""
        for row in block.rows:
            if block.row_heads and len(row) > 1 and not any(map(walk.plain, row[1:])):
                title = f'<th scope="rowgroup" colspan="{len(row)}">{self.cell(row[0])}</th>'
                out += f'{"</tbody>" if out else ""}<tbody class="group">\n<tr class="over">{title}</tr>\n'
            else:
                out += self.table_row(block, row) if out else f"<tbody>\n{self.table_row(block, row)}"
        return f"{out or '<tbody>'}</tbody>\n"

    def table_row(self, block: Table, row: Sequence[Sequence[Inline]]) -> str:
        """A row; on a screen its cells say which column they are of, since a narrow one sets them below each other."""
        heads = [walk.plain(each) for each in block.head] if self.mode == "table" and not self.paged else []
        named = [f' data-head="{escape(each)}"' for each in heads] + [""] * (len(row) - len(heads))
        cells = [f"<td{name}>{self.cell(cell)}</td>" for name, cell in zip(named, row, strict=False)]
        if block.row_heads and cells:
            cells[0] = f'<th scope="row">{self.cell(row[0])}</th>'
        most = measure.LONG_CELL // 2 if self.sheets else measure.LONG_CELL
        long = max((len(walk.plain(cell)) for cell in row), default=0) > most
        heading = len(row) > 1 and not walk.plain(row[-1]) and not block.row_heads
        kind = ' class="long"' if long else ' class="heading"' if heading else ""
        return f"<tr{kind}>{''.join(cells)}</tr>\n"

    def cell(self, cell: Sequence[Inline]) -> str:
        """The words of a cell, as paragraphs where it has several."""
        parts = walk.lines(cell)
        return "".join(f"<p>{self.words(part)}</p>" for part in parts) if len(parts) > 1 else self.words(cell)

    def drawing(self, block: Drawing) -> str:
        """A picture with what it shows in words, and its data under it."""
        told, svg = escape(block.alternative), block.svg[block.svg.index("<svg") :]
        if self.paged:
            drawn = f'<img src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}" alt="{told}">'
        else:
            drawn = f'<div class="svg" role="img" aria-label="{told}">{svg}</div>'
        name = data.name(block) if block.apart else ""
        behind = self.paged and name in self.known
        leads = f' <a class="data" href="{link(name)}">{data.LEADS}</a>' if behind else ""
        caption = f"<figcaption>{self.words(block.caption)}{leads}</figcaption>\n" if block.caption or leads else ""
        table = "" if behind else self.table(block.data)
        if name and not self.paged:
            table = f'<details class="data"><summary>{data.FOLDED}</summary>\n{table}</details>\n'
        return f'<figure class="drawing">\n{drawn}\n{caption}</figure>\n{table}'

    def figure(self, block: Figure) -> str:
        """A tree of lines."""
        caption = f"<figcaption>{self.words(block.caption)}</figcaption>\n" if block.caption else ""
        told = f' aria-label="{escape(block.alternative)}"' if block.alternative else ""
        drawn = f'<figure class="tree"{told}>\n{self.branches(block.branches)}{caption}</figure>\n'
        notes = measure.noted(walk.inlines(block))
        return self.row(drawn, notes) if notes else drawn

    def branches(self, branches: Sequence[Branch]) -> str:
        """What hangs from one line of a tree."""
        if not branches:
            return ""
        lines = "".join(f"<li>{self.branch(each)}{self.branches(each.children)}</li>\n" for each in branches)
        return f"<ul>\n{lines}</ul>\n"

    def branch(self, branch: Branch) -> str:
        """The words of one line of a tree."""
        sign = f' <small class="sign">{SIGNS[branch.emphasis]}</small>' if branch.emphasis else ""
        kind = f" {branch.emphasis}" if branch.emphasis else ""
        return f'<span class="branch{kind}">{self.words(branch.words)}{sign}</span>'
