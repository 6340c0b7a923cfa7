"""A treaty from elsewhere by its parts: title, preamble, divisions, articles with what is counted in them, close.

Made from the passages of a file, whatever format it had; no words are lost: what has no place is in `stray`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from travaux.diff.labels import Label, bare, leading
from travaux.model.redline import Passage

DIVISIONS = ("part", "chapter", "section", "title")
"""What an instrument can be divided into, the widest first."""
COUNTED = ("paragraph", "point", "subpoint", "item")
"""What is counted in an article, by depth."""
_CLOSE = re.compile(
    r"(?:in witness whereof|in faith whereof|done (?:at|in|this)|en foi de quoi|fait à|the foregoing)\b", re.I
)
_ROMAN = re.compile(r"[IVXLC]+\.?")
_OPENING, _CLOSED = ("“", "«", "„", '"'), re.compile(r"[”»\"][.;,]?$")
_PREAMBLE = re.compile(r"(?:preamble|préambule)\.?$", re.I)
_RUN_IN = re.compile(r"(?:preamble|préambule)\s+(?=\S)", re.I)
_AGREED = re.compile(
    r"(?:have|has|do|hereby)\b[^.;:]{0,40}\b(?:agreed?|adopt|adopted|resolved|decided)\b|sont convenus?\b", re.I
)


@dataclass(slots=True)
class Part:
    """A counted provision: the words before what is counted in it, and those after."""

    label: str
    words: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    odd: bool = False

    @property
    def number(self) -> str:
        """Its bare number: "(a)" is "a"."""
        return _bare(self.label)


@dataclass(slots=True)
class Article:
    """An article: its label and heading, and what stands in it as one part without a label."""

    label: str
    heading: str
    body: Part = field(default_factory=lambda: Part(""))


@dataclass(slots=True)
class Group:
    """A division with its label, its heading, and what it holds in order."""

    level: str
    label: str
    heading: str
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


def treaty(found: Sequence[Passage], title: str = "", leads: Sequence[str] = ()) -> Treaty:
    """The parts of a text in passages; `leads` are the words that recitals begin with."""
    passages = _with_bare_parts(found)
    begun = next((at for at, each in enumerate(passages) if _begins_body(each)), len(passages))
    made = Treaty()
    _preamble(made, passages[:begun], title, leads)
    end = _end(passages, begun)
    _Body(made, _first_part(made)).read(passages[begun:end])
    made.close = [_joined(each) for each in passages[end:]]
    return made


def _begins_body(each: Passage) -> bool:
    return each.level == "article" or _division(each) is not None


def _with_bare_parts(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, a Roman numeral alone before an article (with a heading between, or none) as the head of a part."""
    out: list[Passage] = []
    for each in passages:
        out.append(each)
        if each.level != "article":
            continue
        for back in (2, 3):
            head = out[-back:-1]
            if len(head) == back - 1 and not any(one.label for one in head) and _ROMAN.fullmatch(head[0].text):
                words = head[1].text if head[1:] else ""
                if len(words) < 200 and words[-1:] not in (".", ";", ","):
                    out[-back:-1] = [head[0]._replace(level="heading", label=head[0].text, text=words)]
                break
    return out


def _first_part(made: Treaty) -> list[Group]:
    """The part that begins behind the preamble with a numeral alone, which was taken for words of no place."""
    for back in (2, 1):
        head = made.stray[-back:]
        if len(head) == back and _ROMAN.fullmatch(head[0]) and len(head[-1]) < 200:
            del made.stray[-back:]
            made.held.append(Group("part", head[0], head[1] if head[1:] else ""))
            return [each for each in made.held if isinstance(each, Group)]
    return []


def _division(each: Passage) -> Label | None:
    """The label of a division, if this heads one."""
    if each.level == "heading" and _ROMAN.fullmatch(each.label):
        return Label(each.label, "division", each.label.rstrip("."), "part")
    label = leading(each.label) if each.level == "heading" and each.label else None
    if label is None or label.rank != "division" or label.what not in DIVISIONS:
        return None
    return label


def _end(passages: Sequence[Passage], begun: int) -> int:
    """Where the articles end: before the words of signature, which no article holds."""
    for at in range(len(passages) - 1, begun, -1):
        each = passages[at]
        if each.label or each.level == "article":
            break
        if _CLOSE.match(each.text) and not each.path:
            return at if not _CLOSE.match(passages[at - 1].text) or passages[at - 1].label else at - 1
    return len(passages)


def _joined(each: Passage) -> str:
    return " ".join(filter(None, (each.label, each.text)))


def _bare(label: str) -> str:
    found = leading(label)
    return found.number if found is not None and found.number else bare(label)


# ---------------------------------------------------------------- preamble


def _preamble(made: Treaty, passages: Sequence[Passage], title: str, leads: Sequence[str]) -> None:
    """Title, opening words, recitals and the words that close the preamble."""
    lead = re.compile(rf"(?:{'|'.join(map(re.escape, leads))})\b") if leads else re.compile(r"(?!)")
    words = [(each.level, run) for each in passages for run in _divided(_joined(each), lead)]
    while not title and words and not _is_recital(words[0], lead):
        _, run = words.pop(0)
        if len(run) < 400 and run[-1:] not in ".;:,":
            title = run
        else:
            made.stray.append(run)
    made.title = title
    rest = [(level, run) for level, run in words if not _PREAMBLE.match(run) and run != title]
    for level, run in rest:
        if _is_recital((level, run), lead):
            made.recitals.append(run)
        elif _AGREED.match(run):
            made.closing.append(run)
        elif level == "heading" or made.closing:
            made.stray.append(run)
        elif made.recitals:
            made.recitals.append(run)
        else:
            made.opening.append(run)


def _is_recital(each: tuple[str, str], lead: re.Pattern[str]) -> bool:
    return each[0] == "recital" or lead.match(each[1]) is not None


def _divided(words: str, lead: re.Pattern[str]) -> list[str]:
    """The runs of a preamble that was printed as one: it parts before each word that begins a recital."""
    words = _RUN_IN.sub("", words, count=1)
    cuts = [0]
    for found in re.finditer(r"[;,:]\s+(?=[A-Z])", words):
        at = found.end()
        if lead.match(words, at) or _AGREED.match(words, at) or (_ROMAN.fullmatch(words, at) and len(cuts) > 1):
            cuts.append(at)
    if len(cuts) < 3:
        return [words] if words else []
    return [words[one:other].strip() for one, other in zip(cuts, [*cuts[1:], len(words)], strict=True)]


# ---------------------------------------------------------------- body


@dataclass(slots=True)
class _Body:
    made: Treaty
    groups: list[Group] = field(default_factory=list)
    article: Article | None = None
    open: list[tuple[int, tuple[str, ...], Part]] = field(default_factory=list)
    quoting: bool = False

    def read(self, passages: Sequence[Passage]) -> None:
        """Passages in order; an article quoted for another treaty is words of the one that quotes it."""
        for each in passages:
            division = _division(each)
            self.quoting = self.quoting or (self.article is not None and each.label[:1] in _OPENING)
            if self.quoting:
                self.quoted(each)
            elif division is not None:
                self.group(each, division)
            elif each.level == "article":
                self.begin(each)
            elif self.article is None:
                self.made.stray.append(_joined(each))
            elif each.label and each.level in COUNTED:
                self.count(each)
            else:
                self.words(each)

    def quoted(self, each: Passage) -> None:
        """Words of a quotation, which ends with its closing mark."""
        body = self.open[0][2]
        body.odd = True
        del self.open[1:]
        (body.after if body.parts else body.words).append(_joined(each))
        self.quoting = _CLOSED.search(each.text) is None

    def held(self) -> list[Group | Article]:
        return self.groups[-1].held if self.groups else self.made.held

    def group(self, each: Passage, division: Label) -> None:
        """A division begins: it ends those of its rank and below."""
        rank = DIVISIONS.index(division.what)
        while self.groups and DIVISIONS.index(self.groups[-1].level) >= rank:
            self.groups.pop()
        made = Group(division.what, each.label, _heading(each.text))
        self.held().append(made)
        self.groups.append(made)
        self.article = None

    def begin(self, each: Passage) -> None:
        self.article = Article(each.label, _heading(each.text))
        self.held().append(self.article)
        self.open = [(-1, each.path, self.article.body)]

    def count(self, each: Passage) -> None:
        """A counted provision: it stands in the nearest open one of a wider kind."""
        level = COUNTED.index(each.level)
        while self.open[-1][0] >= level:
            self.open.pop()
        holder = self.open[-1][2]
        if holder.after:
            holder.odd = True
        part = Part(each.label, [each.text] if each.text else [])
        holder.parts.append(part)
        self.open.append((level, each.path, part))

    def words(self, each: Passage) -> None:
        """Words without a number: by their path, if it is known, else of the widest that is open."""
        if each.level == "heading":
            self.open[0][2].odd = True
        while len(self.open) > 1 and (self.open[-1][1] != each.path if each.path else self.open[-1][0] > 0):
            self.open.pop()
        holder = self.open[-1][2]
        (holder.after if holder.parts else holder.words).append(_joined(each))


def _heading(text: str) -> str:
    """A heading without the dash that joined it to its number."""
    return text.lstrip("–—-:. \u00a0")
