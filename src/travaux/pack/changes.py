"""A redline as a section prints it: what changed, with its marks, what that does in law, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.model.redline import Effect, Redline, Row
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Change, Division, Emph, Origin, Para, Text
from travaux.pack import telling
from travaux.pack.briefing import Asked
from travaux.passes.beside import headed
from travaux.render.redline import sheet
from travaux.render.redline.marks import edged, flat, labelled, labels
from travaux.render.redline.sheet import Entry, Sheet

SHORT = 160
"""Up to how many characters an unchanged passage stands between two that changed."""
LEFT_OUT = "[…]"
OMISSION = Para((Text(LEFT_OUT),), Origin(""))
KEY = "stands for passages that did not change."


def printed(asked: Asked, redline: Redline, old: str, new: str) -> tuple[Block, ...]:
    """The key, what the changes come to, and the changes under the headings they stand under.

    `old` and `new` are the two sides in words.
    """
    if sheet.is_identical(redline):
        return (telling.said(f"Compared with {old}: no difference."),)
    told = sheet.sheet(redline)
    return (*_key(redline, old, new), *_once(_under_heads(asked, told)))


def _key(redline: Redline, old: str, new: str) -> Iterator[Block]:
    """What is compared, what the marks mean, and how much changed."""
    deleted, inserted = Change((Text(f"only in {old}"),), "-"), Change((Text(f"only in {new}"),), "+")
    yield Para((deleted, Text("; "), inserted, Text(f"; {LEFT_OUT} {KEY}")), Origin(""))
    tally = sheet.tally(redline)
    in_law = f" In law: {tally}." if tally else ""
    yield telling.said(f"Passages: {sheet.summary(redline)}.{in_law}")
    yield from telling.listed(
        telling.text(f"“{each.old}” became “{each.new}” throughout ({each.count}).") for each in redline.terms
    )


def _under_heads(asked: Asked, told: Sheet) -> Iterator[Block]:
    """The entries in the order of the new text, those under one heading together; what has no change is left out."""
    runs = list(_runs(told.entries))
    changed = {head for head, entries in runs if any(each.number for each in entries)}
    for number, (head, entries) in enumerate(runs):
        if head in changed:
            yield from _run(asked, told, head, entries, number)
        else:
            yield OMISSION


def _once(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks without a sign of omission that follows on another."""
    ended = False
    for each in blocks:
        if not (ended and each == OMISSION):
            yield each
        last = each.children[-1] if isinstance(each, Division) and each.children else each
        ended = last == OMISSION


def _runs(entries: Sequence[Entry]) -> Iterator[tuple[int | None, list[Entry]]]:
    """The entries by the heading they stand under, as long as it is the same."""
    out: list[tuple[int | None, list[Entry]]] = []
    for each in entries:
        if not out or out[-1][0] != each.head:
            out.append((each.head, []))
        out[-1][1].append(each)
    yield from out


def _run(asked: Asked, told: Sheet, head: int | None, entries: Sequence[Entry], number: int) -> Iterator[Block]:
    """The entries under one heading, the heading over them."""
    first = entries[0]
    own = first if first.is_head else None
    under = [each for each in entries if not each.is_head and not (own and each.is_title)]
    blocks = (*(_noted(own) if own and own.number else ()), *_shown(under))
    if head is None:
        yield from blocks
        return
    words = (
        _marked(own.row) if own and own.row.status not in ("equal", "renumbered") else telling.text(told.titles[head])
    )
    yield headed(f"part-{asked.index + 1}-{number}", words, tuple(blocks))


def _shown(entries: Sequence[Entry]) -> Iterator[Block]:
    """Changed passages with their effects; of the others those that are short and stand between changed ones."""
    waiting: list[Entry] = []
    started = False
    for each in entries:
        if not each.number:
            waiting.append(each)
            continue
        yield from _between(waiting, started)
        waiting, started = [], True
        yield Para(_relabelled(each.row) if _is_renumbered(each) else _marked(each.row), Origin(""))
        yield from _noted(each)
    if waiting:
        yield OMISSION


def _between(waiting: Sequence[Entry], started: bool) -> Iterator[Block]:
    """Unchanged passages before a changed one: as they are if they are few and short."""
    if started and waiting and sum(len(_plain(each.row)) for each in waiting) <= SHORT:
        yield from (Para(telling.text(_plain(each.row)), Origin("")) for each in waiting)
    elif waiting:
        yield OMISSION


def _is_renumbered(entry: Entry) -> bool:
    """Whether nothing but its number changed."""
    return entry.row.status == "renumbered" and not entry.row.effects


def _relabelled(row: Row) -> Inlines:
    """Both labels of a passage, without its words."""
    return (
        *(Change((Text(words),), sign) if sign != "=" else Text(words) for sign, words in labels(row)),
        Text(f" {LEFT_OUT}"),
    )


def _plain(row: Row) -> str:
    return "".join(words for sign, words in labelled(row) if sign != "-")


def _marked(row: Row) -> Inlines:
    """The label and the words of a row with their marks; one that was only renumbered has its words unmarked."""
    exact = row.status == "editorial"
    return tuple(
        Text(flat(words, exact)) if sign == "=" else Change((Text(flat(words, exact)),), sign)
        for sign, words in edged(labelled(row))
    )


def _noted(entry: Entry) -> Iterator[Block]:
    """What became of a passage, and what the change does in law."""
    note: list[Inlines] = [(Emph((Text(f"{entry.note}."),), ""),)] if entry.note else []
    yield from telling.listed((*note, *map(_effect, entry.row.effects)))


def _effect(effect: Effect) -> Inlines:
    change = sheet.change(effect)
    words = f", {sheet.kind(effect)}: {effect.why}{f' ({change})' if change else ''}"
    return (*telling.strong(sheet.DOES[effect.direction][0]), *telling.text(words))
