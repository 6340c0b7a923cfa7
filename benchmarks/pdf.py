"""What the PDF of the optional protocol costs, against WeasyPrint alone on the same HTML.

Two comparisons, each turn and turn about:

- in one process, from the settled tree to the bytes of the PDF, against WeasyPrint's
  `write_pdf` on the very same page (goal: at most 1.15), with the same options, and
  without the tags that make the file accessible;
- as whole commands, `travaux build optional-protocol --format pdf` against a bare script
  that imports WeasyPrint and prints the same page.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

GOAL = 1.15
SCRIPT = """
import sys
from pathlib import Path
from weasyprint import HTML
from weasyprint.urls import URLFetcherResponse

page, fonts, out = map(Path, sys.argv[1:])
fetch = lambda url, *_, **__: URLFetcherResponse(url, (fonts / url.partition(":")[2]).read_bytes(), {})
document = HTML(string=page.read_text(encoding="utf-8"), url_fetcher=fetch, base_url="font:")
document.write_pdf(out, pdf_variant="pdf/ua-1")
"""


def taken(call: Callable[[], object]) -> float:
    """The seconds of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def turns(rounds: int, **calls: Callable[[], object]) -> dict[str, list[float]]:
    """Each call once a round, in turn, after one round that is not counted."""
    for call in calls.values():
        call()
    out: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            out[name].append(taken(call))
    return out


def told(times: dict[str, list[float]], base: str) -> None:
    """One line a candidate: least and middle time, and their ratios to the base."""
    for name, seconds in times.items():
        least, middle = min(seconds), statistics.median(seconds)
        ratios = f"{least / min(times[base]):.2f} {middle / statistics.median(times[base]):.2f}"
        print(f"{name:34} min {least:6.2f} s  median {middle:6.2f} s  ratio (min, median) {ratios}")


def main() -> int:
    """Measure, print, and say with the exit code whether the goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-r", "--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds

    from weasyprint import HTML

    from travaux import api
    from travaux.model.stages import Request
    from travaux.output import assets_of
    from travaux.pipeline import settle
    from travaux.render import pdf

    loaded = api.load()
    assert loaded.library is not None
    settled, assets = settle(loaded.library, Request("optional-protocol")), assets_of(loaded.project)
    page = pdf.source(settled, assets)

    def alone(**options: str) -> object:
        return HTML(string=page, url_fetcher=pdf.fetcher(assets), base_url=pdf.SCHEME).write_pdf(**options)

    within = turns(
        rounds,
        **{
            "tree to PDF": lambda: pdf.render(settled, assets),
            "WeasyPrint alone": lambda: alone(pdf_variant="pdf/ua-1"),
            "WeasyPrint alone, untagged": alone,
        },
    )
    print("In one process:")
    told(within, "WeasyPrint alone")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(page, encoding="utf-8")
        fonts = loaded.project.base / "templates" / "fonts"
        travaux = [sys.executable, "-c", "from travaux.cli.main import main; main()"]
        build = [*travaux, "build", "optional-protocol", "--format", "pdf", "--out", name]
        bare = [sys.executable, "-c", SCRIPT, name + "/page.html", str(fonts), name + "/bare.pdf"]

        def run(command: list[str]) -> None:
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=name)

        whole = turns(rounds, **{"travaux build": lambda: run(build), "bare script": lambda: run(bare)})
    print("As whole commands:")
    told(whole, "bare script")
    ratio = statistics.median(within["tree to PDF"]) / statistics.median(within["WeasyPrint alone"])
    print(f"goal {GOAL}: {'reached' if ratio <= GOAL else 'missed'} ({ratio:.2f})")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
