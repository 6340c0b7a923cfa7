"""Every PDF made is PDF/UA-1 and PDF/A-3a, every page is HTML that all can use: validators made by others say so.

Without the validators these tests are skipped and say what is lacking; with `TRAVAUX_CI` in the environment, they fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from command import ROOT, run
from render_trees import protocol
from travaux.render import pdf
from travaux.render.api import Assets
from travaux.render.archive import Attachment
from validators import NODE, at_hand, axe, nu, qpdf, verapdf

pytestmark = pytest.mark.slow

INSTRUMENTS = sorted(each.stem for each in (ROOT / "templates" / "instruments").glob("*.yaml"))
DIFFS = {
    "instruments": ("child-minimum-protocol", "optional-protocol"),
    "parameter": ("amending-protocol", "amending-protocol", "--set", "years=3"),
    "variants": ("offence-advertise:knowing", "offence-advertise:reckless"),
    "same": ("offence-advertise:knowing", "offence-advertise:knowing"),
}
TABLES = {
    "variants": ("offence-advertise",),
    "law": ("offence-advertise", "--law", "all"),
    "instruments": ("--instruments", "all"),
}
Validator = Callable[[Sequence[Path]], list[str]]


def told(validator: Validator, files: Sequence[Path]) -> list[str]:
    """What a validator says of files; skips where it is missing, unless it must not be."""
    assert files
    with at_hand(validator.__name__):
        return validator(files)


def made(folder: Path, command: str, asked: dict[str, tuple[str, ...]]) -> None:
    for name, given in asked.items():
        for form in ("pdf", "html"):
            done = run(command, *given, "--format", form, "--out", folder / f"{name}.{form}", cwd=ROOT)
            assert done.returncode == 0, done.stderr


def conform(folder: Path, pdfs: int, pages: int) -> None:
    """So many files of each kind, and no fault in any."""
    printed, shown = (sorted(folder.rglob(f"*.{suffix}")) for suffix in ("pdf", "html"))
    assert (len(printed), len(shown)) == (pdfs, pages)
    for validator, files in ((qpdf, printed), (verapdf, printed), (nu, shown), (axe, shown)):
        if files:
            assert told(validator, files) == []


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_an_instrument_in_every_mode(instrument: str, tmp_path: Path) -> None:
    done = run("build", instrument, "--format", "pdf,html", "--annotate", "all", "--out", tmp_path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    modes = 5 if instrument == "amending-protocol" else 4  # a table of changes only of what amends a treaty
    conform(tmp_path, modes, modes)


def test_redlines(tmp_path: Path) -> None:
    made(tmp_path, "diff", DIFFS)
    conform(tmp_path, len(DIFFS), len(DIFFS))


def test_tables_side_by_side(tmp_path: Path) -> None:
    made(tmp_path, "compare", TABLES)
    conform(tmp_path, len(TABLES), len(TABLES))


def test_what_is_covered_and_drawn_on(tmp_path: Path) -> None:
    for name, given in {"covered": (), "drawn-on": ("--sources",)}.items():
        done = run("coverage", *given, "--format", "html", "--out", tmp_path / f"{name}.html", cwd=ROOT)
        assert done.returncode == 0, done.stderr
    conform(tmp_path, 0, 2)


def test_a_text_that_encloses_its_sources(tmp_path: Path, assets: Assets) -> None:
    enclosed = (
        Attachment("offence.yaml", b"heading: x\n", "A clause", "application/yaml"),
        Attachment("é.json", b"{}", "", "application/json"),
    )
    path = tmp_path / "enclosed.pdf"
    path.write_bytes(pdf.render(protocol("margin"), assets, enclosed))
    assert told(verapdf, [path]) == []
    assert told(qpdf, [path]) == []


# ---------------------------------------------------------------- faults are found


def test_an_untagged_pdf_is_reported(tmp_path: Path) -> None:
    from weasyprint import HTML

    path = tmp_path / "plain.pdf"
    HTML(string="<title>Plain</title><p>words</p>").write_pdf(path)
    faults = told(verapdf, [path])
    rules = {" ".join(each.split()[1:3]) for each in faults}
    assert {"ua1 7.1-3", "ua1 7.1-11", "3a 6.7.3.3-1", "3a 6.2.4.3-2"} <= rules, "no tags, and colours of no profile"


def test_a_damaged_pdf_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    assert told(qpdf, [path])


BAD = '<!DOCTYPE html><html><head><title>Bad</title></head><body><main><h1>Bad</h1><p><img src="data:,"></p></main>'


@pytest.mark.parametrize(("validator", "fault"), [(nu, "must have an “alt” attribute"), (axe, "image-alt")])
def test_a_page_with_faults_is_reported(validator: Validator, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(BAD, encoding="utf-8")
    assert any(fault in each for each in told(validator, [path])), told(validator, [path])


def test_what_checks_pages_is_pinned_and_names_no_host() -> None:
    lock = (NODE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock and '"resolved"' not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/') > 0


@pytest.mark.parametrize(("surroundings", "outcome"), [({"TRAVAUX_CI": "1"}, pytest.fail), ({}, pytest.skip)])
def test_a_validator_that_is_missing_is_told(
    surroundings: dict[str, str], outcome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAVAUX_CI", raising=False)
    for name, value in {**surroundings, "PATH": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(outcome.Exception, match=r"not checked by qpdf: there is no qpdf; tools/conformance\.sh"):
        told(qpdf, [tmp_path / "any.pdf"])


def test_briefing_packs(tmp_path: Path) -> None:
    done = run("brief", "--out", tmp_path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    packs = len(list((ROOT / "templates" / "packs").glob("*.yaml")))
    assert packs >= 4
    conform(tmp_path, packs, packs)
