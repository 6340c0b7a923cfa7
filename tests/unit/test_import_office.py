"""Sessions in LibreOffice: two people with tracking on and one without do all that people do, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import office
from imported import built, imported, told
from ledger import ledger, lost, reported
from travaux.model.stages import Request
from validators import at_hand

SESSION = r"""
import random
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)

def value(name, given):
    out = PropertyValue()
    out.Name, out.Value = name, given
    return out

def sign(name):
    asked = (value("nodepath", "/org.openoffice.UserProfile/Data"),)
    access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", asked)
    access.setPropertyValue("givenname", name)
    access.setPropertyValue("sn", "")
    access.commitChanges()

class Person:
    def __init__(self, document, chance):
        self.document, self.text, self.chance = document, document.Text, chance
        self.frame, self.view = document.CurrentController.Frame, document.CurrentController.ViewCursor
        self.count, self.typed = 0, []

    def word(self):
        self.count += 1
        self.typed.append(f"neologism{self.count}")
        return self.typed[-1]

    def every(self):
        each = self.text.createEnumeration()
        while each.hasMoreElements():
            part = each.nextElement()
            if part.supportsService("com.sun.star.text.Paragraph"):
                yield part

    def some(self):
        return self.chance.choice([each for each in self.every() if len(each.String.split()) > 8])

    def at(self, paragraph, place):
        cursor = self.text.createTextCursorByRange(paragraph.Start)
        cursor.goRight(place, False)
        return cursor

    def gap(self, paragraph):
        words = paragraph.String
        return self.at(paragraph, self.chance.choice([n for n, each in enumerate(words) if each == " " and n > 3]))

    def insert(self):
        self.text.insertString(self.gap(self.some()), " " + self.word(), False)

    def delete(self):
        cursor = self.gap(self.some())
        end = self.text.createTextCursorByRange(cursor)
        end.gotoEndOfParagraph(True)
        cursor.goRight(min(self.chance.randrange(3, 30), len(end.String)), True)
        cursor.String = ""

    def across(self):
        cursor = self.gap(self.some())
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(self.chance.randrange(5, 60), True)
        cursor.String = ""

    def split(self):
        self.text.insertControlCharacter(self.gap(self.some()), PARAGRAPH_BREAK, False)

    def join(self):
        cursor = self.text.createTextCursorByRange(self.some().End)
        cursor.goRight(1, True)
        cursor.String = ""

    def paragraph(self):
        cursor = self.text.createTextCursorByRange(self.some().End)
        self.text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        self.text.insertString(cursor, self.word() + " shall be " + self.word(), False)

    def table(self):
        cursor = self.text.createTextCursorByRange(self.some().End)
        self.text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        made = self.document.createInstance("com.sun.star.text.TextTable")
        made.initialize(2, 2)
        self.text.insertTextContent(cursor, made, False)
        for name in made.CellNames:
            cell = made.getCellByName(name)
            cell.insertString(cell.Start, self.word(), False)

    def note(self):
        made = self.document.createInstance("com.sun.star.text.Footnote")
        self.text.insertTextContent(self.gap(self.some()), made, False)
        made.insertString(made.Start, self.word(), False)

    def in_a_note(self):
        notes = self.document.Footnotes
        if notes.Count:
            note = notes.getByIndex(self.chance.randrange(notes.Count))
            note.insertString(note.End, " " + self.word(), False)

    def heading(self):
        heading = self.chance.choice([each for each in self.every() if each.OutlineLevel])
        self.text.insertString(heading.End, " " + self.word(), False)

    def cut_and_paste(self):
        one = self.some()
        words = one.String
        cursor = self.text.createTextCursorByRange(one.Start)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""
        cursor = self.text.createTextCursorByRange(self.some().End)
        self.text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        self.text.insertString(cursor, words, False)

    def do(self, asked):
        helper.executeDispatch(self.frame, ".uno:" + asked, "", 0, ())

    def move(self):
        self.view.gotoRange(self.some().Start, False)
        self.do(self.chance.choice(("MoveUp", "MoveDown")))

    def settle(self):
        each, found = self.document.getRedlines().createEnumeration(), []
        while each.hasMoreElements():
            found.append(each.nextElement())
        if found:
            self.view.gotoRange(self.chance.choice(found).RedlineStart, False)
            self.do(self.chance.choice(("AcceptTrackedChange", "RejectTrackedChange")))

    def header(self):
        styles = self.document.StyleFamilies.getByName("PageStyles")
        style = next(each for each in map(styles.getByName, styles.ElementNames) if each.isInUse() and each.HeaderIsOn)
        style.HeaderText.insertString(style.HeaderText.End, " " + self.word(), False)

report = []
for job in json.load(sys.stdin):
    document = desktop.loadComponentFromURL("file://" + job["path"], "_blank", 0, (hidden,))
    person = Person(document, random.Random(job["seed"]))
    for author, tracked, count in job["sessions"]:
        sign(author)
        document.RecordChanges = tracked
        before = len(person.typed)
        for _ in range(count):
            try:
                getattr(person, person.chance.choice(job["kinds"]))()
            except Exception:
                pass  # a place that LibreOffice won't edit
    document.storeToURL("file://" + job["out"], (value("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    report.append(person.typed[before:])
json.dump(report, sys.stdout)
"""
WITHIN = ["insert", "delete", "heading", "in_a_note", "header", "note"]
ALL = [*WITHIN, "across", "split", "join", "paragraph", "table", "cut_and_paste", "move", "settle"]
NAMES = ("optional-protocol", "model-convention", "amending-protocol", "child-minimum-protocol")


@dataclass(frozen=True)
class Edited:
    """A document that was edited, and the words that were typed in it last."""

    name: str
    data: bytes
    typed: list[str]


def sessions(folder: Path, kinds: list[str], who: list[Any], seeds: range) -> list[Edited]:
    """Documents as LibreOffice saves them when people have done so many of some kinds of things to each."""
    jobs = []
    for seed in seeds:
        name, mode = NAMES[seed % len(NAMES)], "notes" if seed % 3 == 0 else "none"
        path = folder / f"{seed}.docx"
        path.write_bytes(built(Request(name, mode=mode)))  # type: ignore[arg-type]
        out = folder / f"{seed}-edited.docx"
        jobs.append({"seed": seed, "path": str(path), "out": str(out), "kinds": kinds, "sessions": who})
    with at_hand("LibreOffice"):
        typed = json.loads(office.drive(SESSION, folder, json.dumps(jobs)))
    names = [NAMES[seed % len(NAMES)] for seed in seeds]
    return [
        Edited(name, Path(job["out"]).read_bytes(), words) for name, job, words in zip(names, jobs, typed, strict=True)
    ]


@pytest.mark.slow
def test_whatever_two_people_do_is_told(tmp_path: Path) -> None:
    for each in sessions(tmp_path, ALL, [["Ann", True, 9], ["Bob", True, 9], ["Ann", True, 3]], range(8)):
        assert len(ledger(each.data)[0]) == 2
        assert not lost(each.data, imported(each.data)), each.name


@pytest.mark.slow
def test_what_nobody_touched_is_not_told(tmp_path: Path) -> None:
    for each in sessions(tmp_path, WITHIN, [["Ann", True, 8], ["Bob", True, 8]], range(4)):
        found = imported(each.data)
        assert not lost(each.data, found)
        for done, said in zip(ledger(each.data), reported(found), strict=True):
            extra = {author: words - done[author] for author, words in said.items()}
            assert not any(extra.values()), each.name


@pytest.mark.slow
def test_what_is_typed_with_tracking_off_is_told(tmp_path: Path) -> None:
    kinds = ["insert", "heading", "paragraph", "note", "in_a_note", "header", "table"]
    for each in sessions(tmp_path, kinds, [["Ann", True, 4], ["Cy", False, 8]], range(4)):
        said = " ".join(now for author, _, now in told(imported(each.data)) if author == "someone, untracked")
        assert each.typed and [word for word in each.typed if word not in said] == []
