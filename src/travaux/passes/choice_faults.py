"""What can go wrong in the choices that a text is made from; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.diagnostics import Severity
from travaux.pages import finding
from travaux.passes.faults import near


@finding("P401", "no-such-instrument")
def unknown_instrument(name: str, known: Iterable[str]) -> tuple[str, str]:
    """No instrument of that name is in the library.

    Example: `travaux build additional-protocol`.

    Instead: `travaux list instruments` shows those there are.
    """
    return (f"there is no instrument “{name}”", near(name, known, "travaux list instruments shows those there are"))


@finding("P403", "no-such-clause")
def unknown_clause(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A clause is named that the library does not hold.

    Example: `offence-advertize` in an instrument, or `--variant offence-advertize=knowing`.

    Instead: the file's stem, `offence-advertise`.
    """
    return (f"there is no clause “{name}”", near(name, known, "travaux list clauses shows those there are"))


@finding("P404", "no-such-variant")
def unknown_variant(clause: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    """A clause has no variant of that name.

    Example: `--variant offence-advertise=careless`.

    Instead: one of the variants that `travaux show offence-advertise` lists.
    """
    known = list(known)
    return (f"clause “{clause}” has no variant “{name}”", near(name, known, f"it has: {', '.join(known)}"))


@finding("P405", "clause-not-used")
def not_used(clause: str, instrument: str) -> tuple[str, str]:
    """A variant is chosen for a clause that the instrument does not take.

    Nothing would change, and the choice would be lost in silence.

    Example: `travaux build amending-protocol --variant final-accession=open`.

    Instead: add the clause to the instrument's file, or leave the choice out.
    """
    return (
        f"instrument “{instrument}” does not use clause “{clause}”, so no variant of it can be chosen",
        f"travaux show {instrument} lists the clauses it uses",
    )


@finding("P406", "requires-missing")
def requires_missing(clause: str, variant: str, needed: str, instrument: str, why_not: str) -> tuple[str, str]:
    """A clause needs another that the instrument does not take.

    Some provisions are safe only beside others: an offence near speech beside the
    safeguard for expression, an extension clause beside its definitions.

    Example: `offence-advertise` in an instrument without `safeguard-expression`.

    Instead: add the clause that is needed, or record under `waives` in the instrument why not.
    """
    return (
        f"clause “{clause}” ({variant}) requires “{needed}”, which instrument “{instrument}” {why_not}",
        f"add “{needed}” to the instrument, or give the reason under waives: there",
    )


@finding("P407", "excludes-present")
def excludes_present(clause: str, variant: str, other: str, instrument: str) -> tuple[str, str]:
    """Two clauses that contradict each other stand in one instrument.

    Example: `offence-child-minimum`, which replaces the offences against adults, beside `offence-recruit`.

    Instead: choose one of the two, or a variant that goes with the other.
    """
    return (
        f"clause “{clause}” ({variant}) can't stand beside “{other}” in instrument “{instrument}”",
        f"leave out “{clause}” or “{other}”, or choose another variant of one of them",
    )


@finding("P408", "clause-twice")
def used_twice(clause: str) -> tuple[str, str]:
    """A clause stands twice in one instrument.

    Its provision would have two numbers, and no reference to it could be right.
    (Only a chapeau is used again and again.)

    Example: `offence-recruit` among the points of an article and again as an article.

    Instead: use it once; refer to it elsewhere with `[](#offence-recruit)`.
    """
    return (f"clause “{clause}” is used twice", "keep one use, and refer to it from elsewhere")


@finding("P409", "no-such-parameter")
def unknown_parameter(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A value is given for a parameter that the instrument does not have.

    Example: `--set consent=10` where the parameter is called `consents`.

    Instead: one of the parameters that `travaux show INSTRUMENT` lists.
    """
    known = list(known)
    return (f"there is no parameter “{name}”", near(name, known, f"this instrument has: {', '.join(known) or 'none'}"))


@finding("P410", "parameter-value")
def parameter_value(name: str, value: str, wanted: str) -> tuple[str, str]:
    """A parameter's value is not of its type.

    Example: `--set consents=many` for a number that is printed in words.

    Instead: `--set consents=5`.
    """
    return (f"parameter “{name}” can't be “{value}”: it must be {wanted}", f"give {wanted}")


@finding("P419", "wrong-vehicle")
def wrong_vehicle(clause: str, variant: str, vehicles: Iterable[str], vehicle: str) -> tuple[str, str]:
    """A variant is chosen in a kind of instrument that it was not written for.

    A signature clause for a protocol speaks of a parent convention; a convention that
    stands alone has none.

    Example: `final-signature-entry:protocol` in a model convention.

    Instead: a variant whose `vehicles` name this kind of instrument, or that names none.
    """
    return (
        f"variant “{variant}” of clause “{clause}” is for {' and '.join(vehicles)}, "
        f"not for an instrument of kind {vehicle}",
        f"travaux show {clause} lists the variants and what each is for",
    )


@finding("P420", "requires-circle")
def requires_circle(circle: Iterable[str]) -> tuple[str, str]:
    """Clauses require each other in a circle.

    A requirement says that one provision is not safe without another. In a circle none
    can be read, chosen or dropped by itself: they are one provision in several files.

    Example: `a` requires `b`, and `b` requires `a`.

    Instead: keep the requirement of the clause that can't stand alone, and drop the other; where
    two variants don't go together, say so under `excludes`.
    """
    return (
        f"clauses require each other in a circle: {' → '.join(circle)}",
        "drop the requirement of the clause that can stand alone",
    )


@finding("P421", "id-twice")
def id_twice(ident: str) -> tuple[str, str]:
    """Two divisions or articles of an instrument bear the same id, or that of a clause in it.

    A reference and a clause's placement name a division by its id; with two of the name
    neither could be trusted.

    Example: `id: definitions` on two articles.

    Instead: an id of its own for each.
    """
    return (f"the id “{ident}” is given twice in this instrument", "give one of the two another id")


@finding("P422", "option-twice")
def option_twice(clause: str, variant: str) -> tuple[str, str]:
    """One variant of a clause is asked for twice among its options.

    Options are rivals. Two of the same words would leave nothing to choose.

    Example: `--variant offence-advertise=knowing,knowing`.

    Instead: `--variant offence-advertise=knowing,reckless`, or one variant.
    """
    return (f"variant “{variant}” of clause “{clause}” is among its options twice", "name each variant once")


@finding("P424", "options-apart", Severity.WARNING)
def options_apart(clause: str, variant: str, other: str, apart: Iterable[str]) -> tuple[str, str]:
    """Two options do not go together.

    One clause stands in an option that requires, or excludes, what another clause has only in some of its
    options. Both can be printed, since neither is agreed; but who takes the one can't take the other.

    Example: `offence-purchase-or-use` in the options `knowing` and `reckless`, where `reckless` excludes
    the safeguard that is printed in the options `full` and `none`.

    Instead: say so when the text is put forward, or leave one of the options out.
    """
    named = " or ".join(f"“{each}”" for each in apart)
    return (
        f"option “{variant}” of clause “{clause}” does not go together with option {named} of “{other}”",
        "whoever chooses the one can't choose the other; leave one out, or say so beside the text",
    )


@finding("P427", "not-carried")
def not_carried(clause: str, vehicle: str) -> tuple[str, str]:
    """A clause is used in a kind of instrument that, by its own placement, does not carry it.

    An amendment has room only for what the amended treaty has room for. A clause whose placement names no
    place (`into`) in a vehicle says so, and why.

    Example: a clause on the assistance of victims in a protocol that amends a treaty without provisions on victims.

    Instead: leave it out, and offer it in a protocol of its own or as a recommendation; or give its placement
    a place, with the reason.
    """
    return (
        f"clause “{clause}” is used, but its placement says that a text of the kind {vehicle} does not carry it",
        "leave it out here, or give it a place under `placement`, with the reason",
    )


@finding("P428", "recital-and-article")
def recital_and_article(clause: str, variant: str, recital: bool) -> tuple[str, str]:
    """A recital stands among the articles, or an article among the recitals.

    A recital has no verb that obliges and ends with a comma or a semicolon; it would print as an article
    without a duty. A clause of the kind `recital`, and a variant of the form `recital`, belong to the preamble.

    Example: a variant that says "Convinced that …;" named in the body of an instrument.

    Instead: name it under `preamble`, or choose a variant that is a provision.
    """
    if recital:
        return (
            f"variant “{variant}” of clause “{clause}” is a recital, and is used among the articles",
            "name it under `preamble`, or choose another variant",
        )
    return (
        f"variant “{variant}” of clause “{clause}” is no recital, and is used in the preamble",
        "name it in the body, or choose another variant",
    )
