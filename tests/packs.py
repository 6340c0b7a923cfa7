"""Small projects with briefing packs, and all that a finished file of one holds, in whatever wrapping."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from command import DUTY, change, small_project

SECRET = "QXZV"
"""What no public pack may hold, in any letters: too short to be broken at a line's end, and no part of a word."""
PUBLIC, INSIDE = "templates/packs/public.yaml", "templates/packs/inside.yaml"
INSTRUMENT, OBJECTIONS = "templates/instruments/flood-warnings.yaml", "clauses/objections.yaml"
PACK = """\
title: Warnings of floods
subtitle: A proposal in brief
audience: those who live by rivers
sees: public
texts: [flood-warnings]
sections:
  - cover
  - contents
  - section: words
    heading: The problem
    text: |
      Rivers rise, and those who see it first do not say so.
  - annotated-text
  - explanatory-report
  - sources
  - colophon
"""
OURS = """\
title: Warnings of floods, QXZV
audience: the delegation
sees: internal
texts: [flood-warnings]
sections:
  - section: words
    heading: Our QXZV
    text: |
      What we would give up is QXZV.
  - explanatory-report
  - sources
"""


def packs_project(folder: Path, **packs: str) -> Path:
    """The project that `travaux new` writes, with these packs (by name); one for the public, if none is given."""
    small_project(folder)
    shutil.rmtree(folder / "templates/packs", ignore_errors=True)
    (folder / "templates/packs").mkdir()
    for name, text in (packs or {"public": PACK}).items():
        (folder / f"templates/packs/{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def secrets_project(folder: Path) -> Path:
    """As above, with a pack for each kind of reader, and something internal of every kind that there is."""
    packs_project(folder, public=PACK, inside=OURS)
    change(
        folder,
        DUTY,
        "variants:\n",
        "variants:\n"
        "  # the fallback, QXZV\n"
        "  at-qxzv:\n"
        "    internal: true\n"
        "    label: By degrees, QXZV\n"
        "    stance: {against: [UP]}\n"
        "    text: |\n"
        "      Each {{ party }} shall warn every other {{ party }} by degrees (QXZV).\n"
        "    commentary: |\n"
        "      This is what we could live with: QXZV.\n",
    )
    change(
        folder,
        DUTY,
        "rationale:\n",
        "rationale:\n"
        "  - claim: The fallback loses little, QXZV.\n"
        "    variants: [at-qxzv]\n"
        "    internal: true\n"
        "  - {claim: Others would settle for less (QXZV)., stance: against, internal: true}\n",
    )
    change(
        folder,
        DUTY,
        "draws-on:\n",
        "draws-on:\n"
        '  - {instrument: watercourses, article: "28", relation: narrows, variants: [at-qxzv], internal: true}\n',
    )
    change(
        folder,
        PUBLIC,
        "  - annotated-text\n",
        "  - section: words\n    heading: Our QXZV\n    internal: true\n    text: |\n      Say nothing of QXZV.\n"
        "  - annotated-text\n",
    )
    clause = (folder / "clauses/final/entry-into-force.yaml").read_text(encoding="utf-8")
    (folder / "clauses/final/until-qxzv.yaml").write_text(f"internal: true\n{clause}", encoding="utf-8")
    change(
        folder,
        OBJECTIONS,
        "  answers:\n",
        '  answers:\n    - {clause: "duty-to-warn:at-qxzv", how: "It yields QXZV.", internal: true}\n',
    )
    objections = folder / OBJECTIONS
    text = objections.read_text(encoding="utf-8")
    more = (
        "no-qxzv:\n  title: QXZV\n  internal: true\n  statement: They do not want QXZV.\n"
        '  raised-by: Upstream services\n  cite: "[@watercourses, art 28]"\n'
        '  variants: ["duty-to-warn:at-qxzv"]\n  answers: [{clause: duty-to-warn, how: By QXZV.}]\n'
    )
    objections.write_text(text + more, encoding="utf-8")
    instrument = (folder / INSTRUMENT).read_text(encoding="utf-8")
    other = instrument.replace("  - duty-to-warn\n", '  - "duty-to-warn:at-qxzv"\n').replace(
        "title: ", "internal: true\ntitle: ", 1
    )
    (folder / "templates/instruments/flood-qxzv.yaml").write_text(other, encoding="utf-8")
    return folder


def everything(file: Path) -> str:
    """All that a file holds, in small letters: its bytes; its parts, if it is packed; of a PDF streams and words."""
    data = file.read_bytes()
    parts = [data.decode("latin-1"), str(file)]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            parts += [box.read(name).decode("latin-1") for name in box.namelist()]
    if data.startswith(b"%PDF"):
        parts += [each.decode("latin-1") for each in _streams(data)]
        parts += [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        if shutil.which("pdftotext"):
            done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
            parts.append(done.stdout.decode())
    return "\n".join(parts).lower()


def _streams(data: bytes) -> list[bytes]:
    """Every stream of a PDF, unpacked, and every dictionary as it reads: metadata, outlines, files enclosed."""
    reader = PdfReader(io.BytesIO(data))
    found = []
    for number in sorted({*reader.xref.get(0, {}), *reader.xref_objStm}):
        with suppress(Exception):
            found.append(_plain(reader.get_object(number)))
    at = 0
    while (at := data.find(b"stream", at)) >= 0:
        at += len(b"stream")
        with suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(data[at:].lstrip(b"\r\n")))
    return found


def _plain(thing: object) -> bytes:
    if isinstance(thing, StreamObject):
        return thing.get_data()
    return repr(thing).encode() if isinstance(thing, DictionaryObject) else str(thing).encode()
