"""The sources: everything that the pack cites, in full, with what its marks mean."""

from __future__ import annotations

import re

from travaux.model.tree import Block, Division
from travaux.model.walk import below, deep, plain, runs, within
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """The list of sources of all the sections, whichever text they speak of; the profiles, if any is named."""
    beside = briefing.beside(briefing.of(asked)[0])
    (listed,) = beside.source_list()
    assert isinstance(listed, Division)
    profiles = beside.key_to_profiles()
    if profiles and not _names(briefing, briefing.library.vocabulary.profiles):
        return listed.children[: -len(profiles)]
    return listed.children


def _names(briefing: Briefing, profiles: dict[str, str]) -> bool:
    """Whether a profile of delegations is named anywhere in what was made, its notes included."""
    said = re.compile(rf"\b(?:{'|'.join(map(re.escape, profiles))})\b")
    every = (run for block in below(briefing.made) for run in runs(block))
    return any(said.search(plain((node, *within(node)))) for run in every for node in deep(run))


SECTION = Section("sources", "Sources, marks and profiles", make, ("text",), last=True)
