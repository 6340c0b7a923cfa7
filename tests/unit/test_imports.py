"""A command loads only what it needs: `--help` starts at once, `lint` runs where Pango is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = frozenset({"citeproc", "docx", "fontTools", "lxml", "uharfbuzz", "weasyprint"})
READERS = frozenset({"markdown_it", "pydantic", "yaml"})

# Runs a command as the script `travaux` would; the last line of stderr lists what it loaded.
PROBE = """
import json, sys
sys.argv[0] = "travaux"
code = 0
try:
    from travaux.cli.main import main
    code = main()
except SystemExit as end:
    code = end.code
loaded = sorted({name.split(".")[0] for name in sys.modules})
print("\\n" + json.dumps({"code": code or 0, "loaded": loaded}), file=sys.stderr)
"""


@cache
def loaded_by(*arguments: str) -> frozenset[str]:
    """The top-level modules that one run of the command loaded."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stderr.splitlines()[-1])
    assert report["code"] in (0, 1), run.stderr  # 1: the command ran, and found errors in the library
    assert run.stdout.strip() or arguments == ("lint",), "the command printed nothing"
    return frozenset(report["loaded"])


@pytest.mark.parametrize("arguments", [("--help",), ("lint",), ("list", "clauses")], ids=" ".join)
def test_nothing_heavy_is_loaded(arguments: tuple[str, ...]) -> None:
    assert not loaded_by(*arguments) & HEAVY


def test_help_reads_no_library() -> None:
    assert not loaded_by("--help") & READERS


def test_the_citation_processor_is_loaded_for_a_list_of_sources_only(tmp_path: Path) -> None:
    build = ("build", "optional-protocol", "--format", "md", "--out", str(tmp_path))
    assert not loaded_by(*build) & HEAVY
    assert "citeproc" in loaded_by(*build, "--annotate", "notes")


def test_what_shapes_words_is_loaded_for_a_pack_with_a_drawing_only(tmp_path: Path) -> None:
    brief = ("brief", "legal-adviser", "--format", "md", "--out", str(tmp_path), "--only")
    assert "uharfbuzz" in loaded_by(*brief, "structure-figure")
    assert not loaded_by(*brief, "words") & HEAVY


def test_what_prints_no_pack_does_not_load_what_shapes_words(tmp_path: Path) -> None:
    build = ("build", "amending-protocol", "--format", "html,pdf", "--out", str(tmp_path))
    diff = ("diff", "amending-protocol", "optional-protocol")
    for command in (build, diff, ("coverage",), ("list", "gaps")):
        assert not loaded_by(*command) & {"fontTools", "uharfbuzz"}


def test_the_probe_sees_what_is_loaded() -> None:
    assert {"click", "travaux"} <= loaded_by("--help")
