"""How long documents take: a redline as tracked changes beside another package, a long text as Akoma Ntoso.

    python benchmarks/word.py [-r ROUNDS]

Generates the convention of `redline.py` (1,460 paragraphs) and its heavily amended version (800 changes, 60 moves),
as two DOCX files, and times in turns, as whole commands, `travaux diff --format docx` and docx-trackdiff (of the
version that benchmarks/peers/docx-trackdiff.lock names); and a fresh process that does what that package does, and no
more: reads both files, compares them and writes the changes, without their effects in law. A first round, which is
not counted, leaves the bytecode of both packages in a folder, as they have it once installed. Last, a text of 400
articles as Akoma Ntoso. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import (
    ROOT,
    TRAVAUX,
    Command,
    Row,
    Unmeasured,
    commands_in_turns,
    in_turns,
    middle,
    missing,
    most,
    options,
    tell,
)
from peer import peer

sys.path.insert(0, str(ROOT / "tests"))

from render_trees import assets, division, para
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.redline import Comparand
from travaux.model.tree import Document, Settled, Text
from travaux.render import akn
from treaties import treaty
from treaty_amender import amended
from word import redlined

FASTER, LONG = 0.125, 0.3
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


def beside(folder: Path, rounds: int) -> Iterator[Row]:
    """Ours as a whole command, and the same work as the other package's in a fresh process."""
    try:
        other = peer("docx-trackdiff")
    except Unmeasured as error:
        yield missing("a redline as tracked changes", "docx-trackdiff", error)
        return
    old, new = sides()
    for side in (old, new):
        (folder / f"{side.name}.docx").write_bytes(redlined(structural(side, side), assets()))
    files = [folder / "old.docx", folder / "new.docx"]
    diff = (*TRAVAUX, "diff", "--format", "docx", "--out", folder / "whole.docx", *files)
    alone = (sys.executable, "-c", ALONE, *files, folder / "alone.docx")
    commands = {
        "whole": Command("travaux diff --format docx old.docx new.docx", diff),
        "alone": Command("the same work in a bare process", alone),
        "other": Command(
            "docx-trackdiff old.docx new.docx", (other / "docx-trackdiff", *files, folder / "theirs.docx")
        ),
    }
    took, what = commands_in_turns(rounds, commands), "a redline as tracked changes (800 changes)"
    yield took.row(f"{what}, effects in law left out", "alone", other.title, "other", FASTER)
    yield took.row(f"{what}, effects in law included", "whole", other.title, "other", FASTER)


def rows(rounds: int) -> Iterator[Row]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        yield from beside(Path(folder), rounds)
    text = long_text()
    took = in_turns(rounds, {"akn": lambda: akn.render(text, assets())})
    yield most("400 articles as Akoma Ntoso", middle(took["akn"]), LONG, " s")


def main() -> int:
    given = options(__doc__, 5).parse_args()
    return tell(rows(given.rounds), given)


if __name__ == "__main__":
    sys.exit(main())
