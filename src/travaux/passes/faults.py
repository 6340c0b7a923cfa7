"""What can go wrong between the library and the settled text; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from travaux.diagnostics import Diagnostic, Severity, Span
from travaux.pages import page


def near(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the known word nearest to a mistaken one, or `otherwise`."""
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean “{close[0]}”?" if close else otherwise


def _error(code: str, message: str, span: Span | None, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, hint)


@page("P401", "no-such-instrument")
def unknown_instrument(name: str, known: Iterable[str]) -> Diagnostic:
    """No instrument of that name is in the library.

    Example: `travaux build additional-protocol`.

    Instead: `travaux list instruments` shows those there are.
    """
    return _error("P401", f"there is no instrument “{name}”", None, near(name, known, "travaux list instruments shows those there are"))


@page("P402", "no-such-style")
def unknown_style(name: str, known: Iterable[str], span: Span | None = None) -> Diagnostic:
    """No house style of that name is in the library.

    Example: `--style oecd`.

    Instead: `--style coe` or `--style un`; a style is one YAML file in `templates/styles`.
    """
    return _error("P402", f"there is no house style “{name}”", span, near(name, known, "travaux list styles shows those there are"))


@page("P403", "no-such-clause")
def unknown_clause(name: str, known: Iterable[str], span: Span | None = None) -> Diagnostic:
    """A clause is named that the library does not hold.

    Example: `offence-advertize` in an instrument, or `--variant offence-advertize=knowing`.

    Instead: the file's stem, `offence-advertise`.
    """
    return _error("P403", f"there is no clause “{name}”", span, near(name, known, "travaux list clauses shows those there are"))


@page("P404", "no-such-variant")
def unknown_variant(clause: str, name: str, known: Iterable[str], span: Span | None = None) -> Diagnostic:
    """A clause has no variant of that name.

    Example: `--variant offence-advertise=careless`.

    Instead: one of the variants that `travaux show offence-advertise` lists.
    """
    known = list(known)
    return _error("P404", f"clause “{clause}” has no variant “{name}”", span, near(name, known, f"it has: {', '.join(known)}"))


@page("P405", "clause-not-used")
def not_used(clause: str, instrument: str) -> Diagnostic:
    """A variant is chosen for a clause that the instrument does not take.

    Nothing would change, and the choice would be lost in silence.

    Example: `travaux build amending-protocol --variant final-accession=open`.

    Instead: add the clause to the instrument's file, or leave the choice out.
    """
    return _error("P405", f"instrument “{instrument}” does not use clause “{clause}”, so no variant of it can be chosen", None,
                  f"travaux show {instrument} lists the clauses it uses")


@page("P406", "requires-missing")
def requires_missing(clause: str, variant: str, needed: str, instrument: str, why_not: str, span: Span | None) -> Diagnostic:
    """A clause needs another that the instrument does not take.

    Some provisions are safe only beside others: an offence near speech beside the
    safeguard for expression, an extension clause beside its definitions.

    Example: `offence-advertise` in an instrument without `safeguard-expression`.

    Instead: add the clause that is needed, or record under `waives` in the instrument why not.
    """
    return _error("P406", f"clause “{clause}” ({variant}) requires “{needed}”, which instrument “{instrument}” {why_not}", span,
                  f"add “{needed}” to the instrument, or give the reason under waives: there")


@page("P407", "excludes-present")
def excludes_present(clause: str, variant: str, other: str, instrument: str, span: Span | None) -> Diagnostic:
    """Two clauses that contradict each other stand in one instrument.

    Example: `offence-child-minimum`, which replaces the offences against adults, beside `offence-recruit`.

    Instead: choose one of the two, or a variant that goes with the other.
    """
    return _error("P407", f"clause “{clause}” ({variant}) can't stand beside “{other}” in instrument “{instrument}”", span,
                  f"leave out “{clause}” or “{other}”, or choose another variant of one of them")


@page("P408", "clause-twice")
def used_twice(clause: str, span: Span | None) -> Diagnostic:
    """A clause stands twice in one instrument.

    Its provision would have two numbers, and no reference to it could be right.
    (Only a chapeau is used again and again.)

    Example: `offence-recruit` among the points of an article and again as an article.

    Instead: use it once; refer to it elsewhere with `[](#offence-recruit)`.
    """
    return _error("P408", f"clause “{clause}” is used twice", span, "keep one use, and refer to it from elsewhere")


@page("P409", "no-such-parameter")
def unknown_parameter(name: str, known: Iterable[str]) -> Diagnostic:
    """A value is given for a parameter that the instrument does not have.

    Example: `--set consent=10` where the parameter is called `consents`.

    Instead: one of the parameters that `travaux show INSTRUMENT` lists.
    """
    known = list(known)
    return _error("P409", f"there is no parameter “{name}”", None, near(name, known, f"this instrument has: {', '.join(known) or 'none'}"))


@page("P410", "parameter-value")
def parameter_value(name: str, value: str, wanted: str, span: Span | None = None) -> Diagnostic:
    """A parameter's value is not of its type.

    Example: `--set consents=many` for a number that is printed in words.

    Instead: `--set consents=5`.
    """
    return _error("P410", f"parameter “{name}” can't be “{value}”: it must be {wanted}", span, f"give {wanted}")


@page("P411", "placeholder-unfilled")
def unfilled(name: str, known: Iterable[str], span: Span | None) -> Diagnostic:
    """A placeholder has nothing to be filled with.

    Its name is neither a word of the house style nor a parameter of the instrument.

    Example: `{{ consents }}` in a clause that an instrument without that parameter uses.

    Instead: add the parameter to the instrument's file, or correct the name.
    """
    return _error("P411", f"nothing fills the placeholder “{{{{ {name} }}}}”", span, near(name, known, "add it under parameters: in the instrument"))


@page("P412", "reference-to-nothing")
def no_target(typed: str, why: str, hint: str, span: Span | None) -> Diagnostic:
    """A cross-reference leads nowhere in this instrument.

    The clause may be missing from it, chosen in a variant that says nothing, or have no
    provision with that label; or the article is not one that the cited treaty has.

    Example: `[](#final-accession:4)` where that clause has three paragraphs.

    Instead: refer to what is there, or choose a variant without the reference.
    """
    return _error("P412", f"reference {typed} leads nowhere: {why}", span, hint)


@page("P413", "nested-too-deep")
def too_deep(style: str, span: Span | None) -> Diagnostic:
    """Provisions are nested more deeply than the house style can number.

    Example: paragraph, point, sub-point, item and a level below it.

    Instead: make the deepest level a sentence, or divide the paragraph.
    """
    return _error("P413", f"this provision is nested more deeply than the {style} style can number", span, "divide the paragraph, or write the level as a sentence")


@page("P414", "wrong-place")
def wrong_place(clause: str, into: str, belongs: str, span: Span | None) -> Diagnostic:
    """A clause is inserted where, by its own placement, it does not belong.

    The place is the argument: conduct among the computer-related offences, not among
    the content-related ones. A clause says where it belongs, and why, under `placement`.

    Example: a clause placed `into: ets-185/ch-2/sec-1/title-2` inserted in Title 3.

    Instead: insert it where it belongs, or change its placement and give the reason.
    """
    return _error("P414", f"clause “{clause}” is inserted into {into}, but its placement says {belongs or 'that it is not carried in this vehicle'}", span,
                  "change the place in the instrument, or the clause's placement and its reason")


@page("P415", "no-such-place")
def unknown_place(into: str, why: str, span: Span | None) -> Diagnostic:
    """An article is inserted into a place that the recorded law does not have.

    Example: `into: ets-185/ch-2/sec-9` or `after: "80"`.

    Instead: a path of division ids as in `clauses/law/ets-185.yaml`, and an article that stands there.
    """
    return _error("P415", f"can't insert into {into}: {why}", span, "compare the structure recorded in clauses/law")


@page("P416", "no-such-source")
def unknown_source(key: str, known: Iterable[str], span: Span | None) -> Diagnostic:
    """A citation names a source that is neither in `sources.yaml` nor a recorded treaty.

    Example: `[@kunz, 281]`.

    Instead: `[@kunze, 281]`, or add the source to `clauses/sources.yaml`.
    """
    return _error("P416", f"there is no source “{key}”", span, near(key, known, "add it to clauses/sources.yaml"))


@page("P417", "claim-misplaced")
def claim_misplaced(clause: str, at: str, span: Span | None) -> Diagnostic:
    """A reason is attached to a paragraph that the chosen variant does not have.

    Example: `at: "3"` in the rationale of a clause whose chosen variant has two paragraphs.

    Instead: correct the label, or limit the claim with `variants:` to those that have it.
    """
    return _error("P417", f"a claim of “{clause}” explains paragraph “{at}”, which the chosen variant does not have", span,
                  "correct at:, or name under variants: the variants that have the paragraph")


@page("P418", "empty-article")
def empty_article(span: Span | None) -> Diagnostic:
    """An article has no provision left.

    All its clauses are chosen in variants that say nothing, so only a heading would be printed.

    Example: an article of one clause, chosen as `omit`.

    Instead: remove the article from the instrument, or choose another variant.
    """
    return Diagnostic("P418", Severity.NOTE, "this article is left out: every clause of it is chosen in a variant that says nothing", span,
                      "choose another variant to have it back")


@page("P419", "wrong-vehicle")
def wrong_vehicle(clause: str, variant: str, vehicles: Iterable[str], vehicle: str, span: Span | None) -> Diagnostic:
    """A variant is chosen in a kind of instrument that it was not written for.

    A signature clause for a protocol speaks of a parent convention; a convention that
    stands alone has none.

    Example: `final-signature-entry:protocol` in a model convention.

    Instead: a variant whose `vehicles` name this kind of instrument, or that names none.
    """
    return _error("P419", f"variant “{variant}” of clause “{clause}” is for {' and '.join(vehicles)}, not for an instrument of kind {vehicle}",
                  span, f"travaux show {clause} lists the variants and what each is for")
