"""L548: a term that the text defines anew, although its parent defines it."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Definition, Division, Para, Ref, Term
from travaux.model.walk import below, deep, inlines


@rule(
    "L548",
    "parent-term",
    Severity.WARNING,
    over="text",
    hint="define it by reference to the parent, or take another word for another thing",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A protocol defines anew a term that its parent defines.

    The articles of the parent that apply to a protocol are read with the parent's terms, those of the protocol with
    its own. With two definitions of one word, the same conduct is in one article and out of the other. A protocol
    therefore gives the parent's term the parent's meaning, by reference, or leaves it undefined.

    Example: `“[computer system](def:computer-system)” means any networked device` in a protocol to the Convention
    on Cybercrime.

    Instead: `“[computer system](def:computer-system)” has the meaning given to it in [](#ets-185:1.a)`.
    """
    facts = ground.facts(text)
    if facts.parent is None:
        return
    terms = facts.library.vocabulary.terms
    for block in facts.blocks:
        if not isinstance(block, (Division, Definition)):
            continue
        inside = [node for each in block.children if isinstance(each, Para) for node in deep(inlines(each))]
        refers = any(
            isinstance(node, Ref) and any(target.ident == facts.parent.id for target in node.targets)
            for each in below((block,))
            for node in deep(inlines(each))
        )
        for node in inside:
            if isinstance(node, Term) and node.defining and not refers:
                word = terms.get(node.ident, "")
                if word.lower() in facts.parent_terms and word:
                    message = f"“{word}” is defined in “{facts.instrument.id}” and in {facts.parent.short}"
                    yield Finding(node.span, message)
