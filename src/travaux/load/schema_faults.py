"""Every fault of a file's keys and values (S210 to S218); each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.load.words import listed, nearest, shown, suggest
from travaux.pages import finding


@finding("S210", "unknown-key")
def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """A key that nothing reads.

    A misspelt key would otherwise be left out without a word.

    Example: `rationales:` for `rationale:`, or a key indented a level too deep or too shallow.

    Instead: the key named in the hint; `travaux schema` gives the whole list to an editor.
    """
    return f"the key {shown(key)} is not known here", suggest(key, known, "no key can stand here")


@finding("S211", "missing-key")
def missing_key(key: str, owner: str) -> tuple[str, str]:
    """A key that must be there is not.

    Example: a clause without `rationale:`: no clause without its reasons.

    Instead: add the key at the place given.
    """
    return f"the key “{key}” is missing{owner}", f"add “{key}:” here"


@finding("S212", "empty-value")
def empty_value(key: str) -> tuple[str, str]:
    """A value that must not be empty is.

    Example: `heading:` with nothing after it, or with nothing but a comment.

    Instead: write the value; leave out an optional key altogether.
    """
    return f"“{key}” is empty", "write its value on this line, or as a block below it"


@finding("S213", "wrong-shape")
def wrong_shape(key: str, wanted: str, got: str) -> tuple[str, str]:
    """A list, a mapping or a string stands where one of the others should.

    Example: `closes: gap-broker`, where a list is wanted.

    Instead: `closes: [gap-broker]`.
    """
    return f"“{key}” must be {wanted}, and this is {got}", _SHAPES.get(
        wanted, "check the indentation, and the brackets"
    )


_SHAPES = {
    "a list": "write “[one, two]”, or each on a line of its own after “- ”",
    "a mapping": "write “key: value” lines, indented below",
    "a string": "write words; put them in quotation marks if they begin with “[” or “{”",
}


@finding("S214", "not-one-of")
def not_one_of(key: str, value: str, choices: Iterable[str]) -> tuple[str, str]:
    """A value is not one of the few that its key allows.

    Example: `confidence: sure`; the marks are verified, source, high, medium and low.

    Instead: one of the values that the message lists.
    """
    every = list(choices)
    near = nearest(value, every)
    hint = f"did you mean “{near}”?" if near else "write one of these, exactly so"
    return f"“{key}” can't be {shown(value)}: it is one of {listed(every, 30)}", hint


@finding("S215", "not-an-id")
def not_an_id(key: str, value: str, variant: bool) -> tuple[str, str]:
    """A value that must be an id is not written as one.

    Ids have small letters a–z, digits and single hyphens, and begin with a letter. Where a variant can
    be named, it follows a colon: `offence-sell:strict`.

    Example: `default: Knowing`.

    Instead: `default: knowing`.
    """
    form = "an id, or an id, a colon and a variant" if variant else "an id"
    return (
        f"{shown(value)} can't stand in “{key}”: it must be {form}",
        "use small letters a–z, digits and single hyphens, beginning with a letter",
    )


@finding("S216", "wrong-count")
def wrong_count(key: str, wanted: int) -> tuple[str, str]:
    """A list has too few or too many members.

    Example: `quotes: ["“"]`, where an opening and a closing mark are wanted.

    Instead: give exactly as many as the message says.
    """
    return f"“{key}” must have exactly {wanted} members", "add what is missing, or remove what is too much"


@finding("S217", "not-a-flag")
def not_a_flag(key: str, value: str, wanted: str) -> tuple[str, str]:
    """A value must be true or false (or a whole number), and is something else.

    Example: `omit: perhaps`.

    Instead: `omit: true`.
    """
    return (
        f"“{key}” can't be {shown(value)}: it must be {wanted}",
        f"write {wanted}, in small letters and without quotes",
    )


@finding("S218", "set-by-loader")
def set_by_loader(key: str) -> tuple[str, str]:
    """A file states its own id or path.

    The file's name is its id; an id in the file could contradict it.

    Example: `id: purpose` in `clauses/purpose.yaml`.

    Instead: delete the line; to change the id, rename the file.
    """
    return f"“{key}” can't be written in the file: the file's name says it", "delete this line"
