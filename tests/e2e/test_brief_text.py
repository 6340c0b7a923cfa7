"""What a pack says can be read back from its PDF: each sentence of its texts and of its own words, each note once."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from command import ROOT, run
from travaux import api
from travaux.model.tree import Block, Edition, Note, Para, Recital, Settled
from travaux.model.walk import below, deep, plain, runs
from travaux.pack.assemble import brief
from travaux.project import find

pytestmark = pytest.mark.slow

PACKS = sorted(each.stem for each in (ROOT / "templates" / "packs").glob("*.yaml"))
SENTENCE = re.compile(r"(?<=[.;:])\s+")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    done = run("brief", "--format", "pdf", "--out", folder, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@cache
def made(name: str) -> Settled:
    library = api.load(find(ROOT)).library
    assert library is not None
    return brief(library, library.packs[name]).text


def squeezed(words: str) -> str:
    """Words without white space, hyphens and what else the end of a line may change."""
    words = unicodedata.normalize("NFKC", words)
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


def extracted(path: Path) -> str:
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return squeezed(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The running words of blocks, without those of notes."""
    for block in below(blocks):
        if isinstance(block, Para | Recital):
            yield plain(block.inlines)


def is_there(sentence: str, text: str) -> bool:
    """Whether a sentence stands in a text, whole or in two parts, since a page may end within it."""
    if sentence in text:
        return True
    cuts = range(1, len(sentence))
    longest = bisect_left(cuts, True, key=lambda cut: sentence[:cut] not in text)  # how much of its beginning is there
    return longest > 3 and sentence[longest:] in text


@pytest.mark.parametrize("name", PACKS)
def test_every_sentence_can_be_read_back(name: str, printed: Path) -> None:
    text = extracted(printed / f"{name}.pdf")
    document = made(name).document
    sentences = [
        squeezed(each) for words in paragraphs((*document.front, *document.body)) for each in SENTENCE.split(words)
    ]
    assert len(sentences) > 20
    assert [each for each in sentences if each and not is_there(each, text)] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_note_stands_once(name: str, printed: Path) -> None:
    text = extracted(printed / f"{name}.pdf")
    document = made(name).document
    editions = [each for each in below(document.body) if isinstance(each, Edition) and each.mode == "margin"]
    notes = [node for each in editions for block in below(each.children) for node in _notes(block)]
    if not editions:
        assert not notes
        return
    assert len(notes) > 100
    bodies = [squeezed(plain(each.body)) for each in notes]
    said, every = [each[:60] for each in bodies], "|".join(bodies)
    assert [each for each in said if not is_there(each, text)] == []
    whole = [each for each in said if len(each) == 60 and every.count(each) == 1 and each in text]
    assert len(whole) > len(said) / 2
    others = squeezed(" ".join(plain(run) for block in below(document.body) for run in runs(block)))
    assert [each for each in whole if text.count(each) > others.count(each) + 1] == []


def _notes(block: Block) -> Iterator[Note]:
    yield from (each for run in runs(block) for each in deep(run) if isinstance(each, Note))
