"""Any plain text with articles: the library made of it prints its words, its numbers and its breaks, in order."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from akomantoso import squeezed
from travaux.carried import carried
from travaux.importing.foreign import imported
from travaux.load.library import load
from travaux.model import walk
from travaux.model.stages import Request
from travaux.pipeline import settle

BEGUN = (
    "Convention on floods\n\nThe Parties,\n\nConsidering that floods cross frontiers;\n\nHave agreed as follows:\n\n"
)
LABELS = ("", "", "1.", "2.", "3.", "(a)", "(b)", "(c)", "(i)", "(ii)", "–")
BLOCK = st.builds(
    lambda label, words, end: f"{label} {words}{end}".strip(),
    st.sampled_from(LABELS),
    st.sampled_from(("Each Party shall warn the others", "A Party may warn", "the words “stop” and “go”", "warning")),
    st.sampled_from((".", ";", ":", ", and")),
)
ARTICLES = st.lists(st.lists(BLOCK, min_size=1, max_size=7), min_size=1, max_size=3)


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_what_is_printed_is_what_was_typed(articles: list[list[str]]) -> None:
    typed = "\n\n".join(
        "\n\n".join([f"Article {number} – Of warnings", *blocks]) for number, blocks in enumerate(articles, 1)
    )
    made = imported("floods.txt", (BEGUN + typed + "\n").encode())
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made.files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(data)
        library, found = load(Path(folder), carried())
        assert library is not None and not [each for each in found if each.is_error], found
    printed = walk.characters(settle(library, Request(made.ident)).document).partition("Have agreed as follows:\n")[2]
    # A point at the end of a list takes the mark that ends it.
    assert squeezed(printed).rstrip(".;:") == squeezed(typed).rstrip(".;:")
    words = [line for line in typed.split("\n\n") if line.startswith("Each")]
    assert all(line in printed.split("\n") for line in words)
