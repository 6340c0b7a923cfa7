"""Points of a list that come or go, by the words that open the list."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import lists_offences, obliges, phrases
from travaux.model.redline import Direction, Effect, Passage, Row


def chapeaus(passages: Iterable[Passage], lone: bool = False) -> dict[str, Passage]:
    """By the id of a passage the one that opens the list in which it stands: one before it that ends in a colon.

    With `lone`, also of words without a label that complete those before them.
    """
    out: dict[str, Passage] = {}
    last: Passage | None = None
    opened: dict[tuple[str, ...], Passage | None] = {}
    article: tuple[str, ...] = ()
    for each in passages:
        article = each.path[:1] or article
        path = each.path or article
        over = opened.get(path[:-1]) if each.label and len(path) > 1 else None
        if over is not None:
            out[each.id] = over
        elif lone and last is not None and not each.label and last.text.endswith(":") and each.text[:1].islower():
            out[each.id] = last
        last = each
        opens = each.text.rstrip().endswith(":")
        if opens or not each.label:
            opened[path] = each if opens else None
    return out


def read_through(chapeau: str, text: str) -> str:
    """A point with the words that open its list, as one sentence: "Each Party shall consider" and what."""
    return f"{chapeau.rstrip().removesuffix(':')} {text}"


def point(row: Row, chapeau: str, undecided: bool = False) -> tuple[Effect, ...]:
    """What it does that a point is new or gone; nothing, if the row is no such point; in brackets it is neutral."""
    side = (row.new or row.old) if not (row.old and row.new) else None
    if side is None or not chapeau:
        return ()
    comes, text = row.new is not None, " ".join(side.text.split())
    stem, way, what = _meaning(chapeau, comes)
    way = "neutral" if undecided else way
    why = f"A point of {what} is {'new' if comes else 'gone'}."
    return (Effect(appears(stem) if comes else goes(stem), way, why, "" if comes else text, text if comes else ""),)


def _meaning(chapeau: str, comes: bool) -> tuple[str, Direction, str]:
    more: Direction = "widens" if comes else "narrows"
    if lists_offences(chapeau):
        return "conduct", more, "the list of what shall be an offence"
    if obliges(chapeau) and not phrases("negation", chapeau) and not phrases("exception", chapeau):
        return "point", more, "the list of what the parties are bound to"
    return "point", "neutral", "a list"
