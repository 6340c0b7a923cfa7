"""Where a text from elsewhere departs from the rules of drafting: it is not ours to reword, so they are set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def departures(instrument: str, files: Mapping[str, bytes]) -> dict[str, int]:
    """The rules of drafting (L5xx) that a library of one text departs from, and how often; {} if it can't be built.

    `files` are those of the library, by path; nothing of it is written where a person would find it.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from travaux.carried import carried
    from travaux.diagnostics import Faults
    from travaux.importing.trial import tried
    from travaux.lint.api import judge
    from travaux.model.stages import Request, TitlesOnly
    from travaux.pipeline import refer

    with TemporaryDirectory() as nowhere:
        library = tried(Path(nowhere), carried(), files).library
    if library is None or instrument not in library.instruments:
        return {}
    try:
        text = refer(library, Request(instrument), TitlesOnly())
    except Faults:
        return {}
    found = Counter(each.code for each in judge(library, (text,)).found if each.code.startswith("L5"))
    return dict(sorted(found.items()))
