"""L515: a recital that does not read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.tree import Division, Para
from travaux.model.walk import plain

_ADVERB = "(?:Also|Further|Deeply|Gravely|Strongly|Fully|Firmly|Particularly|Seriously|Equally|Being|Having)"
_PARTICIPLE = re.compile(
    rf"(?:{_ADVERB}\s+)?(?:\w+(?:ing|ed)|aware|conscious|mindful|desirous|intent|anxious|confident|hopeful|resolute)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]*”")
_OPERATIVE = re.compile(
    r"\bshall\b|\bundertakes?\b|\b(?:is|are)\s+(?:hereby\s+)?(?:obliged|required)\s+to\b"
    r"|\bhereby\b|\bmay\s+(?:reserve|declare)\b"
)


@rule(
    "L515",
    "recital-form",
    Severity.WARNING,
    over="clause",
    hint="open with a participle or an adjective, state no duty, and end with a semicolon",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A recital does not open, read or end as a recital.

    The preamble is one long sentence: "The States Parties, *recalling* …; *convinced* that …; have agreed
    as follows". So each recital opens with a participle or an adjective ("Recalling", "Mindful of") and
    ends with a semicolon, which a house style may print as a comma, also at the last of them. It gives
    reasons and creates no duty: "shall", "undertakes", "is obliged to", "hereby" have no place in it.

    Example: `States shall co-operate against trafficking in persons.`

    Instead: `Convinced of the need for co-operation against trafficking in persons;`
    """
    if clause.kind != "recital":
        return
    for passage in ground.texts_of(clause):
        for block in passage.blocks:
            if isinstance(block, Division):
                message = f"a recital is labelled “{block.typed}”: recitals have no labels"
                yield Finding(passage.of(block.origin.span), message)
            elif isinstance(block, Para):
                for fault in _faults(block, ground.library):
                    yield Finding(passage.of(block.origin.span), fault)


def _faults(recital: Para, library: Library) -> Iterator[str]:
    words = plain(recital.inlines).strip()
    opening = " ".join(words.split()[:2])
    leads = (lead for style in library.styles.values() for lead in style.recital_leads)
    if not _PARTICIPLE.match(words) and not any(re.match(rf"{re.escape(lead)}\b", words) for lead in leads):
        yield f"a recital opens with “{opening}”, which is neither a participle nor an adjective"
    elif not words[:1].isupper():
        yield f"a recital opens with a small letter (“{opening}”)"
    for match in _OPERATIVE.finditer(_QUOTED.sub("", words)):
        yield f"a recital says “{' '.join(match.group().split())}”: it gives reasons, and creates no duty"
    if words[-1:] not in (";", ","):
        yield f"a recital ends with “{words.split()[-1] if words else ''}”, not with a semicolon"
