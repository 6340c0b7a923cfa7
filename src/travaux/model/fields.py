"""The kinds of value that the files of a library hold, and how strictly they are read.

In YAML a field name has hyphens where Python has underscores, and every scalar is a
string until its field says otherwise.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Strict, StringConstraints

STRICT = ConfigDict(
    extra="forbid",
    alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    validate_by_alias=True,
    validate_by_name=False,
)
IDENT = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
Ident: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{IDENT}$")]
ClauseRef: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{IDENT}(?::{IDENT})?$")]
UseRef: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{IDENT}(?::{IDENT}(?:\|{IDENT})*)?$")]
"""A clause as an instrument uses it, in a variant (`clause:variant`) or in rival options (`clause:one|other`)."""
Prose: TypeAlias = Annotated[str, StringConstraints(min_length=1)]


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Flag: TypeAlias = Annotated[bool, Strict(), BeforeValidator(_flag)]
Vehicle: TypeAlias = Literal["amending-protocol", "optional-protocol", "supplementary-protocol", "model-convention"]
Kind: TypeAlias = Literal[
    "recital",
    "purpose",
    "definition",
    "scope",
    "offence",
    "element",
    "package",
    "ancillary",
    "liability",
    "sanction",
    "confiscation",
    "rule",
    "jurisdiction",
    "procedure",
    "co-operation",
    "protection",
    "prevention",
    "partnership",
    "safeguard",
    "relation",
    "amendment",
    "institution",
    "final",
]
Stance: TypeAlias = Literal["for", "against", "neutral"]
Confidence: TypeAlias = Literal["verified", "source", "high", "medium", "low"]
Relation: TypeAlias = Literal["follows", "narrows", "extends", "departs"]
Form: TypeAlias = Literal["conduct", "provision", "recital"]
Counter: TypeAlias = Literal["decimal", "roman-upper", "roman-lower", "alpha-lower", "alpha-upper"]
