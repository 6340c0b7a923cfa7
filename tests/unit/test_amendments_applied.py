"""The printed operations of the amending protocol, read by one who knows only their words and the Convention's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from travaux.diff.amendments import Unreadable, applied
from travaux.diff.trees import passages
from travaux.model.law import Law
from travaux.model.library import Library
from travaux.model.redline import Passage
from travaux.model.stages import Request
from travaux.passes.apply import amended
from travaux.pipeline import refer, settle

NAME, LAW = "amending-protocol", "ets-185"
VARIANTS = "consequential-amendments"
LEVELS = {1: "paragraph", 2: "point", 3: "subpoint"}


def outlined(law: Law) -> Iterator[Passage]:
    """A treaty as recorded: its divisions, articles and provisions, those without recorded words empty."""
    seen: list[str] = []
    for above, article in law.every_article():
        for division in above:
            if division.id not in seen:
                seen.append(division.id)
                yield Passage(f"{law.id}-{len(seen)}", division.label, f"– {division.heading}", "heading")
        number = article.article
        yield Passage(number, f"Article {number}", f"– {article.heading}", "article", (number,))
        for label in dict.fromkeys((*article.text, *(each for each in article.labels if each))):
            path = tuple(label.split(".")) if label else ()
            words = " ".join(article.text.get(label, "").split())
            first = 0 if path and path[0].isdigit() else 1
            level = LEVELS[len(path) + first] if path else "text"
            yield Passage(f"{number}.{label}", path[-1] if path else "", words, level, (number, *path))


def said(library: Library, variant: str = "", about: str = "") -> str:
    """The body of the amending protocol in print: what it inserts indented, everything else at the margin."""
    chosen = {VARIANTS: variant} if variant else {}
    chosen |= {"amending-insertion": about} if about else {}
    settled = settle(library, Request(NAME, "", chosen))
    out, inner = [], False
    for each in passages(settled):
        line = f"{each.label}\u2002{each.text}" if each.label and each.level != "article" else each.text
        line = f"{each.label} {each.text}" if each.level == "article" else line
        inner = inner or line.startswith("“Article")
        out.append(f"    {line}" if inner else line)
        inner = inner and not line.endswith("”.")
    return "\n\n".join(out) + "\n"


@pytest.mark.parametrize("variant", ["", "attempt-only", "reservations-only", "without-attempt"])
def test_the_reader_and_the_table_of_changes_agree(library: Library, variant: str) -> None:
    law = library.law[LAW]
    request = Request(NAME, "", {VARIANTS: variant} if variant else {})
    expected = {place: each.new for place, each in amended(law, refer(library, request), []).items()}
    old = tuple(outlined(law))
    new = {each.id: each.text for each in applied(old, said(library, variant)) if each.id}
    changed = {each.id.rstrip("."): new[each.id] for each in old if new[each.id] != each.text}
    assert expected
    assert changed == expected


@pytest.mark.parametrize("about", ["title-2", "title-2-with-saving"])
def test_the_new_article_stands_after_article_8_with_all_its_provisions(library: Library, about: str) -> None:
    old = tuple(outlined(library.law[LAW]))
    new = applied(old, said(library, about=about))
    labels = [each.label for each in new]
    at = labels.index("Article 8 bis")
    assert labels.index("Article 8") < at < labels.index("Article 9")
    assert new[at - 1].id == "8.b"
    assert labels[at + 1 : at + 5] == ["1", "a", "b", "c"]
    come = [each for each in new if not each.id]
    own = [each for each in passages(settle(library, Request(NAME))) if each.path[:1] == ("8 bis",)]
    words = [(each.label.strip("“"), each.text.removesuffix("”.")) for each in own]
    assert [(each.label, each.text) for each in come] == words
    assert len(new) == len(old) + len(own)


def test_words_that_the_convention_does_not_have_are_not_replaced(library: Library) -> None:
    old = tuple(outlined(library.law[LAW]))
    words = "In Article 11, paragraph 2, of the Convention, the words “Articles 99” shall be deleted."
    with pytest.raises(Unreadable, match="Articles 99"):
        applied(old, words)
