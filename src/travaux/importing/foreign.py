"""A treaty from elsewhere (Akoma Ntoso, plain text, Markdown) as a small library that builds, and can be compared."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from travaux.akn.identity import LANGUAGES
from travaux.comparing import files
from travaux.diagnostics import Faults, Span
from travaux.importing import labels
from travaux.importing.account import Account
from travaux.importing.departing import departures
from travaux.importing.housestyle import HouseStyle, base_style
from travaux.importing.markup import Levels, escaped, irregular, relabelled, text
from travaux.importing.treaty import Article, Group, Treaty, treaty
from travaux.load.hidden import ANY_HIDDEN
from travaux.load.writing import written
from travaux.model.numerals import numeral
from travaux.model.redline import Passage
from travaux.pages import finding

VEHICLE = "model-convention"
"""The kind of instrument that a text from elsewhere is: one that stands alone."""
HEADLESS = "without a heading, so that the label stands for one"
NOT_REWORDED = "The words are those of the file, and were not reworded for this library."


@finding("D713", "no-articles")
def no_articles() -> tuple[str, str]:
    """A text to import has no articles.

    A library is made of provisions, and the articles of a treaty are what a text is divided into. A line that
    begins with "Article" and a number begins one; in Akoma Ntoso it is the element `article` (or `section`, `clause`,
    `rule`, where a text has none).

    Example: a resolution, whose paragraphs are numbered through.

    Instead: put "Article 1", "Article 2" … on lines of their own above what is to be one provision each.
    """
    return "this text has no articles", "put “Article 1”, “Article 2” … above what is to be one provision each"


@dataclass(frozen=True, slots=True)
class Imported:
    """The files of a small library by path, the id of its instrument, and what could not be kept as it was."""

    ident: str
    files: Mapping[str, bytes]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: the file's name, the title and the language it gives itself, and what was left out."""

    name: str
    title: str = ""
    language: str = ""
    left: tuple[str, ...] = ()


def foreign(path: str, data: bytes) -> Mapping[str, bytes]:
    """The files of the library that a treaty's file makes, by path. Raises `Faults` where it can't be read."""
    return imported(path, data).files


def imported(path: str, data: bytes) -> Imported:
    """The library that a treaty's file makes, with what is to be told of it. Raises `Faults` where it can't be read."""
    from travaux.comparing.operands import is_markdown, is_xml
    from travaux.diff.plain import read

    if not is_xml(path):
        return library(Source(os.path.basename(path)), read(files.text(data, path), is_markdown(path)), path)
    from travaux.comparing.akn import left_out, of_text, text_of

    akn = text_of(data, path)
    passages = of_text(akn)
    pairs = zip(passages, akn.pieces, strict=True)
    divisions = {each.id: piece.name for each, piece in pairs if piece.kind == "heading"}
    return library(Source(os.path.basename(path), akn.title, akn.language, left_out(akn)), passages, path, divisions)


def library(
    source: Source, passages: Sequence[Passage], path: str, divisions: Mapping[str, str] | None = None
) -> Imported:
    """The library that passages make; `divisions` says of which kind a heading is, by the id of its passage.

    Raises `Faults` where there are no articles among them.
    """
    if len(passages) > files.MOST:
        raise Faults([files.too_many(Span(path, 1), len(passages))])
    base = base_style()
    seen = [each._replace(label=_seen(each.label), text=_seen(each.text)) for each in passages]
    hidden = sum(old != new for old, new in zip(passages, seen, strict=True))
    made = treaty(seen, _seen(source.title), base.get("recital-leads", ()), divisions or {})
    if not made.articles():
        raise Faults([no_articles(Span(path, 1, 1))])
    left = (*source.left, *([f"characters that nobody can see, in {hidden} of its passages"] if hidden else []))
    known = replace(source, name=_seen(source.name), left=left)
    return _Library(known, made, _slug(made.title or os.path.splitext(known.name)[0]), base).all()


def _seen(words: str) -> str:
    """Words without the characters that no file of a library may hold."""
    return ANY_HIDDEN.sub(lambda found: " " if found.group() == "\t" else "", words)


def _slug(words: str, most: int = 40) -> str:
    """An id made of words: small Latin letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = [part for part in re.split(r"[^a-z0-9]+", plain) if part]
    out = ""
    for part in parts:
        if out and len(out) + len(part) + 1 > most:
            break
        out += f"-{part}" if out else part
    return out if out[:1].isalpha() else f"text-{out}".rstrip("-")


@dataclass(slots=True)
class _Library:
    source: Source
    treaty: Treaty
    ident: str
    base: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    names: dict[int, str] = field(default_factory=dict)
    into: dict[int, str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def all(self) -> Imported:
        """Every file."""
        self.account.tell(*self.source.left)
        self.account.tell(*(f"these words have no place in an instrument: “{each}”" for each in self.treaty.stray))
        levels = labels.levels(self.treaty)
        self.articles(levels)
        preamble = self.preamble()
        style = HouseStyle(self.treaty, self.based(), self.source.name, VEHICLE, self.account).value(levels)
        self.write(f"templates/styles/{self.ident}-style.yaml", style)
        path, plan = f"templates/instruments/{self.ident}.yaml", self.instrument(preamble)
        self.write(path, plan)
        departed = departures(self.ident, self.files)
        if departed:
            self.write(path, {**plan, "waives": [{"rule": each, "because": NOT_REWORDED} for each in departed]})
        readme = self.account.readme(self.treaty.title, self.ident, self.source.name, departed)
        self.files["README.md"] = readme.encode()
        return Imported(self.ident, self.files, self.account.all())

    def based(self) -> dict[str, Any]:
        """The carried house style in the language that the file says it is in."""
        tag = next((two for two, three in LANGUAGES.items() if self.source.language in (two, three)), "")
        return {**self.base, "language": tag} if tag not in ("", "en") else self.base

    def write(self, path: str, value: Mapping[str, Any]) -> None:
        self.files[path] = written(value).encode()

    def clause(self, name: str, kind: str, heading: str, words: str, into: str) -> None:
        """A clause with one variant; what the file says is its only source, and nothing of it was checked."""
        claim = f"The words are those of the file {escaped(self.source.name)}; no other source was compared with them."
        value = {
            "kind": kind,
            "heading": escaped(heading),
            "placement": {VEHICLE: {"into": into, "because": "It stands there in the file."}} if into else {},
            "default": "as-imported",
            "variants": {"as-imported": {"label": "As in the file", "text": words}},
            "rationale": [{"claim": claim, "stance": "neutral", "confidence": "low"}],
        }
        self.write(f"clauses/{self.ident}/{name}.yaml", value)

    # ------------------------------------------------------------ clauses

    def articles(self, levels: Levels) -> None:
        """A clause for each article."""
        self.places(self.treaty.held, "", levels)
        for place, each in enumerate(self.treaty.articles(), 1):
            number = _slug(each.label.partition(" ")[2] or str(place))
            name = self.unique(f"{self.ident}-article-{number.removeprefix('text-')}")
            self.names[id(each)] = name
            self.counted(each.label, place, levels["article"])
            if not each.heading:
                self.account.odd(HEADLESS, each.label)
            if why := irregular(each, levels):
                self.account.odd(f"with numbers among the words: {why}", each.label)
            if forms := relabelled(each, levels):
                old, new = forms[0]
                more = f" (and {len(forms) - 1} more)" if forms[1:] else ""
                self.account.odd(f"“{old}” printed as “{new}”{more}", each.label)
            words = text(each, levels) if each.body.held else "[no words]\n"
            self.clause(name, "rule", each.heading or each.label, words, self.into[id(each)])

    def counted(self, label: str, place: int, level: tuple[str, str]) -> None:
        """Tell of a label that is not printed as it stands in the file."""
        printed = level[1].replace("{n}", numeral(place, level[0]))
        if printed != label:
            self.account.odd("articles and divisions are counted anew", f"{label or '[no label]'} is printed {printed}")

    def places(self, held: Sequence[Group | Article], into: str, levels: Levels) -> None:
        """The division in which each article stands, by its id."""
        place: Counter[str] = Counter()
        for each in held:
            if isinstance(each, Article):
                self.into[id(each)] = into
                continue
            self.names[id(each)] = name = self.unique(_slug(f"{each.level}-{_number(each.label)}-{each.heading}", 60))
            place[each.level] += 1
            self.counted(each.label, place[each.level], levels[each.level])
            if not each.heading:
                self.account.odd(HEADLESS, each.label)
            self.places(each.held, name, levels)

    def unique(self, name: str) -> str:
        """A name that no clause has yet."""
        count = self.taken[name] = self.taken.get(name, 0) + 1
        return name if count == 1 else self.unique(f"{name}-{count}")

    def preamble(self) -> list[str]:
        """The clause of the recitals, if there are any."""
        if not self.treaty.recitals:
            return []
        words = "\n\n".join(map(escaped, self.treaty.recitals))
        self.clause(f"{self.ident}-preamble", "recital", "Preamble", words + "\n", "preamble")
        return [f"{self.ident}-preamble"]

    # ------------------------------------------------------------ templates

    def instrument(self, preamble: list[str]) -> dict[str, Any]:
        title = self.treaty.title or self.source.name
        origin = f"Imported from the file {self.source.name}. Nothing in it was compared with any other source."
        return {
            "title": escaped(title),
            "short": escaped(title),
            "vehicle": VEHICLE,
            "style": f"{self.ident}-style",
            "notice": escaped(origin),
            "preamble": preamble,
            "body": [self.item(each) for each in self.treaty.held],
            "report": {"introduction": escaped(origin), "considerations": "None: the text is as in the file."},
        }

    def item(self, each: Group | Article) -> Any:
        """An entry of the instrument's body."""
        if isinstance(each, Article):
            return self.names[id(each)]
        heading = escaped(each.heading or each.label)
        return {
            each.level: {
                "id": self.names[id(each)],
                "heading": heading,
                "contents": [self.item(one) for one in each.held],
            }
        }


def _number(label: str) -> str:
    from travaux.diff.labels import bare, leading

    found = leading(label)
    return found.number if found is not None and found.number else bare(label)
