"""A treaty from elsewhere by its parts: title, preamble, divisions, articles with what is counted in them, close.

Made from the passages of a file, whatever format it had; no words are lost: what has no place is in `stray`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from travaux.diff.labels import Label, bare, leading
from travaux.importing.preamble import ROMAN, preamble
from travaux.model.redline import Passage

DIVISIONS = ("part", "chapter", "section", "title")
"""What an instrument can be divided into, the widest first."""
ANNEXES = ("annex", "annexe", "appendix", "schedule")
"""What stands behind the signatures."""
COUNTED = ("paragraph", "point", "subpoint", "item")
"""What is counted in an article, by depth."""
_CLOSE = re.compile(
    r"(?:in witness whereof|in faith whereof|done (?:at|in|this)|en foi de quoi|fait à|the foregoing)\b", re.I
)
_HEADED_PART = re.compile(r"([IVXLC]+\.?) ([A-Z][^.;:,]{2,150})")
_OPENING, _CLOSED = ("“", "«", "„", '"'), re.compile(r"[”»\"][.;,]?$")


@dataclass(slots=True)
class Part:
    """A counted provision: its paragraphs and what is counted in it, in order; odd where some is quoted or headed."""

    label: str
    held: list[str | Part] = field(default_factory=list)
    odd: bool = False

    @property
    def parts(self) -> list[Part]:
        """What is counted in it."""
        return [each for each in self.held if isinstance(each, Part)]

    @property
    def number(self) -> str:
        """Its bare number: "(a)" is "a"."""
        return _bare(self.label)


@dataclass(slots=True)
class Article:
    """An article: its label and heading, what stood between them, and what stands in it as one part without a label."""

    label: str
    heading: str
    joint: str = ""
    body: Part = field(default_factory=lambda: Part(""))


@dataclass(slots=True)
class Group:
    """A division with its label, its heading, what stood between them, and what it holds in order."""

    level: str
    label: str
    heading: str
    joint: str = ""
    held: list[Group | Article] = field(default_factory=list)


@dataclass(slots=True)
class Treaty:
    """The parts of a text; `stray` are words that have no place in an instrument."""

    title: str = ""
    opening: list[str] = field(default_factory=list)
    recitals: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    held: list[Group | Article] = field(default_factory=list)
    close: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)

    def articles(self) -> list[Article]:
        """All articles in their order."""
        return _articles(self.held)

    def groups(self) -> list[Group]:
        """All divisions in their order."""
        return _groups(self.held)


def _articles(held: Iterable[Group | Article]) -> list[Article]:
    return [one for each in held for one in ([each] if isinstance(each, Article) else _articles(each.held))]


def _groups(held: Iterable[Group | Article]) -> list[Group]:
    return [one for each in held if isinstance(each, Group) for one in (each, *_groups(each.held))]


def treaty(
    found: Sequence[Passage], title: str = "", leads: Sequence[str] = (), divisions: Mapping[str, str] | None = None
) -> Treaty:
    """The parts of a text in passages.

    `leads` are the words that recitals begin with; `divisions` says of which kind a heading is, by the id of its
    passage, where the file itself says so.
    """
    passages = _with_bare_parts(found)
    known = divisions or {}
    begun = next(
        (at for at, each in enumerate(passages) if each.level == "article" or _division(each, known)), len(passages)
    )
    made = Treaty()
    preamble(made, [(each.level, _joined(each)) for each in passages[:begun]], title, leads)
    end = _end(passages, begun, known)
    _Body(made, known, _first_part(made)).read(passages[begun:end])
    made.close = [_joined(each) for each in passages[end:]]
    return made


def _with_bare_parts(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, a Roman numeral alone before an article (with a heading between, or none) as the head of a part."""
    out: list[Passage] = []
    for each in passages:
        out.append(each)
        if each.level != "article":
            continue
        run_in = _HEADED_PART.fullmatch(out[-2].text) if out[1:] and not out[-2].label else None
        if run_in:
            out[-2] = out[-2]._replace(level="heading", label=run_in[1], text=run_in[2])
            continue
        for back in (2, 3):
            head = out[-back:-1]
            if len(head) == back - 1 and not any(one.label for one in head) and ROMAN.fullmatch(head[0].text):
                words = head[1].text if head[1:] else ""
                if len(words) < 200 and words[-1:] not in (".", ";", ","):
                    out[-back:-1] = [head[0]._replace(level="heading", label=head[0].text, text=words)]
                break
    return out


def _first_part(made: Treaty) -> list[Group]:
    """The part that begins behind the preamble with a numeral alone, which was taken for words of no place."""
    for back in (2, 1):
        head = made.stray[-back:]
        if len(head) == back and ROMAN.fullmatch(head[0]) and len(head[-1]) < 200:
            del made.stray[-back:]
            made.held.append(Group("part", head[0], head[1] if head[1:] else ""))
            return [each for each in made.held if isinstance(each, Group)]
    return []


def _division(each: Passage, known: Mapping[str, str]) -> Label | None:
    """The label of a division, if this heads one."""
    if known.get(each.id) in DIVISIONS:
        return Label(each.label, "division", each.label, known[each.id])
    if each.level == "heading" and ROMAN.fullmatch(each.label):
        return Label(each.label, "division", each.label.rstrip("."), "part")
    label = leading(each.label) if each.level == "heading" and each.label else None
    if label is None or label.rank != "division" or label.what not in DIVISIONS:
        return None
    return label


def _end(passages: Sequence[Passage], begun: int, known: Mapping[str, str]) -> int:
    """Where the articles end: before the words of signature, which no article holds, or before the first annex."""
    behind = (at for at in range(begun, len(passages)) if _is_annex(passages[at], known))
    end = next(behind, len(passages))
    for at in range(end - 1, begun, -1):
        each = passages[at]
        if each.label or each.level == "article":
            break
        if _CLOSE.match(each.text) and not each.path:
            return at if not _CLOSE.match(passages[at - 1].text) or passages[at - 1].label else at - 1
    return end


def _is_annex(each: Passage, known: Mapping[str, str]) -> bool:
    """Whether an annex begins here, which is no part of the articles whatever it holds."""
    if not each.label and each.text.lower() in ANNEXES:
        return True
    if each.level != "heading":
        return False
    label = leading(each.label) if each.label else None
    return known.get(each.id) == "attachment" or (label is not None and label.what in ANNEXES)


def _joined(each: Passage) -> str:
    return " ".join(filter(None, (each.label, each.text)))


def _bare(label: str) -> str:
    found = leading(label)
    return found.number if found is not None and found.number else bare(label)


# ---------------------------------------------------------------- body


@dataclass(slots=True)
class _Body:
    made: Treaty
    known: Mapping[str, str]
    groups: list[Group] = field(default_factory=list)
    article: Article | None = None
    open: list[tuple[int, tuple[str, ...], Part]] = field(default_factory=list)
    quoting: bool = False

    def read(self, passages: Sequence[Passage]) -> None:
        """Passages in order; an article quoted for another treaty is words of the one that quotes it."""
        for each in passages:
            division = _division(each, self.known)
            self.quoting = self.quoting or (self.article is not None and each.label[:1] in _OPENING)
            if self.quoting:
                self.quoted(each)
            elif division is not None:
                self.group(each, division)
            elif each.level == "article":
                self.begin(each)
            elif self.article is None:
                self.between(each)
            elif each.label and each.level in COUNTED:
                self.count(each)
            else:
                self.words(each)

    def between(self, each: Passage) -> None:
        """Words before any article of a division: its heading, if it has none; else they have no place."""
        last = self.groups[-1] if self.groups else None
        if last is None or last.heading or last.held or each.label or each.text[-1:] in ".;:,":
            self.made.stray.append(_joined(each))
        else:
            last.heading = each.text

    def quoted(self, each: Passage) -> None:
        """Words of a quotation, which ends with its closing mark."""
        body = self.open[0][2]
        body.odd = True
        del self.open[1:]
        body.held.append(_joined(each))
        self.quoting = _CLOSED.search(each.text) is None

    def held(self) -> list[Group | Article]:
        return self.groups[-1].held if self.groups else self.made.held

    def group(self, each: Passage, division: Label) -> None:
        """A division begins: it ends those of its rank and below."""
        rank = DIVISIONS.index(division.what)
        while self.groups and DIVISIONS.index(self.groups[-1].level) >= rank:
            self.groups.pop()
        made = Group(division.what, each.label, *_headed(each.text))
        self.held().append(made)
        self.groups.append(made)
        self.article = None

    def begin(self, each: Passage) -> None:
        self.article = Article(each.label, *_headed(each.text))
        self.held().append(self.article)
        self.open = [(-1, each.path, self.article.body)]

    def count(self, each: Passage) -> None:
        """A counted provision: it stands in the nearest open one of a wider kind."""
        level = COUNTED.index(each.level)
        while self.open[-1][0] >= level:
            self.open.pop()
        part = Part(each.label, [each.text] if each.text else [])
        self.open[-1][2].held.append(part)
        self.open.append((level, each.path, part))

    def words(self, each: Passage) -> None:
        """Words without a number: by their path, if it is known, else of the widest that is open."""
        if each.level == "heading":
            self.open[0][2].odd = True
        while len(self.open) > 1 and (self.open[-1][1] != each.path if each.path else self.open[-1][0] > 0):
            self.open.pop()
        self.open[-1][2].held.append(_joined(each))


def _headed(text: str) -> tuple[str, str]:
    """A heading, and the mark that joined it to its number ("–"; "" for none)."""
    heading = text.lstrip("–—-:. \u00a0")
    return heading, text[: len(text) - len(heading)].strip(" \u00a0")
