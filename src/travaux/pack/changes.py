"""A redline as a section prints it: what changed, with its marks, what that does in law, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from travaux.model.redline import Effect, Redline, Row, Words
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Change, Division, Emph, Origin, Para, Text
from travaux.model.walk import plain
from travaux.pack import telling
from travaux.pack.briefing import Asked
from travaux.passes.beside import headed
from travaux.render.redline import sheet
from travaux.render.redline.marks import edged, flat, labelled, labels
from travaux.render.redline.sheet import Entry, Sheet

SHORT = 160
"""Up to how many characters an unchanged passage stands between two that changed."""
LEFT_OUT = "[…]"
THIN = "\u2009"
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
    """The entries in the order of the new text, those under one heading together; what has no change is left out.

    Articles that only got another number are told in a line each; so are those that are gone, unless their words are
    asked for.
    """
    runs = list(_runs(told.entries))
    changed = {head for head, entries in runs if any(each.number for each in entries)}
    lines = [_line(entries, told, asked.spec.dropped) for _, entries in runs]
    for told_so, several in groupby(range(len(runs)), key=lambda at: bool(lines[at])):
        if told_so:
            yield from (Para(lines[at], Origin("")) for at in several)
            continue
        for at in several:
            head, entries = runs[at]
            yield from _run(asked, told, head, entries, at) if head in changed else (OMISSION,)


def _line(entries: Sequence[Entry], told: Sheet, whole: bool) -> Inlines:
    """What became of an article, if a line says it; nothing for others. `whole`: of those that are gone it does not."""
    head = entries[0]
    if _is_gone(entries):
        return () if whole else _gone(entries, told)
    if head.is_head and _is_renumbered(head) and not any(each.number for each in entries[1:]):
        return telling.text(f"{told.titles[head.index]}: only the number changes.")
    return ()


def _is_gone(entries: Sequence[Entry]) -> bool:
    """Whether a heading and all that stands under it is in the old text only."""
    return entries[0].is_head and all(each.row.status == "deleted" for each in entries)


def _gone(entries: Sequence[Entry], told: Sheet) -> Inlines:
    """An article that is gone in one line: its heading, what is lost in law, what of it stands elsewhere."""
    head = entries[0]
    words = told.titles[head.index]
    lost = [each for entry in entries for each in entry.row.effects]
    out: Inlines = (Change((Text(words),), "-"), *telling.text(f" is not in the new text{': ' if lost else ''}"))
    for number, effect in enumerate(lost):
        # That only the old text has the article is said already.
        known = bool(effect.old) and effect.old in words
        out = (*out, *telling.text("; " if number else ""), *_effect(effect, brief=known))
    stays = "".join(f" What was {was} is {now} now." for was, now in _elsewhere(head, told))
    return (*out, *telling.text(f"{'' if plain(out).endswith(('.', ')')) else '.'}{stays}"))


def _elsewhere(head: Entry, told: Sheet) -> Iterator[tuple[str, str]]:
    """The passages of an article that is gone which the new text has in another: what they were, what they are."""
    path = head.row.old.passages[0].path if head.row.old else ()
    for each in told.entries if path else ():
        old = each.row.old
        if old and each.row.new and old.passages[0].path[:1] == path[:1]:
            yield f"{head.name}{''.join(f'({part})' for part in old.passages[0].path[1:])}", each.name


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
    whole = own is not None and own.row.status == "inserted"
    noted = own is not None and own.number > 0 and not _is_renumbered(own)
    blocks = (*(_noted(first) if noted else ()), *_shown(under, whole))
    if head is None:
        yield from blocks
        return
    alone = own is not None and own.row.status in ("inserted", "deleted")
    words = _marked(first.row) if alone else telling.text(told.titles[head])
    ours = (Para(_renamed(first.row), Origin("")),) if own and not alone and _is_renamed(own.row) else ()
    yield headed(f"part-{asked.index + 1}-{number}", words, (*ours, *blocks))


def _is_renamed(row: Row) -> bool:
    """Whether a heading has other words than before, and not only another number."""
    return bool(row.words) and row.status not in ("equal", "renumbered", "moved")


def _renamed(row: Row) -> Inlines:
    """The words of a heading with their marks: over them it stands as it is now, so that it can be called by it."""
    (sign, words), *others = row.words
    return _signed(((sign, words.lstrip(" –—") if sign == "=" else words), *others))


def _shown(entries: Sequence[Entry], whole: bool = False) -> Iterator[Block]:
    """Changed passages with their effects; of the others those that are short and stand between changed ones.

    With `whole`, as under an article that is new, every passage.
    """
    waiting: list[Entry] = []
    started = False
    for each in entries:
        if not each.number and not whole:
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
    return (*_signed(labels(row)), Text(f" {LEFT_OUT}"))


def _plain(row: Row) -> str:
    return "".join(words for sign, words in labelled(row) if sign != "-")


def _marked(row: Row) -> Inlines:
    """The label and the words of a row with their marks; one that was only renumbered has its words unmarked."""
    return _signed(labelled(row), row.status == "editorial")


def _signed(words: Words, exact: bool = False) -> Inlines:
    """Words with their marks, what is struck and what is put in its place a thin space apart."""
    out: Inlines = ()
    before = "="
    for sign, said in edged(words):
        told = Text(flat(said, exact))
        gap = (Text(THIN),) if (before, sign) == ("-", "+") else ()
        out, before = (*out, *gap, told if sign == "=" else Change((told,), sign)), sign
    return out


def _noted(entry: Entry) -> Iterator[Block]:
    """What became of a passage, and what the change does in law."""
    note: list[Inlines] = [(Emph((Text(f"{entry.note}."),), ""),)] if entry.note else []
    yield from telling.listed((*note, *map(_effect, entry.row.effects)))


def _effect(effect: Effect, brief: bool = False) -> Inlines:
    """What a change does in law; its reason is left out of a `brief` one."""
    change = sheet.change(effect)
    words = f", {sheet.kind(effect)}" + ("" if brief else f": {effect.why}{f' ({change})' if change else ''}")
    return (*telling.strong(sheet.DOES[effect.direction][0]), *telling.text(words))
