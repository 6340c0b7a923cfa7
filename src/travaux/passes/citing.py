"""How provisions are cited in words: "paragraph 1.b of this article", "Articles 14 to 21 of the Convention".

Pure formatting: given where provisions stand and where the reader is, in the house
style's templates (`CiteStyle`). What a reference leads to is `crossref`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from travaux.model.style import CiteStyle, Style
from travaux.model.tree import Emph, Inline, Place, Text

Words = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One provision cited, or a range of them; `listed` ones come from a group, and may be drawn together."""

    place: Place
    last: Place | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """Where the reference stands: style, the treaty it is part of ("" for the text itself), article, own name.

    `option` is the clause and the variant of the rival option in which it stands, if it stands in one.
    """

    style: Style
    itself: str
    instrument: str = ""
    article: str = ""
    option: tuple[str, str] = ("", "")


def cite(cited: Sequence[Cited], here: Here, form: str, name: str) -> Words:
    """The words for provisions of one instrument, which is called `name` from here."""
    style = here.style.cite
    groups = [list(members) for _, members in groupby(cited, key=_article_of)]
    if form == "compact":
        return joined([_compact(group, style) for group in groups], style)
    instrument = cited[0].place.instrument
    if (
        here.article
        and all(_article_of(each) == (False, here.article) for each in cited)
        and instrument == here.instrument
    ):
        return _template(style.here, p=_provisions(groups[0], style))
    if (
        here.article
        and len(cited) == 1
        and _whole(cited[0])
        and (instrument, cited[0].place.article) == (here.instrument, here.article)
    ):
        return (Text("this article"),)
    outside = instrument != here.instrument
    whole, part = (style.outside_whole, style.outside) if outside else (style.inside_whole, style.inside)
    pieces = [
        _articles(group, style)
        if _whole(group[0])
        else _template(
            part.partition(" of {i}")[0].rstrip(","),
            a=_articles([replace(group[0], last=None)], style),
            p=_provisions(group, style),
        )
        for group in groups
    ]
    words = joined(pieces, style)
    ending = whole if _whole(cited[-1]) else part
    if form == "bare" or "{i}" not in ending:
        return words
    comma = "," if ending.partition(" of {i}")[0].endswith(",") else ""
    return _merge((*words, Text(f"{comma} of {name}")))


def number_of(bare: str, style: CiteStyle) -> Words:
    """An article's number as cited: "8 bis" with its suffix in italics where the style has it so."""
    base, _, suffix = bare.partition(" ")
    if not suffix:
        return (Text(bare),)
    return (Text(f"{base} "), Emph((Text(suffix),), "") if style.bis == "italic" else Text(suffix))


def _whole(cited: Cited) -> bool:
    """Whether a whole article is cited (its only paragraph, which has no number, is the article)."""
    return not any(cited.place.path)


def _article_of(cited: Cited) -> tuple[bool, str]:
    """What is cited together: whole articles with each other, provisions with those of their article."""
    return (True, "") if _whole(cited) else (False, cited.place.article)


def _articles(group: Sequence[Cited], style: CiteStyle) -> Words:
    """Articles cited whole: "Article 5", "Articles 3 to 9 and 12"."""
    runs = _runs([(each.place.article, each.last.article if each.last else "", each.listed) for each in group])
    many = len(runs) > 1 or any(last for _, last in runs)
    items = [_range(number_of(first, style), number_of(last, style) if last else (), style) for first, last in runs]
    return _merge((Text(f"{style.article[many]} "), *joined(items, style)))


def _provisions(group: Sequence[Cited], style: CiteStyle) -> Words:
    """Provisions of one article: "paragraph 1.a to c", "paragraphs 2 and 3", "sub-paragraph b"."""
    heads = {each.place.path[0] for each in group}
    deep = [each for each in group if len(each.place.path) > 1]
    if len(heads) == 1 and len(deep) == len(group):
        return (Text(_points(group, style)),)
    flat = not deep
    runs = _runs(
        [
            (_dotted(e.place.path, style), _dotted(e.last.path, style) if e.last else "", e.listed and flat)
            for e in group
        ]
    )
    many = len(runs) > 1 or any(last for _, last in runs)
    items: list[Words] = [_range((Text(first),), (Text(last),) if last else (), style) for first, last in runs]
    return _merge((Text(f"{style.paragraph[many]} "), *joined(items, style)))


def _points(group: Sequence[Cited], style: CiteStyle) -> str:
    """Points of one paragraph: its number once, then the points; without a number, "sub-paragraphs a and b"."""
    head = group[0].place.path[0]
    tails = [
        (_dotted(e.place.path[1:], style), _dotted(e.last.path[1:], style) if e.last else "", e.listed) for e in group
    ]
    runs = _runs(tails)
    many = len(runs) > 1 or any(last for _, last in runs)
    items = [(Text(_in(style.range, first, last) if last else first),) for first, last in runs]
    listed = "".join(n.value for n in joined(list(items), style) if isinstance(n, Text))
    if not head:
        return f"{style.point[many]} {listed}"
    return f"{style.paragraph[0]} {head}{'.' if style.path == 'dotted' else ' '}{listed}"


def _compact(group: Sequence[Cited], style: CiteStyle) -> Words:
    """As the list in Article 11, paragraph 2, of the Convention on Cybercrime cites: "8 bis.1.a and c"."""
    article = group[0].place.article
    if _whole(group[0]):
        return joined([number_of(each.place.article, style) for each in group], style)
    if len({each.place.path[0] for each in group}) == 1 and all(len(each.place.path) > 1 for each in group):
        tail = _points(group, style).partition(" ")[2]
    else:
        listed = joined([(Text(_dotted(each.place.path, style)),) for each in group], style)
        tail = "".join(node.value for node in listed if isinstance(node, Text))
    return _merge((*number_of(article, style), Text(f".{tail}")))


def _dotted(path: Iterable[str], style: CiteStyle) -> str:
    """A path in the style: "1.a.i" or "1 (a) (i)"; a bare point is "a" or "(a)"."""
    parts = [each for each in path if each]
    if style.path == "dotted":
        return ".".join(parts)
    return " ".join(part if part.isdecimal() else f"({part})" for part in parts)


def _order(word: str) -> int | None:
    bare = word.strip("()")
    if bare.isdecimal():
        return int(bare)
    return ord(bare) if len(bare) == 1 and bare.isalpha() else None


def _runs(items: list[tuple[str, str, bool]]) -> list[tuple[str, str]]:
    """Members drawn together: three or more that follow each other, if listed by a group, are a range."""
    out: list[tuple[str, str]] = []
    run: list[str] = []

    def close() -> None:
        out.extend([(run[0], run[-1])] if len(run) > 2 else [(each, "") for each in run])
        run.clear()

    for first, last, listed in items:
        order, before = _order(first), _order(run[-1]) if run else None
        if not (listed and not last and order is not None and before is not None and order == before + 1):
            close() if run else None
        if last or not listed or order is None:
            out.append((first, last))
        else:
            run.append(first)
    if run:
        close()
    return out


def _range(first: Words, last: Words, style: CiteStyle) -> Words:
    return _template(style.range, first=first, last=last) if last else first


def _in(template: str, first: str, last: str) -> str:
    return template.replace("{first}", first).replace("{last}", last)


def joined(items: Sequence[Words], style: CiteStyle) -> Words:
    """A list in words; members that hold a comma themselves are parted from the last by one."""
    out: Words = ()
    comma = any("," in node.value for item in items for node in item if isinstance(node, Text))
    for index, item in enumerate(items):
        if index:
            last = index == len(items) - 1
            joint = (("," if comma else "") + style.and_) if last else ", "
            out = (*out, Text(joint))
        out = (*out, *item)
    return _merge(out)


def _template(template: str, **parts: Words) -> Words:
    out: list[Inline] = []
    for piece in re.split(r"(\{[a-z]+\})", template):
        out.extend(parts[piece[1:-1]] if piece[:1] == "{" and piece[1:-1] in parts else (Text(piece),) if piece else ())
    return _merge(tuple(out))


def _merge(nodes: Words) -> Words:
    out: list[Inline] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(node, Text) and isinstance(last, Text):
            out[-1] = Text(last.value + node.value)
        else:
            out.append(node)
    return tuple(out)
