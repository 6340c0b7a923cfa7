"""Akoma Ntoso: the words of the text, ids by convention, links that lead somewhere, no borrowed authority."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from akomantoso import NS, dangling, expected, ids, notes, parse, squeezed, unconventional, words
from render_trees import ORIGIN, assets, awkward, division, long_notes, para, protocol, ref, t
from travaux import api
from travaux.akn.identity import IdentityError, identity
from travaux.carried import carried
from travaux.load.library import load
from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import (
    Document,
    Drawing,
    Edition,
    Facing,
    Items,
    Quoted,
    Ref,
    Settled,
    Sub,
    Table,
    Target,
    Term,
)
from travaux.pipeline import refer, settle, settle_as
from travaux.render.akn import render
from travaux.render.api import Assets, lead, tag


def made(settled: Settled, files: Assets | None = None) -> Any:
    return parse(render(settled, files or Assets()))


def every(root: Any, name: str) -> list[Any]:
    return list(root.iter(f"{NS}{name}"))


def said(each: Any) -> str:
    return "".join(each.itertext())


def text(*body: Any) -> Settled:
    return Settled(Document("t", t("T"), "coe", "en", (), body))


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    "instrument",
    [
        "amending-protocol",
        "child-minimum-protocol",
        "model-convention",
        "optional-protocol",
        "un-supplementary-protocol",
    ],
)
def test_the_words_are_those_of_the_text_in_every_mode(instrument: str) -> None:
    library = api.load().library
    assert library is not None
    referred = refer(library, Request(instrument))
    for mode in api.editions(library, instrument):
        settled = settle_as(referred, mode)
        root = made(settled, assets())
        assert words(root) == expected(settled.document), mode
        assert dangling(root) == [] and len(ids(root)) == len(set(ids(root)))
        shown = mode in ("margin", "notes")
        told = [f"{lead(n)}{walk.plain(n.body)}{tag(n) and f'[{tag(n)}]'}" for n in walk.notes(settled.document)]
        assert notes(root) == ([squeezed(each) for each in told] if shown else []), mode


@pytest.mark.parametrize("settled", [protocol(), protocol("margin"), protocol("notes"), long_notes()])
def test_the_words_of_a_text_made_by_hand(settled: Settled) -> None:
    root = made(settled)
    assert words(root) == expected(settled.document)
    assert dangling(root) == [] and len(ids(root)) == len(set(ids(root)))


def test_characters_that_are_markup_elsewhere_are_words_here() -> None:
    settled = awkward()
    ordered = [block for block in settled.document.body if isinstance(block, Items) and block.ordered]
    loose = tuple(replace(each, ordered=False) if each in ordered else each for each in settled.document.body)
    settled = replace(settled, document=replace(settled.document, body=loose))
    assert ordered and words(made(settled)) == expected(settled.document)


def test_the_same_text_gives_the_same_bytes() -> None:
    assert render(protocol("notes"), assets()) == render(protocol("notes"), assets())


def test_four_hundred_articles_are_written_in_less_than_a_third_of_a_second() -> None:
    many = [
        division(
            "article",
            f"a{n}",
            f"Article {n}",
            *(
                division(
                    "paragraph", f"a{n}.{k}", f"{k}", para("Each Party shall act under ", ref("it", f"a{n - 1}"), ".")
                )
                for k in (1, 2, 3)
            ),
            heading="Duty",
        )
        for n in range(1, 401)
    ]
    settled = text(*many)
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        root = render(settled, Assets())
        taken.append(time.perf_counter() - begun)
    assert root.count(b"<article ") == 400
    assert min(taken) < 0.3


# ---------------------------------------------------------------- ids and links


def test_ids_follow_the_naming_convention() -> None:
    root = made(protocol())
    found = set(ids(root))
    assert {
        "chp_I",
        "chp_II",
        "art_1",
        "art_1__para_1__point_b__point_ii",
        "art_2__mod_1__qstr_1__art_8bis__para_2",
        "preamble__recs__rec_1",
        "preamble__formula_1",
        "art_1__para_1__intro",
        "att_1",
    } <= found, sorted(found)
    assert [each.get("eId") for each in every(root, "article")] == [
        "art_1", "art_2", "art_2__mod_1__qstr_1__art_8bis", "art_3", "art_4", "art_5",
    ]  # fmt: skip
    assert all(re.fullmatch(r"[^\s#]+", each) for each in found)


def test_a_reference_leads_to_the_id_of_what_it_names() -> None:
    root = made(protocol())
    link = next(each for each in every(root, "ref") if said(each) == "Article 8 bis")
    assert link.get("href") == "#art_2__mod_1__qstr_1__art_8bis"


def test_a_reference_to_several_places_names_them_all_and_prints_its_words_once() -> None:
    both = Ref("", (Target("a"), Target("b")), text=t("Articles 1 and 2"), anchors=("a", "b"))
    root = made(
        text(division("article", "a", "Article 1", para("See ", both, ".")), division("article", "b", "Article 2"))
    )
    (group,) = every(root, "mref")
    assert [each.get("href") for each in group] == ["#art_1", "#art_2"] and said(group) == "Articles 1 and 2"


def test_a_reference_to_what_the_file_does_not_hold_is_plain_words() -> None:
    root = made(text(division("article", "a", "Article 1", para("See ", ref("Annex X", "nowhere"), "."))))
    assert every(root, "ref") == [] and "SeeAnnexX." in words(root)


def test_two_of_one_number_have_two_ids() -> None:
    twice = [division("article", name, "Article 1", para("Words.")) for name in ("a", "b")]
    assert [each.get("eId") for each in every(made(text(*twice)), "article")] == ["art_1", "art_1_2"]


def test_terms_lead_to_the_references_of_the_file() -> None:
    words_of = para("“", Term("child", t("child"), defining=True), "” means a ", Term("minor", t("minor")), ".")
    root = made(text(division("article", "a", "Article 1", words_of)))
    (used,), (defined,) = every(root, "term"), every(root, "def")
    assert (used.get("refersTo"), defined.get("refersTo")) == ("#term-minor", "#term-child")
    assert {each.get("eId"): each.get("showAs") for each in every(root, "TLCTerm")} == {
        "term-child": "child",
        "term-minor": "minor",
    }


# ---------------------------------------------------------------- rival options


def test_a_rival_wording_is_an_alternative_to_the_first() -> None:
    library, _ = load(Path(__file__).parents[1] / "cases" / "options", carried())
    assert library is not None
    settled = settle(library, Request("protocol", mode="notes"))
    root = made(settled)
    assert words(root) == expected(settled.document) and dangling(root) == []
    pairs = {(each.get("eId"), each.get("alternativeTo")) for each in root.iter() if each.get("alternativeTo")}
    assert ("preamble__recs__rec_2", "#preamble__recs__rec_1") in pairs
    assert ("preamble__recs__rec_3", "#preamble__recs__rec_1") in pairs, "an option of two recitals"
    assert ("art_1__para_1__point_b_2", "#art_1__para_1__point_b") in pairs
    assert ("art_1__para_2_2", "#art_1__para_2") in pairs and ("art_1__para_3", "#art_1__para_2") in pairs


# ---------------------------------------------------------------- amendments


@pytest.fixture(scope="module")
def amending() -> Any:
    library = api.load().library
    assert library is not None
    return made(api.text_of(library, Request("amending-protocol")), assets())


def test_an_inserted_article_is_quoted_structure_in_its_marks(amending: Any) -> None:
    (structure,) = every(amending, "quotedStructure")
    assert (structure.get("startQuote"), structure.get("endQuote")) == ("“", "”")
    assert structure.getparent().tag == f"{NS}mod" and structure[0].tag == f"{NS}article"
    assert said(structure[0][0]) == "Article 8 bis", "no mark in the number"
    assert said(structure.getparent()).startswith("After Article 8 of the Convention")
    assert structure.getparent().tail == ".", "the stop after the mark is of this text"


def test_each_amendment_is_accounted_for(amending: Any) -> None:
    told = [
        (each.get("type"), *(f"{part.tag[len(NS) :]} {part.get('href')}" for part in each[1:]))
        for each in every(amending, "textualMod")
    ]
    there = "/akn/xx/act/treaty/2001-11-23/ets-185/~"
    assert told == [
        ("insertion", f"destination {there}art_8", "new #art_1__para_1__mod_1__qstr_1"),
        ("insertion", f"destination {there}art_11__para_1", "new #art_2__para_1__mod_1__qtext_1"),
        ("insertion", f"destination {there}art_11__para_2", "new #art_2__para_2__mod_1__qtext_1"),
        (
            "substitution",
            f"destination {there}art_40",
            "old #art_2__para_3__mod_1__qtext_1",
            "new #art_2__para_3__mod_1__qtext_2",
        ),
        ("insertion", f"destination {there}art_42", "new #art_2__para_4__mod_1__qtext_1"),
    ]
    by_id = {each.get("eId"): each for each in amending.iter() if each.get("eId")}
    (treaty,) = every(amending, "activeRef")
    assert treaty.get("showAs") == "Convention on Cybercrime (ETS No. 185)"
    assert said(by_id["art_2__para_3__mod_1__qtext_1"]).startswith("Articles 2, 3, 6")
    assert all(by_id[each[0].get("href")[1:]].tag == f"{NS}mod" for each in every(amending, "textualMod"))


FOREIGN = Ref("[](#other:11.2)", (Target("other", "11.2"),), text=t("Article 11, paragraph 2, of the Convention"))
A, B = Quoted(t("one"), "coe"), Quoted(t("two"), "coe")


@pytest.mark.parametrize(
    ("run", "kind", "old", "new"),
    [
        (("In ", FOREIGN, ", “", A, "” shall be replaced by “", B, "”."), "substitution", "one", "two"),
        (("In ", FOREIGN, ", “", A, "” shall be inserted after “", B, "”."), "insertion", "", "one"),
        (
            ("In ", FOREIGN, ", after the words “", A, "”, the words “", B, "” shall be inserted."),
            "insertion",
            "",
            "two",
        ),
        (("In ", FOREIGN, ", the words “", A, "” shall be deleted."), "repeal", "one", ""),
        (("At the end of ", FOREIGN, " shall be added “", A, "”."), "insertion", "", "one"),
    ],
)
def test_what_a_sentence_does_with_the_words_of_another_text(
    run: tuple[Any, ...], kind: str, old: str, new: str
) -> None:
    root = made(text(division("article", "a", "Article 1", para(*run))))
    (change,) = every(root, "textualMod")
    by_id = {each.get("eId"): said(each) for each in root.iter() if each.get("eId")}
    found = {part.tag[len(NS) :]: by_id.get(part.get("href")[1:], "") for part in change}
    assert (change.get("type"), found.get("old", ""), found.get("new", "")) == (kind, old, new)
    assert words(root) == expected(text(division("article", "a", "Article 1", para(*run))).document)


def test_words_that_are_quoted_and_not_changed_are_no_amendment() -> None:
    root = made(text(division("article", "a", "Article 1", para("In ", FOREIGN, " “", A, "” has a meaning."))))
    assert every(root, "mod") == [] and [said(each) for each in every(root, "embeddedText")] == ["one"]


# ---------------------------------------------------------------- authority


def test_a_draft_names_no_body_and_no_state() -> None:
    root = made(protocol(), assets())
    uris = [each.get("value") for each in root.iter() if each.tag in (f"{NS}FRBRuri", f"{NS}FRBRthis")]
    assert uris and all(re.match(r"/akn/xx/bill/1000-01-01/amending-protocol(/|$)", each) for each in uris)
    author = next(each for each in every(root, "TLCOrganization") if each.get("eId") == "author")
    assert author.get("showAs") == "A draft without authority: no body has issued it"
    assert {each.get("value") for each in every(root, "FRBRauthoritative")} == {"false"}
    assert {each.get("date") for each in every(root, "FRBRdate")} == {"1000-01-01"}


ISSUED = """<identity>
  <work country="zz" date="2026-05-04" subtype="protocol" actor="committee"/>
  <author name="The Committee" href="/akn/ontology/organization/zz/committee"/>
  <other id="tip" href="/akn/zz/act/2000-11-15/tip"/>
</identity>"""


def test_a_body_that_issues_a_draft_is_named_as_configured() -> None:
    elsewhere = Ref("[](#tip:3.a)", (Target("tip", "3.a"),), text=t("Article 3 a"))
    settled = text(division("article", "a", "Article 1", para("See ", elsewhere, ".")))
    root = made(settled, Assets({"akn/identity.xml": ISSUED}))
    (work,) = every(root, "FRBRWork")
    assert work.find(f"{NS}FRBRuri").get("value") == "/akn/zz/bill/protocol/committee/2026-05-04/t"
    assert work.find(f"{NS}FRBRdate").get("date") == "2026-05-04"
    assert every(root, "TLCOrganization")[0].get("showAs") == "The Committee"
    assert [each.get("href") for each in every(root, "ref")] == ["/akn/zz/act/2000-11-15/tip/~art_3__point_a"]


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ("<identity>", "no well-formed XML"),
        ("<other/>", "<other> is not known"),
        ('<identity><work land="zz"/></identity>', "land is not known"),
        ('<identity><body name="x"/></identity>', "<body> is not known"),
        ('<identity><work date="May"/></identity>', "the date 'May' is not a day"),
        ('<identity><work country="a/b"/></identity>', "can't be part of an identifier"),
        ('<identity><other id="x"/></identity>', "needs an id and an href"),
        ('<!DOCTYPE identity [<!ENTITY a SYSTEM "file:///etc/hostname">]><identity>&a;</identity>', "well-formed"),
    ],
)
def test_a_configuration_that_makes_no_sense_is_refused(config: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        made(protocol(), Assets({"akn/identity.xml": config}))


@pytest.mark.parametrize(
    ("config", "line"),
    [
        ("<identity>\n  <work>\n</identity>", 3),
        ('<identity>\n  <!-- <work/>\n  -->\n  <work date="May"/>\n</identity>', 4),
        ('<identity>\n  <other id="a" href="/a"/>\n  <other id="b" href="with space"/>\n</identity>', 3),
        ('<identity>\n\n  <author land="zz"/>\n</identity>', 3),
    ],
)
def test_the_line_that_makes_no_sense_is_named(config: str, line: int) -> None:
    with pytest.raises(IdentityError) as raised:
        identity(config)
    assert raised.value.lineno == line and raised.value.layout == "akn/identity.xml"


# ---------------------------------------------------------------- conventions

BREAKS = (
    ('eId="art_3"', 'eId="article_3"', "art_3: not named like"),
    ('eId="art_1__para_1__intro"', 'eId="art_9__para_1__intro"', "intro: begins with no id round it"),
    ("<num>Article 3</num>", "<num> </num>", "<num> is empty"),
    ("amending-protocol/eng@/!main", "amending-protocol/fra@/!main", "the part of the expression"),
    ("/eng@.xml", "/eng.xml", "the manifestation begins with the expression"),
    ('<analysis source="#travaux">', '<analysis source="#nobody">', "#nobody: not declared"),
    ('href="#author"', 'href="#editor"', "#editor: not declared"),
    (' pos="after"', "", "an insertion has a place"),
    ('<new href="#art_2__mod_1__qstr_1"/>', '<new href="#art_3"/>', "it quotes what it changes"),
    ("<activeRef", "<passiveRef", "its destination is declared"),
)


@pytest.mark.parametrize(("old", "new", "why"), BREAKS)
def test_what_breaks_a_convention_is_found(old: str, new: str, why: str) -> None:
    data = render(protocol(), assets()).decode()
    assert unconventional(parse(data.encode())) == []
    broken = data.replace(old, new, 1)
    assert broken != data
    assert any(why.removeprefix("art_3: ") in each for each in unconventional(parse(broken.encode())))


# ---------------------------------------------------------------- parts


def test_the_parts_stand_in_the_order_of_the_schema() -> None:
    (bill,) = made(protocol(), assets())
    names = [each.tag[len(NS) :] for each in bill]
    assert names == ["meta", "coverPage", "preface", "preamble", "body", "conclusions", "attachments"]
    attached = every(bill, "attachments")[0]
    assert all(each[-1].get("name") == "apparatus" for each in attached)


def test_words_between_divisions_stay_between_them() -> None:
    mixed = division(
        "article", "a", "Article 1", para("First."), division("point", "p", "a.", para("one;")), para("Middle."),
        division("point", "q", "b.", para("two.")), para("Last."),
    )  # fmt: skip
    root = made(text(mixed))
    assert [each.tag[len(NS) :] for each in every(root, "article")[0]] == [
        "num", "intro", "point", "alinea", "point", "wrapUp",
    ]  # fmt: skip
    said_in_order = [said(each).strip() for each in every(root, "p")[1:]]
    assert said_in_order == ["First.", "one;", "Middle.", "two.", "Last."]
    assert all(one != other for one, other in pairwise(said_in_order))


def test_a_text_of_nothing_but_paragraphs_has_a_body() -> None:
    settled = Settled(Document("t", t("T"), "coe", "en", (), (para("Only words."),)))
    root = made(settled)
    assert words(root) == "TOnlywords." and len(every(root, "hcontainer")) == 1


def test_a_list_keeps_the_anchors_of_its_items() -> None:
    listed = Items((t("one"), t("two")), ORIGIN, ordered=True, idents=("first", "second"))
    root = made(text(division("article", "a", "Article 1", para("See ", ref("two", "second"), "."), listed)))
    target = every(root, "ref")[0].get("href")[1:]
    (item,) = [each for each in root.iter() if each.get("eId") == target]
    assert squeezed(said(item)) == "2.two"


def test_a_briefing_pack_is_a_document_and_no_bill() -> None:
    table = Table(
        (t("Act"), t("Law")), ((t("One"), t("a", Sub("", "", "break"), "b")),), ORIGIN, t("Table 1"), row_heads=True
    )
    held = (
        division(
            "annex", "s", "", Edition("none", t("The text"), (para("Words."),), ORIGIN, t("Draft")), heading="Text"
        ),
        Facing((((para("left"),), (para("right"),)),), ORIGIN, (t("Text"), t("Comment"))),
        Drawing("<svg/>", "Two bars.", ORIGIN, table, t("Figure 1")),
    )
    document = Document("pack", t("A pack"), "coe", "en", (para("For you."),), held, (), t("In brief"), kind="pack")
    root = made(Settled(document))
    (doc,) = root
    assert [doc.tag[len(NS) :], *(each.tag[len(NS) :] for each in doc)] == ["doc", "meta", "preface", "mainBody"]
    plain = words(root)
    assert plain == squeezed(
        "A packIn briefFor you.TextThe textDraftWords.TextCommentleftrightFigure 1Table 1ActLawOneab"
    )
    assert [each.tag[len(NS) :] for row in every(root, "tr") for each in row] == ["th", "th", "th", "td"]
    assert len(every(every(root, "td")[0], "p")) == 2


def test_a_figure_is_lists_in_lists() -> None:
    root = made(protocol())
    new = next(each for each in every(root, "li") if each.get("class") == "new")
    assert new.get("title") == "new" and new.getparent().getparent().tag == f"{NS}li"


def test_a_report_is_a_document_of_its_own() -> None:
    library = api.load().library
    assert library is not None
    referred = refer(library, Request("amending-protocol"))
    for mode in ("report", "table"):
        settled = settle_as(referred, mode)  # type: ignore[arg-type]
        (doc,) = made(settled)
        assert (doc.tag, doc.get("name")) == (f"{NS}doc", mode)
        assert doc.find(f".//{NS}FRBRuri").get("value") == f"/akn/xx/doc/1000-01-01/amending-protocol-{mode}"
