"""L507: how many words of a text are not agreed."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Block, Bracket, Inline, Para, Sub

_BLANKS = ("[place]", "[date]")


@rule(
    "L507",
    "bracket-in-clean",
    Severity.NOTE,
    over="text",
    hint="choose a variant or a value for each before the text is put forward as agreed",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text still holds words in square brackets.

    Square brackets say: not agreed. They are right in a rolling text and wrong in a clean one, so this
    only counts them and says where they stand. Headings of chapters in preparation and the blanks for
    place and date are not counted.

    Rival options of a clause are not counted: no clean edition prints them (P423).

    Example: `within [thirty] [ninety] days` in a text that is printed as agreed.

    Instead: `within thirty days`, or a parameter of the instrument with that value.
    """
    selection = text.numbered.draft.selection
    where: dict[str, int] = {}
    for block, node in ground.facts(text).marked:
        count = _opens(node)
        if count and not (isinstance(block, Para) and block.role == "pending"):
            name = _name(block)
            where[name] = where.get(name, 0) + count
    if where:
        total = sum(where.values())
        places = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in where.items())
        words = "one passage stands" if total == 1 else f"{total} passages stand"
        span = ground.span(selection.instrument.path, ("title",))
        yield Finding(span, f"in “{selection.instrument.id}” {words} in square brackets: {places}")


def _opens(node: Inline) -> int:
    if isinstance(node, Bracket):
        return 1
    return node.new.count("[") if isinstance(node, Sub) and node.new not in _BLANKS and node.why == "placeholder" else 0


def _name(block: Block) -> str:
    return block.origin.clause or "the words of the instrument itself"
