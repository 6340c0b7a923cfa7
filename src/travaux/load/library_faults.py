"""Every fault of what a library names and does not have (S22x and S230); each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.diagnostics import Severity
from travaux.load.words import nearest, suggest
from travaux.pages import finding


@finding("S220", "unknown-default")
def unknown_default(default: str, variants: Iterable[str]) -> tuple[str, str]:
    """The default variant of a clause is not among its variants.

    Example: `default: knowing` where the variants are `knowledge` and `reckless`.

    Instead: name one of the variants.
    """
    return f"the default “{default}” is not a variant of this clause", suggest(
        default, variants, "write a variant first"
    )


@finding("S221", "text-or-omit")
def text_or_omit(variant: str, both: bool) -> tuple[str, str]:
    """A variant has neither a text nor `omit: true`, or both.

    To say nothing is an option that must be chosen openly, not the result of a text forgotten.

    Example: a variant with a label and no text.

    Instead: write `text: |` and the words, or `omit: true`.
    """
    if both:
        return f"the variant “{variant}” has a text and “omit: true”", "delete one of the two"
    return f"the variant “{variant}” has no text", "write its text, or “omit: true” if it is the option to say nothing"


@finding("S222", "unknown-word")
def unknown_word(word: str, section: str, known: Iterable[str]) -> tuple[str, str]:
    """An element, flag, profile, term or gap is not in the closed list it is taken from.

    The lists stand in `clauses/vocabulary.yaml` and `clauses/gaps.yaml`. A word that is not in its
    list would be missing from every table made of it.

    Example: `mental: [knowingly]` where the list has `knowing`.

    Instead: the word named in the hint, or a new entry in the list, with its meaning.
    """
    return f"“{word}” is not in the list “{section}”", suggest(word, known, f"add it to “{section}” with its meaning")


@finding("S223", "unknown-clause")
def unknown_clause(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A clause is named that the library does not have.

    Example: `requires: [safeguard-expresion]`.

    Instead: the id named in the hint: a clause's id is the name of its file, without `.yaml`.
    """
    near = nearest(ident, known)
    return (
        f"there is no clause “{ident}”",
        f"did you mean “{near}”?" if near else "“travaux list clauses” shows every id",
    )


@finding("S224", "unknown-exclusion", Severity.WARNING)
def unknown_exclusion(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A clause is excluded that the library does not have.

    It does no harm, but a misspelt exclusion guards against nothing.

    Example: `excludes: [safeguard-expresion]`.

    Instead: the id named in the hint, or nothing.
    """
    near = nearest(ident, known)
    hint = f"did you mean “{near}”?" if near else "delete it, or write the clause"
    return f"“{ident}” is excluded, and there is no such clause", hint


@finding("S225", "unknown-variant")
def unknown_variant(clause: str, variant: str, known: Iterable[str]) -> tuple[str, str]:
    """A variant is named that its clause does not have.

    Example: `offence-advertise:knowingly`, where the variant is called `knowing`.

    Instead: the variant named in the hint.
    """
    return f"the clause “{clause}” has no variant “{variant}”", suggest(variant, known, "it has no variants")


@finding("S226", "unknown-law")
def unknown_law(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A treaty is named that is not recorded in `clauses/law/`.

    Example: `draws-on: [{instrument: ets185, …}]`, where the file is `law/ets-185.yaml`.

    Instead: the id named in the hint, or a new file in `clauses/law/` that records the treaty.
    """
    return f"“{ident}” is not recorded in clauses/law", suggest(
        ident, known, f"record it in “clauses/law/{ident}.yaml”"
    )


@finding("S227", "unknown-style")
def unknown_style(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A house style is named that does not exist.

    Example: `style: council` where the styles are `coe` and `un`.

    Instead: a style of `templates/styles/` or one that comes with the program.
    """
    return f"there is no house style “{ident}”", suggest(ident, known, f"write “templates/styles/{ident}.yaml”")


@finding("S228", "unknown-parent")
def unknown_parent(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """The parent of an instrument is neither recorded law nor another instrument.

    Example: `parent: budapest`, where the file is `clauses/law/ets-185.yaml`.

    Instead: the id named in the hint.
    """
    return f"the parent “{ident}” is not recorded in clauses/law", suggest(ident, known, "record it in clauses/law")


@finding("S229", "one-thing-an-item")
def one_thing_an_item(found: int) -> tuple[str, str]:
    """An item of an instrument's body is not exactly one thing.

    Each item is a clause's id, or one of part, chapter, section, title and article.

    Example: `- {chapter: {…}, article: {…}}`: which of them comes first?

    Instead: begin a new item (`- `) for each.
    """
    what = "nothing" if not found else f"{found} things"
    return (
        f"this item of the body holds {what}, where one is wanted",
        "begin an item (“- ”) for each division or article",
    )


@finding("S230", "unknown-requirement", Severity.WARNING)
def unknown_requirement(clause: str, required: str) -> tuple[str, str]:
    """An instrument waives a requirement that the clause named does not make.

    A waiver is printed in the report; one that waives nothing tells the reader something untrue.

    Example: `waives: [{clause: offence-sell, requires: safeguard-research, …}]`, where the clause
    requires something else.

    Instead: name a clause that it requires, or delete the waiver.
    """
    return (
        f"the clause “{clause}” does not require “{required}”",
        "name a clause that it requires, or delete the waiver",
    )


@finding("S231", "unclear-waiver")
def unclear_waiver(owner: str) -> tuple[str, str]:
    """A waiver does not say which one thing it sets aside.

    A clause waives a rule: `{rule: L514, because: …}`. An instrument waives a rule (in one clause, if
    `clause` is given), or a requirement: `{clause: …, requires: …, because: …}`. Never both, and never none;
    `variants` are those of a clause, in a waiver of a rule.

    Example: `waives: [{because: "It is said elsewhere."}]`.

    Instead: `waives: [{rule: L514, because: "The word is quoted from the Charter."}]`.
    """
    wanted = "rule:" if owner == "clause" else "rule:, or clause: and requires:,"
    return (
        "this waiver does not say which one thing it sets aside",
        f"write {wanted} and because:; variants: only of a rule, and of the clause that is named",
    )
