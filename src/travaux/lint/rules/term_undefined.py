"""L503: a defined term used in a text that does not define it."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Term


@rule(
    "L503",
    "term-undefined",
    Severity.ERROR,
    over="text",
    hint="add the clause that defines it, or choose a variant that does",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text uses a defined term that it does not define.

    `[word](term:id)` promises the reader a definition. It may stand in the text itself, or in the
    treaty that the text supplements or amends, as far as its words are recorded in `clauses/law`
    ("computer system" in Article 1 of the Convention on Cybercrime). While a chapter of the text is
    still in preparation the finding only warns.

    Example: `a [victim of trafficking in persons](term:victim-of-trafficking)` in an instrument without
    a definition of it.

    Instead: add `def-trafficking-in-persons` to the instrument, in a variant that defines the term.
    """
    selection = text.numbered.draft.selection
    library, facts = selection.library, ground.facts(text)
    used: dict[str, Term] = {}
    defined: set[str] = set()
    for _, node in facts.marked:
        if isinstance(node, Term):
            if node.defining:
                defined.add(node.ident)
            else:
                used.setdefault(node.ident, node)
    severity = Severity.WARNING if facts.pending else None
    for ident, node in used.items():
        word = library.vocabulary.terms.get(ident)
        if word is not None and ident not in defined and word.lower() not in facts.parent_terms:
            message = f"“{word}” is used in “{selection.instrument.id}”, which does not define it"
            yield Finding(node.span, message, _where(ident, ground), severity)


def _where(ident: str, ground: Ground) -> str:
    """Which clauses define a term."""
    having = [
        f"{text.clause}:{text.variant}"
        for clause in ground.library.clauses.values()
        for text in ground.texts_of(clause)
        if f"](def:{ident})" in text.value
    ]
    return f"defined in {', '.join(having)}" if having else "no clause defines it: write one, or unlink the word"
