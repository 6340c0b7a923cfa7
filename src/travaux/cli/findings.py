"""Findings for programs: a list in JSON, and SARIF 2.1.0 for code review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.diagnostics import Diagnostic, Waived
    from travaux.pages import Page

    Row = dict[str, object]


def as_json(found: Sequence[Diagnostic], waived: Sequence[Waived] = ()) -> str:
    """Findings as a list of flat objects; paths are relative to the project.

    `waived` is the reason for which a finding is set aside, else null; what is waived follows what is not.
    """
    import json

    rows = [_row(each, None) for each in found] + [_row(each.finding, each.because) for each in waived]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(each: Diagnostic, because: str | None) -> Row:
    return {
        "path": each.span.path if each.span else None,
        "line": each.span.line if each.span else None,
        "column": each.span.column if each.span else None,
        "code": each.code,
        "severity": str(each.severity),
        "message": each.message,
        "hint": each.hint,
        "waived": because,
    }


def as_sarif(found: Sequence[Diagnostic], waived: Sequence[Waived] = ()) -> str:
    """Findings as a SARIF 2.1.0 log with the page of every rule that they name; a waiver is a suppression."""
    import json

    from travaux import api
    from travaux.cli.shared import version

    pages = api.pages()
    codes = sorted({each.code for each in (*found, *(each.finding for each in waived))})
    results = [_result(each, codes) | {"suppressions": []} for each in found]
    results += [_result(each.finding, codes) | {"suppressions": [_suppression(each)]} for each in waived]
    driver = {"name": "travaux", "version": version(), "rules": [_rule(code, pages) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The project's folder."}}},
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, pages: Mapping[str, Page]) -> Row:
    page = pages.get(code)
    if page is None:
        return {"id": code}
    return {
        "id": code,
        "name": page.slug,
        "shortDescription": {"text": page.summary},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": str(page.severity)},
    }


def _result(each: Diagnostic, codes: Sequence[str]) -> Row:
    from travaux.cli.shared import sentence

    text = " ".join(sentence(words) for words in (each.message, each.hint) if words)
    made: Row = {
        "ruleId": each.code,
        "ruleIndex": codes.index(each.code),
        "level": str(each.severity),
        "message": {"text": text},
    }
    if each.span:
        region = {"startLine": each.span.line, "startColumn": each.span.column}
        made["locations"] = [{"physicalLocation": {"artifactLocation": _file(each.span.path), "region": region}}]
    return made


def _suppression(each: Waived) -> Row:
    """How a finding is set aside: in the file it stands in, or in another."""
    own = each.finding.span is not None and each.finding.span.path == each.path
    where = {"physicalLocation": {"artifactLocation": _file(each.path)}}
    kind = "inSource" if own else "external"
    return {"kind": kind, "status": "accepted", "justification": each.because, "location": where}


def _file(path: str) -> Row:
    from urllib.parse import quote

    return {"uri": quote(path), "uriBaseId": "PROJECT"}
