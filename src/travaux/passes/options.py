"""Rival options: wordings of one clause that are printed side by side because none is agreed yet.

As in the rolling texts of a negotiation each stands whole in its place, "[Option 1: …] [Option 2: …]", and
bears the label that it would bear if it alone were chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from travaux.model.stages import Request, Selection
from travaux.model.transform import Inlines
from travaux.model.tree import Amendment, Block, Definition, Division, Emph, Inline, Option, Origin, Para, Recital, Sub
from travaux.model.walk import below, runs

NO_TEXT, NOT_HERE = "no text", "no text here"
"""What an option says that says nothing, or that has its words elsewhere in the article."""
OPENING = "Opening words, option"
"""What an option of a chapeau is called inside the option of an offence, where two would have one name."""


def wanted(value: str) -> tuple[str, ...]:
    """The variants that a choice names: `a`, on the command line `a,b`, in an instrument's file `a|b`."""
    return tuple(part.strip() for part in value.replace("|", ",").split(","))


def silence(origin: Origin, words: str = NO_TEXT) -> Para:
    """The words of an option that has none."""
    return Para((_mark(words),), origin)


def is_silent(run: Inlines) -> bool:
    """Whether a run is that of an option without words: nothing a drafter typed, and nothing to end with a mark."""
    return bool(run) and all(is_mark(node) for node in run)


def is_mark(node: Inline) -> bool:
    """Whether an inline is a mark of an option, and not of its words."""
    inner = node.children if isinstance(node, Emph) else (node,)
    return bool(inner) and all(isinstance(each, Sub) and each.why == "option" for each in inner)


def has_words(blocks: Iterable[Block]) -> bool:
    """Whether anything stands in blocks but options without words."""
    return any(not is_silent(run) for block in below(blocks) for run in runs(block) if run)


def marked(blocks: Iterable[Block], named: str = "Option") -> tuple[Block, ...]:
    """The blocks with its marks round each option among them, each called `named` and its number."""
    return tuple(_marked(each, named) if isinstance(each, Option) else each for each in blocks)


def _marked(option: Option, named: str) -> Option:
    begun = _at_first(option.children, lambda run: (*lead(option.number, named), *run))
    return replace(option, children=_at_last(begun, lambda run: (*run, _mark("]"))))


def lead(number: int, named: str = "Option") -> Inlines:
    """The mark that opens an option."""
    return (_mark("["), Emph((_mark(f"{named} {number}:"),), ""), _mark(" "))


def _mark(words: str) -> Sub:
    return Sub("", words, "option")


def _at_first(blocks: tuple[Block, ...], change: Callable[[Inlines], Inlines]) -> tuple[Block, ...]:
    return (_at(blocks[0], change, _at_first), *blocks[1:]) if blocks else ()


def _at_last(blocks: tuple[Block, ...], change: Callable[[Inlines], Inlines]) -> tuple[Block, ...]:
    return (*blocks[:-1], _at(blocks[-1], change, _at_last)) if blocks else ()


def _at(block: Block, change: Callable[[Inlines], Inlines], within: Callable[..., tuple[Block, ...]]) -> Block:
    match block:
        case Para() | Recital():
            return replace(block, inlines=change(block.inlines))
        case Division() | Definition() | Option() | Amendment():
            return replace(block, children=within(block.children, change))
        case _:
            return block


def of_headings(headings: Sequence[tuple[int, Inlines]]) -> Inlines:
    """A heading, or, where the options have several, each in its marks, by its number."""
    first = headings[0][1]
    if all(each == first for _, each in headings):
        return first
    out: list[Inline] = []
    for number, each in headings:
        out += [*([_mark(" ")] if out else []), *lead(number), *each, _mark("]")]
    return tuple(out)


def together(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks of one parent in order, the options of one clause together, every other block by itself."""
    group: list[Block] = []
    for block in blocks:
        if group and not (isinstance(block, Option) and block.number > 1):
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)


def one_by_one(selection: Selection, request: Request) -> Iterator[Request]:
    """Requests without options in which each option is chosen at least once; the request itself, if it has none.

    For those who judge a text in which every choice is made, as the rules do.
    """
    if not selection.options:
        yield request
    for index in range(max(map(len, selection.options.values()), default=0)):
        taken = {name: names[min(index, len(names) - 1)] for name, names in selection.options.items()}
        yield replace(request, variants={**request.variants, **taken})
