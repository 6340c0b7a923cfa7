"""Whatever several persons do to a draft with tracking on, every change of each comes back, and nothing else does."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from editor import Editor, W, said
from imported import Change, exported, imported, remarks, told
from travaux.importing.work import Found

AUTHORS = ("Delegation A", "Delegation B", "Délégation C & Cie")
WORDS = ("where appropriate", "in good faith", "to the extent possible", "as soon as possible", "without delay")


@dataclass
class Session:
    """A draft that several persons edit, each paragraph by one of them, and what each did."""

    data: bytes
    seed: int
    done: list[Change] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.editor = Editor(self.data)
        every = [said(each) for each in self.editor.tree.iter(f"{W}p")]
        often = Counter(every)
        # The editor's moves lose the tab behind a mark that is written out, and the words are then others.
        running = [each for each in every if not each.startswith("•")]
        self.free = [
            each for each in running if often[each] == 1 and len(each.split()) > 12 and not _inside(each, every)
        ]
        self.chance.shuffle(self.free)

    def edit(self, count: int) -> Session:
        kinds = (self.insert, self.delete, self.replace, self.new, self.drop, self.move, self.remark)
        for _ in range(count):
            self.chance.choice(kinds)(self.chance.choice(AUTHORS))
        return self

    def some(self) -> str:
        """A run of words from the middle of a paragraph that nobody has edited, which stands nowhere else."""
        every = [said(each) for each in self.editor.tree.iter(f"{W}p")]
        while True:
            parts = self.free.pop().split(" ")
            for _ in range(8):
                start = self.chance.randrange(2, len(parts) - 5)
                found = " ".join(parts[start : start + self.chance.randrange(2, 5)])
                if sum(each.count(found) for each in every) == 1 and len(found) > 6:
                    return found

    def insert(self, author: str) -> None:
        words = f" {self.chance.choice(WORDS)}"
        after = self.some()
        self.editor.insert(words, after, author)
        self.done.append((author, "", words))

    def delete(self, author: str) -> None:
        words = self.some() + " "
        self.editor.delete(words, author)
        self.done.append((author, words, ""))

    def replace(self, author: str) -> None:
        words, by = self.some(), self.chance.choice(WORDS)
        self.editor.replace(words, by, author)
        self.done.append((author, words, by))

    def new(self, author: str) -> None:
        words = f"The provisions of number {len(self.done)} shall be read {self.chance.choice(WORDS)}."
        self.editor.insert_paragraph(words, self.free.pop(), author)
        self.done.append((author, "", words))

    def drop(self, author: str) -> None:
        words = self.free.pop()
        self.editor.delete_paragraph(words, author)
        self.done.append((author, words, ""))

    def move(self, author: str) -> None:
        words, after = self.free.pop(), self.free.pop()
        self.editor.move(words, after, author, f"move{len(self.moved)}")
        self.moved.append((author, words))

    def remark(self, author: str) -> None:
        says = f"Remark number {len(self.comments)}."
        self.editor.comment(self.some(), says, author)
        self.comments.append((author, says))


def _inside(words: str, every: list[str]) -> bool:
    return sum(words in each for each in every) > 1


def check(session: Session, found: Found) -> None:
    moved = Counter(words for _, words in session.moved)
    rest = [each for each in told(found) if not (moved[each[1]] or moved[each[2]])]
    assert Counter(rest) == Counter(session.done)
    assert Counter((each["author"], each["words"]) for each in found.moves) == Counter(
        (author, " ".join(words.split()).lstrip("–— ")) for author, words in session.moved
    )
    for author, says in session.comments:
        assert sum(who == author and says in words for who, words in remarks(found)) == 1
    assert len([each for each in remarks(found) if "Remark number" in each[1]]) == len(session.comments)
    for each in found.proposals:
        bad = [note for note in each.draft.notes if "refuse" in note or "T301" in note]
        assert not bad, (each.changes, bad)


LONG = [pytest.param("model-convention", style, marks=pytest.mark.slow) for style in ("coe", "")]
CASES = [("optional-protocol", ""), ("amending-protocol", ""), *LONG]


@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.slow) for each in range(1, 12))])
@pytest.mark.parametrize(("name", "style"), CASES)
def test_every_change_comes_back_by_author_and_nothing_else(name: str, style: str, seed: int) -> None:
    session = Session(exported(name, style), seed).edit(6 if name == "amending-protocol" else 12)
    check(session, imported(session.editor.save()))
