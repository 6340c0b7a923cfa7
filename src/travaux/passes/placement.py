"""The page that shows where in the amended treaty a new article stands, and why there."""

from __future__ import annotations

from travaux.model.law import LawArticle, LawDivision
from travaux.model.stages import KeyPath, Referred
from travaux.model.transform import Inlines
from travaux.model.tree import Amendment, Block, Branch, Division, Emph, Figure, Items, Origin, Para, Text
from travaux.model.uses import uses
from travaux.model.walk import below
from travaux.passes.beside import Beside, headed, headline


def placement_page(referred: Referred, beside: Beside) -> tuple[Block, ...]:
    """The structure of the treaty with the new article in it, and each clause's reason for the place.

    The clauses' reasons stand in the annotated editions; the clean one has the page alone. Out: one
    headed division outside the text; () where nothing is inserted.
    """
    selection = referred.numbered.draft.selection
    inserted = next((b for b in below(referred.document.body) if isinstance(b, Amendment)), None)
    law = selection.library.law.get(selection.instrument.parent)
    if inserted is None or law is None:
        return ()
    article = inserted.children[0]
    assert isinstance(article, Division)
    branches = tuple(_branch(division, inserted.position, headline(article)) for division in law.divisions)
    home = next((above for above, each in law.every_article() if each.article == inserted.position), ())
    path = ", ".join(division.label for division in home)
    where = f"{path} – {home[-1].heading}" if home else law.short
    figure = Figure(
        f"The structure of the {law.short}: the new article stands in {where}, after Article {inserted.position}.",
        branches,
        Origin(""),
        (Text(f"The structure of the {law.short}, with the new article in it."),),
    )
    lead = Para(
        (Text(f"This page is not part of the text. It shows the place of the new article in {where}."),), Origin("")
    )
    why = headed("placement-why", "Why there", _argument(beside))
    parts = (lead, figure, why, *(_reasons(beside, article) if referred.mode != "none" else ()))
    return (headed("placement", f"Place of the new article in the {law.short}", parts),)


def _argument(beside: Beside) -> tuple[Block, ...]:
    """The instrument's own words on why the article is inserted there and not elsewhere."""
    instrument = beside.selection.instrument
    key = next((use.key for use in uses(instrument) if "inserts" in use.key), ())
    if not key:
        return ()
    at: KeyPath = (*key[: key.index("inserts") + 1], "because")
    return beside.blocks(instrument.path, at, Origin("", "", beside.selection.reader.span(instrument.path, at)))


def _branch(division: LawDivision, after: str, new: Inlines) -> Branch:
    """A division of the treaty; only the chapter that takes the new article is drawn down to its articles."""
    words: Inlines = (Text(f"{division.label} – {division.heading}"),)
    home = any(_holds(child, after) for child in division.divisions) or _holds(division, after)
    direct = any(article.article == after for article in division.articles)
    children: list[Branch] = []
    if home or direct:
        children = [_branch(child, after, new) for child in division.divisions]
    for article in division.articles if direct or _criminal(division) else ():
        children.append(Branch(_article(article), (), "beside" if direct else ""))
        if article.article == after:
            children.append(Branch(new, (), "new"))
    return Branch(words, tuple(children), "not-here" if _content(division) and not direct else "")


def _holds(division: LawDivision, article: str) -> bool:
    return any(a.article == article for a in division.articles) or any(_holds(d, article) for d in division.divisions)


def _criminal(division: LawDivision) -> bool:
    return "offences" in division.heading.lower()


def _content(division: LawDivision) -> bool:
    return "content-related" in division.heading.lower()


def _article(article: LawArticle) -> Inlines:
    return (Text(f"Article {article.article} – {article.heading}"),)


def _reasons(beside: Beside, article: Division) -> tuple[Block, ...]:
    """Why there, clause by clause: the reasons given under `placement`, each once."""
    selection = beside.selection
    vehicle = selection.instrument.vehicle
    seen: dict[str, Inlines] = {}
    for block in below((article,)):
        name = block.origin.clause if isinstance(block, Para) else ""
        clause = selection.library.clauses.get(name)
        placement = clause.placement.get(vehicle) if clause else None
        if clause is None or placement is None or placement.because in seen:
            continue
        origin = Origin(name, "", selection.reader.span(clause.path, ("placement", vehicle, "because")))
        reason = beside.run(clause.path, ("placement", vehicle, "because"), origin)
        heading = beside.run(clause.path, ("heading",), origin)
        seen[placement.because] = (Emph(heading, ""), Text(": "), *reason)
    return (
        (headed("placement-reasons", "Clause by clause", (Items(tuple(seen.values()), Origin("")),)),) if seen else ()
    )
