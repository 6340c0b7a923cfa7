"""What can go wrong between the library and the settled text; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from travaux.diagnostics import Severity
from travaux.pages import finding


def near(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the known word nearest to a mistaken one, or `otherwise`."""
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean “{close[0]}”?" if close else otherwise


@finding("P402", "no-such-style")
def unknown_style(name: str, known: Iterable[str]) -> tuple[str, str]:
    """No house style of that name is in the library.

    Example: `--style oecd`.

    Instead: `--style coe` or `--style un`; a style is one YAML file in `templates/styles`.
    """
    return (f"there is no house style “{name}”", near(name, known, "travaux list styles shows those there are"))


@finding("P411", "placeholder-unfilled")
def unfilled(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A placeholder has nothing to be filled with.

    Its name is neither a word of the house style nor a parameter of the instrument.

    Example: `{{ consents }}` in a clause that an instrument without that parameter uses.

    Instead: add the parameter to the instrument's file, or correct the name.
    """
    return (
        f"nothing fills the placeholder “{{{{ {name} }}}}”",
        near(name, known, "add it under parameters: in the instrument"),
    )


@finding("P412", "reference-to-nothing")
def no_target(typed: str, why: str, hint: str) -> tuple[str, str]:
    """A cross-reference leads nowhere in this instrument.

    The clause may be missing from it, chosen in a variant that says nothing, or have no
    provision with that label; or the article is not one that the cited treaty has.

    Example: `[](#final-accession:4)` where that clause has three paragraphs.

    Instead: refer to what is there, or choose a variant without the reference.
    """
    return (f"reference {typed} leads nowhere: {why}", hint)


@finding("P413", "nested-too-deep")
def too_deep(style: str) -> tuple[str, str]:
    """Provisions are nested more deeply than the house style can number.

    Example: paragraph, point, sub-point, item and a level below it.

    Instead: make the deepest level a sentence, or divide the paragraph.
    """
    return (
        f"this provision is nested more deeply than the {style} style can number",
        "divide the paragraph, or write the level as a sentence",
    )


@finding("P414", "wrong-place")
def wrong_place(clause: str, into: str, belongs: str) -> tuple[str, str]:
    """A clause is inserted where, by its own placement, it does not belong.

    The place is the argument: conduct among the computer-related offences, not among
    the content-related ones. A clause says where it belongs, and why, under `placement`.

    Example: a clause placed `into: ets-185/ch-2/sec-1/title-2` inserted in Title 3.

    Instead: insert it where it belongs, or change its placement and give the reason.
    """
    return (
        f"clause “{clause}” is inserted into {into}, "
        f"but its placement says {belongs or 'that it is not carried in this vehicle'}",
        "change the place in the instrument, or the clause's placement and its reason",
    )


@finding("P415", "no-such-place")
def unknown_place(into: str, why: str) -> tuple[str, str]:
    """An article is inserted into a place that the recorded law does not have.

    Example: `into: ets-185/ch-2/sec-9` or `after: "80"`.

    Instead: a path of division ids as in `clauses/law/ets-185.yaml`, and an article that stands there.
    """
    return (f"can't insert into {into}: {why}", "compare the structure recorded in clauses/law")


@finding("P416", "no-such-source")
def unknown_source(key: str, known: Iterable[str]) -> tuple[str, str]:
    """A citation names a source that is neither in `sources.yaml` nor a recorded treaty.

    Example: `[@kunz, 281]`.

    Instead: `[@kunze, 281]`, or add the source to `clauses/sources.yaml`.
    """
    return (f"there is no source “{key}”", near(key, known, "add it to clauses/sources.yaml"))


@finding("P417", "claim-misplaced")
def claim_misplaced(clause: str, at: str) -> tuple[str, str]:
    """A reason is attached to a paragraph that the chosen variant does not have.

    Example: `at: "3"` in the rationale of a clause whose chosen variant has two paragraphs.

    Instead: correct the label, or limit the claim with `variants:` to those that have it.
    """
    return (
        f"a claim of “{clause}” explains paragraph “{at}”, which the chosen variant does not have",
        "correct at:, or name under variants: the variants that have the paragraph",
    )


@finding("P418", "empty-article", Severity.NOTE)
def empty_article() -> tuple[str, str]:
    """An article has no provision left.

    All its clauses are chosen in variants that say nothing, so only a heading would be printed.

    Example: an article of one clause, chosen as `omit`.

    Instead: remove the article from the instrument, or choose another variant.
    """
    return (
        "this article is left out: every clause of it is chosen in a variant that says nothing",
        "choose another variant to have it back",
    )


@finding("P423", "options-in-clean")
def options_in_clean(edition: str, options: Iterable[str]) -> tuple[str, str]:
    """A text with rival options is asked for as a clean text.

    A clean text is one that could be agreed as it stands. While a clause has two wordings it could not,
    and a reader must not take the one that happens to come first for the text. Nor can an amended treaty be
    shown as it would read.

    Example: `travaux build optional-protocol --variant offence-advertise=knowing,reckless`.

    Instead: the same with `--annotate margin` or `--annotate notes`, which print both options with
    their reasons; or one variant of each clause.
    """
    return (
        f"{edition} can't hold rival options, and this text has: {'; '.join(options)}",
        "print them with --annotate margin or --annotate notes, or choose one variant of each",
    )


@finding("P425", "table-of-nothing")
def not_amending(instrument: str, vehicle: str) -> tuple[str, str]:
    """The table of changes is asked for of a text that changes no other.

    The table sets the words of a treaty beside the words as amended. Only an amending protocol amends.

    Example: `travaux build optional-protocol --annotate table`.

    Instead: `travaux build amending-protocol --annotate table`; of another text, `--annotate margin`.
    """
    return (
        f"instrument “{instrument}” is of kind {vehicle} and amends no treaty, so there is no table of its changes",
        "ask for the table of an amending protocol; --annotate margin gives this text with its reasons",
    )


@finding("P426", "amendment-not-applied")
def not_applied(at: str, why: str) -> tuple[str, str]:
    """An operation of an amendment can't be carried out on the words of the treaty.

    The table of changes applies each operation to the words recorded in `clauses/law`, as a depositary
    would. What can't be found there once, and once only, can't be amended.

    Example: words are inserted after “Article 4”, which stands in the provision twice.

    Instead: quote more words, so that they stand there once; record the provision in `clauses/law`; quote
    in the operation's text, between “ and ”, both the words that stand there and those that come.
    """
    return (f"the operation on {at} can't be carried out: {why}", "compare the words in clauses/law")
