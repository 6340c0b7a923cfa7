"""Citing: whatever is cited together, in whatever style, no provision is dropped and none is made up.

The words are read back by a small reader of citations, which knows the two styles' ways
of writing a path and nothing of how the words were made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.model.library import Library
from travaux.model.style import Style
from travaux.model.tree import Place
from travaux.model.walk import plain
from travaux.passes.citing import Cited, Here, cite

Provision = tuple[str, tuple[str, ...]]


@pytest.fixture(scope="module", params=["coe", "un"])
def style(request: pytest.FixtureRequest, library: Library) -> Style:
    return library.styles[request.param]


# ---------------------------------------------------------------- reading a citation

_TOKEN = re.compile(
    r"(?P<here>(?:of )?this article)|(?P<article>[Aa]rticles?)|(?P<point>sub-?paragraphs?)|(?P<paragraph>paragraphs?)"
    r"|(?P<to>to)|(?P<rest>of .*$)|(?P<mark>,| |and)"
    r"|(?P<number>\d+ bis|\d+(?:\.[a-z]+| \([a-z]+\))*|\([a-z]+\)(?: \([a-z]+\))*|[a-z](?:\.[a-z]+)*)(?![a-z])"
)


@dataclass
class Reader:
    """Reads the words of a citation, as a lawyer would, into the provisions they name."""

    here: str
    found: list[Provision] = field(default_factory=list)
    kind: str = ""
    article: str = ""
    head: str = ""
    upto: bool = False

    def read(self, words: str) -> set[Provision]:
        at = 0
        while at < len(words):
            token = _TOKEN.match(words, at)
            assert token, f"unreadable: {words[at:]!r} in {words!r}"
            self.take(token.lastgroup or "", token.group())
            at = token.end()
        return set(self.found)

    def take(self, kind: str, said: str) -> None:
        match kind:
            case "here":
                if not said.startswith("of"):
                    self.found.append((self.here, ()))
            case "article":
                self.kind = kind
            case "paragraph" | "point":
                if self.kind == "article":
                    self.found.remove((self.article, ()))
                self.kind, self.article = kind, self.article or self.here
                self.head = ""
            case "to":
                self.upto = True
            case "number":
                self.number(said)

    def number(self, said: str) -> None:
        if self.kind == "article":
            article = said
            if self.upto:
                self.found += [(str(n), ()) for n in range(int(self.article) + 1, int(article))]
            self.article = article
            self.found.append((article, ()))
        else:
            path = tuple(re.findall(r"[0-9a-z]+", said))
            if self.kind == "point":
                path = ("", *path)
            elif not path[0].isdigit():
                path = (self.head, *path)
            if self.upto:
                self.between(self.found[-1][1], path)
            self.head = path[0]
            self.found.append((self.article, path))
        self.upto = False

    def between(self, first: tuple[str, ...], last: tuple[str, ...]) -> None:
        """What a range leaves unsaid."""
        assert first[:-1] == last[:-1]
        low, high = first[-1], last[-1]
        if low.isdigit():
            inner = [str(n) for n in range(int(low) + 1, int(high))]
        else:
            inner = [chr(n) for n in range(ord(low) + 1, ord(high))]
        self.found += [(self.article, (*first[:-1], each)) for each in inner]


# ---------------------------------------------------------------- provisions

ARTICLES = st.sampled_from(["1", "2", "3", "4", "5", "8", "8 bis", "9", "12", "31"])
paths = st.one_of(
    st.sets(st.tuples(st.sampled_from("123456")), min_size=1, max_size=5),
    st.sets(st.tuples(st.just("1"), st.sampled_from("abcdefg")), min_size=1, max_size=6),
    st.sets(st.tuples(st.just(""), st.sampled_from("abcdefg")), min_size=1, max_size=6),
    st.sets(
        st.tuples(st.sampled_from("123")) | st.tuples(st.sampled_from("123"), st.sampled_from("abc")),
        min_size=1,
        max_size=6,
    ),
    st.sets(
        st.tuples(st.just("2"), st.sampled_from("abc"), st.sampled_from(["i", "ii", "iv"])), min_size=1, max_size=5
    ),
)


def in_order(article: str) -> tuple[int, str]:
    number, _, suffix = article.partition(" ")
    return int(number), suffix


@st.composite
def provisions(draw: st.DrawFn) -> list[Provision]:
    """Some articles in order, each whole or by some of its provisions."""
    out: list[Provision] = []
    for article in sorted(draw(st.sets(ARTICLES, min_size=1, max_size=5)), key=in_order):
        inner = draw(st.one_of(st.just({()}), st.just({()}), paths))
        out += [(article, path) for path in sorted(inner)]
    return out


@settings(max_examples=400, deadline=None)
@given(cited=provisions(), listed=st.booleans(), at=st.sampled_from(["", "1", "8 bis"]))
def test_no_provision_is_dropped_or_made_up(style: Style, cited: list[Provision], listed: bool, at: str) -> None:
    here = Here(style, "this Protocol", "", at)
    given_ = [Cited(Place("", article, path or ("",)), None, listed) for article, path in cited]
    words = plain(cite(given_, here, "", "this Protocol"))
    assert Reader(at).read(words) == set(cited), words


@settings(max_examples=200, deadline=None)
@given(cited=provisions(), listed=st.booleans())
def test_nor_of_another_treaty(style: Style, cited: list[Provision], listed: bool) -> None:
    here = Here(style, "this Protocol", "", "1")
    given_ = [Cited(Place("ets-185", article, path), None, listed) for article, path in cited]
    words = plain(cite(given_, here, "", "the Convention"))
    assert words.endswith(" of the Convention")
    assert Reader("").read(words) == set(cited), words
    assert plain(cite(given_, here, "bare", "the Convention")) == re.sub(r",? of the Convention$", "", words)


@settings(max_examples=200, deadline=None)
@given(first=st.integers(1, 5), more=st.integers(1, 9), form=st.sampled_from(["", "bare"]))
def test_a_range_names_all_between_its_ends(style: Style, first: int, more: int, form: str) -> None:
    here = Here(style, "this Protocol", "", "")
    last = first + more
    articles = Cited(Place("ets-185", str(first)), Place("ets-185", str(last)))
    words = plain(cite([articles], here, form, "the Convention"))
    assert Reader("").read(words) == {(str(n), ()) for n in range(first, last + 1)}, words
    paragraphs = Cited(Place("ets-185", "9", (str(first),)), Place("ets-185", "9", (str(last),)))
    words = plain(cite([paragraphs], here, form, "the Convention"))
    assert Reader("").read(words) == {("9", (str(n),)) for n in range(first, last + 1)}, words


@settings(max_examples=200, deadline=None)
@given(points=st.sets(st.sampled_from("abcdefgh"), min_size=1), listed=st.booleans())
def test_compact_names_every_point(style: Style, points: set[str], listed: bool) -> None:
    here = Here(style, "this Convention", "ets-185", "11")
    cited = [Cited(Place("ets-185", "8 bis", ("1", point)), None, listed) for point in sorted(points)]
    words = plain(cite(cited, here, "compact", "this Convention"))
    assert words.startswith("8 bis.1")
    read = Reader("")
    read.kind, read.article = "paragraph", "8 bis"
    assert read.read(words.removeprefix("8 bis.")) == {("8 bis", ("1", point)) for point in points}, words


def test_the_reader_sees_what_is_missing() -> None:
    """The proof can fail."""
    assert Reader("").read("Articles 3 to 5 and 9, paragraph 1.a and c") != {("3", ()), ("4", ()), ("5", ())}
    assert Reader("7").read("paragraphs 1 to 3 of this article") == {("7", ("1",)), ("7", ("2",)), ("7", ("3",))}
    assert Reader("").read("article 9, paragraph 1 (a) and (c), of this Protocol") == {
        ("9", ("1", "a")),
        ("9", ("1", "c")),
    }
