"""What can be wrong where something internal is kept from the public; each docstring is the page of its code."""

from __future__ import annotations

from travaux.pages import finding


@finding("K810", "names-what-is-withheld")
def withheld(said: str) -> tuple[str, str]:
    """What a public briefing pack is made of names something that is internal.

    A public pack is made from a library out of which everything marked `internal: true` has been cut, so that
    it can never show it, enclose it or list it. What still names it would show that it exists, or leave a hole in
    the text; so the pack is not written.

    Example: an instrument that uses `duty-to-warn:by-degrees`, where that variant is internal; a clause that requires
    a clause which is internal; a public reason whose `variants` name it.

    Instead: choose a public variant for that text; or mark what names it as internal too; or, if nothing about it is
    confidential, take the mark away. A pack with `sees: internal` shows everything.
    """
    return (
        f"a public pack can't be made: without what is internal, {said}",
        "name something public, mark this as internal too, or take the mark “internal” from what it names",
    )


@finding("K811", "default-withheld")
def default_withheld(said: str) -> tuple[str, str]:
    """The default variant of a clause is internal, and the clause is not.

    The default is what stands in a text that chooses nothing. A public briefing pack is made without what is internal,
    and would have no wording of that clause.

    Example: `default: by-degrees`, where that variant has `internal: true`.

    Instead: make a public variant the default, and choose the internal one in the instruments that are to have it;
    or mark the whole clause as internal.
    """
    return (
        f"a public pack can't be made: without what is internal, {said}",
        "make a public variant the default, or mark the whole clause as internal",
    )
