"""Remakes docs/images/article-8-bis.png: the annotated page of the amending protocol on which the new article begins.

    .venv/bin/python tools/picture.py [FILE.png]

The page is built by `travaux` itself and rasterised by pdftoppm (Debian: poppler-utils).
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps
from pypdf import PdfReader

from travaux import api
from travaux.carried import carried

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "article-8-bis.png"
INSTRUMENT, BEGINS = "amending-protocol", "“Article 8 bis"
DPI, COLOURS = 110, 200


def pdf() -> bytes:
    """The annotated amending protocol of this checkout as a PDF."""
    loaded = api.load(api.find(carried()))
    built = api.build(loaded, api.Request(INSTRUMENT), formats=["pdf"], modes=["margin"])
    if not built.files:
        raise SystemExit("\n".join(str(each) for each in built.found))
    return built.files[f"{INSTRUMENT}.annotated.pdf"]


def page_of(made: bytes) -> int:
    """The number of the first page, from 1, whose text (not its running head) begins the new article."""
    for number, page in enumerate(PdfReader(io.BytesIO(made)).pages, 1):
        lines = [" ".join(line.split()) for line in page.extract_text().splitlines()]
        if any(line.startswith(BEGINS) for line in lines) and any("Each Party shall adopt" in line for line in lines):
            return number
    raise SystemExit(f"No page begins with {BEGINS}.")


def picture(made: bytes, page: int) -> bytes:
    """One page as a small PNG, with a thin frame."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.pdf"
        file.write_bytes(made)
        chosen = ["-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *chosen, str(file), str(file.with_suffix(""))], check=True)
        image = Image.open(file.with_suffix(".png")).convert("RGB")
    framed = ImageOps.expand(image, 1, "#b9bcc2")
    out = io.BytesIO()
    framed.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(target: Path = PICTURE) -> None:
    """Write the picture, and print where."""
    made = pdf()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture(made, page_of(made)))
    print(target)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
