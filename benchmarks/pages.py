"""A thousand clauses as one web page: `travaux build`, mkdocs, StrictDoc, Sphinx with MyST, and Doorstop.

    python benchmarks/pages.py [-n CLAUSES] [-r ROUNDS]

Each is called as a user would, from the start of its process to its end, on the same words
(benchmarks/convention.py); each page is searched for every one of them. Ours reads as many files of 2.7 kB, with
another variant, reasons and commentary that these peers are not given (Doorstop is), and looks at the text with every
rule. Cold: nothing is kept from an earlier run, here or there. Warm: a second run, nothing changed since; so, too,
for StrictDoc and Sphinx, while mkdocs and Doorstop keep nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import convention
import inputs
from measuring import TRAVAUX, Command, Row, Unmeasured, commands_in_turns, forget, missing, options, run, tell
from peer import Peer, peer

COLD, WARM, STRICTDOC = 0.7, 0.1, 0.1
BUILD = (*TRAVAUX, "build", convention.NAME, "--format", "html")
ONE_PAGE = f"""
from strictdoc.core.project_config import ProjectConfig


def create_config():
    return ProjectConfig(project_title="{inputs.TITLE}", project_features=[])
"""


def remove(*folders: Path) -> None:
    """Remove folders, if they are there."""
    for each in folders:
        shutil.rmtree(each, ignore_errors=True)


def ours(folder: Path, count: int) -> dict[str, tuple[Command, Path]]:
    """Our commands, cold and warm, each with a project of its own and the page that it makes."""
    made = {}
    for name, more in (("cold", ("--no-cache",)), ("first", ()), ("warm", ())):
        root = folder / name
        root.mkdir()
        convention.project(root, count)
        before = partial(forget, root) if name == "first" else lambda: None
        shown = " ".join(("travaux build --format html", *more))
        page = root / "build" / convention.NAME / f"{convention.NAME}.html"
        made[name] = Command(shown, (*BUILD, *more), root, before), page
    return made


def mkdocs(folder: Path, made: Peer, count: int) -> dict[str, tuple[Command, Path]]:
    """One page of Markdown."""
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: {inputs.TITLE}\n", "utf-8")
    inputs.markdown(folder / "docs" / "index.md", count)
    site = folder / "site"
    command = Command("mkdocs build -q", (made / "mkdocs", "build", "-q"), folder, lambda: remove(site))
    return {"mkdocs": (command, site / "index.html")}


def strictdoc(folder: Path, made: Peer, count: int) -> dict[str, tuple[Command, Path]]:
    """One document of requirements, and of its pages only the document itself (not the tables and traces)."""
    source, cold, warm = (folder / name for name in ("long", "cold", "warm"))
    source.mkdir()
    (source / "strictdoc_config.py").write_text(ONE_PAGE, "utf-8")
    inputs.strictdoc(source / "long.sdoc", count)

    def command(out: Path, *forget: Path) -> tuple[Command, Path]:
        words = (made / "strictdoc", "export", source, "--formats", "html", "--output-dir", out)
        page = out / "html" / "long" / "long.html"
        return Command("strictdoc export . --formats html", words, folder, lambda: remove(*forget)), page

    return {"strictdoc": command(cold, cold), "strictdoc warm": command(warm)}


def sphinx(folder: Path, made: Peer, count: int) -> dict[str, tuple[Command, Path]]:
    """One page of Markdown, by MyST."""
    source, cold, warm = (folder / name for name in ("source", "cold", "warm"))
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["myst_parser"]\n', "utf-8")
    inputs.markdown(source / "index.md", count)

    def command(out: Path, *forget: Path) -> tuple[Command, Path]:
        words = (made / "sphinx-build", "-q", "-b", "singlehtml", source, out)
        return Command("sphinx-build -q -b singlehtml", words, folder, lambda: remove(*forget)), out / "index.html"

    return {"sphinx": command(cold, cold), "sphinx warm": command(warm)}


def doorstop(folder: Path, made: Peer, count: int) -> dict[str, tuple[Command, Path]]:
    """A file for each article; the project has to be kept by git."""
    run(["git", "init", "-q", folder])
    inputs.doorstop(folder, count)
    out = folder / "out"
    words = (made / "doorstop", "publish", "-H", "all", out)
    command = Command("doorstop publish -H all", words, folder, lambda: remove(out))
    return {"doorstop": (command, out / "documents" / "A.html")}


PEERS = {"mkdocs": mkdocs, "strictdoc": strictdoc, "sphinx": sphinx, "doorstop": doorstop}


def prepared(folder: Path, count: int) -> tuple[dict[str, tuple[Command, Path]], dict[str, str], dict[str, str]]:
    """The commands with their pages, the titles of the peers, and why a peer is not there."""
    commands, titles, absent = ours(folder, count), {}, {}
    for name, prepare in PEERS.items():
        (folder / name).mkdir()
        try:
            made = peer(name)
            commands |= prepare(folder / name, made, count)
            titles[name] = made.title
        except Unmeasured as error:
            absent[name] = str(error)
    return commands, titles, absent


def printed(page: Path) -> str:
    """What a page says; StrictDoc puts all but its first articles into files of script beside it."""
    parts = (each.read_text("utf-8").replace("\\n", " ") for each in page.parent.glob(f"{page.stem}-chunk-*.js"))
    return page.read_text("utf-8") + "".join(parts)


def same(commands: Mapping[str, tuple[Command, Path]], count: int, failed: Mapping[str, str]) -> None:
    """See that each page that was made holds every word; raises `Unmeasured` where one does not."""
    for name, (_, page) in commands.items():
        if name not in failed and (lacks := inputs.holds(printed(page), count)):
            raise Unmeasured(f"{name}: {page.name} lacks “{lacks}”")


def rows(count: int, rounds: int) -> Iterator[Row]:
    """The rows of the table."""
    what = f"{count:,} clauses to one web page"
    with tempfile.TemporaryDirectory() as name:
        commands, titles, absent = prepared(Path(name), count)
        took = commands_in_turns(rounds, {key: command for key, (command, _) in commands.items()})
        same(commands, count, took.failed)
    yield from (missing(what, each, why) for each, why in absent.items())
    goals = {"mkdocs": (COLD, WARM), "strictdoc": (STRICTDOC, None), "sphinx": (None, None), "doorstop": (None, None)}
    for each, title in titles.items():
        title = f"{title} with MyST" if each == "sphinx" else title
        yield took.row(f"{what}, cold", "cold", title, each, goals[each][0])
        if each == "mkdocs":
            yield took.row(f"{what}, a first run that keeps what the next can use", "first", title, each)
        second = f"{each} warm" if f"{each} warm" in commands else each
        yield took.row(f"{what}, warm", "warm", title, second, goals[each][1])


def main() -> int:
    parser = options(__doc__, 3)
    parser.add_argument("-n", "--clauses", type=int, default=1000)
    given = parser.parse_args()
    return tell(rows(given.clauses, given.rounds), given)


if __name__ == "__main__":
    sys.exit(main())
