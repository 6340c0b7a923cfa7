"""Fixtures for every test: golden files with `--accept`, and the repository's own library, loaded once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from corpora import Counted, counter, lines
from golden import Golden
from travaux.load.library import load
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Settled
from travaux.pipeline import settle
from travaux.render.api import Assets, load_assets

ROOT = Path(__file__).parents[1]

# What a run keeps for the next is kept apart from that of whoever runs the tests.
_CACHE = TemporaryDirectory(prefix="travaux-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

# What must pass before a change lands draws the same examples every time; `make hunt` draws new ones.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("hunt", deadline=None, print_blob=True)
settings.load_profile("gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite every golden file that this run compares; review the difference in git",
    )


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares with files kept in git, or rewrites them under `--accept`."""
    return Golden(bool(request.config.getoption("--accept")))


@pytest.fixture(scope="session")
def library() -> Library:
    """The repository's own library."""
    loaded, found = load(ROOT)
    assert loaded is not None and not found, "\n".join(map(str, found))
    return loaded


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The repository's own layouts and fonts."""
    return load_assets(ROOT / "templates")


@pytest.fixture(scope="session")
def settled(library: Library) -> Callable[[Request], Settled]:
    """Settles a request on the repository's own library; the same request only once."""
    made: dict[str, Settled] = {}

    def get(request: Request) -> Settled:
        key = repr(request)
        if key not in made:
            made[key] = settle(library, request)
        return made[key]

    return get


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Counted:
    """Says how many of a corpus a test tried, by class; the run tells it at its end."""
    return counter(request)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was tried of each corpus, a line each."""
    tried = lines(each for several in terminalreporter.stats.values() for each in several)
    if tried:
        terminalreporter.section("tried of each corpus")
        for line in tried:
            terminalreporter.write_line(line)
