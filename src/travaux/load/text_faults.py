"""What can be wrong in clause text; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Callable

from travaux.diagnostics import Diagnostic, Severity, Span
from travaux.pages import page


@page("T301", "label-order")
def label_order(span: Span, typed: str, wanted: str) -> Diagnostic:
    """A typed label is out of order.

    Labels are checked and then replaced by those of the house style. A label that
    does not follow the one before it usually means that a provision was lost or moved,
    or that an ordinary line happens to begin with something that looks like a label.

    Example: `1.`, `2.`, `4.`.

    Instead: number the provisions in order; if the line only goes on with the sentence
    above, break it at another word.
    """
    return Diagnostic("T301", Severity.ERROR, f"label “{typed}” is out of order: “{wanted}” was expected", span,
                      f"write “{wanted}”, or, if the line goes on with the sentence above, break it elsewhere")


@page("T302", "label-indentation")
def indentation(span: Span, typed: str) -> Diagnostic:
    """A label stands in a column that no open series uses.

    Provisions of one series begin in one column; what is nested begins further right.

    Example: `   a.` followed by ` b.`, or `1.` followed by `b.` in the same column.

    Instead: align the labels of a series, and indent the points below their paragraph.
    """
    return Diagnostic("T302", Severity.ERROR, f"label “{typed}” is aligned with no series it could belong to", span,
                      "give all labels of a series the same indentation, and points more than their paragraph")


@page("T303", "empty-provision")
def empty_provision(span: Span, typed: str) -> Diagnostic:
    """A label has no words.

    Example: `b.` alone on its line with nothing indented below it.

    Instead: write the provision after its label, or remove the label.
    """
    return Diagnostic("T303", Severity.ERROR, f"provision “{typed}” is empty", span, "write its words, or remove the label")


@page("T304", "bracket-unclosed")
def unclosed(span: Span) -> Diagnostic:
    """A square bracket is opened and never closed in its paragraph.

    Square brackets hold words that are not agreed; half a pair leaves the reader
    guessing which. A bracket can't run on into the next paragraph: bracket each.

    Example: `within [thirty days of receipt`.

    Instead: `within [thirty] days of receipt`.
    """
    return Diagnostic("T304", Severity.ERROR, "square bracket “[” is never closed in this paragraph", span, "close it with “]”")


@page("T305", "bracket-stray")
def stray(span: Span) -> Diagnostic:
    """A square bracket is closed that was never opened in its paragraph.

    Example: `thirty] days`.

    Instead: `[thirty] days`.
    """
    return Diagnostic("T305", Severity.ERROR, "square bracket “]” closes nothing in this paragraph", span, "remove it, or open it with “[”")


@page("T306", "placeholder-malformed")
def placeholder(span: Span) -> Diagnostic:
    """Braces that are not a placeholder.

    A placeholder is a name in two pairs of braces; nothing in it is evaluated.

    Example: `{{ party.name }}` or `{{ party`.

    Instead: `{{ party }}`.
    """
    return Diagnostic("T306", Severity.ERROR, "“{{” does not begin a placeholder", span, "write {{ name }}: letters, digits and hyphens only")


@page("T307", "citation-malformed")
def citation(span: Span, part: str) -> Diagnostic:
    """A citation that can't be read.

    Example: `[@Kunze 281]`.

    Instead: `[@kunze, 281]`; several sources are parted by semicolons: `[@kunze, 281; @opsc, art 3.1]`.
    """
    return Diagnostic("T307", Severity.ERROR, f"citation “{part}” can't be read", span, "write [@key, place]; part several with semicolons, each with its @")


@page("T308", "reference-malformed")
def reference(span: Span, typed: str) -> Diagnostic:
    """A cross-reference that can't be read.

    Example: `[](#Article 5)`.

    Instead: name the clause, `[](#offence-advertise)`, its paragraph, `[](#offence-advertise:2)`, or a
    provision of existing law, `[](#ets-185:11.2)`. The house style writes the words.
    """
    return Diagnostic("T308", Severity.ERROR, f"reference {typed} can't be read", span, "write [](#clause-id), [](#clause-id:label) or [](#ets-185:11.2)")


@page("T309", "link-unknown")
def link(span: Span) -> Diagnostic:
    """A link to something that clause text can't link to.

    Only defined terms are linked by words: `[words](term:id)`, or `(def:id)` where the
    term is defined. Addresses belong in the list of sources.

    Example: `[the report](http://example.org)`.

    Instead: add the report to `sources.yaml` and cite it in the rationale: `[@key, page]`.
    """
    return Diagnostic("T309", Severity.ERROR, "this link is neither a term nor a definition", span, "write [words](term:id) or [words](def:id)")


MARKUP: dict[str, Callable[[Span], Diagnostic]] = {
    "placeholder": placeholder,
    "stray": stray,
    "unclosed": unclosed,
    "link": link,
}
