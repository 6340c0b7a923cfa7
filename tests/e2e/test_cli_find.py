"""travaux list, show and search: finding one's way in a library."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command import DUTY, ROOT, change, on_terminal, run, small_project

LAW = "clauses/law/watercourses.yaml"
TOPICS = ("clauses", "instruments", "styles", "sources", "terms", "gaps", "objections", "rules")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


# ---------------------------------------------------------------- list


@pytest.mark.parametrize("topic", TOPICS)
def test_a_list_fits_the_terminal_and_is_whole_in_a_pipe(topic: str) -> None:
    shown = on_terminal("list", topic, cwd=ROOT, env={"NO_COLOR": "1"}).splitlines()
    piped = run("list", topic, cwd=ROOT).stdout.splitlines()
    assert max(map(len, shown)) <= 80
    assert len(shown) == len(piped) + 1, "a head on the terminal, and no other difference in number"
    assert [line.split()[0] for line in shown[1:]] == [line.split()[0] for line in piped]
    assert not any("…" in line for line in piped)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_list_for_programs(topic: str) -> None:
    rows = json.loads(run("list", topic, "--format", "json", cwd=ROOT).stdout)
    assert len(rows) == len(run("list", topic, cwd=ROOT).stdout.splitlines())
    assert all(isinstance(value, str) for row in rows for value in row.values())


def test_the_list_of_clauses_is_that_of_the_files() -> None:
    listed = [line.split()[0] for line in run("list", "clauses", cwd=ROOT).stdout.splitlines()]
    lists = {"sources", "gaps", "objections", "coverage", "vocabulary"}
    there = {path.stem for path in (ROOT / "clauses").rglob("*.yaml") if path.parent.name != "law"} - lists
    assert set(listed) == there


def test_what_is_sound_is_listed_beside_what_is_not(project: Path) -> None:
    (project / "clauses/broken.yaml").write_text("kind: [", encoding="utf-8")
    done = run("list", "clauses", cwd=project)
    assert done.returncode == 1
    assert "duty-to-warn" in done.stdout and "clauses/broken.yaml:1:8 Y106" in done.stderr


# ---------------------------------------------------------------- show


def test_a_clause(project: Path) -> None:
    done = run("show", "duty-to-warn", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "duty-to-warn: Warning of floods",
        "co-operation",
        DUTY,
        "Variant as-soon-as-known (default): As soon as the danger is known",
        "Variant without-delay",
        "b. the time at which the flood is expected",
        "model-convention: co-operation. It is the one duty",
        "Watercourses Convention (1997), art. 28",
        "used in",
    ):
        assert words in done.stdout


def test_one_variant_of_a_clause(project: Path) -> None:
    done = run("show", "duty-to-warn:without-delay", cwd=project)
    assert "Upstream services" in done.stdout and "not with proof" not in done.stdout
    done = run("show", "duty-to-warn:at-once", cwd=project)
    assert done.returncode == 2 and "as-soon-as-known" in done.stderr


def test_an_instrument() -> None:
    done = run("show", "optional-protocol", cwd=ROOT)
    assert done.returncode == 0
    assert re.search(r"Article \d+ – Advertising by means of a computer system\n", done.stdout)
    assert "offence-advertise:" in done.stdout and "consents" in done.stdout


@pytest.mark.parametrize(
    ("ident", "words"),
    [
        ("kunze", "Journal of High Technology Law"),
        ("coe", "Article {n}"),
        ("ets-185", "Budapest"),
        ("child", "def-child"),
    ],
)
def test_a_source_a_style_a_treaty_a_term(ident: str, words: str) -> None:
    done = run("show", ident, cwd=ROOT)
    assert done.returncode == 0 and words in done.stdout


def test_nothing_of_that_name() -> None:
    done = run("show", "offence-advertize", cwd=ROOT)
    assert done.returncode == 2 and "offence-advertise" in done.stderr


@pytest.mark.parametrize("place", ["1.2.b", "1(2)(b)", "Article 1, paragraph 2.b", "art. 1.2.b", "1 2 b"])
def test_a_printed_provision_leads_to_its_line(project: Path, place: str) -> None:
    done = run("show", f"flood-warnings:{place}", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "the time at which the flood is expected to reach the frontier" in done.stdout
    assert "duty-to-warn" in done.stdout and "as-soon-as-known" in done.stdout
    where = next(line for line in done.stdout.splitlines() if line.startswith(DUTY))
    _, line, column = where.split(":")
    words = (project / DUTY).read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :]
    assert words.startswith("b. the time at which the flood")


@pytest.mark.parametrize("place", ["8bis.1.b", "8 bis.1.b", "8 *bis*, 1.b"])
def test_quoted_words_are_looked_up_by_their_number_in_the_other_treaty(place: str) -> None:
    done = run("show", f"amending-protocol:{place}", cwd=ROOT)
    assert done.returncode == 0
    assert "in ETS No. 185" in done.stdout and "clauses/offences/" in done.stdout


def article_of(heading: str) -> str:
    """The number that the article of that heading has in the optional protocol."""
    found = re.search(rf"Article (\d+) – {heading}\n", run("show", "optional-protocol", cwd=ROOT).stdout)
    assert found
    return found[1]


def test_a_paragraph_alone_in_its_article(project: Path) -> None:
    done = run("show", "flood-warnings:2.1", cwd=project)
    assert done.returncode == 0
    assert "printed without a number" in done.stdout
    assert "clauses/offences/false-warnings.yaml:" in done.stdout and "knowing" in done.stdout


def test_a_lookup_in_another_style_and_variant() -> None:
    number = article_of("Advertising by means of a computer system")
    done = run("show", f"optional-protocol:{number}.1", "--variant", "offence-advertise=reckless", cwd=ROOT)
    assert "reckless disregard" in done.stdout
    done = run(
        "show", f"optional-protocol:{number}(2)", "--variant", "offence-advertise=child-only", "--style", "un", cwd=ROOT
    )
    assert "mistake as to the age" in done.stdout and done.returncode == 0


@pytest.mark.parametrize(
    ("place", "hint"), [("99", "There are: 1, 2, 3."), ("1.9", "1.2.a, 1.2.b, 1.3"), ("x", "5.1.a")]
)
def test_a_provision_that_is_not_there(project: Path, place: str, hint: str) -> None:
    done = run("show", f"flood-warnings:{place}", cwd=project)
    assert done.returncode == 2 and hint in done.stderr


@pytest.mark.parametrize(
    "ident", ["offence-advertise", "opsc", "kunze", "coe", "child", "optional-protocol", "optional-protocol:1", "L510"]
)
def test_what_is_shown_fits_the_terminal_and_loses_nothing(ident: str) -> None:
    what = "explain" if ident == "L510" else "show"
    shown = on_terminal(what, ident, cwd=ROOT, env={"NO_COLOR": "1"})
    piped = run(what, ident, cwd=ROOT).stdout
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    if not ident.startswith("optional-protocol"):  # whose parameters stand in a table, which is cut
        assert shown.split() == piped.split()
    if ident in ("offence-advertise", "opsc", "coe"):
        assert max(map(len, piped.splitlines())) > 100


def test_a_long_paragraph_of_a_clause_is_filled_anew_on_a_terminal_only(project: Path) -> None:
    change(
        project, DUTY, "2. The warning shall state the waters concerned.", f"2. The warning{' shall' * 30} state it."
    )
    shown = on_terminal("show", "duty-to-warn:without-delay", cwd=project).splitlines()
    begin = next(number for number, line in enumerate(shown) if line.strip().startswith("2. The warning shall"))
    assert shown[begin].startswith("    2. The") and shown[begin + 1].startswith("       shall shall")
    assert f"    2. The warning{' shall' * 30} state it.\n" in run("show", "duty-to-warn", cwd=project).stdout


def test_a_treaty_tells_what_each_article_reaches(project: Path) -> None:
    said = run("show", "watercourses", cwd=project).stdout
    assert "  28  Emergency situations\n" in said
    assert "      28  A measure: A State where an emergency arises notifies" in said and "[H: from memory]" in said
    assert "          elements: conduct withhold; victim public\n" in said
    change(project, LAW, "duty: provide", 'duty: criminalise\n        at: "1"\n        carries: [ets-185]')
    said = run("show", "watercourses", cwd=project).stdout
    assert "      28.1  An offence: A State" in said and "            carries: ets-185\n" in said


# ---------------------------------------------------------------- search


def test_hits_fit_the_terminal_and_are_whole_in_a_pipe() -> None:
    shown = on_terminal("search", "computer", "system", cwd=ROOT, env={"NO_COLOR": "1"})
    piped = run("search", "computer", "system", cwd=ROOT)
    assert [line for line in shown.splitlines() if len(line) > 80 and " " in line.strip()] == []
    assert shown.split() == (piped.stdout + piped.stderr).split()
    assert max(map(len, piped.stdout.splitlines())) > 80
    painted = on_terminal("search", "computer", "system", cwd=ROOT)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == shown and "\x1b[32m" in painted


@pytest.mark.parametrize("words", [("",), ("  ", "")])
def test_nothing_to_look_for_is_misuse(words: tuple[str, ...]) -> None:
    done = run("search", *words, cwd=ROOT)
    assert done.returncode == 2 and "Say what to look for" in done.stderr


def test_a_hit_names_its_place_and_shows_the_words(project: Path) -> None:
    done = run("search", "frontier", "FLOOD", cwd=project)
    first = done.stdout.splitlines()[0].split()
    path, line, column = first[0].split(":")
    words = (project / path).read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :]
    assert words.lower().startswith(("frontier", "flood"))
    assert "frontier" in done.stdout.splitlines()[1]


def test_headings_come_before_texts_and_texts_before_commentary() -> None:
    lines = run("search", "expression", cwd=ROOT).stdout.splitlines()
    parts = [line.rpartition("(")[2].rstrip(")") for line in lines if not line.startswith(" ")]
    order = ["heading", "text", "label", "rationale", "placement", "commentary", "source"]
    assert parts[0] == "heading"
    assert [order.index(part) for part in ("text", "commentary") if part in parts] == sorted(
        order.index(part) for part in ("text", "commentary") if part in parts
    )


def test_an_id_is_found_and_the_targets_of_references_are_not_words(project: Path) -> None:
    done = run("search", "duty-to-warn", cwd=project)
    assert done.stdout.startswith(f"{DUTY}:1:1  duty-to-warn  (id)")
    change(project, DUTY, "the waters concerned;", "the [waters](term:lakes) concerned;")
    assert run("search", "lakes", cwd=project).stdout == ""
    assert "[waters](term:lakes)" in run("search", "waters concerned", cwd=project).stdout


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("gap-false-warning", "id"),
        ("warning by computer", "title"),
        ("customary", "statement"),
        ("protocol-1", "source"),
    ],
)
def test_a_gap_is_found_by_its_id_its_title_its_statement_and_its_source(project: Path, words: str, part: str) -> None:
    path = "clauses/gaps.yaml"
    (project / path).write_text(
        "# Ours.\ngap-false-warning:\n  statement: No treaty and no customary rule reaches it.\n"
        "  title: A warning by computer\n  as-of: '2026-05'\n  cite: '[@protocol-1]'\n",
        encoding="utf-8",
    )
    first = run("search", words, cwd=project).stdout.splitlines()[0]
    assert first.endswith(f"  gap-false-warning  ({part})") and first.startswith(f"{path}:")
    line, column = map(int, first.split()[0].split(":")[1:])
    there = (project / path).read_text(encoding="utf-8").splitlines()[line - 1][column - 1 :]
    assert there.startswith(("gap-false-warning:", "warning by computer", "customary", "protocol-1"))


def test_a_gap_that_is_carried_is_found_in_the_file_that_is_carried(project: Path) -> None:
    (project / "clauses/gaps.yaml").unlink()
    (project / "clauses/vocabulary.yaml").unlink()
    first = run("search", "gap-demand", cwd=project).stdout.splitlines()[0]
    assert first.endswith("  gap-demand  (id)")
    path, line, _ = first.split()[0].split(":")
    assert Path(path).is_absolute()
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1] == "gap-demand:"


@pytest.mark.parametrize("words", ["cooperation", "Co-Operation", "COOPERATION"])
def test_case_and_hyphens_do_not_matter(words: str) -> None:
    usual = run("search", "co-operation", cwd=ROOT).stdout
    assert usual and run("search", words, cwd=ROOT).stdout == usual


def test_accents_do_not_matter(project: Path) -> None:
    change(project, DUTY, "heading: Warning of floods", "heading: Élévation des eaux")
    assert "Élévation" in run("search", "elevation", cwd=project).stdout


def test_nothing_found_is_no_fault(project: Path) -> None:
    done = run("search", "frontyer", cwd=project)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing found. Did you mean" in done.stderr and "frontier" in done.stderr
