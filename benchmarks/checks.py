"""Loading and checking a thousand clauses, as whole commands: ours, Doorstop, StrictDoc and compliance-trestle.

    python benchmarks/checks.py [-n CLAUSES] [-r ROUNDS]

Each is given the same articles with another variant, the reasons, the commentary and a reference to another article,
and says whether something is wrong. Ours is `travaux lint`, all of its rules over the clauses and the text of the
instrument included; beside it a process that does what the peers do and no more: it reads the files and checks them
against the schema, and that what they name exists. Then `travaux lint` over the library of this repository, beside
twice a bare click program and the load of the library (goal: no longer than these).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import convention
import inputs
from measuring import (
    ROOT,
    TRAVAUX,
    Clocked,
    Command,
    Row,
    Unmeasured,
    commands_in_turns,
    missing,
    options,
    ratio,
    run,
    tell,
)
from peer import Peer, peer

LOAD = """
import sys
from pathlib import Path
from travaux.load.library import load
library, found = load(Path(sys.argv[1]), Path(sys.argv[2]))
sys.exit(library is None or any(each.is_error for each in found))
"""
BARE = "import click; click.command()(lambda: None)()"


def loading(root: Path) -> Command:
    """A process that loads and checks the project and no more; `templates/` is that of this repository."""
    return Command("load (a bare process)", (sys.executable, "-c", LOAD, root, ROOT), root)


def doorstop(folder: Path, made: Peer, count: int) -> Command:
    """`doorstop` in a repository of items; its first run reviews them, which is not counted."""
    run(["git", "init", "-q", folder])
    inputs.doorstop(folder, count)
    return Command("doorstop", (made / "doorstop",), folder)


def strictdoc(folder: Path, made: Peer, count: int) -> Command:
    """StrictDoc has no command that only checks: that which writes the same document again does least besides."""
    source, out = folder / "long", folder / "out"
    source.mkdir()
    inputs.strictdoc(source / "long.sdoc", count, whole=True)
    words = (made / "strictdoc", "export", source, "--formats", "sdoc", "--output-dir", out)
    return Command("strictdoc export . --formats sdoc", words, folder, lambda: shutil.rmtree(out, ignore_errors=True))


def trestle(folder: Path, made: Peer, count: int) -> Command:
    """`trestle validate` of one catalog."""
    run([made / "trestle", "init", "--local"], folder)
    (folder / "catalogs" / "long").mkdir(parents=True)
    inputs.catalog(folder / "catalogs" / "long" / "catalog.json", count)
    words = (made / "trestle", "validate", "-t", "catalog", "-n", "long")
    return Command("trestle validate -t catalog -n long", words, folder)


PEERS = {"doorstop": doorstop, "strictdoc": strictdoc, "compliance-trestle": trestle}


def beside_peers(folder: Path, count: int, rounds: int) -> Iterator[Row]:
    """Ours beside each peer."""
    what, titles = f"{count:,} clauses loaded and checked", {}
    root = folder / "ours"
    convention.project(root, count)
    commands = {
        "load": loading(root),
        "lint": Command("travaux lint --no-cache", (*TRAVAUX, "lint", "--no-cache"), root),
    }
    for name, prepare in PEERS.items():
        (folder / name).mkdir()
        try:
            made = peer(name)
            commands[name] = prepare(folder / name, made, count)
            titles[name] = made.title
        except Unmeasured as error:
            yield missing(what, name, error)
    took = commands_in_turns(rounds, commands)
    for name, title in titles.items():
        yield took.row(f"{what}, all else left out", "load", title, name)
        yield took.row(f"{what}, with every rule (`travaux lint`)", "lint", title, name)


def summed(took: Clocked, what: str, ours: str) -> Row:
    """A command beside twice a bare click program and the loading of the library (its process less an empty one)."""
    against = "twice a bare click program, and the load of the library"
    for name in (ours, "bare", "empty", "load"):
        if name in took.failed:
            return missing(what, against, took.failed[name])
    base = [
        2 * bare + load - empty
        for bare, load, empty in zip(*(took.seconds[name] for name in ("bare", "load", "empty")), strict=True)
    ]
    return ratio(what, took.seconds[ours], against, base, 1, (took.commands[ours].shown,))


def own(rounds: int) -> Iterator[Row]:
    """`travaux lint` over this repository's library."""
    took = commands_in_turns(
        rounds,
        {
            "empty": Command("an empty program", (sys.executable, "-c", ""), ROOT),
            "bare": Command("a bare click program", (sys.executable, "-c", BARE), ROOT),
            "load": replace(loading(ROOT), shown="load"),
            "cold": Command("travaux lint --no-cache", (*TRAVAUX, "lint", "--no-cache"), ROOT),
            "warm": Command("travaux lint", (*TRAVAUX, "lint"), ROOT),
        },
    )
    yield summed(took, "`travaux lint` of this library, nothing kept", "cold")
    yield summed(took, "`travaux lint` of this library, a second run", "warm")


def rows(count: int, rounds: int) -> Iterator[Row]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as name:
        yield from beside_peers(Path(name), count, rounds)
    yield from own(rounds)


def main() -> int:
    parser = options(__doc__, 3)
    parser.add_argument("-n", "--clauses", type=int, default=1000)
    given = parser.parse_args()
    return tell(rows(given.clauses, given.rounds), given)


if __name__ == "__main__":
    sys.exit(main())
