"""A finding or a requirement that is knowingly left as it is, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, StringConstraints

from travaux.model.fields import IDENT, STRICT, Ident, Prose


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a clause or an instrument knowingly leaves as it is, and why; printed in the explanatory report.

    It names one of two things: `rule`, the code of a rule whose finding is set aside, or (in an instrument)
    `requires`, the clause that `clause` needs and that is left out. In an instrument `clause` limits a waived
    rule to findings in that clause's file. `variants` limits it to findings in those variants.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    because: Prose
    clause: Annotated[str, StringConstraints(pattern=rf"^(?:{IDENT})?$")] = ""
    requires: Annotated[str, StringConstraints(pattern=rf"^(?:{IDENT})?$")] = ""
    rule: str = ""
    variants: tuple[Ident, ...] = ()
