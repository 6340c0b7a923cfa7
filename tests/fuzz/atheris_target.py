"""A target for atheris, which looks for inputs that reach new code: the readers, and a project through every pass.

    make fuzz FUZZ=60

The first byte of an input says what reads the rest: the reader of YAML, clause markup, one file of the small project
that then goes through every pass, plain text and Markdown (compared, and imported), Akoma Ntoso, the main part of a
Word document. What a function documents that it raises for a user's mistake is no finding; anything else is. A run
begins from the files of the small project and from a text of each format, so that it needs no corpus of its own.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]

with atheris.instrument_imports(include=["travaux"]):
    import mutant_walk
    from mutant_readers import _treaty, _within, _xml
    from mutants import prose_of_the_project, valid
    from redlines import check, compared
    from travaux import api
    from travaux.comparing.akn import passages
    from travaux.diagnostics import Faults
    from travaux.importing.document import accepted_lines, document
    from travaux.importing.foreign import foreign
    from travaux.lint.api import lint
    from travaux.load.text import parse_prose
    from travaux.load.yaml import read
    from travaux.model.stages import Request, TitlesOnly
    from travaux.pipeline import refer, settle_as
    from travaux.render.api import renderers
    from travaux.render.docx import render as docx

LARGEST = 40_000


def of_yaml(data: bytes) -> None:
    _, value, found = read(data, "x.yaml")
    mutant_walk.located(found, {"x.yaml": data})
    assert value is None or found or isinstance(value, dict | list | str)


def of_markup(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    _within(parse_prose(words).found, words)


def of_project(data: bytes) -> None:
    """The second byte says which file of the small project the rest stands for."""
    names = sorted(valid())
    path = names[data[0] % len(names)] if data else names[0]
    files = {**valid(), path: data[1:]}
    library, found = mutant_walk.loaded(files)
    mutant_walk.located(found, files)
    if library is None:
        return
    for name in library.instruments:
        try:
            referred = refer(library, Request(name), TitlesOnly(), mutant_walk.Shared(library.texts))
        except Faults as faults:
            mutant_walk.located(faults.found, files)
            continue
        mode = api.editions(library, name)[len(data) % 4]
        settled = settle_as(referred, mode)
        mutant_walk.located(settled.found, files)
        assert renderers()[("txt", "md", "akn", "html")[len(data) % 4]].render(settled, mutant_walk.assets())
        if len(data) % 8 == 0:
            mutant_walk.located(lint(library, api.one_by_one(library, Request(name), referred)), files)


def of_plain_text(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    markdown = len(text) % 2 == 0
    check(compared(_treaty(1), text, markdown), _treaty(1), text, markdown)


def of_import(data: bytes) -> None:
    try:
        assert foreign(("x.txt", "x.md")[len(data) % 2], data)
    except Faults as faults:
        assert all(each.span and each.hint for each in faults.found)


def of_akn(data: bytes) -> None:
    try:
        passages(data, "x.xml")
    except Faults as faults:
        assert all(each.span and each.hint for each in faults.found)


@cache
def _parts() -> dict[str, bytes]:
    sound = mutant_walk.sound()
    made = docx(settle_as(refer(sound, Request("flood-warnings"), TitlesOnly()), "none"), mutant_walk.assets())
    with zipfile.ZipFile(io.BytesIO(made)) as box:
        return {name: box.read(name) for name in box.namelist()}


def of_docx(data: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
        for name, part in {**_parts(), "word/document.xml": data}.items():
            box.writestr(name, part)
    try:
        accepted_lines(document(out.getvalue(), "x.docx"))
    except Faults as faults:
        assert all(each.span and each.hint for each in faults.found)


TARGETS: tuple[Callable[[bytes], None], ...] = (
    of_yaml, of_markup, of_project, of_plain_text, of_import, of_akn, of_docx,
)  # fmt: skip


def one_input(data: bytes) -> None:
    if 1 < len(data) <= LARGEST:
        TARGETS[data[0] % len(TARGETS)](data[1:])


def corpus(folder: Path) -> None:
    """What a run begins from."""
    seeds: list[tuple[int, bytes]] = []
    for number, path in enumerate(sorted(valid())):
        if "styles" not in path:
            seeds += [(0, valid()[path]), (2, bytes([number]) + valid()[path])]
    seeds += [(1, words.encode()) for words in prose_of_the_project()]
    seeds += [(each, _treaty(2).encode()[:4000]) for each in (3, 4)]
    small = re.sub(
        rb"(?s)<body>.*</body>", b"<body><article><num>1</num><content><p>W.</p></content></article></body>", _xml()
    )
    seeds += [(5, small), (5, _xml()[:LARGEST]), (6, _parts()["word/document.xml"])]
    for number, (target, data) in enumerate(seeds):
        (folder / f"{number:04}").write_bytes(bytes([target]) + data)


def main() -> None:
    """Run for so many seconds; the exit code is not 0 where something was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--found", type=Path, default=Path("build/fuzz"), help="where what is found is written")
    asked.add_argument("inputs", nargs="*", type=Path, help="inputs that were found: each is only tried once more")
    given = asked.parse_args()
    for path in given.inputs:
        one_input(path.read_bytes())
    if given.inputs:
        return
    given.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="travaux-fuzz-") as folder:
        corpus(Path(folder))
        said = [f"-max_total_time={given.seconds}", f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=4000"]
        atheris.Setup(
            [sys.argv[0], *said, f"-artifact_prefix={given.found}/", "-print_final_stats=1", folder], one_input
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
