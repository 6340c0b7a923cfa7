"""The documentation: what it shows is typed, what it promises is compared, where it leads exists.

Every page is walked from top to bottom in a fresh copy of the checkout, as a newcomer would:

- a block ```` ```yaml PATH ```` (of any language) is a file, written there;
- a block ```` ```diff PATH ```` is a change of that file: its context and `-` lines must stand there once;
- a block ```` ```sh ```` is commands, each of which must end with 0;
- a block ```` ```console ```` is commands behind `$`, with what they print. A line `…` is any number of
  lines, and `…` within a line any characters. The last command of the block may fail where the page
  shows `[exit 1]` as its last line.

Nothing is passed over in silence: `ELSEWHERE` lists the commands that are run in another place, and where,
`BY_HAND` those that no test can run, and why; each entry must be on a page.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

from golden import Golden
from travaux.carried import carried
from travaux.cli.main import main as commands
from travaux.diagnostics import Severity
from travaux.load.library import load
from travaux.pages import gather

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{each.name}" for each in (ROOT / "docs").glob("*.md"))]
SLOW = {
    "docs/reference.md": "its examples print seven PDFs",
    "docs/guide.md": "it goes through every command",
    "docs/redlines.md": "it prints a redline in every format",
    "docs/word.md": "it writes documents and redlines, and reads them back",
    "docs/akoma-ntoso.md": "it writes several texts, and makes a library",
    "CONTRIBUTING.md": "it makes the reference anew",
}

ELSEWHERE = {
    "make demo": "test_make_demo_in_a_fresh_copy",
    "make test": ".ci/run",
    "make lint": ".ci/run",
    "make slow": ".ci/run",
    "python tools/picture.py": "test_the_picture_can_be_remade",
}
BY_HAND = {
    "sudo apt-get update && sudo apt-get install git make python3-venv": "asks for an administrator and the network"
}

LANGUAGES_OF_WALK = ("sh", "console")
FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FINDING = re.compile(r"\b(?:Y1|S2|T3|P4|L5|C6|D7|K8)\d\d\b")
MARK = "<<end of a command>>"


# ---------------------------------------------------------------- reading a page


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its language, the path in its info string, its words, its line."""

    page: str
    line: int
    language: str
    path: str
    body: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    def commands(self) -> list[tuple[str, list[str]]]:
        """The commands to type, each with the lines that it is said to print."""
        out: list[tuple[str, list[str]]] = []
        for line in self.body.splitlines():
            if self.language == "console" and line.startswith("$ "):
                out.append((line[2:], []))
            elif self.language == "console":
                assert out, f"{self}: output before any command"
                out[-1][1].append(line)
            elif line.strip() and not line.startswith("#"):
                out.append((line, []))
        return out


@cache
def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cache
def blocks(page: str) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order."""
    found = []
    for match in FENCE.finditer(text(page)):
        language, _, path = match["info"].strip().partition(" ")
        line = text(page).count("\n", 0, match.start()) + 1
        found.append(Block(page, line, language, path.strip(), match["body"]))
    return tuple(found)


def prose(page: str) -> str:
    """A page without its fenced blocks and its code."""
    return CODE_SPAN.sub("", FENCE.sub("", text(page)))


def typed() -> set[str]:
    """Every command that any page shows."""
    walked = (each for page in PAGES for each in blocks(page) if each.language in LANGUAGES_OF_WALK)
    return {command for block in walked for command, _ in block.commands()}


# ---------------------------------------------------------------- walking a page


def copy_of_checkout(to: Path) -> Path:
    """A fresh clone, as far as a reader can tell: no build, no caches, the environment of this run as `.venv`."""
    apart = shutil.ignore_patterns(".*cache", ".git", ".venv", "__pycache__", "*.egg-info", ".hypothesis")
    shutil.copytree(ROOT, to, ignore=apart, symlinks=True)
    for each in (to / "build").iterdir():
        if each.is_dir():
            shutil.rmtree(each)
    (to / ".venv").symlink_to(sys.prefix)
    return to


def environment(checkout: Path) -> dict[str, str]:
    """What the commands of a walk see: this environment's scripts, the copy's code, a plain terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRAVAUX", "PYTEST"))}
    scripts = os.path.dirname(sys.executable)
    return {
        **kept,
        "PATH": f"{scripts}{os.pathsep}{kept.get('PATH', '')}",
        "PYTHONPATH": str(checkout / "src"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }


@dataclass(slots=True)
class Walk:
    """One reader in one copy of the checkout, typing what a page shows."""

    checkout: Path
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.checkout

    def take(self, block: Block) -> None:
        """One block, whatever it is; blocks of other languages without a path are only looked at."""
        if block.language in LANGUAGES_OF_WALK:
            for command, expected in block.commands():
                if command not in ELSEWHERE and command not in BY_HAND:
                    self.type(block, command, expected)
        elif block.language == "diff" and block.path:
            self.change(block)
        elif block.path:
            file = self.checkout / block.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.body, encoding="utf-8")

    def type(self, block: Block, command: str, expected: list[str]) -> None:
        """One command, its end and its words."""
        script = f"{command}\ncode=$?\nprintf '%s\\n' '{MARK}' \"$PWD\"\nexit $code"
        run = subprocess.run(
            ["bash", "-c", script],
            cwd=self.here,
            env=environment(self.checkout),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        said, _, after = run.stdout.partition(f"{MARK}\n")
        self.here = Path(after.strip()) if after.strip() else self.here
        wanted = 0
        if expected and (shown := re.fullmatch(r"\[exit (\d+)\]", expected[-1])):
            wanted, expected = int(shown[1]), expected[:-1]
        assert run.returncode == wanted, f"{block}: {command!r} ended with {run.returncode}:\n{said}"
        if block.language == "console":
            assert matches(expected, said), f"{block}: {command!r} printed\n{said}\nand not\n" + "\n".join(expected)

    def change(self, block: Block) -> None:
        """The change that a diff shows: its lines marked `-` and ` ` stand in the file once, and are replaced."""
        file = self.checkout / block.path
        lines = [line for line in block.body.splitlines() if not line.startswith("@@")]
        old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
        new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
        before = file.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{block}: these lines stand {before.count(old)} times in {block.path}:\n{old}"
        file.write_text(before.replace(old, new), encoding="utf-8")


def matches(expected: list[str], said: str) -> bool:
    """Whether the words are those expected; `…` stands for any lines, or for any characters of a line."""
    parts = []
    for line in expected:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append("[^\n]*".join(re.escape(each.rstrip()) for each in line.split("…")) + r"[ ]*\n")
    return re.fullmatch("".join(parts) + r"\s*", "".join(f"{line}\n" for line in said.splitlines())) is not None


@pytest.mark.parametrize(
    "page", [pytest.param(each, marks=pytest.mark.slow) if each in SLOW else each for each in PAGES]
)
def test_what_a_page_shows_can_be_typed(page: str, tmp_path: Path) -> None:
    walk = Walk(copy_of_checkout(tmp_path / "travaux"))
    for block in blocks(page):
        walk.take(block)


def test_every_block_says_what_it_is() -> None:
    """A block without a language would be passed over in silence."""
    assert [str(each) for page in PAGES for each in blocks(page) if not each.language] == []
    assert [page for page in PAGES if re.search(r"^\s*```", FENCE.sub("", text(page)), re.MULTILINE)] == []


def test_what_is_run_elsewhere_is_run_there() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command, where in ELSEWHERE.items():
        assert command in gate if where == ".ci/run" else where in globals(), f"{command}: {where}"


def test_no_entry_of_the_lists_is_idle() -> None:
    assert typed() >= set(ELSEWHERE) | set(BY_HAND)


def test_the_comparison_is_one() -> None:
    assert matches(["one", "…", "last"], "one\ntwo\nthree\nlast\n")
    assert matches(["1 passed in …s"], "1 passed in 0.31s\n")
    assert not matches(["one", "last"], "one\ntwo\nlast\n")
    assert not matches([], "anything\n")


# ---------------------------------------------------------------- what is run elsewhere


@pytest.mark.slow
def test_make_demo_in_a_fresh_copy(tmp_path: Path) -> None:
    """`make demo` and `make help` as a newcomer runs them, save that the environment is already there."""
    checkout = copy_of_checkout(tmp_path / "travaux")
    if not (checkout / ".venv" / ".installed").exists():
        pytest.skip("the environment was not made by make")
    for each in ("pyproject.toml", *(lock.name for lock in checkout.glob("requirements*.lock"))):
        os.utime(checkout / each, (1, 1))  # older than every stamp, so that make installs nothing
    ready = {**environment(checkout), "MAKEFLAGS": ""}
    for target in ("help", "demo"):
        run = subprocess.run(
            ["make", target], cwd=checkout, env=ready, capture_output=True, text=True, timeout=600, check=False
        )
        assert run.returncode == 0, run.stderr
        if target == "help":
            assert {"demo", "test", "lint"} <= {line.split()[1] for line in run.stdout.splitlines()}
    for name in ("amending-protocol", "optional-protocol", "model-convention"):
        assert (checkout / "build" / name / f"{name}.pdf").read_bytes().startswith(b"%PDF-")


def tool(name: str) -> ModuleType:
    """A script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_picture_can_be_remade(tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    made = tmp_path / "page.png"
    tool("picture").main(made)
    assert made.read_bytes().startswith(b"\x89PNG")
    assert made.stat().st_size < 250_000


def test_the_reference_is_that_of_the_code(golden: Golden) -> None:
    reference: Callable[[], str] = tool("reference").reference
    golden.text(ROOT / "docs" / "reference.md", reference())


# ---------------------------------------------------------------- where the pages lead


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found: dict[str, int] = {}
    out = set()
    for heading in re.findall(r"^#{1,6} (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
        out.add(f"{slug}-{found[slug]}" if found[slug] else slug)
    return out


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), f"{page}: {target}"
        if anchor and file.suffix == ".md":
            assert anchor in slugs(file), f"{page}: {target}"


def test_every_page_of_docs_is_in_the_index() -> None:
    index = set(LINK.findall(prose("docs/README.md")))
    assert {Path(page).name for page in PAGES if page.startswith("docs/")} - {"README.md"} <= index


def test_pictures_are_small() -> None:
    for each in (ROOT / "docs" / "images").iterdir():
        assert each.stat().st_size < 250_000, each.name


# ---------------------------------------------------------------- what the pages say


@pytest.mark.parametrize("page", PAGES)
def test_every_code_that_is_mentioned_exists(page: str) -> None:
    taught = {code for each in blocks(page) if each.path.startswith("src/") for code in FINDING.findall(each.body)}
    assert set(FINDING.findall(text(page))) - taught <= set(gather())


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_mentioned_exists(page: str) -> None:
    with click.Context(commands) as context:
        known = set(commands.list_commands(context))
    spans = [match.group().strip("`") for match in CODE_SPAN.finditer(FENCE.sub("", text(page)))]
    named = {match[1] for span in spans if (match := re.match(r"travaux ([a-z]+)", span))}
    assert named <= known


@pytest.mark.parametrize("page", [each for each in PAGES if each != "docs/reference.md"])
def test_every_file_that_is_mentioned_exists(page: str) -> None:
    """A path in a code span leads somewhere from the root, from the package or from the carried templates."""
    spans = {match.group().strip("`") for match in CODE_SPAN.finditer(FENCE.sub("", text(page)))}
    paths = {span for span in spans if re.fullmatch(r"[a-z_][\w/.-]*\.(?:md|py|toml|yaml|sh|lock)", span)}
    roots = (ROOT, (ROOT / page).parent, ROOT / "src" / "travaux", ROOT / "src" / "travaux" / "lint" / "rules")
    made = {"case.toml", "sources.yaml", "templates/instruments/ID.yaml"}
    assert {each for each in paths if not any((root / each).exists() for root in roots)} - made == set()


@pytest.mark.parametrize("page", ["docs/library.md", "docs/instruments.md"])
def test_every_yaml_example_loads(page: str, tmp_path: Path) -> None:
    """The examples of a page, beside the repository's own files, are a library without a fault in them."""
    files = [each for each in blocks(page) if each.language == "yaml"]
    assert files and all(each.path for each in files), "an example of YAML needs a path"
    for folder in ("clauses", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for each in files:
        (tmp_path / each.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each.path).write_text(each.body, encoding="utf-8")
    library, found = load(tmp_path, carried())
    paths = {each.path for each in files}
    assert library is not None
    assert [str(f) for f in found if f.span and f.span.path in paths and f.severity is not Severity.NOTE] == []
    names = {*library.clauses, *library.instruments}
    assert {Path(each).stem for each in paths} <= names


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_place_on_a_machine(page: str) -> None:
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", text(page))
