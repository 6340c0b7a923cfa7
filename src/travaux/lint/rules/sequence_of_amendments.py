"""L523: amendments out of order, or of words that the amended treaty does not have."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Amends, Clause
from travaux.model.law import Law, LawArticle
from travaux.model.stages import KeyPath

_Position = tuple[int, list[tuple[bool, int, str]]]


@rule(
    "L523",
    "sequence-of-amendments",
    Severity.WARNING,
    over="clause",
    hint="put the operations in the order of the articles that they amend",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """The operations of an amendment stand out of order, or touch words that are not there.

    One operation a paragraph, in the order of the articles of the amended treaty: a reader follows it with
    the treaty beside it. The words that are replaced, or after which others are inserted, must be those
    of the treaty to the letter, and the same in the operation's own text; otherwise the amendment cannot
    be carried out, and that is an error. They are compared with the words recorded in `clauses/law`.

    Example: `words: "Articles 3 to 5"`, where the treaty says "Articles 3 through 5".

    Instead: quote the treaty's words; put the paragraph on Article 11 before the one on Article 40.
    """
    for passage in ground.texts_of(clause):
        last: tuple[str, _Position] | None = None
        for index, each in enumerate(clause.variants[passage.variant].amends):
            key: KeyPath = ("variants", passage.variant, "amends", index)
            ident, _, label = each.at.partition(":")
            law = ground.library.law.get(ident)
            if law is None:
                continue
            numbers = [article.article for _, article in law.every_article()]
            article, *path = label.split(".")
            if article not in numbers:
                span = ground.span(clause.path, (*key, "at"))
                message = f"{law.short} has no article {article} to amend"
                yield Finding(span, message, "check the number against the treaty", Severity.ERROR)
                continue
            here = (ident, (numbers.index(article), [_step(part) for part in path]))
            if last and last[0] == ident and here[1] < last[1]:
                message = f"the operation on {each.at} stands after one on a later provision"
                yield Finding(ground.span(clause.path, (*key, "at")), message)
            last = here
            for message, hint in _words(each, law, article, path, passage):
                yield Finding(ground.span(clause.path, (*key, "words")), message, hint, Severity.ERROR)


def _words(each: Amends, law: Law, article: str, path: list[str], passage: Passage) -> Iterator[tuple[str, str]]:
    """What is wrong with the words that an operation touches."""
    if not each.words:
        return
    recorded = next(a for _, a in law.every_article() if a.article == article)
    words = _folded(each.words)
    text = _text(recorded, ".".join(path))
    if not text:
        hint = "record the words of the provision in clauses/law, exactly as they are printed"
        yield f"the words of {each.at} are not recorded, so nothing says that “{words}” stands there", hint
    elif words not in text:
        yield f"“{words}” does not stand in {each.at} as recorded", f"it reads: {_shortened(text)}"
    if f"“{words}”" not in _folded(passage.value):
        yield f"the text of the operation does not quote “{words}”", "quote the same words in both places"


def _text(article: LawArticle, label: str) -> str:
    """The recorded words of a provision and of all that is below it, in order."""
    inside = (text for at, text in article.text.items() if not label or at == label or at.startswith(f"{label}."))
    return _folded(" ".join(inside))


def _step(part: str) -> tuple[bool, int, str]:
    return (not part.isdigit(), int(part) if part.isdigit() else 0, part)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
