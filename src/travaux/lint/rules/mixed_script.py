"""L522: a word of letters of two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from travaux.carried import CARRIED
from travaux.diagnostics import Severity, Span
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.library import Library

_FOREIGN = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20a0-\u20bf\u2190-\u23ff\u25a0-\u25ff]")
_WORD = re.compile(r"[^\W\d_]+")


@rule(
    "L522",
    "mixed-script",
    Severity.WARNING,
    over="library",
    hint="type the word again",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A word mixes letters of two scripts.

    A Cyrillic "а" or a Greek "ο" looks like the Latin letter, but no search finds the word, no comparison
    takes it for the same, and no other document says it. Such letters come with pasted text, and may be
    put there on purpose. Every word of the library's own files is looked at. (Invisible characters are
    errors when the file is read, Y103.)

    Example: `сhild` whose first letter is Cyrillic.

    Instead: `child`, typed anew.
    """
    for path, text in library.texts.items():
        if path.startswith(CARRIED) or text.isascii() or not _FOREIGN.search(text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            for match in _WORD.finditer(line) if _FOREIGN.search(line) else ():
                scripts = sorted({_script(letter) for letter in match.group()})
                if len(scripts) > 1:
                    message = f"“{match.group()}” mixes letters of {' and '.join(scripts)}"
                    yield Finding(Span(path, number, match.start() + 1), message)


def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name."""
    return unicodedata.name(letter, "unnamed").partition(" ")[0].capitalize()
