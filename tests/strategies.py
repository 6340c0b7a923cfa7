"""Strategies for hypothesis: clauses, instruments and pairs of texts that are valid by the schema, as files of YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from mutants import valid
from travaux.load.writing import written

WORDS = (
    "water", "rises", "at", "the", "gauge", "before", "dawn", "and", "no", "bridge", "holds", "it", "where", "banks",
    "are",
    "low;", "boats", "(if any)", "go", "first,", "Ärmel", "“as told”", "– so", "5", "[perhaps]", "*at once*",
    "e\u0301t",
)  # fmt: skip
INLINE = ("{{ party }}", "{{ consents }}", "[flood](term:flood)", "[@hydro, 12]", "[@vclt, art 31]", "{{ self }}")
IDENTS = ("one", "two", "three", "four")
LETTERS = "abcdefgh"

some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a project, and its clauses as values."""

    files: dict[str, bytes]
    clauses: dict[str, dict[str, Any]]


@st.composite
def sentence(draw: st.DrawFn, refer: bool = True) -> str:
    """Words that begin with a capital and end with a stop, some with marks of clause markup."""
    targets = [f"[](#rule-{each})" for each in IDENTS] + ["[](#:1)"] if refer else []
    marked = draw(st.lists(st.sampled_from((*INLINE, *targets)), max_size=2))
    return f"Whoever {' '.join((draw(some_words), *marked, draw(some_words)))}."


@st.composite
def provisions(draw: st.DrawFn) -> str:
    """Numbered paragraphs, some with points and points of points; or one paragraph, which is named "1" too."""
    out = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        out.append(f"{number}. {draw(sentence())}")
        for letter in LETTERS[: draw(st.sampled_from((0, 0, 1, 3)))]:
            out.append(f"   {letter}. {draw(sentence())}")
            for roman in ("i", "ii", "iii")[: draw(st.sampled_from((0, 0, 0, 2)))]:
                out.append(f"      {roman}. {draw(sentence())}")
        if draw(st.integers(0, 6)) == 0:
            out += ["", f"   {draw(sentence())}"]
    return "\n".join(out)


@st.composite
def clause(draw: st.DrawFn) -> dict[str, Any]:
    """A rule in one to three variants, the first of which is the default, with reasons."""
    names = ("first", "second", "third")[: draw(st.integers(1, 3))]
    variants: dict[str, Any] = {each: {"label": draw(some_words), "text": draw(provisions())} for each in names}
    if len(names) > 1 and draw(st.booleans()):
        variants[names[-1]] = {"label": draw(some_words), "omit": "true"}
    reason = st.fixed_dictionaries(
        {"claim": sentence(refer=False), "stance": st.sampled_from(("for", "against", "neutral"))},
        optional={"cite": st.just("[@hydro, 12]"), "confidence": st.sampled_from(("high", "medium", "low"))},
    )
    return {
        "kind": "rule",
        "heading": draw(some_words),
        "placement": {},
        "default": "first",
        "variants": variants,
        "rationale": draw(st.lists(reason, max_size=2)),
    }


@st.composite
def projects(draw: st.DrawFn) -> Made:
    """A project of four clauses and an instrument that has them in any order, some in rival options."""
    clauses = {f"rule-{each}": draw(clause()) for each in IDENTS}
    uses = []
    for name in draw(st.permutations(sorted(clauses))):
        several = [*clauses[name]["variants"]]
        options = "|".join(several) if len(several) > 1 and draw(st.booleans()) else "first"
        uses.append(f"{name}:{options}")
    parted = draw(st.integers(0, 4))
    body: list[Any] = [*uses[:parted]]
    if uses[parted:]:
        contents = uses[parted:]
        body.append({"chapter": {"id": "more", "heading": draw(some_words), "contents": contents}})
    instrument = {
        "title": draw(some_words), "short": "The text", "vehicle": "model-convention",
        "style": draw(st.sampled_from(("coe", "un"))),
        "parameters": {"consents": {"type": "count", "value": str(draw(st.integers(1, 40))), "about": "How many"}},
        "preamble": [], "body": body, "report": {"introduction": "An example.", "considerations": "It is small."},
    }  # fmt: skip
    kept = ("clauses/vocabulary.yaml", "clauses/sources.yaml")
    files = {path: data for path, data in valid().items() if path in kept}
    files |= {f"clauses/{name}.yaml": written(each).encode() for name, each in clauses.items()}
    return Made({**files, "templates/instruments/text.yaml": written(instrument).encode()}, clauses)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Made, Made]:
    """A project, and the same with the texts of some of its clauses changed, in the same order."""
    old = draw(projects())
    clauses = {name: {**each, "variants": {**each["variants"]}} for name, each in old.clauses.items()}
    for name in draw(st.lists(st.sampled_from(sorted(clauses)), max_size=3)):
        clauses[name]["variants"]["first"] = {"label": "New", "text": draw(provisions())}
    files = {**old.files, **{f"clauses/{name}.yaml": written(each).encode() for name, each in clauses.items()}}
    return old, Made(files, clauses)
