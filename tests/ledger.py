"""Who put in and who took out which characters of a document, read off its XML without the reader that is tested."""

from __future__ import annotations

import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from io import BytesIO

from lxml import etree

from editor import W
from imported import Change, told
from travaux.importing.work import Found

CAME, WENT = ("ins", "moveTo"), ("del", "moveFrom")
Side = defaultdict[str, "Counter[str]"]
BESIDE = "–—¶,"
"""What is not counted: the dash behind the label of a heading, the comma between the marks of two notes, and our sign
for the end of a paragraph."""


def ledger(data: bytes) -> tuple[Side, Side]:
    """The characters that each author put in, and those taken out; neither where one author did both."""
    came: Side = defaultdict(Counter)
    went: Side = defaultdict(Counter)
    with zipfile.ZipFile(BytesIO(data)) as box:
        parts = {name: etree.fromstring(box.read(name)) for name in box.namelist() if name.endswith(".xml")}
    marks = {each.get(f"{W}id", ""): _marks(each) for each in parts["word/document.xml"].iter(f"{W}footnoteReference")}
    for name, tree in parts.items():
        for each in tree.iter(f"{W}t", f"{W}delText") if name.startswith("word/") else ():
            note = next((one.get(f"{W}id", "") for one in each.iterancestors(f"{W}footnote")), "")
            _enter(each.text or "", [*_marks(each), *marks.get(note, ())], came, went)
    return came, went


def _marks(element: etree._Element) -> list[tuple[str, str]]:
    """The changes that an element stands in, the innermost first: what each is, and whose."""
    return [(str(each.tag).removeprefix(W), each.get(f"{W}author", "")) for each in element.iterancestors()]


def _enter(words: str, marks: list[tuple[str, str]], came: Side, went: Side) -> None:
    put_in = [author for kind, author in marks if kind in CAME][:1]
    taken = {author for kind, author in marks if kind in WENT}
    for author in put_in if not taken.intersection(put_in) else ():
        came[author] += counted(words)
    for author in taken.difference(put_in):
        went[author] += counted(words)


def counted(words: str) -> Counter[str]:
    """How often each character that can be seen stands in words."""
    return Counter(each for each in words if not each.isspace() and each not in BESIDE)


def reported(found: Found) -> tuple[Side, Side]:
    """The same of a file of proposals: what is told of each author anywhere in it."""
    came: Side = defaultdict(Counter)
    went: Side = defaultdict(Counter)
    for author, was, now in (*told(found), *_moved(found), *_articles(found)):
        came[author] += counted(now)
        went[author] += counted(was)
    return came, went


def _moved(found: Found) -> Iterable[Change]:
    return [(each["author"], each["words"], each["words"]) for each in found.moves]


def _articles(found: Found) -> Iterable[Change]:
    for each in found.new:
        texts = [variant.get("text", "") for variant in each.value["variants"].values()]
        yield each.author, "", "".join((each.value["heading"], *texts))


def lost(data: bytes, found: Found) -> list[str]:
    """What an author did to a document and the proposals don't tell."""
    out = []
    for kind, done, said in zip(("put in", "taken out"), ledger(data), reported(found), strict=True):
        for author, words in done.items():
            if missing := words - said[author]:
                out.append(f"{kind} by {author}: {missing}")
    return out
