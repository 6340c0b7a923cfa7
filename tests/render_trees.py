"""Documents made by hand for the tests of the renderers: no pass has touched them."""

from __future__ import annotations

from pathlib import Path

from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Branch,
    Cite,
    CiteItem,
    Definition,
    Division,
    Document,
    Emph,
    Figure,
    Inline,
    Items,
    Level,
    Mode,
    Note,
    NoteKind,
    Origin,
    Para,
    Quoted,
    Recital,
    Ref,
    Role,
    Settled,
    Sub,
    Table,
    Target,
    Term,
    Text,
)
from travaux.render.api import Assets, load_assets

ORIGIN = Origin("hand-made")
TEMPLATES = Path(__file__).parents[1] / "templates"


def assets() -> Assets:
    """The layout files of this project."""
    return load_assets(TEMPLATES)


def t(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines, strings standing for `Text`."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def para(*parts: str | Inline, role: Role = "text") -> Para:
    """A paragraph."""
    return Para(t(*parts), ORIGIN, role)


def division(level: Level, ident: str, label: str, *children: Block, heading: str = "", joint: str = " – ") -> Division:
    """A division; a typed label becomes a recorded substitution."""
    own = (Sub("", label, "label"),) if label else ()
    return Division(level, ident, children, ORIGIN, t(heading) if heading else (), own, joint)


def note(number: int, kind: NoteKind, lead: str, *body: str | Inline, confidence: str = "verified") -> Note:
    """A note."""
    return Note(number, kind, lead, t(*body), confidence)


def ref(words: str, anchor: str) -> Ref:
    """A settled cross-reference."""
    return Ref(f"[](#{anchor})", (Target(anchor),), text=t(words), anchors=(anchor,))


def term(ident: str, words: str) -> Term:
    """A defined term in use."""
    return Term(ident, t(words))


BIS = Emph(t("bis"), "*")
PURPOSE = "for the purpose of the exploitation of that person"


def article_8_bis() -> Division:
    """An article of seven points under a chapeau, a declaration and a safeguard, with notes."""
    points = (
        ("a", "recruiting a person", "offence-recruit", ()),
        (
            "b",
            "causing a person to be advertised, or offering that person’s services, with the knowledge that the person "
            "is a victim of trafficking in persons",
            "offence-advertise",
            (
                note(
                    3,
                    "for",
                    "For.",
                    "None of the acts that the Trafficking Protocol lists is advertising (",
                    Cite("[@kunze, 281]", (CiteItem("kunze", "281"),), t("Kunze, p. 281")),
                    ").",
                ),
                note(
                    4,
                    "against",
                    "Against.",
                    "A publisher of lawful advertisements may be unable to know who placed "
                    "them; the safeguard in paragraph 3 answers only in part.",
                    confidence="medium",
                ),
                note(5, "variants", "Variants.", Emph(t("Knowledge"), "*"), " (this text); knowledge or recklessness."),
            ),
        ),
        (
            "c",
            "transporting or transferring a person, or arranging such transport or transfer",
            "offence-transport",
            (),
        ),
        (
            "d",
            "harbouring or receiving a person",
            "offence-harbour",
            (
                note(
                    6,
                    "flag",
                    "Beyond Palermo.",
                    "The receipt of a person is an act of Article 3 (a); harbouring through a "
                    "platform that lets rooms is not.",
                    confidence="low",
                ),
            ),
        ),
        ("e", "controlling the movements, communications or earnings of a person", "offence-control", ()),
        (
            "f",
            "receiving or concealing the proceeds of the exploitation, whether in money or in virtual assets",
            "offence-proceeds",
            (
                note(
                    7,
                    "source",
                    "Sources.",
                    "Palermo Protocol, Article 3; ",
                    Emph(t("CETS"), "*"),
                    " No. 197, Article 18.",
                ),
            ),
        ),
        ("g", "providing a service, knowing that it will be used for any of the conduct in ", "offence-service", ()),
    )
    children: list[Block] = [
        para(
            "Each ",
            Sub("{{ party }}", "Party", "placeholder"),
            " shall adopt such legislative and other measures as may "
            "be necessary to establish as criminal offences under its domestic law, when committed intentionally and "
            f"without right, the following conduct by means of a computer system, {PURPOSE}:",
            note(
                1,
                "for",
                "For.",
                "One chapeau carries the mental element, the means and the purpose for all seven acts, "
                "so that no act can be read without them. ",
                Emph(t("It is the hinge of the article."), "*"),
            ),
            note(
                2,
                "neutral",
                "Note.",
                "“Without right” has the meaning given to it in paragraph 38 of the Explanatory "
                "Report to the Convention.",
                confidence="source",
            ),
        )
    ]
    for letter, words, ident, notes in points:
        tail = (ref("paragraph 1.a to f", "offence-recruit"),) if letter == "g" else ()
        end = "." if letter == "g" else "; or" if letter == "f" else ";"
        children.append(division("point", ident, f"{letter}.", para(words, *tail, Sub("", end, "ending"), *notes)))
    declaration = para(
        "A Party may, at the time of signature or when depositing its instrument of ratification, acceptance "
        "or approval, "
        "by a declaration addressed to the Secretary General of the Council of Europe, require that the "
        "conduct described "
        "in ",
        ref("paragraph 1.b", "offence-advertise"),
        " be committed with intent to obtain a financial or other material benefit within ",
        Bracket(t("thirty")),
        " ",
        Bracket(t("ninety")),
        " days.",
    )
    safeguard = para(
        "No person shall be held liable under this article for the mere transmission or storage of "
        "information provided "
        "by others, nor for conduct necessary for the protection of a ",
        term("victim", "victim"),
        ".",
        note(
            8, "against", "Against.", "The words “mere transmission” freeze a distinction that the courts are leaving."
        ),
    )
    return Division(
        "article",
        "article-8-bis",
        (
            division("paragraph", "a8bis-1", "1.", *children),
            division("paragraph", "a8bis-2", "2.", declaration),
            division("paragraph", "a8bis-3", "3.", safeguard),
        ),
        ORIGIN,
        t("Trafficking in persons by means of a computer system", Sub("", "”", "quotation")),
        t(Sub("", "“", "quotation"), "Article 8 ", BIS),
        " – ",
    )


def protocol(mode: Mode = "none") -> Settled:
    """An amending protocol: notice, preamble, an amendment, definitions, final clauses, a figure, a gap table."""
    front = (
        para(
            "This draft has no authority. It was written by no State and no organisation, and nobody has agreed to it.",
            role="notice",
        ),
    )
    preamble = (
        para(
            "The member States of the Council of Europe and the other States Parties to the Convention on Cybercrime, "
            "opened for signature in Budapest on 23 November 2001, signatories hereto,",
            role="opening",
        ),
        Recital(
            t(
                Emph(t("Considering"), "*"),
                " that the aim of the Council of Europe is to achieve a greater unity between its members;",
            ),
            ORIGIN,
            "recital-1",
        ),
        Recital(
            t(
                Emph(t("Recalling"), "*"),
                " the Protocol to Prevent, Suppress and Punish Trafficking in Persons, "
                "Especially Women and Children, supplementing the United Nations Convention against Transnational "
                "Organized Crime, adopted in New York on 15 November 2000;",
                note(9, "source", "Sources.", "2237 UNTS 319."),
            ),
            ORIGIN,
            "recital-2",
        ),
        Recital(
            t(
                Emph(t("Convinced"), "*"),
                " of the need to protect Türkiye’s and every other Party’s victims – and "
                "those of the “São Tomé” declaration – without prejudice to freedom of expression,",
            ),
            ORIGIN,
        ),
        para("Have agreed as follows:", role="closing"),
    )
    definitions = division(
        "article",
        "article-1",
        "Article 1",
        division(
            "paragraph",
            "a1-1",
            "1.",
            para("For the purposes of this Protocol:"),
            division(
                "point",
                "a1-1-a",
                "a.",
                Definition(
                    ("victim",),
                    (
                        para(
                            "“",
                            Term("victim", t("victim"), defining=True),
                            "” means any person who is subjected to the conduct described in ",
                            ref("Article 8 bis", "article-8-bis"),
                            ";",
                        ),
                    ),
                    ORIGIN,
                ),
            ),
            division(
                "point",
                "a1-1-b",
                "b.",
                Definition(
                    ("child",),
                    (
                        para(
                            "“",
                            Term("child", t("child"), defining=True),
                            "” means any person under eighteen years of age, including:",
                        ),
                        division("subpoint", "a1-1-b-i", "i.", para("a person whose age is uncertain; and")),
                        division("subpoint", "a1-1-b-ii", "ii.", para("a person believed to be under that age.")),
                    ),
                    ORIGIN,
                ),
            ),
            para("and expressions used in the Convention have the same meaning here."),
        ),
        division(
            "paragraph",
            "a1-2",
            "2.",
            para("The terms of ", Quoted(t("“organized crime”"), "un"), " are those of the instrument that uses them."),
        ),
        heading="Use of terms",
        joint="\n",
    )
    amendment = division(
        "article",
        "article-2",
        "Article 2",
        para("A new Article 8 ", BIS, " shall be inserted in the Convention after Article 8:"),
        Amendment("insert-after", "ets-185", "article-8", "coe", (article_8_bis(),), ORIGIN),
        heading="Insertion of a new article",
        joint="\n",
    )
    final = tuple(
        division(
            "article",
            f"article-{number}",
            f"Article {number}",
            *(division("paragraph", f"a{number}-{k}", f"{k}.", para(words)) for k, words in enumerate(texts, 1)),
            heading=heading,
            joint="\n",
        )
        for number, heading, texts in (
            (
                3,
                "Signature and entry into force",
                (
                    "This Protocol shall be open for signature by the Parties to the Convention, which may "
                    "express their "
                    "consent to be bound by signature without reservation as to ratification, acceptance or "
                    "approval, or "
                    "by "
                    "signature subject to ratification, acceptance or approval, followed by ratification, "
                    "acceptance or "
                    "approval.",
                    "It shall enter into force on the first day of the month following the expiration of a period of "
                    "three "
                    "months after the date on which five Parties have expressed their consent to be bound.",
                ),
            ),
            (
                4,
                "Reservations",
                (
                    "No reservation may be made in respect of any provision of this Protocol.",
                    "A declaration under Article 2 may be withdrawn at any time.",
                ),
            ),
            (
                5,
                "Notification",
                (
                    "The Secretary General of the Council of Europe shall notify the member States, the "
                    "Parties and the signatories of every act relating to this Protocol.",
                ),
            ),
        )
    )
    closing = (
        para(
            "In witness whereof the undersigned, being duly authorised thereto, have signed this Protocol.",
            role="testimonium",
        ),
        para(
            "Done at Strasbourg, this ",
            Bracket(t("day")),
            " of ",
            Bracket(t("month and year")),
            ", in English and in "
            "French, both texts being equally authentic, in a single copy which shall be deposited in the "
            "archives of the "
            "Council of Europe.",
        ),
    )
    body: tuple[Block, ...] = (
        *preamble,
        division("chapter", "chapter-1", "Chapter I", definitions, amendment, heading="Amendments"),
        division("chapter", "chapter-2", "Chapter II", *final, heading="Final clauses"),
        *closing,
    )
    return Settled(
        Document(
            "amending-protocol",
            t("Protocol amending the Convention on Cybercrime as regards trafficking in persons"),
            "coe",
            "en",
            front,
            body,
            back(),
            t("Draft of the ", Emph(t("first"), "*"), " reading"),
            "Amending Protocol",
        ),
        mode,
    )


def back() -> tuple[Block, ...]:
    """Apparatus: where the article stands, what existing law covers, sources, what is pending."""
    figure = Figure(
        "The Convention’s Title 2 gains Article 8 bis after Article 8; Article 9 stands beside it.",
        (
            Branch(
                t("Convention on Cybercrime"),
                (
                    Branch(
                        t("Chapter II – Measures to be taken at the national level"),
                        (
                            Branch(
                                t("Section 1 – Substantive criminal law"),
                                (
                                    Branch(t("Title 1 – Confidentiality, integrity and availability"), (), "not-here"),
                                    Branch(
                                        t("Title 2 – Computer-related offences"),
                                        (
                                            Branch(t("Article 7 – Computer-related forgery")),
                                            Branch(t("Article 8 – Computer-related fraud")),
                                            Branch(
                                                t(
                                                    "Article 8 ",
                                                    BIS,
                                                    " – Trafficking in persons by means of a computer system",
                                                ),
                                                (),
                                                "new",
                                            ),
                                        ),
                                    ),
                                    Branch(
                                        t("Title 3 – Content-related offences"),
                                        (Branch(t("Article 9 – Offences related to child pornography"), (), "beside"),),
                                    ),
                                ),
                            ),
                        ),
                    ),
                    Branch(t("Chapter III – International co-operation")),
                ),
            ),
        ),
        ORIGIN,
        t("Figure 1. Where the new article stands"),
    )
    table = Table(
        (t("Act"), t("Palermo Protocol"), t("CETS No. 197"), t("This text")),
        (
            (t("Recruiting"), t("Art. 3 (a)"), t("Art. 4 a"), t("Art. 8 ", BIS, ", 1.a")),
            (t("Advertising a victim"), t("–"), t("–"), t("Art. 8 ", BIS, ", 1.b")),
            (
                t("Control of communications, including by stalkerware | spyware"),
                t("–"),
                t("–"),
                t("Art. 8 ", BIS, ", 1.e"),
            ),
        ),
        ORIGIN,
        t("Table 1. What existing law covers"),
    )
    return (
        division("annex", "where", "", figure, heading="Where it stands"),
        division("annex", "covers", "", table, heading="What it adds"),
        division(
            "annex",
            "sources",
            "",
            Items(
                (
                    t("Kunze, A., ", Emph(t("Trafficking in the Digital Age"), "*"), ", 2023, pp. 240–290."),
                    t("Convention on Cybercrime, ETS No. 185, Budapest, 23 November 2001."),
                ),
                ORIGIN,
                idents=("source-kunze", "source-ets-185"),
            ),
            heading="Sources",
        ),
        para("To be settled: the number of consents.", role="pending"),
    )


def long_notes(mode: Mode = "margin") -> Settled:
    """One article whose first paragraph bears more notes than a page holds, with text before and after."""
    words = (
        "The duty to correct is continuing and self-executing. It removes the incentive to wait for a request for "
        "clarification, and it makes an uncorrected error evidence of non-compliance rather than of oversight."
    )
    kinds: tuple[NoteKind, ...] = ("for", "against", "neutral", "variants", "source", "flag")
    many = tuple(note(k + 1, kinds[k % 6], "", f"{k + 1}: {words}") for k in range(30))
    few = tuple(note(40 + k, kinds[k], "", words) for k in range(3))
    first = division("paragraph", "p1", "1.", para("Each Party shall submit a declaration of every facility.", *many))
    rest = (
        division("paragraph", f"p{k}", f"{k}.", para(f"Paragraph {k}. " + words, *(few if k % 4 == 0 else ())))
        for k in range(2, 14)
    )
    article = division("article", "article-4", "Article 4.", first, *rest, heading="Declarations", joint=" ")
    return Settled(
        Document(
            "long", t("Model Optional Protocol on Verification"), "un", "en", (), (article,), running="Verification"
        ),
        mode,
    )


def awkward() -> Settled:
    """Characters that are mark-up somewhere, in every kind of place."""
    words = (
        "# not a heading",
        "1. not a list",
        "12) nor this",
        "- nor that",
        "+ or this",
        "> no quotation",
        "=== no rule",
        "--- no rule",
        "*** no rule",
        "* no bullet",
        "a * b * c and a*b*c",
        "snake_case and _edges_ and __two__",
        "[thirty](http://example.org) and [x]: y",
        "![no picture](x)",
        "`no code` and ``none``",
        "~~not struck~~",
        "<b>no tag</b> & &amp; &#38; &copy",
        "back\\slash \\* and end\\",
        "| no | table |",
        "~~~",
        "```",
        "\u00a7 5 \u2013 \u201cx\u201d",
        "</style><script>alert(1)</script>",
        "{{ not_a_template }} {% nor this %}",
        "https://example.org <a@b.org>",
        "long words that are wrapped so that a number stands first on the next line of the page, namely 7. and - and #",
    )
    styled = (
        para("Article 8", Emph(t("bis"), "*"), "x and ", Emph(t("(bis)"), "*"), "x"),
        para("a", Emph(t("“q”"), "**"), "b", Emph(t("c"), "*"), Emph(t("d"), "**"), Emph(t("e."), "*"), "f"),
        para(Emph(t("one ", Emph(t("two"), "*"), " three ", Emph(t("four"), "**")), "*"), "five"),
        para("blank ", Emph(t(" edges "), "*"), "here", Bracket(t("x", Emph(t("y"), "*")))),
        para(Bracket(t("thirty")), " ", Bracket(t("ninety")), ": (days)"),
    )
    body: tuple[Block, ...] = (
        division("article", "a#1", "Article *1*", *(para(each) for each in words), heading="A # B #", joint=" – "),
        division(
            "article",
            'a"2 <x>',
            "Article 2",
            *(division("point", f"w{k}", f"({k})", para(each)) for k, each in enumerate(words)),
            *styled,
            heading="<i>Two</i>",
            joint="\n",
        ),
        Table((t("a|b"),), ((t("`x|y`"),), (t("*z*"),)), ORIGIN, t("[Table]")),
        Items((t("- one"), t("2. two")), ORIGIN, ordered=True),
    )
    return Settled(Document("awkward", t("A <title> & *more*"), "coe", "en", (), body))
