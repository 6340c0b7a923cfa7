"""Which cells of a table a head is of, said in the tags; and the names that tags are known by.

The rule is that of HTML: a head of scope `col` is of its column, one of scope `row` of its
row, one of scope `rowgroup` of the rest of its group (a table's body).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

SCOPES = {"row": "/Row", "rowgroup": "/Row"}
Tree = Callable[[Any], Iterator[Any]]
Box = Callable[[Any], Any]


def assign(document: Any, tree: Tree, box: Box) -> dict[str, bytes]:
    """Name every note and every head of a table, and tell each cell its heads; gives references by name."""
    import pydyf

    named: dict[str, bytes] = {}
    for number, each in enumerate(each for each in tree(document) if each["S"] in ("/Note", "/TH")):
        name = f"{each['S'][1:].lower()}-{number:06}"
        each["ID"] = pydyf.String(name)
        named[name] = each.reference
        if each["S"] == "/TH":
            each["A"]["Scope"] = SCOPES.get(_scope(each, box), "/Column")
    for table in (each for each in tree(document) if each["S"] == "/Table"):
        _table(table, tree, box)
    return named


def _scope(cell: Any, box: Box) -> str:
    """The scope that the HTML of a head gives it."""
    own = box(cell)
    return (own.element.get("scope") or "") if own is not None and own.element is not None else ""


def _table(table: Any, tree: Tree, box: Box) -> None:
    """Tell each cell of a table which heads it has: those over its column, of its group, of its row."""
    import pydyf

    columns: dict[int, list[Any]] = {}
    group: tuple[bytes, list[Any]] = b"", []
    for row in (each for each in tree(table) if each["S"] == "/TR"):
        if row["P"] != group[0]:
            group = row["P"], []
        beside: list[Any] = []
        at = 0
        for cell in (each for each in tree(row) if each["S"] in ("/TH", "/TD")):
            span = cell["A"].get("ColSpan", 1)
            if cell["S"] == "/TD":
                over = [each for column in range(at, at + span) for each in columns.get(column, ())]
                cell["A"]["Headers"] = pydyf.Array([*over, *group[1], *beside])
            else:
                scope = _scope(cell, box)
                places = {"row": [beside], "rowgroup": [group[1]]}
                within = [columns.setdefault(column, []) for column in range(at, at + span)]
                for place in places.get(scope, within):
                    place.append(cell["ID"])
            at += span
