"""What briefing packs cost: against WeasyPrint alone, by the page, and once a clause has changed.

Three comparisons, each turn and turn about, in processor time, so that whatever else the machine does counts less:

- each pack, from the library to the bytes of its PDF, against WeasyPrint on the very same page (goal: at
  most 1.1), and how much of it goes into making that page;
- a page of the annotated edition against a page of the clean edition of the same text (goal: at most 2.5);
- `travaux brief` after one clause has changed against the same from nothing (goal: at most 0.7), and with nothing
  changed; both as whole commands, with all the processes that they start.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from measuring import ROOT, TRAVAUX, Row, Unmeasured, forget, in_turns, missing, options, processor, ratio, run, tell

ALONE, BY_THE_PAGE, AGAIN = 1.1, 2.5, 0.7
COMMAND = (*TRAVAUX, "brief", "--format", "pdf")
CLAUSE = "clauses/offences/offence-advertise.yaml"
WORDS = "Causing a person to be advertised"


class Bench:
    """The library, and what makes pages of it."""

    def __init__(self) -> None:
        from travaux import api
        from travaux.output import assets_of

        self.loaded = api.load(api.find(ROOT))
        assert self.loaded.library is not None
        self.library = self.loaded.library
        self.assets = assets_of(self.loaded.project)

    def page(self, pack: str) -> str:
        """A pack as the page of HTML that is set."""
        from travaux.briefs.facts import facts
        from travaux.pack.assemble import brief
        from travaux.render import pdf

        library, shown = self.library, self.library.packs[pack]
        return pdf.source(brief(library, shown, (), facts(library, shown)).text, self.assets)

    def alone(self, page: str) -> Any:
        """What WeasyPrint makes of a page by itself."""
        from weasyprint import HTML

        from travaux.render import pdf

        return HTML(string=page, url_fetcher=pdf.fetcher(self.assets), base_url=pdf.SCHEME).write_pdf(
            pdf_variant="pdf/ua-1"
        )

    def against_weasyprint(self, rounds: int, name: str) -> Iterator[Row]:
        """The first comparison, of one pack."""
        from importlib.metadata import version

        from travaux.render import pdf

        page = self.page(name)
        works = {
            "making": lambda: self.page(name),
            "setting": lambda: pdf.write(page, self.assets),
            "alone": lambda: self.alone(page),
        }
        took = in_turns(rounds, works, time.process_time)
        whole = [sum(each) for each in zip(took["making"], took["setting"], strict=True)]
        what, against = f"pack {name}, processor time", f"WeasyPrint {version('weasyprint')} alone on the same page"
        yield ratio(f"{what}: from the library to the bytes", whole, against, took["alone"], ALONE)
        yield ratio(f"{what}: its pages set, tagged and looked over", took["setting"], against, took["alone"])

    def by_the_page(self, rounds: int, instrument: str = "optional-protocol") -> Iterator[Row]:
        """The second."""
        import io

        from pypdf import PdfReader

        from travaux.model.pack import SectionSpec
        from travaux.pack.assemble import brief
        from travaux.render import pdf

        pages: dict[str, str] = {}
        for kind in ("clean-text", "annotated-text"):
            pack = next(
                each for each in self.library.packs.values() if instrument in [t.instrument for t in each.texts]
            )
            made = brief(self.library, replace(pack, sections=(SectionSpec(kind, of=(instrument,)),)))
            pages[kind] = pdf.source(made.text, self.assets)
        counts = {kind: len(PdfReader(io.BytesIO(pdf.write(page, self.assets))).pages) for kind, page in pages.items()}
        works = {kind: lambda page=page: pdf.write(page, self.assets) for kind, page in pages.items()}  # type: ignore[misc]
        took = in_turns(rounds, works, time.process_time)
        each = {kind: [seconds / counts[kind] for seconds in took[kind]] for kind in pages}
        what = f"a page of the annotated edition ({counts['annotated-text']} pages), processor time"
        against = f"a page of the clean edition ({counts['clean-text']} pages)"
        yield ratio(what, each["annotated-text"], against, each["clean-text"], BY_THE_PAGE)


def again() -> Iterator[Row]:
    """The third, once: a copy of the library, made from nothing, with nothing changed, with one clause changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("clauses", "templates"):
            shutil.copytree(ROOT / each, folder / each)
        forget()
        cold, same = clocked(folder), clocked(folder)
        file = folder / CLAUSE
        text = file.read_text(encoding="utf-8")
        if WORDS not in text:
            raise Unmeasured(f"{CLAUSE} does not say “{WORDS}”")
        file.write_text(text.replace(WORDS, f"{WORDS} to others"), encoding="utf-8")
        warm = clocked(folder)
    against, what = "all packs from nothing", "`travaux brief --format pdf`, processor time"
    commands = ("travaux brief --format pdf",)
    yield ratio(f"{what}: nothing changed since", [same], against, [cold], None, commands)
    yield ratio(f"{what}: one clause changed that all of them hold", [warm], against, [cold], AGAIN, commands)


def clocked(folder: Path) -> float:
    """The seconds of processor time that the whole command takes, with all the processes that it starts."""
    before = processor()
    run(COMMAND, folder)
    return processor() - before


def memory(names: Sequence[str]) -> Iterator[Row]:
    """The most memory that setting each pack's page takes, in a process of its own (what the kernel says, `VmHWM`)."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from packs import Bench; from travaux.render import pdf\n"
        "bench = Bench(); pdf.write(bench.page(sys.argv[2]), bench.assets)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    if not Path("/proc/self/status").exists():
        yield missing("most memory of a pack", "–", "the system does not tell")
        return
    for name in names:
        most = run([sys.executable, "-c", script, str(Path(__file__).parent), name])
        yield Row(f"most memory of pack {name}, its making included", "–", f"{int(most) / 1024:.0f} MB")


def rows(packs: Sequence[str], rounds: int, changing: bool) -> Iterator[Row]:
    """The rows of the table."""
    bench = Bench()
    names = packs or list(bench.library.packs)
    for name in names:
        yield from bench.against_weasyprint(rounds, name)
    yield from bench.by_the_page(rounds)
    if changing:
        yield from again()
    yield from memory(names)


def main() -> int:
    parser = options(__doc__, 3)
    parser.add_argument("packs", nargs="*", metavar="PACK", help="only these (default: all)")
    parser.add_argument("--no-change", action="store_true", help="leave out the third comparison, which takes minutes")
    given = parser.parse_args()
    return tell(rows(given.packs, given.rounds, not given.no_change), given)


if __name__ == "__main__":
    sys.exit(main())
