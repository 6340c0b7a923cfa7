"""A treaty from elsewhere (Akoma Ntoso, plain text, Markdown) as a small library that builds, and can be compared."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from travaux.comparing import files
from travaux.diagnostics import Faults, Span
from travaux.importing import labels
from travaux.importing.markup import escaped, irregular, text
from travaux.importing.treaty import Article, Group, Treaty, treaty
from travaux.load.hidden import ANY_HIDDEN
from travaux.load.writing import written
from travaux.model.redline import Passage
from travaux.pages import finding

VEHICLE = "model-convention"
"""The kind of instrument that a text from elsewhere is: one that stands alone."""
BASE_STYLE = "coe"
"""The carried house style whose other choices (how to cite, what a Party is called) an imported text takes."""
WAIVED = {
    "L526": (
        r"\bmay\b[^.]{0,300}\b(?:reserve|declar)",
        "Its lists of reservations and declarations were not imported.",
    ),
    "L514": (r"\bwill\b", "The words are those of the file."),
}
"""Rules that would stop a text for how it is worded, by the words that break them: it is not ours to reword."""
NO_WORDS = "[…]"
"""What stands where a formula needs words and the text has none."""


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
    from travaux.comparing.akn import of_text, text_of

    akn = text_of(data, path)
    left = tuple(
        f"line {each.line}: {each.what}{f' ({each.count} in all)' if each.count > 1 else ''}" for each in akn.left
    )
    return library(Source(os.path.basename(path), akn.title, akn.language, left), of_text(akn), path)


def library(source: Source, passages: Sequence[Passage], path: str) -> Imported:
    """The library that passages make. Raises `Faults` where there are no articles among them."""
    if len(passages) > files.MOST:
        raise Faults([files.too_many(Span(path, 1), len(passages))])
    base = _base_style()
    seen = [each._replace(label=_seen(each.label), text=_seen(each.text)) for each in passages]
    hidden = sum(old != new for old, new in zip(passages, seen, strict=True))
    made = treaty(seen, _seen(source.title), base.get("recital-leads", ()))
    if not made.articles():
        raise Faults([no_articles(Span(path, 1, 1))])
    left = (*source.left, *([f"characters that nobody can see, in {hidden} of its passages"] if hidden else []))
    known = replace(source, name=_seen(source.name), left=left)
    return _Library(known, made, _slug(made.title or os.path.splitext(known.name)[0]), base).all()


def _seen(words: str) -> str:
    """Words without the characters that no file of a library may hold."""
    return ANY_HIDDEN.sub(lambda found: " " if found.group() == "\t" else "", words)


def _base_style() -> dict[str, Any]:
    """The carried house style, as its file says it."""
    from travaux.carried import carried
    from travaux.load import yaml

    path = carried() / "templates" / "styles" / f"{BASE_STYLE}.yaml"
    value = yaml.read(path.read_text(encoding="utf-8"), str(path)).value
    assert isinstance(value, dict)
    return value


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
    told: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    into: dict[int, str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def all(self) -> Imported:
        """Every file."""
        self.told += self.source.left
        self.told += [f"these words have no place in an instrument: “{each}”" for each in self.treaty.stray]
        levels = labels.levels(self.treaty)
        self.articles(levels)
        preamble = self.preamble()
        self.write(f"templates/styles/{self.ident}-style.yaml", self.style(levels))
        self.write(f"templates/instruments/{self.ident}.yaml", self.instrument(preamble))
        self.files["README.md"] = self.readme().encode()
        return Imported(self.ident, self.files, tuple(self.told))

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
        waives = [{"rule": rule, "because": why} for rule, (sign, why) in WAIVED.items() if re.search(sign, words)]
        value |= {"waives": waives} if waives else {}
        self.write(f"clauses/{self.ident}/{name}.yaml", value)

    # ------------------------------------------------------------ clauses

    def articles(self, levels: Mapping[str, tuple[str, str]]) -> None:
        """A clause for each article."""
        kind, _ = levels["article"]
        self.places(self.treaty.held, "")
        for place, each in enumerate(self.treaty.articles(), 1):
            number = _slug(each.label.partition(" ")[2] or str(place))
            name = self.unique(f"{self.ident}-article-{number.removeprefix('text-')}")
            self.names[id(each)] = name
            if labels.ordinal(each.body.number or _number(each.label), kind) != place:
                self.told.append(f"{each.label} is printed with the number {place}: articles are counted through")
            if not each.heading:
                self.told.append(f"{each.label} has no heading: its label stands for one")
            if why := irregular(each):
                self.told.append(f"{each.label} stands in one paragraph, with any numbers in the words: {why}")
            words = text(each) if _said(each) else "[no words]\n"
            self.clause(name, "rule", each.heading or each.label, words, self.into[id(each)])

    def places(self, held: Sequence[Group | Article], into: str) -> None:
        """The division in which each article stands, by its id."""
        for each in held:
            if isinstance(each, Article):
                self.into[id(each)] = into
                continue
            self.names[id(each)] = name = self.unique(_slug(f"{each.level}-{_number(each.label)}-{each.heading}", 60))
            if not each.heading:
                self.told.append(f"{each.label} has no heading: its label stands for one")
            self.places(each.held, name)

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

    def style(self, levels: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
        """The house style that the text itself shows; what it does not show is that of the carried one."""
        made = {
            level: {"number": kind, "label": label, "joint": " – "} if index < 5 else {"number": kind, "label": label}
            for index, (level, (kind, label)) in enumerate(levels.items())
        }
        made["article"]["restart"] = "false"
        return {
            **self.base,
            "name": "imported file",
            "about": f"As the file {self.source.name} shows it; how to cite is as in the style “{BASE_STYLE}”.",
            "levels": made,
            "recitals": self.endings(),
            "spelling": {},
            "authentic": [],
            "formulae": {VEHICLE: self.formulae()},
        }

    def endings(self) -> dict[str, str]:
        """The marks at the ends of recitals; those that differ are told."""
        ends = [each[-1:] if each[-1:] in ";,.:" else "" for each in self.treaty.recitals]
        usual = max(dict.fromkeys(ends), key=ends.count) if ends else ";"
        for each, end in zip(self.treaty.recitals[:-1], ends[:-1], strict=True):
            if end != usual:
                self.told.append(f"this recital is printed with “{usual}” at its end: “{each}”")
        return {"each": usual, "last": ends[-1] if ends else usual}

    def formulae(self) -> dict[str, str]:
        """The opening and closing words of the preamble, and those before the signatures."""
        made = {"opening": self.treaty.opening, "closing": self.treaty.closing, "testimonium": self.treaty.close}
        return {
            name: "\n\n".join(map(escaped, words)) or ("" if name == "testimonium" else NO_WORDS)
            for name, words in made.items()
        }

    def readme(self) -> str:
        """What the folder is, and what could not be kept."""
        lines = [f"# {self.treaty.title or self.ident}", "", f"Imported from the file {self.source.name}.", ""]
        lines += [f"Build it: `travaux -C . build {self.ident}`", "", "## Not kept as it was", ""]
        lines += [f"- {each}" for each in self.told] or ["Nothing."]
        return "\n".join(lines) + "\n"


def _number(label: str) -> str:
    from travaux.diff.labels import bare, leading

    found = leading(label)
    return found.number if found is not None and found.number else bare(label)


def _said(article: Article) -> bool:
    return bool(article.body.words or article.body.parts or article.body.after)
