"""What the PDF of the optional protocol costs, against WeasyPrint alone on the same HTML.

Two comparisons, each turn and turn about:

- in one process, from the settled tree to the bytes of the PDF, against WeasyPrint's
  `write_pdf` on the very same page (goal: at most 1.15), with the same options, and
  without the tags that make the file accessible;
- as whole commands, `travaux build optional-protocol --format pdf --no-cache` against a bare script
  that imports WeasyPrint and prints the same page.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import ROOT, TRAVAUX, Command, Row, commands_in_turns, in_turns, options, ratio, tell

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


def rows(rounds: int) -> Iterator[Row]:
    """The rows of the table."""
    from importlib.metadata import version

    from weasyprint import HTML

    from travaux import api
    from travaux.model.stages import Request
    from travaux.output import assets_of
    from travaux.pipeline import settle
    from travaux.render import pdf

    loaded = api.load(api.find(ROOT))
    assert loaded.library is not None
    settled, assets = settle(loaded.library, Request("optional-protocol")), assets_of(loaded.project)
    page = pdf.source(settled, assets)

    def alone(**options: str) -> object:
        return HTML(string=page, url_fetcher=pdf.fetcher(assets), base_url=pdf.SCHEME).write_pdf(**options)

    works = {
        "ours": lambda: pdf.render(settled, assets),
        "alone": lambda: alone(pdf_variant="pdf/ua-1"),
        "untagged": alone,
    }
    took, title = in_turns(rounds, works), f"WeasyPrint {version('weasyprint')}"
    what = "PDF of the optional protocol, from the settled tree to the bytes"
    yield ratio(what, took["ours"], f"{title} alone on the same HTML", took["alone"], GOAL)
    yield ratio(what, took["ours"], f"{title} alone, without the tags that make a PDF accessible", took["untagged"])
    yield from whole(rounds, page, title)


def whole(rounds: int, page: str, title: str) -> Iterator[Row]:
    """The row of the whole command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(page, encoding="utf-8")
        build = ("build", "optional-protocol", "--format", "pdf", "--no-cache", "--out", name, "-C", ROOT)
        bare = (sys.executable, "-c", SCRIPT, folder / "page.html", ROOT / "templates" / "fonts", folder / "bare.pdf")
        commands = {
            "ours": Command("travaux build optional-protocol --format pdf --no-cache", (*TRAVAUX, *build), folder),
            "bare": Command("HTML(…).write_pdf(…, pdf_variant='pdf/ua-1')", bare, folder),
        }
        took = commands_in_turns(rounds, commands)
    against = f"a bare script that has {title} print the same HTML"
    yield took.row("PDF of the optional protocol, the whole command", "ours", against, "bare", GOAL)


def main() -> int:
    given = options(__doc__, 7).parse_args()
    return tell(rows(given.rounds), given)


if __name__ == "__main__":
    sys.exit(main())
