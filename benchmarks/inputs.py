"""The words of the long convention as each peer wants them: Markdown, StrictDoc, Doorstop's items, an OSCAL catalog.

`holds` says whether a page that a program has made holds every word of every article, so that all print the same.
"""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import convention
import yaml
from convention import Words, said_by

TITLE = "A long convention"


def title(number: int, said: Words) -> str:
    """The heading of an article with its number (the first article holds the definitions)."""
    return f"Article {number + 2} – {said.heading}"


def provisions(said: Words) -> str:
    """The paragraphs and points as a list of Markdown (and of reStructuredText)."""
    points = "\n".join(f"   - {letter}. {each}" for letter, each in zip("ab", said.points, strict=True))
    return f"1. {said.lead}\n\n{points}\n\n2. {said.after}\n"


def articles(count: int) -> Iterator[tuple[int, Words]]:
    """Each clause's number and the words of it that are printed."""
    return ((number, said_by(number)[0]) for number in range(count))


def markdown(path: Path, count: int) -> None:
    """The whole as one page of Markdown."""
    parts = [f"# {TITLE}\n"]
    for number, said in articles(count):
        if number % convention.CHAPTER == 0:
            parts.append(f"## Measures of chapter {number // convention.CHAPTER + 1}\n")
        # Python-Markdown wants what stands under a number indented by four.
        parts.append(f"### {title(number, said)}\n\n{provisions(said).replace('   - ', '    - ')}")
    path.write_text("\n".join(parts), "utf-8")


def reasons(number: int) -> tuple[str, str]:
    """The reasons and the commentary of a clause, as its file has them."""
    made = yaml.load(convention.clause(number), yaml.CSafeLoader)
    return " ".join(each["claim"] for each in made["rationale"]), made["commentary"].strip()


def strictdoc(path: Path, count: int, whole: bool = False) -> None:
    """The whole as one document of StrictDoc; `whole`: with reasons, the other variant and the commentary too."""
    parts = [f"[DOCUMENT]\nTITLE: {TITLE}\n"]
    for number, said in articles(count):
        why = ""
        if whole:
            reason, commentary = reasons(number)
            other = provisions(said_by(number)[1])
            why = f"RATIONALE: >>>\n{reason}\n<<<\nCOMMENT: >>>\n{commentary}\n<<<\nCOMMENT: >>>\n{other}<<<\n"
            why += f"RELATIONS:\n- TYPE: Parent\n  VALUE: A-{number // 2}\n" if number else ""
        parts.append(
            f"[REQUIREMENT]\nUID: A-{number}\nTITLE: {title(number, said)}\n"
            f"STATEMENT: >>>\n{provisions(said)}<<<\n{why}"
        )
    path.write_text("\n".join(parts), "utf-8")


def doorstop(root: Path, count: int) -> None:
    """The whole as Doorstop's items, a file each, with reasons, the other variant and the commentary."""
    folder = root / "articles"
    folder.mkdir()
    settings = {"digits": 5, "itemformat": "yaml", "prefix": "A", "sep": ""}
    (folder / ".doorstop.yml").write_text(yaml.safe_dump({"settings": settings}), "utf-8")
    for number, said in articles(count):
        reason, commentary = reasons(number)
        item = {
            "active": True, "derived": False, "header": title(number, said), "level": f"1.{number + 1}",
            "links": [f"A{number // 2 + 1:05}"] if number else [], "normative": True, "ref": "", "reviewed": None,
            "text": provisions(said), "other": provisions(said_by(number)[1]), "rationale": reason,
            "commentary": commentary,
        }  # fmt: skip
        (folder / f"A{number + 1:05}.yml").write_text(yaml.safe_dump(item, allow_unicode=True), "utf-8")


def catalog(path: Path, count: int) -> None:
    """The whole as one OSCAL catalog of as many controls, with reasons, the other variant and the commentary."""
    controls = []
    for number, said in articles(count):
        reason, commentary = reasons(number)
        texts = {"statement": provisions(said), "item": provisions(said_by(number)[1]), "guidance": reason}
        parts = [
            {"id": f"a-{number}_{name}", "name": name, "prose": prose}
            for name, prose in {**texts, "overview": commentary}.items()
        ]
        linked = [{"href": f"#a-{number // 2}", "rel": "required"}] if number else []
        control = {"id": f"a-{number}", "title": title(number, said), "parts": parts}
        controls.append({**control, "links": linked} if linked else control)
    about = {
        "title": TITLE, "last-modified": "2026-11-01T00:00:00+00:00", "version": "1", "oscal-version": "1.2.1",
    }  # fmt: skip
    made = {"uuid": str(uuid.UUID(int=uuid.uuid4().int)), "metadata": about, "controls": controls}
    path.write_text(json.dumps({"catalog": made}, ensure_ascii=False, indent=2), "utf-8")


# ---------------------------------------------------------------- whether all print the same


def plain(page: str) -> str:
    """The words of a web page, without its marks and with one space between them."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", page)
    return " ".join(html.unescape(page).replace("\u00a0", " ").split())


def flat(words: str) -> str:
    """Words without spaces: what a mark parts in one program, it joins in another."""
    return re.sub(r"[\s\u200b¶]+", "", words)


def holds(page: str, count: int) -> str:
    """The first words of an article that a page lacks; empty where it lacks none."""
    text = flat(plain(page))
    for _, said in articles(count):
        for words in (said.heading, said.lead, *said.points, said.after):
            if flat(words) not in text:
                return words
    return ""
