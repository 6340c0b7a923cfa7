"""Redlines made by hand: treaty words of every status, and words that try to be mark-up."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.model.redline import Effect, Op, Passage, Redline, Row, Side, Status, TermChange


def passage(ident: str, label: str, text: str, level: str = "paragraph", path: str = "") -> Passage:
    return Passage(ident, label, text, level, tuple(path.split()))


def side(*passages: Passage) -> Side:
    return Side(passages)


def row(status: Status, old: Side | None, new: Side | None, words: str, effects: Sequence[Effect] = ()) -> Row:
    """A row of words written `kept|-deleted|+inserted|kept`."""
    runs: list[tuple[Op, str]] = []
    for part in words.split("|"):
        match part[:1]:
            case "-":
                runs.append(("-", part[1:]))
            case "+":
                runs.append(("+", part[1:]))
            case _:
                runs.append(("=", part))
    return Row(status, old, new, tuple(runs), tuple(effects))


def both(
    status: Status,
    labels: tuple[str, str],
    words: str,
    level: str = "paragraph",
    paths: tuple[str, str] = ("", ""),
    effects: Sequence[Effect] = (),
) -> Row:
    """A row of one passage on either side, whose texts are told by its words."""
    made = row(status, None, None, words, effects)
    texts = ["".join(text for sign, text in made.words if sign in ("=", only)) for only in "-+"]
    old, new = (
        side(passage(f"{key}{path.replace(' ', '.')}{label}{text[:12]}", label, text, level, path))
        for key, label, text, path in zip(("o:", "n:"), labels, texts, paths, strict=True)
    )
    return Row(status, old, new, made.words, made.effects)


def one(
    status: Status, label: str, text: str, path: str = "", level: str = "paragraph", effects: Sequence[Effect] = ()
) -> Row:
    """A row of one side: inserted or deleted."""
    sign: Op = "+" if status == "inserted" else "-"
    only = side(passage(f"{sign}{path.replace(' ', '.')}{label}{text[:12]}", label, text, level, path))
    return Row(
        status, None if sign == "+" else only, only if sign == "+" else None, ((sign, text),), tuple(effects)
    )  # fmt: skip


WIDENS = Effect(
    "acts",
    "widens",
    "an act that was no offence before becomes one: arranging the journey of another person",
    "",
    "arranges",
)
NARROWS = Effect("mental element", "narrows", "knowledge must now be proved", "should have known", "knew")
HARDENS = Effect("duty", "hardens", "a State that could choose is now bound", "may", "shall")
SOFTENS = Effect("time limit", "softens", "the Parties have longer", "30 days", "45 days")
NEUTRAL = Effect("reference", "neutral", "the same provision under its new number", "Article 6", "Article 7")


def treaty() -> Redline:
    """A short text in two versions, with every status once at least."""
    rows = (
        both("equal", ("", ""), "Preamble", "preamble"),
        both("equal", ("", ""), "Recalling that every person has a right to liberty and security;", "recital"),
        both("editorial", ("", ""), "Mindful of the |-Council's|+Council’s| work against trafficking;", "recital"),
        both("equal", ("Article 1", "Article 1"), "Purpose", "article", ("1", "1")),
        both("equal", ("1.", "1."), "The purpose of this Protocol is to prevent trafficking.", paths=("1 1", "1 1")),
        both(
            "changed",
            ("2.", "2."),
            "This Protocol |-may|+shall| apply to legal persons within |-thirty (30)|+forty-five (45)| days.",
            paths=("1 2", "1 2"),
            effects=(HARDENS, SOFTENS),
        ),
        one("inserted", "Article 2", "Use of the proceeds of exploitation", "2", "article"),
        one(
            "inserted",
            "1.",
            "Each Party shall establish as an offence the act of a person who arranges the journey of another.",
            "2 1",
            effects=(WIDENS,),
        ),
        both("renumbered", ("Article 2", "Article 3"), "Measures of protection", "article", ("2", "3")),
        both("changed", ("1.", "1."), "Each Party shall |+not |be bound by paragraph 2.", paths=("2 1", "3 1")),
        both(
            "consequential",
            ("3.", "2."),
            "The measures in |-Article 2|+Article 3| are taken with the consent of the person.",
            paths=("2 3", "3 2"),
        ),
        Row(
            "split",
            side(passage("o:2.4", "4.", "Each Party shall report annually, and it shall adopt a plan.", path="2 4")),
            side(
                passage("n:3.3", "3.", "Each Party shall report annually.", path="3 3"),
                passage("n:3.4", "4.", "It shall adopt a plan.", path="3 4"),
            ),
            (
                ("=", "Each Party shall report annually"),
                ("-", ", and it"),
                ("+", ".\n\n4. It"),
                ("=", " shall adopt a plan."),
            ),
        ),
        both("renumbered", ("5.", "5."), "No person is detained for being a victim.", paths=("2 5", "3 5")),
        one("deleted", "6.", "A Party may require that the person should have known.", "2 6", effects=(NARROWS,)),
        both("renumbered", ("Article 3", "Article 4"), "Co-operation", "article", ("3", "4")),
        both(
            "moved",
            ("2.", "1."),
            "The Parties shall exchange information on routes, with regard for the safety of victims.",
            paths=("1 3", "4 1"),
        ),
        both(
            "moved-changed",
            ("(a)", "(b)"),
            "a |-national|+central| authority that answers |+without delay |to requests;",
            "point",
            ("3 4 a", "4 2 b"),
            (NEUTRAL,),
        ),
        Row(
            "merged",
            side(
                passage("o:3.5", "5.", "Requests are in writing.", path="3 5"),
                passage("o:3.6", "6.", "They are answered.", path="3 6"),
            ),
            side(passage("n:4.3", "3.", "Requests are in writing and are answered.", path="4 3")),
            (("=", "Requests are in writing"), ("-", ".\n\n6. They"), ("+", " and"), ("=", " are answered.")),
        ),
        one("deleted", "Article 5", "Territorial clause", "5", "article"),
        one("deleted", "", "Any State may specify the territories to which this Protocol applies.", "5 1"),
    )
    first = [each.id for row in rows if row.old for each in row.old.passages]
    moved = {each: first.index(each) for each in first if each.startswith(("o:1.3", "o:3.4"))}
    order = [each for each in first if each not in moved]
    for ident in moved:
        after = "o:1.2" if ident.startswith("o:1.3") else "o:3Art"
        order.insert(1 + max(at for at, each in enumerate(order) if each.startswith(after)), ident)
    return Redline(
        "optional-protocol@main", "optional-protocol", rows, (TermChange("child", "minor", 7),), tuple(order)
    )


def identical() -> Redline:
    """Two texts that do not differ."""
    rows = (both("equal", ("Article 1", "Article 1"), "Purpose", "article", ("1", "1")),)
    return Redline("a.md", "b.md", rows)


def hostile() -> Redline:
    """Words that no printer may take for its own: mark-up, control characters, half a surrogate pair."""
    words = (
        "<script>alert(1)</script> {{ 7*7 }} ~~x~~ |**y** & `z`|-\x1b[31mred \u202eright-to-left|+\ud800 half ]]> --> "
        "[a](javascript:b)"
    )
    made = row("changed", None, None, words.replace(" |**y**", " **y**"))
    old, new = ("".join(text for sign, text in made.words if sign in ("=", only)) for only in "-+")
    rows = (
        both("equal", ("Article 1", "Article 1"), "</style><img src=x onerror=y> # | \x07", "article", ("1", "1")),
        Row(
            "changed",
            side(passage('"><b id=o', "1.", old, path="1 1")),
            side(passage('"><b id=n', "<i>", new, path="1 1")),
            made.words,
            (Effect("<kind>", "widens", "why | <b>\x00", "</td>", "\u202e"),),
        ),
    )
    return Redline('<old> "&', "new\x1b]0;title\x07", rows, (TermChange("<a>", "|b|", 1),))
