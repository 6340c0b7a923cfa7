"""What can be wrong in clause text; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Callable

from travaux.diagnostics import Diagnostic, Span
from travaux.pages import finding


@finding("T301", "label-order")
def label_order(typed: str, wanted: str) -> tuple[str, str]:
    """A typed label is out of order.

    Labels are checked and then replaced by those of the house style. A label that
    does not follow the one before it usually means that a provision was lost or moved,
    or that an ordinary line happens to begin with something that looks like a label.

    Example: `1.`, `2.`, `4.`.

    Instead: number the provisions in order; if the line only goes on with the sentence
    above, break it at another word.
    """
    return (
        f"label “{typed}” is out of order: “{wanted}” was expected",
        f"write “{wanted}”, or, if the line goes on with the sentence above, break it elsewhere",
    )


@finding("T302", "label-indentation")
def indentation(typed: str) -> tuple[str, str]:
    """A label stands in a column that no open series uses.

    Provisions of one series begin in one column; what is nested begins further right.

    Example: `   a.` followed by ` b.`, or `1.` followed by `b.` in the same column.

    Instead: align the labels of a series, and indent the points below their paragraph.
    """
    return (
        f"label “{typed}” is aligned with no series it could belong to",
        "give all labels of a series the same indentation, and points more than their paragraph",
    )


@finding("T303", "empty-provision")
def empty_provision(typed: str) -> tuple[str, str]:
    """A label has no words.

    Example: `b.` alone on its line with nothing indented below it.

    Instead: write the provision after its label, or remove the label.
    """
    return (f"provision “{typed}” is empty", "write its words, or remove the label")


@finding("T304", "bracket-unclosed")
def unclosed() -> tuple[str, str]:
    """A square bracket is opened and never closed in its paragraph.

    Square brackets hold words that are not agreed; half a pair leaves the reader
    guessing which. A bracket can't run on into the next paragraph: bracket each.

    Example: `within [thirty days of receipt`.

    Instead: `within [thirty] days of receipt`.
    """
    return ("square bracket “[” is never closed in this paragraph", "close it with “]”")


@finding("T305", "bracket-stray")
def stray() -> tuple[str, str]:
    """A square bracket is closed that was never opened in its paragraph.

    Example: `thirty] days`.

    Instead: `[thirty] days`.
    """
    return ("square bracket “]” closes nothing in this paragraph", "remove it, or open it with “[”")


@finding("T306", "placeholder-malformed")
def placeholder() -> tuple[str, str]:
    """Braces that are not a placeholder.

    A placeholder is a name in two pairs of braces; nothing in it is evaluated.

    Example: `{{ party.name }}` or `{{ party`.

    Instead: `{{ party }}`.
    """
    return ("“{{” does not begin a placeholder", "write {{ name }}: letters, digits and hyphens only")


@finding("T307", "citation-malformed")
def citation(part: str) -> tuple[str, str]:
    """A citation that can't be read.

    Example: `[@Kunze 281]`.

    Instead: `[@kunze, 281]`; several sources are parted by semicolons: `[@kunze, 281; @opsc, art 3.1]`.
    """
    return (f"citation “{part}” can't be read", "write [@key, place]; part several with semicolons, each with its @")


@finding("T308", "reference-malformed")
def reference(typed: str) -> tuple[str, str]:
    """A cross-reference that can't be read.

    Example: `[](#Article 5)`.

    Instead: name the clause, `[](#offence-advertise)`, its paragraph, `[](#offence-advertise:2)`, or a
    provision of existing law, `[](#ets-185:11.2)`. The house style writes the words.
    """
    return (f"reference {typed} can't be read", "write [](#clause-id), [](#clause-id:label) or [](#treaty-id:11.2)")


@finding("T309", "link-unknown")
def link() -> tuple[str, str]:
    """A link to something that clause text can't link to, or a picture.

    Only defined terms are linked by words: `[words](term:id)`, or `(def:id)` where the
    term is defined. Addresses belong in the list of sources, and nothing is ever fetched. Clauses and packs
    have no pictures; the figures of a pack are drawn from what the library records.

    Example: `[the report](http://example.org)`, `![a map](map.png)`.

    Instead: add the report to `sources.yaml` and cite it in the rationale: `[@key, page]`.
    """
    return ("this link is neither a term nor a definition", "write [words](term:id) or [words](def:id)")


@finding("T310", "brackets-too-deep")
def deep() -> tuple[str, str]:
    """Brackets, terms and emphasis stand inside each other more than twenty deep.

    Nobody can read such options, and nobody can negotiate them.

    Example: `[[[[[[[[[[[[[[[[[[[[[thirty]]]]]]]]]]]]]]]]]]]]]`.

    Instead: bracket the alternatives side by side, `[thirty] [sixty]`.
    """
    return ("square brackets are nested more than twenty deep", "put the alternatives side by side")


MARKUP: dict[str, Callable[[Span | None], Diagnostic]] = {
    "placeholder": placeholder,
    "stray": stray,
    "unclosed": unclosed,
    "link": link,
    "deep": deep,
    "half-reference": lambda span: reference(span, "[](#"),
}
