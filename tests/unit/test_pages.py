"""Runs `tests/passes/*.md`: what goes into the passes, and what comes out.

Inputs: `clause [ID] [KIND]` holds the text of a clause, `yaml PATH` a whole file of the project,
`instrument` top-level fields in place of the usual ones (else: an additional protocol to the
Convention on Cybercrime; recitals in its preamble, definitions in one article, every other
clause in an article of its own).

Outputs: `tree` what the parser makes of the clause, `faults` what was found (line and column),
`coe` and `un` the articles in that style; with `words` every recorded change; with `recitals`
the preamble; with a mode of annotation (`margin`, `notes`, `report`) its notes and apparatus.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest

from golden import listed
from pages import Fence, Section, rewritten, sections
from sketch import parsed, printed
from travaux.carried import carried
from travaux.diagnostics import Diagnostic
from travaux.load.library import load
from travaux.load.text import parse_prose
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Amendment, Block, Division, Mode, Origin, Para
from travaux.pipeline import settle

PAGES = Path(__file__).parents[1] / "passes"
INPUTS = ("clause", "yaml", "instrument")
MODES: dict[str, Mode] = {"margin": "margin", "notes": "notes", "report": "report"}
SECTIONS = [(page, each) for page in sorted(PAGES.glob("*.md")) for each in sections(page.read_text(encoding="utf-8"))]

INSTRUMENT = {
    "title": "An example",
    "short": "An example",
    "vehicle": "optional-protocol",
    "style": "coe",
    "parent": "ets-185",
    "report": "{introduction: An introduction., considerations: Considerations.}",
}


def clause_file(kind: str, text: str) -> str:
    """A clause of one variant with that text."""
    return f"""kind: {kind}
heading: Example
placement: {{}}
default: plain
variants:
  plain:
    label: As it stands
    text: |
{textwrap.indent(text, " " * 6)}rationale: []
"""


def project(section: Section, root: Path) -> Library:
    """The project that the inputs of a section describe."""
    (root / "clauses").mkdir(parents=True)
    (root / "templates/instruments").mkdir(parents=True)
    kinds: dict[str, str] = {}
    own = ""
    for fence in section.fences:
        match fence.info:
            case ("clause", *rest):
                ident, kind = (*rest, *("example", "rule")[len(rest) :])
                kinds[ident] = kind
                (root / f"clauses/{ident}.yaml").write_text(clause_file(kind, fence.text), encoding="utf-8")
            case ("yaml", path):
                kinds[Path(path).stem] = fence.text.partition("kind: ")[2].partition("\n")[0]
                (root / path).write_text(fence.text, encoding="utf-8")
            case ("instrument",):
                own = fence.text
    given = set(re.findall(r"^([a-z-]+):", own, re.MULTILINE))
    fields = {**INSTRUMENT, "preamble": _preamble(kinds), "body": _body(kinds)}
    usual = "".join(f"{name}: {value}\n" for name, value in fields.items() if name not in given)
    (root / "templates/instruments/protocol.yaml").write_text(usual + own, encoding="utf-8")
    library, found = load(root, carried())
    assert library is not None and not found, listed(found)
    return library


def _preamble(kinds: dict[str, str]) -> str:
    return f"[{', '.join(name for name, kind in kinds.items() if kind == 'recital')}]"


def _body(kinds: dict[str, str]) -> str:
    terms = [name for name, kind in kinds.items() if kind == "definition"]
    lines = [f"\n  - {name}" for name, kind in kinds.items() if kind not in ("recital", "definition")]
    if terms:
        lead = 'lead: "For the purposes of {{ self }}:"'
        lines.insert(0, f"\n  - article: {{id: terms, heading: Terms, {lead}, points: [{', '.join(terms)}]}}")
    return "".join(lines) or "[]"


def output(fence: Fence, section: Section, root: Path) -> str:
    """What must stand in an output of the section."""
    kind, *more = fence.info
    if kind == "tree" or (kind == "faults" and not more):
        (text,) = (each.text for each in section.fences if each.info[0] == "clause")
        prose = parse_prose(text, origin=Origin("example"))
        return _lines(parsed(prose.blocks)) if kind == "tree" else faults(prose.found)
    mode: Mode = next((MODES[word] for word in more if word in MODES), "none")
    library = project(section, root / "-".join(fence.info))
    settled = settle(library, Request("protocol", "" if kind == "faults" else kind, mode=mode))
    if kind == "faults":
        return faults(settled.found)
    assert not settled.found, listed(settled.found)
    body = settled.document.body
    chosen: Iterable[Block] = [each for each in body if not _is_frame(each)]
    if "recitals" in more:
        chosen = [each for top in body if _is_preamble(top) for each in inside(top) if not _is_formula(each)]
    apparatus = () if mode == "none" else settled.document.back
    return _lines(printed((*chosen, *apparatus), "words" in more))


def faults(found: Iterable[Diagnostic]) -> str:
    """The findings, with line and column alone where there is no file."""
    return "".join(line.removeprefix(":") + "\n" for line in listed(found).splitlines()) or "none\n"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}".rstrip() + "\n" for line in lines)


def _is_preamble(block: Block) -> bool:
    return isinstance(block, Division) and block.level == "preamble"


def _is_formula(block: Block) -> bool:
    return isinstance(block, Para) and block.role in ("opening", "closing", "testimonium")


def _is_frame(block: Block) -> bool:
    return _is_preamble(block) or _is_formula(block)


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block."""
    return block.children if isinstance(block, Division | Amendment) else ()


@pytest.mark.parametrize(
    ("page", "section"), [pytest.param(page, each, id=f"{page.stem}: {each.title}") for page, each in SECTIONS]
)
def test_section(page: Path, section: Section, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Every output under a heading is what the inputs above it give."""
    made = {
        fence.at: (fence.text, output(fence, section, tmp_path))
        for fence in section.fences
        if fence.info[0] not in INPUTS
    }
    assert made, "a section has inputs and no output"
    if request.config.getoption("--accept"):
        ACCEPTED.setdefault(page, {}).update(made)
        return
    for expected, actual in made.values():
        assert actual == expected


ACCEPTED: dict[Path, dict[int, tuple[str, str]]] = {}


@pytest.fixture(scope="module", autouse=True)
def _accepting() -> Iterable[None]:
    """Under `--accept`, each page is rewritten once, when all its sections have run."""
    yield
    for page, outputs in ACCEPTED.items():
        rewritten(page, outputs)


def test_every_fault_of_clause_text_has_an_example() -> None:
    """The page on clause text shows each code of `load/text_faults.py`."""
    source = Path(parse_prose.__code__.co_filename).with_name("text_faults.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'@\w+\("(T\d+)"', source))
    page = (PAGES / "text.md").read_text(encoding="utf-8")
    assert codes and not {code for code in codes if f"\n## {code}: " not in page}
