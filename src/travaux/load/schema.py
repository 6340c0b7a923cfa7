"""Raw values against the schema of `model/library.py`: `validate` gives an object of the model, or faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from travaux.diagnostics import Diagnostic
from travaux.load import schema_faults as faults
from travaux.load.kinds import Kind, adapter
from travaux.load.misfits import Report
from travaux.load.placed import Marks


def validate(
    kind: Kind, raw: Mapping[str, Any], marks: Callable[[], Marks], given: Mapping[str, str] | None = None
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """An object of the model made of a file's mapping, or None and the faults.

    `marks` is called only where there is a fault; `given` are the values the loader sets
    (`id` and `path`), which the file itself may not.
    """
    given = given or {}
    stated = [key for key in given if key in raw]
    found = [faults.set_by_loader(marks().key((key,)), key) for key in stated]
    try:
        made = adapter(kind).validate_python({**raw, **given})
    except ValueError as error:
        listing = getattr(error, "errors", None)
        if listing is None:
            raise
        found += Report(kind, raw, marks()).all(listing(include_url=False, include_context=False))
        return None, tuple(found)
    return (None if found else made), tuple(found)
