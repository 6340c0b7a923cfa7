"""Whether anything may be kept from one run to the next."""

from __future__ import annotations

import os

NO_CACHE = "TRAVAUX_NO_CACHE"
"""The variable of the environment that, set to anything, keeps every run from keeping or using what was kept."""


def refuse() -> None:
    """Keep nothing, and use nothing that was kept, from here on."""
    os.environ[NO_CACHE] = "1"


def refused() -> bool:
    """Whether nothing is to be kept or used."""
    return bool(os.environ.get(NO_CACHE))
