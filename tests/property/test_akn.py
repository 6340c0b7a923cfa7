"""Any tree: its words are in the file in order, its ids are its own, and the file is read as the tree."""

from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from akomantoso import dangling, expected, ids, parse, words
from render_trees import ORIGIN, division, note, para, ref, t
from travaux.akn.elements import LEFT, Fault
from travaux.akn.reading import read
from travaux.comparing.akn import passages
from travaux.diff.trees import passages as of_tree
from travaux.model.tree import Block, Bracket, Definition, Document, Emph, Inline, Option, Recital, Settled
from travaux.render.akn import render
from travaux.render.api import Assets

WORD = st.text(st.sampled_from("abcdeé<>&\"'“”[]{}§– 1"), min_size=1, max_size=12).map(lambda each: f"w{each}w")
INLINE: st.SearchStrategy[str | Inline] = st.one_of(
    WORD,
    WORD.map(lambda each: Emph(t(each), "*")),
    WORD.map(lambda each: Bracket(t(each))),
    WORD.map(lambda each: ref(each, "a1")),
    WORD.map(lambda each: ref(each, "nowhere")),
    WORD.map(lambda each: note(1, "for", "For.", each)),
)
PARA = st.lists(INLINE, min_size=1, max_size=4).map(lambda each: para("A ", *each))
LEVELS = ("paragraph", "point", "subpoint", "item")
LABELS = ("{}.", "({})", "({})", "{})")


def below(depth: int) -> st.SearchStrategy[Block]:
    """A provision with words before, between and after what is counted in it."""
    inner: st.SearchStrategy[Block] = PARA if depth + 1 == len(LEVELS) else st.one_of(PARA, below(depth + 1))
    held = st.lists(inner, min_size=0, max_size=3)
    number = st.sampled_from(["1", "2", "3"] if depth in (0, 3) else ["a", "b", "c"] if depth == 1 else ["i", "ii"])
    return st.builds(partial(provision, depth), number, PARA, held, st.booleans())


def provision(depth: int, number: str, first: Block, more: list[Block], defines: bool) -> Block:
    """A provision of that depth; its first words may be those of a definition."""
    begun = Definition(("x",), (first,), ORIGIN) if defines else first
    return division(LEVELS[depth], f"{id(first)}", LABELS[depth].format(number), begun, *more)


ARTICLE = st.builds(
    lambda number, heading, joint, held: division(
        "article", f"a{number}", f"Article {number}", *held, heading=heading, joint=joint
    ),
    st.integers(1, 9),
    WORD,
    st.sampled_from([" – ", "\n"]),
    st.one_of(st.lists(below(0), min_size=1, max_size=4), PARA.map(lambda each: [each])),
)
CHAPTER = st.builds(
    lambda number, held: division("chapter", f"c{number}", f"Chapter {'I' * number}", *held, heading="Rules"),
    st.integers(1, 3),
    st.lists(ARTICLE, min_size=1, max_size=3),
)
RIVALS = st.builds(
    lambda one, other: (Option(1, (one,), ORIGIN), Option(2, (other,), ORIGIN)), ARTICLE, st.one_of(ARTICLE, PARA)
)
PREAMBLE = st.builds(
    lambda opening, recitals: division("preamble", "preamble", "", opening, *recitals, heading="Preamble"),
    WORD.map(lambda each: para(each, role="opening")),
    st.lists(WORD.map(lambda each: Recital(t(each), ORIGIN)), max_size=3),
)
TEXT = st.builds(
    lambda preamble, body, close: Settled(
        Document("t", t("A title"), "coe", "en", (), (preamble, *body, *close), (), t("A subtitle")), "notes"
    ),
    PREAMBLE,
    st.one_of(st.lists(st.one_of(CHAPTER, ARTICLE), min_size=1, max_size=4), RIVALS),
    st.lists(PARA, max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_no_word_is_lost_and_no_link_leads_nowhere(settled: Settled) -> None:
    root = parse(render(settled, Assets()))
    assert words(root) == expected(settled.document)
    assert dangling(root) == [] and len(ids(root)) == len(set(ids(root)))


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_a_file_is_read_as_the_tree_it_was_made_from(settled: Settled) -> None:
    ours = [(each.label, each.text) for each in of_tree(settled)]
    assert [(each.label, each.text) for each in passages(render(settled, Assets()), "x.xml")] == ours


# ---------------------------------------------------------------- files of others

NAMES = st.sampled_from((
    "article", "section", "chapter", "paragraph", "point", "content", "intro", "p", "block", "num", "heading", "b",
    "ref", "blockList", "item", "table", "tr", "td", "quotedStructure", "quotedText", "recital", "mystery", "component",
    "authorialNote", "del", "longTitle", "hcontainer", "li", "ul",
))  # fmt: skip
Tree = tuple[str, str, list["Tree"], str]
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.tuples(NAMES, st.booleans(), st.just([]), st.booleans()),  # type: ignore[arg-type]
    lambda below: st.tuples(NAMES, st.booleans(), st.lists(below, max_size=4), st.booleans()),  # type: ignore[arg-type]
    max_leaves=25,
)


def serialised(tree: Tree, shown: list[str], left: list[str], out: bool = False) -> str:
    """A tree as XML, each run of its words a word of its own; which of them are to be read, and which not."""
    name, text, children, tail = tree
    within = out or name in LEFT

    def word(there: object, to: list[str]) -> str:
        if there:
            to.append(f"w{len(shown) + len(left)}w")
        return to[-1] if there else ""

    inner = word(text, left if within else shown)
    inner += "".join(serialised(each, shown, left, within) for each in children)
    return f"<{name}>{inner}</{name}>" + word(tail, left if out else shown)


@settings(max_examples=300, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4))
def test_every_word_of_any_file_is_read_or_told_as_left_out(trees: list[Tree]) -> None:
    shown: list[str] = []
    left: list[str] = []
    body = "".join(serialised(each, shown, left) for each in trees)
    try:
        text = read(f"<akomaNtoso><act><meta/><body>{body}</body></act></akomaNtoso>".encode())
    except Fault as fault:
        assert not shown and "no words" in str(fault)
        return
    found = "".join(each.label + " " + each.words + " " for each in text.pieces)
    assert [each for each in shown if each not in found] == []
    assert [each for each in left if each in found] == []
    assert text.left or not left
