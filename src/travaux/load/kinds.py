"""The kinds of files of a library, and the types of the model that they make.

pydantic and the model are imported when the first file is validated, not before.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, TypeAlias, get_args

Kind: TypeAlias = Literal[
    "clause", "instrument", "style", "pack", "law", "sources", "gaps", "objections", "coverage", "vocabulary"
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@cache
def types() -> dict[Kind, Any]:
    """What a file of each kind makes."""
    from travaux.model.clause import Clause
    from travaux.model.fields import Ident
    from travaux.model.instrument import Instrument
    from travaux.model.law import Law, Source
    from travaux.model.library import Coverage, Gap, Objection, Vocabulary
    from travaux.model.pack import Pack
    from travaux.model.style import Style

    return {
        "clause": Clause,
        "instrument": Instrument,
        "style": Style,
        "pack": Pack,
        "law": Law,
        "sources": dict[Ident, Source],
        "gaps": dict[Ident, Gap],
        "objections": dict[Ident, Objection],
        "coverage": Coverage,
        "vocabulary": Vocabulary,
    }


@cache
def adapter(kind: Kind) -> Any:
    """Pydantic's validator of one kind of file."""
    from pydantic import TypeAdapter

    return TypeAdapter(types()[kind])
