"""A treaty from elsewhere becomes a library that loads, builds and can be compared, and none of its words is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akomantoso import parse, squeezed, unconventional
from command import run
from render_trees import assets
from travaux import api
from travaux.carried import carried
from travaux.diagnostics import Faults, Severity
from travaux.diff.plain import read as read_text
from travaux.importing.foreign import Imported, imported
from travaux.importing.labels import levels, ordinal, series
from travaux.importing.markup import escaped, irregular
from travaux.importing.treaty import treaty
from travaux.lint.api import lint
from travaux.load.library import load
from travaux.load.text import parse_prose
from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import Division, Para
from travaux.pipeline import refer, settle
from travaux.render.akn import render

FLOODS = """\
Convention on the Early Warning of Floods

Preamble

The Parties to this Convention,

Considering that floods cross frontiers;

Convinced that an early word saves lives;

Have agreed as follows:

CHAPTER I

GENERAL PROVISIONS

Article 1

Use of terms

For the purposes of this Convention:

(a) "flood" means water where none should be;

(b) "warning" means:

(i) a message sent;

(ii) a message received.

Article 2

Duty to warn

1. Each Party shall warn its neighbours of a flood.

2. Each Party may, when signing, declare that it will warn by telephone.

CHAPTER II

FINAL PROVISIONS

Article 3

Entry into force

This Convention shall enter into force at once.

IN WITNESS WHEREOF the undersigned have signed this Convention.

DONE at a river, in one copy.
"""


def written(made: Imported, folder: Path) -> Path:
    for name, data in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def of(text: str, name: str = "floods.txt") -> Imported:
    return imported(name, text.encode())


def text_of(made: Imported, folder: Path) -> str:
    """All the characters of the text that an imported library builds."""
    library, found = load(written(made, folder), carried())
    assert library is not None and not [each for each in found if each.is_error], found
    return walk.characters(settle(library, Request(made.ident)).document)


# ---------------------------------------------------------------- a plain text


def test_a_plain_text_becomes_a_library_that_is_printed_as_the_text(tmp_path: Path) -> None:
    made = of(FLOODS)
    assert made.told == ()
    assert sorted(made.files) == [
        "README.md",
        "clauses/convention-on-the-early-warning-of/convention-on-the-early-warning-of-article-1.yaml",
        "clauses/convention-on-the-early-warning-of/convention-on-the-early-warning-of-article-2.yaml",
        "clauses/convention-on-the-early-warning-of/convention-on-the-early-warning-of-article-3.yaml",
        "clauses/convention-on-the-early-warning-of/convention-on-the-early-warning-of-preamble.yaml",
        "templates/instruments/convention-on-the-early-warning-of.yaml",
        "templates/styles/convention-on-the-early-warning-of-style.yaml",
    ]
    again = text_of(made, tmp_path)
    front, _, rest = again.partition("Preamble")
    assert "Imported from the file floods.txt." in front and "Convention on the Early Warning of Floods" in front
    assert squeezed(rest) == squeezed(FLOODS.partition("Preamble")[2])


def test_nothing_of_it_is_said_to_be_checked() -> None:
    made = of(FLOODS)
    clauses = [data.decode() for name, data in made.files.items() if name.startswith("clauses/")]
    assert clauses and all("confidence: low" in each and "floods.txt" in each for each in clauses)


def test_the_commands_accept_it(tmp_path: Path) -> None:
    folder = written(of(FLOODS), tmp_path / "library")
    (tmp_path / "floods.txt").write_text(FLOODS, encoding="utf-8")
    name = "convention-on-the-early-warning-of"
    built = run("-C", folder, "build", "--format", "txt,akn", "--out", tmp_path / "out", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert {each.suffix for each in (tmp_path / "out").rglob("*.*")} == {".txt", ".xml"}
    diff = run("-C", folder, "diff", "floods.txt", name, cwd=tmp_path)
    assert diff.returncode == 0 and " inserted" in diff.stdout.splitlines()[1] and "deleted" not in diff.stdout
    side = run("-C", folder, "compare", f"{name}-article-2", "--format", "md", cwd=tmp_path)
    assert side.returncode == 0 and "Each Party shall warn its neighbours of a flood." in " ".join(side.stdout.split())


def test_no_rule_stops_it_for_how_it_is_worded(tmp_path: Path) -> None:
    made = of(FLOODS)
    library, _ = load(written(made, tmp_path), carried())
    assert library is not None
    found = lint(library, [refer(library, Request(made.ident))])
    assert [each for each in found if each.severity is Severity.ERROR] == []


def test_a_preamble_that_was_printed_as_one_run_is_parted() -> None:
    run_in = FLOODS.replace("Preamble\n\n", "Preamble ").replace(
        "Convention,\n\nConsidering", "Convention, Considering"
    ).replace(";\n\nConvinced", "; Convinced").replace("lives;\n\nHave", "lives; Have")  # fmt: skip
    made, usual = of(run_in), of(FLOODS)
    assert made.files == {**usual.files}


def test_a_roman_numeral_at_the_end_of_the_preamble_heads_the_first_part() -> None:
    run_in = FLOODS.replace("as follows:\n\nCHAPTER I\n", "as follows: I\n").replace("CHAPTER II\n", "II\n")
    for old, new in (("Preamble\n\n", "Preamble "), (",\n\nC", ", C"), (";\n\nC", "; C"), (";\n\nHave", "; Have")):
        run_in = run_in.replace(old, new)
    made = of(run_in)
    plan = made.files[f"templates/instruments/{made.ident}.yaml"].decode()
    assert made.told == () and plan.count("part:") == 2 and "heading: GENERAL PROVISIONS" in plan


def test_a_roman_numeral_alone_heads_a_part(tmp_path: Path) -> None:
    made = of(FLOODS.replace("CHAPTER II\n\nFINAL", "II\n\nFINAL"))
    assert "part:" in made.files[f"templates/instruments/{made.ident}.yaml"].decode()
    assert "FINAL PROVISIONS" in text_of(made, tmp_path)


LOOSE = """\
Article 1 – Several paragraphs

First paragraph.

Second paragraph:

(a) one;

(b) two.

Third paragraph.

Article 2 – Numbers after words

Before them.

1. One.

2. Two.

After them.

Article 3 – A list that goes wrong

1. Each Party shall:

(a) one;

(c) three.

2. A Party may:

(a) one;

(b) two.

Article 4 – Words between points

Lead:

(a) one;

Between them.

(b) two.
"""


def test_paragraphs_stay_apart_and_in_their_order(tmp_path: Path) -> None:
    made = of(FLOODS.partition("CHAPTER I")[0] + LOOSE)
    printed = text_of(made, tmp_path).partition("Have agreed as follows:\n")[2]
    assert squeezed(printed) == squeezed(LOOSE)
    assert {"First paragraph.", "Second paragraph:", "Third paragraph.", "Between them."} <= set(printed.split("\n"))


def test_a_paragraph_that_is_alone_in_its_article_has_no_label_in_any_format(tmp_path: Path) -> None:
    made = of(FLOODS.partition("CHAPTER I")[0] + LOOSE)
    library, _ = load(written(made, tmp_path), carried())
    assert library is not None
    settled = settle(library, Request(made.ident))
    articles = [each for each in settled.document.body if isinstance(each, Division) and each.level == "article"]
    (alone,) = (each for each in articles[0].children if isinstance(each, Division))
    assert alone.typed == "1." and alone.label == () and len(alone.children) == 5
    assert unconventional(parse(render(settled, assets()))) == []


def test_only_the_list_that_goes_wrong_has_its_numbers_in_the_words(tmp_path: Path) -> None:
    made = of(FLOODS.partition("CHAPTER I")[0] + LOOSE)
    clause = next(data.decode() for name, data in made.files.items() if name.endswith("article-3.yaml"))
    words = clause.partition("text: |\n")[2].partition("rationale")[0]
    assert [line.strip() for line in words.split("\n") if line.strip()] == [
        "1. Each Party shall:", "*(a)* one;", "*(c)* three.", "2. A Party may:", "a. one;", "b. two.",
    ]  # fmt: skip
    told = " ".join(made.told)
    assert "Article 3, Article 4: with numbers among the words" in told and "Article 1" not in told


def test_labels_of_another_form_are_told(tmp_path: Path) -> None:
    made = of(FLOODS.replace("(i) a message sent;\n\n(ii)", "i) a message sent;\n\nii)") + "\nArticle 4\n\nMore\n\n"
              "It is:\n\na. one;\n\nb. two.\n")  # fmt: skip
    assert any(each.startswith("Article 4: “a.” printed as “(a)”") for each in made.told), made.told


def test_what_joins_a_heading_to_its_number_is_that_of_the_file(tmp_path: Path) -> None:
    marks = {"\n\n": "\n", " – ": " – ", ": ": ": ", ". ": ". ", " — ": " — "}
    for place, (typed, printed) in enumerate(marks.items()):
        text = FLOODS
        for heading in ("Use of terms", "Duty to warn", "Entry into force"):
            text = text.replace(f"\n\n{heading}", f"{typed}{heading}")
        again = text_of(of(text), tmp_path / str(place))
        assert f"Article 2{printed}Duty to warn" in again, (typed, again)


def test_the_rules_it_departs_from_are_set_aside_in_its_instrument(tmp_path: Path) -> None:
    made = of(FLOODS.replace("at once", "under Article 2"))
    folder = written(made, tmp_path)
    plan = made.files[f"templates/instruments/{made.ident}.yaml"].decode()
    assert "rule: L501" in plan and "waives" not in "".join(
        data.decode() for name, data in made.files.items() if name.startswith("clauses/")
    )
    assert "- L501: 1 place\n" in made.files["README.md"].decode()
    library, _ = load(folder, carried())
    assert library is not None
    assert lint(library, [refer(library, Request(made.ident))]) == ()


def test_what_it_builds_is_imported_as_itself(tmp_path: Path) -> None:
    first = of(FLOODS.partition("CHAPTER I")[0] + LOOSE)
    library, _ = load(written(first, tmp_path / "one"), carried())
    assert library is not None
    akn = render(settle(library, Request(first.ident)), assets())
    again = imported("again.xml", akn)
    front = "Nothing in it was compared with any other source."
    one, two = text_of(first, tmp_path / "two"), text_of(again, tmp_path / "three")
    assert squeezed(one).partition("Preamble")[2] == squeezed(two).partition("Preamble")[2] and front in one


def test_a_roman_numeral_on_the_line_above_a_heading_heads_a_part() -> None:
    apart = of(FLOODS.replace("CHAPTER I\n", "I\n").replace("CHAPTER II\n", "II\n"))
    above = of(FLOODS.replace("CHAPTER I\n\n", "I\n").replace("CHAPTER II\n\n", "II\n"))
    assert (
        above.files == apart.files
        and b"heading: FINAL PROVISIONS" in above.files[f"templates/instruments/{above.ident}.yaml"]
    )


@pytest.mark.parametrize("head", ["ANNEX I", "Annex", "APPENDIX", "Schedule 2"])
@pytest.mark.parametrize("close", ["IN WITNESS WHEREOF", ""])
def test_an_annex_stands_behind_the_signatures_and_in_no_article(head: str, close: str, tmp_path: Path) -> None:
    begun = FLOODS if close else FLOODS.partition("IN WITNESS")[0]
    made = of(f"{begun}\n{head}\n\nForms\n\n1. A form.\n\nArticle 1\n\nOf the annex\n\nWords.\n")
    assert made.told == () and sum(name.startswith("clauses/") for name in made.files) == 4
    printed = text_of(made, tmp_path)
    last = printed.partition("shall enter into force at once.\n")[2]
    assert last.startswith(close) and squeezed(last).endswith(
        squeezed(f"{head}Forms1.A form.Article 1Of the annexWords.")
    )


# ---------------------------------------------------------------- what can't be kept is told


def test_an_article_that_cannot_be_counted_anew_keeps_its_numbers_in_its_words(tmp_path: Path) -> None:
    made = of(FLOODS.replace("2. Each Party may", "4. Each Party may"))
    (told,) = made.told
    assert told.startswith("Article 2: with numbers among the words: those of a list do not run on")
    assert "1. Each Party shall warn its neighbours of a flood.\n4. Each Party may" in text_of(made, tmp_path)
    assert told in made.files["README.md"].decode()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Article 3", "Article 3 bis", "Article 3 bis is printed Article 3: articles and divisions are counted anew"),
        ("Article 3\n\nEntry into force\n", "Article 3\n", "Article 3: without a heading"),
        ("CHAPTER II\n\nFINAL PROVISIONS\n", "CHAPTER II\n", "CHAPTER II: without a heading"),
        ("frontiers;", "frontiers,\n\nRecalling one thing;\n\nRecalling another;", "this recital is printed with"),
        (
            "CHAPTER I\n",
            "CHAPTER I\n\nSome words of no place.\n\nOthers.\n",
            "have no place in an instrument: “Others.”",
        ),
    ],
)
def test_what_is_not_kept_as_it_was_is_told(old: str, new: str, told: str) -> None:
    assert any(told in each for each in of(FLOODS.replace(old, new)).told), of(FLOODS.replace(old, new)).told


def test_a_text_without_articles_is_a_located_fault() -> None:
    with pytest.raises(Faults) as raised:
        of("A resolution.\n\n1. Decides something.\n")
    assert str(raised.value.found[0]).startswith("floods.txt:1:1 D713")


def test_characters_that_nobody_sees_are_taken_out_and_told(tmp_path: Path) -> None:
    made = of(FLOODS.replace("at once", "at\u200b \u202eonce"))
    assert any("nobody can see" in each for each in made.told)
    assert "shall enter into force at once." in text_of(made, tmp_path)


def test_the_same_file_gives_the_same_library() -> None:
    assert of(FLOODS) == of(FLOODS)


# ---------------------------------------------------------------- Akoma Ntoso


@pytest.mark.parametrize("instrument", ["optional-protocol", "model-convention", "amending-protocol"])
def test_our_own_files_lose_no_word(instrument: str, tmp_path: Path) -> None:
    library = api.load().library
    assert library is not None
    settled = api.text_of(library, Request(instrument))
    made = imported(f"{instrument}.xml", render(settled, assets()))
    again = squeezed(text_of(made, tmp_path)).replace("–", "")
    for block in walk.below(settled.document.body):
        for line in walk.runs(block):
            assert squeezed(walk.plain(line)).replace("–", "").rstrip(";,.”") in again, walk.plain(line)


def test_a_file_keeps_the_numbers_it_prints(tmp_path: Path) -> None:
    library = api.load().library
    assert library is not None
    made = imported("x.xml", render(api.text_of(library, Request("model-convention")), assets()))
    assert not any("is printed" in each for each in made.told)
    assert "\n1.State" not in text_of(made, tmp_path)


def test_an_attachment_stands_behind_the_articles(tmp_path: Path) -> None:
    doc = "<doc name='annex'><meta/><mainBody><p>A form.</p></mainBody></doc>"
    annex = f"<attachments><attachment><heading>Forms</heading>{doc}</attachment></attachments>"
    body = "<article><num>1</num><heading>Duty</heading><content><p>Words.</p></content></article>"
    made = imported("x.xml", f"<akomaNtoso><act><meta/><body>{body}</body>{annex}</act></akomaNtoso>".encode())
    clause = next(data.decode() for name, data in made.files.items() if name.endswith("article-1.yaml"))
    assert "Forms" not in clause and text_of(made, tmp_path).endswith("Words.\nForms\nA form.")


def test_divisions_in_any_language_are_kept(tmp_path: Path) -> None:
    article = "<article><num>Artículo {0}º</num><heading>Deber</heading><content><p>Se avisará.</p></content></article>"
    body = "".join(
        f"<title><num>TÍTULO {'I' * n}</num><heading>De algo</heading>{article.format(n)}</title>" for n in (1, 2)
    )
    meta = '<meta><identification><FRBRlanguage language="spa"/></identification></meta>'
    made = imported("x.xml", f"<akomaNtoso><act>{meta}<body>{body}</body></act></akomaNtoso>".encode())
    printed = text_of(made, tmp_path)
    assert "TÍTULO II\nDe algo\nArtículo 2º\nDeber\nSe avisará." in printed
    assert not any("counted anew" in each for each in made.told)
    assert "language: es" in made.files[f"templates/styles/{made.ident}-style.yaml"].decode()


# ---------------------------------------------------------------- parts


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        (["1", "2", "3"], "decimal"),
        (["a", "b"], "alpha-lower"),
        (["i", "ii", "iii", "iv"], "roman-lower"),
        (["I", "II"], "roman-upper"),
        (["A", "B"], "alpha-upper"),
        (["1", "3"], ""),
        (["a", "c"], ""),
        (["8 bis"], ""),
    ],
)
def test_a_series_is_known_by_its_numerals(numbers: list[str], kind: str) -> None:
    assert series(numbers) == kind


def test_numbers_of_another_kind_have_no_place_in_a_series() -> None:
    assert [ordinal(each, "decimal") for each in ("4", "iv", "")] == [4, 0, 0]
    assert [ordinal(each, "roman-lower") for each in ("iv", "IV", "4")] == [4, 0, 0]


def test_labels_are_learnt_from_the_text() -> None:
    found = levels(treaty(read_text(FLOODS)))
    assert found["chapter"] == ("roman-upper", "CHAPTER {n}") and found["article"] == ("decimal", "Article {n}")
    assert found["paragraph"] == ("decimal", "{n}.") and found["point"] == ("alpha-lower", "({n})")
    assert found["subpoint"] == ("roman-lower", "({n})") and found["item"] == ("alpha-upper", "({n})")


def test_a_sound_article_is_regular() -> None:
    found = treaty(read_text(FLOODS))
    assert [irregular(each, levels(found)) for each in found.articles()] == ["", "", ""]


PLAIN = (
    st.text(st.sampled_from("abc XYZ.,;:()[]{}*_@#\\-“”1"), min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda each: bool(each.strip(" ")))
)


@settings(max_examples=200, deadline=None)
@given(PLAIN)
def test_any_words_are_markup_of_one_paragraph_that_prints_them_or_what_looks_like_them(words: str) -> None:
    prose = parse_prose(escaped(words))
    assert not prose.found
    (block,) = prose.blocks
    assert isinstance(block, Para)
    printed = walk.plain(block.inlines)
    alike: Mapping[int, str] = str.maketrans({"∗": "*", "\u02cd": "_", "［": "[", "］": "]", "｛": "{", "｝": "}"})
    assert printed.translate(alike).strip("“”").split() == words.strip("“”").split()
