"""L556: a scope that is narrower than the title of the text says."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.library import VocabularyWord
from travaux.model.phrases import found
from travaux.model.stages import Referred
from travaux.model.uses import Use, uses


@rule(
    "L556",
    "scope-in-title",
    Severity.WARNING,
    over="text",
    hint="say in the title of the instrument what it is confined to, or choose the wider variant",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """An instrument takes a variant that narrows its scope, and its title does not say so.

    A title that promises more than the text holds misleads those who sign and those who rely on it, and hides
    that the instrument falls below an earlier one. `titles` in clauses/vocabulary.yaml says which flag of a
    variant asks for which words in the title: at once, or only where every offence of the text has the flag.

    Example: a definition flagged `narrow-scope` in an instrument whose title speaks of the wider subject.

    Instead: the narrower subject in the title, or the wider variant.
    """
    selection = text.numbered.draft.selection
    taken = list(_taken(text))
    offences = [(clause, name) for _, clause, name in taken if clause.kind in ("offence", "package")]
    for flag, asked in selection.library.vocabulary.titles.items():
        title = VocabularyWord(flag, asked.words)
        if any(found(title, selection.instrument.title)):
            continue
        if asked.offences == "every":
            every = offences and all(flag in clause.variants[name].flags for clause, name in offences)
            flagged = [each for each in taken if every and each[1].kind in ("offence", "package")][:1]
        else:
            flagged = [each for each in taken if flag in each[1].variants[each[2]].flags]
        for use, clause, name in flagged:
            words = " or ".join(f"“{each}”" for each in asked.words if "…" not in each)
            message = f"“{clause.id}” ({name}) is flagged {flag}, and the title does not say {words}"
            yield Finding(ground.span(selection.instrument.path, use.key), message)


def _taken(text: Referred) -> Iterator[tuple[Use, Clause, str]]:
    """Each clause that a text takes, in each variant that says something."""
    selection = text.numbered.draft.selection
    for use in uses(selection.instrument):
        clause = selection.library.clauses.get(use.clause)
        for name in selection.variants_of(use.clause) if clause else ():
            if clause and not clause.variants[name].omit:
                yield use, clause, name
