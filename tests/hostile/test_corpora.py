"""Strings that programs stumble over, in every field of words: words in every output, or refused at a place."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tinyhtml5
import yaml

import inert
from command import DUTY, ROOT, change, run, small_project
from corpora import Counted
from packs import INSTRUMENT, PUBLIC, packs_project
from probes import NAUGHTY, REFUSED
from travaux import api
from travaux.diagnostics import Diagnostic
from travaux.load.yaml import parse
from travaux.project import Project

SOURCE = "tests/probes.py"
KIND = "kind: co-operation\nplacement: {model-convention: {into: co-operation, because: Words.}}\n"
FORMATS = ("html", "md", "txt", "json", "akn", "docx")
TRAPS = (
    "no", "yes", "on", "off", "y", "n", "true", "False", "NULL", "null", "~", "Null", "1.10", "12e34", "0x1F", "0o17",
    "017", "1_000", "1:30", "190:20:30", ".inf", "-.INF", ".NaN", "+1", "-0", "2001-01-01",
    "2001-12-14t21:59:43.10-05:00",
    "2001-01-01 10:00:00", "=", "<<", "0b11", "685.230_15e+03", "1e3", "é", "8 bis", "5 %", "0777",
    "0_", "_1",
)  # fmt: skip
"""Scalars that YAML's other readers make into truth values, numbers, dates or nothing."""


def loaded(project: Path) -> api.Loaded:
    return api.load(Project(project, ROOT, project / "build"))


def words_of(files: dict[str, bytes]) -> dict[str, str]:
    """The words of files, as whoever opens them reads them, without blanks."""
    readers: dict[str, Callable[[bytes], str]] = {
        "html": lambda data: unescape(
            re.sub(r"<(?:style|head).*?</(?:style|head)>|<[^>]*>", "", data.decode(), flags=re.S)
        ),
        "md": lambda data: "".join(tinyhtml5.parse(inert.READER.render(data.decode())).itertext()),
        "txt": bytes.decode,
        "json": lambda data: "\n".join(inert.strings(data)),
        "xml": lambda data: "".join(ElementTree.fromstring(data).itertext()),
        "docx": _document,
    }
    return {name: re.sub(r"\s", "", readers[name.rpartition(".")[2]](data)) for name, data in files.items()}


def _document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        parts = [name for name in box.namelist() if re.fullmatch(r"word/(?:document|footnotes|comments)\.xml", name)]
        return "".join("".join(ElementTree.fromstring(box.read(each)).itertext()) for each in parts)


# ---------------------------------------------------------------- scalars


def test_every_trap_comes_out_of_every_format_as_it_was_typed(tmp_path: Path, counted: Counted) -> None:
    """Each is a plain scalar three times: the heading of a provision, its words, and a reason."""
    project = small_project(tmp_path / "project")
    changed = sum(yaml.safe_load(f"a: {each}") != {"a": each} for each in TRAPS if each not in ("=", "<<"))
    assert changed > 25, "most of these are no strings to others"
    for number, trap in enumerate(TRAPS):
        (project / f"clauses/duties/trap-{number}.yaml").write_text(
            f"{KIND}heading: {trap}\ndefault: one\nvariants:\n  one:\n    label: {trap}\n    text: {trap}\n"
            f"rationale:\n  - claim: {trap}\n    cite: '[@watercourses, art 28]'\n",
            encoding="utf-8",
        )
    file = project / INSTRUMENT
    body = "".join(f"  - trap-{number}\n" for number in range(len(TRAPS)))
    text = file.read_text(encoding="utf-8").replace("  - entry-into-force\n", f"{body}  - entry-into-force\n")
    file.write_text(text, encoding="utf-8")
    made = api.build(loaded(project), api.Request("flood-warnings"), FORMATS, ("notes",), force=True)
    assert len(made.files) == len(FORMATS), made.found
    titles = dict(re.findall(r"^## (Article \d+) [–-] (.*)$", made.files["flood-warnings.notes.md"].decode(), re.M))
    assert [*titles.values()][1:-1] and {_bare(each) for each in titles.values()} >= set(TRAPS)
    for name, words in words_of(dict(made.files)).items():
        missing = [each for each in TRAPS if words.count(re.sub(r"\s", "", each)) < 3]
        assert missing == [], name
    counted("scalars that others change", "YAML 1.1 and 1.2", {"scalars": len(TRAPS)})


def _bare(words: str) -> str:
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", words)


# ---------------------------------------------------------------- every field of words


def fields(project: Path) -> Iterator[tuple[Path, tuple[str | int, ...]]]:
    """Every scalar of words in a clause, an instrument and a pack: the file, and the path of keys."""
    for name in (DUTY, INSTRUMENT, PUBLIC, "clauses/preamble/recitals.yaml", "clauses/gaps.yaml"):
        value, _ = parse((project / name).read_bytes(), name)
        yield from ((project / name, path) for path in _words(value, ()))


def _words(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _words(each, (*path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _words(each, (*path, number))
    elif isinstance(value, str) and (" " in value or path[-1] in ("heading", "label", "title", "short")):
        yield path


def put(file: Path, path: tuple[str | int, ...], words: str) -> Callable[[], None]:
    """Put words at the end of a field; what comes out puts the file back."""
    before = file.read_bytes()
    value, _ = parse(before, file.name)
    place = value
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = f"{str(place[path[-1]]).rstrip()} {words}"
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    return lambda: file.write_bytes(before) and None  # type: ignore[func-returns-value]


def located(found: tuple[Diagnostic, ...], project: Path) -> None:
    for each in found:
        assert each.hint or not each.is_error
        assert each.span is None or (each.span.line >= 1 and each.span.column >= 1)
        str(each).encode()
    assert all(each.span and (project / each.span.path).exists() for each in found if each.is_error)


def read(project: Path, words: str) -> str:
    """What became of the words: "refused", or "words" in every output of a text and its pack."""
    library = loaded(project)
    located(library.found, project)
    if library.library is None or any(each.is_error for each in library.found):
        return "refused"
    made = api.build(library, api.Request("flood-warnings"), ("html", "akn", "json", "txt"), ("notes",))
    located(made.found, project)
    packed = api.brief(library, library.library.packs["public"], ("html", "txt"))
    located(packed.found, project)
    for name, data in (*made.files.items(), *packed.files.items()):
        faults = {"html": lambda d: inert.page(d.decode()), "akn": inert.akn, "xml": inert.akn}.get(
            name.rpartition(".")[2]
        )
        assert faults is None or faults(data) == [], name
    return "words" if made.files or packed.files else "refused"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return packs_project(tmp_path / "project")


@pytest.mark.slow
def test_one_string_of_each_class_in_every_field(project: Path, counted: Counted) -> None:
    places = [*fields(project)]
    assert len(places) > 30
    kinds: Counter[str] = Counter()
    for number, (kind, several) in enumerate(NAUGHTY.items()):
        for at in range(number % 23, len(places), 23):
            words = several[at % len(several)]
            back = put(*places[at], words)
            ended = read(project, words)
            back()
            assert ended == "refused" or kind not in REFUSED, (kind, words, places[at])
            kinds[ended] += 1
    assert kinds["words"] > 15 and kinds["refused"] > 5
    counted("naughty strings in fields, sampled", SOURCE, kinds)


@pytest.mark.slow
def test_every_string_in_every_field(project: Path, counted: Counted) -> None:
    kinds: Counter[str] = Counter()
    for place in fields(project):
        for kind, several in NAUGHTY.items():
            for words in several[::4]:
                back = put(*place, words)
                ended = read(project, words)
                back()
                assert ended == "refused" or kind not in REFUSED, (kind, words, place)
                kinds[f"{kind}: {ended}"] += 1
    counted("naughty strings in every field", SOURCE, kinds)


LABELS = ("1.", "a.", "a)", "(i)", "(1)", "i.", "12.", "b)", "0.", "(a)", "x.", "iv.")
"""How a provision begins, and how a heading may begin too."""


@pytest.mark.parametrize(("file", "old"), [
    (DUTY, "heading: Warning"), (DUTY, "claim: A warning"), (INSTRUMENT, 'title: "Model'), (DUTY, "label: As soon"),
])  # fmt: skip
def test_a_line_that_begins_like_a_provision_is_printed_or_refused(file: str, old: str, project: Path) -> None:
    key, _, word = old.partition(": ")
    before = (project / file).read_text(encoding="utf-8")
    lead, word = ('"', word[1:]) if word.startswith('"') else ("", word)
    assert old in before
    for label in LABELS:
        (project / file).write_text(before.replace(old, f"{key}: {lead}{label} QXZV {word}"), encoding="utf-8")
        made = api.build(loaded(project), api.Request("flood-warnings"), ("txt", "html"), ("notes", "report"))
        if key == "label" and made.files:
            continue  # the name of a variant is printed where variants are told apart
        printed = any(re.search(f"{re.escape(label)}\\s+QXZV", each.decode()) for each in made.files.values())
        assert printed or any(each.is_error and each.span for each in made.found), label


def test_all_strings_at_once_are_words_in_every_format(tmp_path: Path, counted: Counted) -> None:
    """Each that holds no mark of markup is a paragraph and a reason."""
    project = small_project(tmp_path / "project")
    kept = [(kind, words) for kind, several in NAUGHTY.items() if kind not in REFUSED for words in several]
    strings = [
        words for _, words in kept if not re.search(r"[\[\]{}*]|^[#>|_-]|^\s|\s$|^\d+\.$|:$", words) and words.strip()
    ]
    said = "".join(f"  - claim: {json.dumps(each, ensure_ascii=False)}\n" for each in strings)
    text = json.dumps("\n\n".join(["Words.", *strings]), ensure_ascii=False)
    (project / DUTY).write_text(
        f"{KIND}heading: Words\ndefault: as-soon-as-known\nvariants:\n  as-soon-as-known:\n    label: One\n"
        f"    text: {text}\nrationale:\n{said}",
        encoding="utf-8",
    )
    library = loaded(project)
    assert not [each for each in library.found if each.code.startswith("Y")], library.found
    made = api.build(library, api.Request("flood-warnings"), FORMATS, ("notes",), force=True)
    assert len(made.files) == len(FORMATS), made.found
    for name, words in words_of(dict(made.files)).items():
        assert [each[:50] for each in strings if re.sub(r"\s", "", each) not in words] == [], name
    counted("naughty strings, all at once", SOURCE, Counter(kind for kind, words in kept if words in strings))


# ---------------------------------------------------------------- spreadsheets and terminals

CELLS = tuple(
    f"{lead}{sign}1+1" for lead in ("", " ", "\u00a0", "\u2003", "\u3000", "\n") for sign in (*"=+-@", *"＝＋－＠")
)


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, counted: Counted) -> None:
    import csv

    from travaux.coverage.sheets import as_csv

    made = as_csv([[each, f"{each}|x"] for each in (*CELLS, "\t=1", "\r=1", "\n=1", "=cmd|'/c x'!A1", "@SUM(1)")])
    cells = [cell for row in csv.reader(io.StringIO(made, newline="")) for cell in row]
    assert len(cells) == 2 * (len(CELLS) + 5)
    assert [each for each in cells if unicodedata.normalize("NFKC", each).strip()[:1] in (*"=+-@",)] == []
    project = small_project(tmp_path / "project")
    change(project, DUTY, "heading: Warning of floods", "heading: =HYPERLINK(1)")
    change(project, DUTY, "claim: Where", "claim: =Where")
    change(project, DUTY, "Each {{ party }}", "+Each {{ party }}")
    tables = (("coverage",), ("coverage", "--sources"), ("compare", "duty-to-warn"))
    asked = (*tables, ("compare", "--instruments", "all"))
    told = [run(*each, "--format", "csv", cwd=project) for each in asked]
    rows = [row for done in told for row in csv.reader(io.StringIO(done.stdout, newline=""))]
    assert all(done.returncode == 0 for done in told) and len(rows) > 20
    assert [cell for row in rows for cell in row if cell.strip()[:1] in (*"=+-@",) and len(cell) > 1] == []
    counted("cells that would be formulas", "OWASP, CSV Injection", {"cells": len(CELLS) + 5, "tables": len(asked)})


def test_names_of_files_can_not_write_to_the_terminal(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    for number, name in enumerate(("\x1b[2J", "\x1b]0;x\x07", "x\r\x1b[1A", "\u202egpj", "a\nb")):
        (project / f"clauses/duties/{name}{number}.yaml").write_text("kind: nothing\n", encoding="utf-8")
        (project / f"{name}{number}.txt").write_text("1. Words \x1b[31m.\n", encoding="utf-8")
    odd = [each.name for each in project.iterdir() if each.suffix == ".txt"]
    for asked in (
        ("lint",),
        ("list", "clauses"),
        ("build",),
        ("diff", odd[0], odd[1]),
        ("diff", odd[2], odd[3], "--format", "md"),
    ):
        done = run(*asked, cwd=project)
        assert done.stderr or done.stdout
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stdout + done.stderr), (
            asked
        )
