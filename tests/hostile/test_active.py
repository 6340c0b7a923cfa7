"""Three thousand ways to make words act on a page: in no output of any format does one become more than words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import tinyhtml5

import inert
from command import DUTY, run, small_project
from corpora import Counted
from probes import active
from redlines import compared
from travaux import api
from travaux.load.hidden import ANY_HIDDEN
from travaux.load.text import parse_prose
from travaux.load.yaml import read
from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Branch,
    Change,
    Cite,
    Definition,
    Division,
    Document,
    Emph,
    Facing,
    Figure,
    Inline,
    Items,
    Mode,
    Note,
    Option,
    Origin,
    Para,
    Quoted,
    Recital,
    Ref,
    Settled,
    Sub,
    Table,
    Target,
    Term,
    Text,
)
from travaux.project import Project
from travaux.render import pdf
from travaux.render.api import Assets, renderers
from travaux.render.redline import html as redline_html
from travaux.render.redline.api import View

SOURCE = "tests/probes.py"
PROBES = tuple(active())
WORDS = tuple(words for _, words in PROBES)
FIT = tuple(words for words in WORDS if not ANY_HIDDEN.search(words.replace("\n", " ")))
"""Those that a file of a library may hold."""
FORMATS = ("html", "md", "akn", "docx", "json", "txt")
PAGES = frozenset({"html", "md", "akn"})
"""Those in which words could act, and of which every probe is tried; the others are tried of a part, and by `slow`."""
SHOWN = 3
ORIGIN = Origin("hostile")


def batched(words: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (words[at : at + size] for at in range(0, len(words), size))


def judged(files: dict[str, bytes]) -> list[str]:
    """What is active in files, by their endings."""
    judges: dict[str, Callable[[bytes], list[str]]] = {
        "html": lambda data: inert.page(data.decode()),
        "md": lambda data: inert.markdown(data.decode()),
        "akn": inert.akn,
        "xml": inert.akn,
        "docx": inert.docx,
        "json": lambda data: [] if any(inert.strings(data)) else ["no words"],
    }
    return [
        f"{name}: {fault}"
        for name, data in files.items()
        for fault in judges.get(name.rpartition(".")[2], lambda _: [])(data)[:SHOWN]
    ]


# ---------------------------------------------------------------- the tree, past every check of what is read


def one(number: int, words: str) -> Block:
    """A block with the words in one of the places that words can have; which one goes round with the number."""
    t: tuple[Inline, ...] = (Text(words),)
    para = Para(t, ORIGIN)
    note = Note(number + 1, "against", words, t)
    table = Table((t, t), ((t, t),), ORIGIN, t)
    places: tuple[Callable[[], Block], ...] = (
        lambda: para,
        lambda: Division("article", f"d{number}", (para,), ORIGIN, t, t, " – "),
        lambda: Division("point", f"d{number}", (para,), ORIGIN, (), t),
        lambda: Para((Emph(t), Emph(t, "**"), Bracket(t), Quoted(t, "coe"), Change(t, "+"), Change(t, "-")), ORIGIN),
        lambda: Para((*t, note), ORIGIN),
        lambda: Para((Term("victim", t), Term(words, t, True)), ORIGIN),
        lambda: Para((Ref(words, (Target(words, words),), "", t, (words,)),), ORIGIN),
        lambda: Para((Cite(words, (), t), Sub(words, words, "placeholder")), ORIGIN, "notice"),
        lambda: Items((t, t), ORIGIN, number % 2 == 0),
        lambda: table,
        lambda: Figure(words, (Branch(t, (Branch(t),), "new"),), ORIGIN, t),
        lambda: Facing((((para,), (para,)),), ORIGIN, (t, t)),
        lambda: Recital(t, ORIGIN, words),
        lambda: Definition((words,), (para,), ORIGIN),
        lambda: Option(1, (para,), ORIGIN),
        lambda: Amendment("insert-after", words, words, "coe", (para,), ORIGIN),
    )
    return places[number % len(places)]()


def text(body: Sequence[Block], mode: Mode, title: str = "Words", name: str = "x") -> Settled:
    t = (Text(title),)
    return Settled(Document(name, t, "coe", "en", (Para(t, ORIGIN, "notice"),), tuple(body), (), t, title), mode)


def shown(html: str) -> str:
    """All words that a page shows, without blanks."""
    return re.sub(r"\s", "", "".join(tinyhtml5.parse(html).itertext()))


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["notes", "margin"])
def test_no_words_in_a_tree_become_more_than_words(mode: Mode, assets: Assets, counted: Counted) -> None:
    for many in batched(FIT, 800):
        body = [one(number, words) for number, words in enumerate(many)]
        body += [Para((Text(words),), ORIGIN) for words in many]
        settled = text(body, mode)
        whole = many[0] == FIT[0] or mode == "margin"
        files = {f"x.{each}": renderers()[each].render(settled, assets) for each in FORMATS if whole or each in PAGES}
        files["paper.html"] = re.sub(r"<style>.*?</style>", "", pdf.source(settled, assets), flags=re.DOTALL).encode()
        assert judged(files) == []
        read_back = shown(files["x.html"].decode())
        assert [words for words in many if re.sub(r"\s", "", words) not in read_back] == []
    counted("probes in a tree", SOURCE, Counter(kind for kind, words in PROBES if words in FIT))


def test_no_title_name_or_mark_of_secrecy_does(assets: Assets, counted: Counted) -> None:
    few = FIT[::31]
    for words in few:
        settled = text((one(0, "Words."),), "none", words)
        document = settled.document
        for each in (settled, Settled(Document(**{**_fields(document), "kind": "pack", "restricted": words}), "none")):  # type: ignore[arg-type]
            made = {f"x.{name}": renderers()[name].render(each, assets) for name in ("html", "md", "akn")}
            assert judged(made) == []
    counted("probes as titles", SOURCE, {"probes": len(few)})


def _fields(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in Document.__slots__}


# ---------------------------------------------------------------- through the reader


def test_the_reader_takes_words_or_tells_where_they_are_none(counted: Counted) -> None:
    kinds: Counter[str] = Counter()
    for _, words in PROBES:
        source = f"text: |\n  Words.\n\n  {words.replace(chr(10), chr(10) + '  ')}\n"
        _, value, found = read(source.encode(), "x.yaml")
        if value is None or found:
            assert all(each.span and each.span.line >= 4 - source[:4].count("\n") and each.hint for each in found)
            kinds["refused as YAML"] += 1
            continue
        prose = parse_prose(value["text"])
        lines = value["text"].count("\n") + 1
        assert all(each.span and 1 <= each.span.line <= lines and each.hint for each in prose.found), words
        kinds["refused as markup" if prose.found else "taken as words"] += 1
    counted("probes through the reader", SOURCE, kinds)
    assert len(kinds) == 3 and all(count > 50 for count in kinds.values())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def is_prose(words: str) -> bool:
    """Whether words are one paragraph, as a reason is; another is refused where it stands."""
    return all(isinstance(each, Para) for each in parse_prose(words).blocks)


def with_clause(project: Path, paragraphs: Sequence[str], claims: Sequence[str]) -> Path:
    lines = (line for each in paragraphs for line in ("", *each.split("\n")))
    body = "\n".join(f"      {line}".rstrip() for line in lines)
    said = "\n".join(f"  - claim: {json.dumps(each, ensure_ascii=False)}" for each in claims)
    heading = json.dumps(claims[0].replace("\n", " "), ensure_ascii=False)
    (project / DUTY).write_text(
        "kind: co-operation\nplacement: {model-convention: {into: co-operation, because: Words.}}\n"
        f"heading: {heading}\ndefault: as-soon-as-known\nvariants:\n  as-soon-as-known:\n"
        f"    label: {heading}\n    text: |\n      Words.\n{body}\nrationale:\n{said}\n",
        encoding="utf-8",
    )
    return project


def test_no_words_of_a_file_become_more_than_words_even_by_force(project: Path, counted: Counted) -> None:
    built = 0
    for many in batched(FIT[::4], 130):
        loaded = api.load(
            Project(
                with_clause(project, many, [each for each in many if is_prose(each)][:40]),
                Path(__file__).parents[2],
                project / "build",
            )
        )
        made = api.build(loaded, api.Request("flood-warnings"), FORMATS, ("notes",), force=True)
        built += len(made.files)
        assert judged(dict(made.files)) == []
        said = shown(made.files["flood-warnings.notes.html"].decode())
        assert sum(re.sub(r"\s", "", each) in said for each in many) > len(many) * 0.8, made.found
        assert all(each.span and each.hint for each in made.found if each.is_error)
    assert built >= 6
    counted("probes in a clause built by force", SOURCE, {"probes": len(FIT[::4])})


# ---------------------------------------------------------------- redlines and tables


def test_no_words_of_a_redline_do(assets: Assets, counted: Counted) -> None:
    few = [words.replace("\n", " ") for words in WORDS[::20]]
    for many in batched(few, 100):
        old = "".join(f"Article {at} – {words}\n\n{at}. {words}\n\n" for at, words in enumerate(many, 1))
        new = "".join(f"Article {at} – x{words}\n\n{at}. {words[::-1]} {words}\n\n" for at, words in enumerate(many, 1))
        html = redline_html.render(compared(old, new), View(assets=assets)).decode()
        assert inert.page(html, scripts=1) == []
    counted("probes in a redline", SOURCE, {"probes": len(few)})


@pytest.mark.parametrize("form", ["html", "md", "json", "terminal"])
def test_the_commands_print_them_as_words(form: str, project: Path) -> None:
    few = [each for each in FIT if "[" not in each and "\n" not in each and "{" not in each][::60]
    with_clause(project, few, few)
    for asked in (("diff", "old.txt", "new.txt", "--format", form), ("show", "duty-to-warn"), ("search", "script")):
        (project / "old.txt").write_text("\n\n".join(few), encoding="utf-8")
        (project / "new.txt").write_text("\n\n".join(each[::-1] for each in few), encoding="utf-8")
        done = run(*asked, cwd=project)
        assert done.returncode in (0, 1) and "\x1b" not in done.stdout + done.stderr
        if asked[0] == "diff" and form == "html":
            assert inert.page(done.stdout, scripts=1) == []
        if asked[0] == "diff" and form == "md":
            assert inert.markdown(done.stdout) == []
