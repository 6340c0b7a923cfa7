"""How long documents take: a redline as tracked changes beside another package, a long text as Akoma Ntoso.

    python benchmarks/word.py [-r ROUNDS]

Generates the convention of `redline.py` (1,460 paragraphs) and its heavily amended version (800 changes, 60 moves), as
two DOCX files, and times in turns, as whole commands, `travaux diff --format docx` and docx-trackdiff 1.0, which is
installed in an environment of its own in a temporary folder; then a fresh process that does what that package does, and
no more: reads both files, compares them and writes the changes, without their effects in law. A first round, which is
not counted, leaves the bytecode of both packages in the folder, as they have it once installed. Last, a text of 400
articles as Akoma Ntoso. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from render_trees import assets, division, para  # noqa: E402
from travaux.diff.plain import read  # noqa: E402
from travaux.diff.redline import structural  # noqa: E402
from travaux.model.redline import Comparand  # noqa: E402
from travaux.model.tree import Document, Settled, Text  # noqa: E402
from travaux.render import akn  # noqa: E402
from treaties import treaty  # noqa: E402
from treaty_amender import amended  # noqa: E402
from word import redlined  # noqa: E402

OTHER = "docx-trackdiff==1.0.0"
FASTER, LONG = 8, 0.3
ALONE = """
import sys
from pathlib import Path
from travaux.carried import carried
from travaux.comparing.files import comparand
from travaux.comparing.operands import operand
from travaux.diff.redline import structural
from travaux.render.api import load_assets
from travaux.render.redline import docx
from travaux.render.redline.api import View

old, new = (comparand(operand(each)) for each in sys.argv[1:3])
Path(sys.argv[3]).write_bytes(docx.render(structural(old, new), View(assets=load_assets(carried() / "templates"))))
"""
COMMAND = [sys.executable, "-c", "from travaux.cli.main import main; main()", "diff", "--format", "docx", "--out"]


def taken(call: Callable[[], object]) -> float:
    """The seconds of one call, by the clock."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def sides() -> tuple[Comparand, Comparand]:
    """A convention and its heavily amended version."""
    pair = amended(treaty(1), 1, 800, 60, 5)
    return Comparand("old", read(pair.old)), Comparand("new", read(pair.new))


def long_text() -> Settled:
    """Four hundred articles of four paragraphs."""
    words = (
        "Each Party shall adopt such legislative and other measures as may be necessary to give effect to this article."
    )
    articles = tuple(
        division(
            "article",
            f"a{n}",
            f"Article {n}",
            *(division("paragraph", f"a{n}.{p}", f"{p}.", para(words)) for p in range(1, 5)),
            heading="Measures",
        )
        for n in range(1, 401)
    )
    return Settled(Document("long", (Text("A long convention"),), "coe", "en-GB", (), articles))


def beside(folder: Path, rounds: int) -> tuple[float, float]:
    """How many times as long the other package takes: as our whole command, as the same work in a fresh process."""
    subprocess.run([sys.executable, "-m", "venv", folder / "other"], check=True)
    subprocess.run([folder / "other/bin/python", "-m", "pip", "install", "-qq", OTHER], check=True)
    old, new = sides()
    for side in (old, new):
        (folder / f"{side.name}.docx").write_bytes(redlined(structural(side, side), assets()))
    files = [str(folder / "old.docx"), str(folder / "new.docx")]
    commands = {
        "whole": [*COMMAND, str(folder / "whole.docx"), *files],
        "alone": [sys.executable, "-c", ALONE, *files, str(folder / "alone.docx")],
        "other": [str(folder / "other/bin/docx-trackdiff"), *files, str(folder / "theirs.docx")],
    }
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    surroundings = {**os.environ, **kept}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            call = partial(subprocess.run, command, check=True, capture_output=True, env=surroundings)
            times[name].append(taken(call))
    middle = {name: statistics.median(each[1:]) for name, each in times.items()}
    return middle["other"] / middle["whole"], middle["other"] / middle["alone"]


def main() -> int:
    """Time, print, and say whether a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("-r", "--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        whole, faster = beside(Path(folder), rounds)
    print(f"docx-trackdiff / a fresh process of ours that does the same (goal ≥ {FASTER}): {faster:.1f}")
    print(f"docx-trackdiff / travaux diff, effects in law included (goal ≥ {FASTER}): {whole:.1f}")
    text = long_text()
    long = statistics.median(taken(lambda: akn.render(text, assets())) for _ in range(rounds))
    print(f"400 articles as Akoma Ntoso (goal < {LONG} s): {long:.2f} s")
    return int(min(faster, whole) < FASTER or long >= LONG)


if __name__ == "__main__":
    sys.exit(main())
