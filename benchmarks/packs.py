"""What briefing packs cost: against WeasyPrint alone, by the page, and once a clause has changed.

Three comparisons, each turn and turn about, in processor time, so that whatever else the machine does counts less:

- each pack, from the library to the bytes of its PDF, against WeasyPrint on the very same page (goal: at
  most 1.1), and how much of it goes into making that page;
- a page of the annotated edition against a page of the clean edition of the same text (goal: at most 2.5);
- `travaux brief` after one clause has changed against the same from nothing (goal: at most 0.7), and with nothing
  changed; both as whole commands, with all the processes that they start.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ALONE, BY_THE_PAGE, AGAIN = 1.1, 2.5, 0.7
COMMAND = [sys.executable, "-c", "from travaux.cli.main import main; main()", "brief", "--format", "pdf"]
CLAUSE = "clauses/offences/offence-advertise.yaml"
WORDS = "Causing a person to be advertised"


def taken(call: Callable[[], object]) -> float:
    """The seconds of processor time of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def turns(rounds: int, **calls: Callable[[], object]) -> dict[str, float]:
    """The middle time of each call, each called once a round, in turn."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(taken(call))
    return {name: statistics.median(each) for name, each in times.items()}


class Bench:
    """The library, and what makes pages of it."""

    def __init__(self) -> None:
        from travaux import api
        from travaux.output import assets_of

        self.loaded = api.load()
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

    def against_weasyprint(self, rounds: int, names: list[str]) -> bool:
        """The first comparison."""
        from travaux.render import pdf

        fine = True
        for name in names:
            page = self.page(name)
            times = turns(
                rounds,
                making=lambda name=name: self.page(name),  # type: ignore[misc]
                setting=lambda page=page: pdf.write(page, self.assets),  # type: ignore[misc]
                alone=lambda page=page: self.alone(page),  # type: ignore[misc]
            )
            whole, setting = (times["making"] + times["setting"]) / times["alone"], times["setting"] / times["alone"]
            fine &= whole <= ALONE
            seconds = ", ".join(f"{key} {value:.2f} s" for key, value in times.items())
            print(f"{name:16} {seconds}: setting {setting:.2f}, the whole {whole:.2f} of WeasyPrint alone")
        return fine

    def by_the_page(self, rounds: int, instrument: str = "optional-protocol") -> bool:
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
        times = turns(
            rounds,
            **{kind: lambda page=page: pdf.write(page, self.assets) for kind, page in pages.items()},  # type: ignore[misc]
        )
        each = {kind: times[kind] / counts[kind] for kind in pages}
        ratio = each["annotated-text"] / each["clean-text"]
        told = ", ".join(f"{kind} {counts[kind]} pages at {1000 * each[kind]:.0f} ms" for kind in pages)
        print(f"{told}: {ratio:.2f}")
        return ratio <= BY_THE_PAGE

    def again(self) -> bool:
        """The third, once: a copy of the library, made from nothing, with nothing changed, with one clause changed."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for each in ("clauses", "templates"):
                shutil.copytree(self.loaded.project.root / each, folder / each)
            cold, same = clocked(folder), clocked(folder)
            file = folder / CLAUSE
            text = file.read_text(encoding="utf-8")
            assert WORDS in text
            file.write_text(text.replace(WORDS, f"{WORDS} to others"), encoding="utf-8")
            warm = clocked(folder)
        for name, at in (("processor time", 0), ("by the clock", 1)):
            ratios = f"nothing changed {same[at] / cold[at]:.2f}; one clause changed {warm[at] / cold[at]:.2f}"
            print(f"{name}: from nothing {cold[at]:.1f} s; {ratios}")
        return warm[0] <= AGAIN * cold[0]


def clocked(folder: Path) -> tuple[float, float]:
    """The seconds that the whole command takes: of its processes, and by the clock."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(COMMAND, cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, time.perf_counter() - start


def memory(names: list[str]) -> None:
    """The most memory that setting each pack's page takes, in a process of its own (what the kernel says, `VmHWM`)."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from packs import Bench; from travaux.render import pdf\n"
        "bench = Bench(); pdf.write(bench.page(sys.argv[2]), bench.assets)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    for name in names:
        command = [sys.executable, "-c", script, str(Path(__file__).parent), name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        print(f"{name:16} {int(done.stdout) / 1024:.0f} MB at most")


def main() -> int:
    """Measure, print, and say with the exit code whether the goals were reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", nargs="*")
    parser.add_argument("-r", "--rounds", type=int, default=3)
    given = parser.parse_args()
    bench = Bench()
    names = given.packs or list(bench.library.packs)
    fine = [bench.against_weasyprint(given.rounds, names), bench.by_the_page(given.rounds), bench.again()]
    if Path("/proc/self/status").exists():
        memory(names)
    print(f"goals {ALONE}, {BY_THE_PAGE}, {AGAIN}: {', '.join('reached' if each else 'missed' for each in fine)}")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    raise SystemExit(main())
