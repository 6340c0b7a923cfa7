"""The schema of `model/library.py` as JSON Schema, for editors."""

from __future__ import annotations

import copy
import dataclasses
from functools import cache
from typing import Any, TypeAlias, get_type_hints

from travaux.load.kinds import Kind, adapter, types

Schema: TypeAlias = dict[str, Any]

_BY_LOADER = "set by the loader"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: Kind) -> Schema:
    """The JSON Schema of one kind of file, for editors; a fresh copy that the caller may change.

    An editor reads `5` and `true` as a number and a boolean, so a free string accepts them too.
    """
    return copy.deepcopy(editors(kind))


@cache
def editors(kind: Kind) -> Schema:
    """As `json_schema`, kept: not to be changed."""
    made: Schema = adapter(kind).json_schema(by_alias=True, mode="validation")
    for key in _set_by_loader(types()[kind]):
        made["properties"].pop(key)
    definitions = {name.lstrip("_"): _friendly(each) for name, each in made.pop("$defs", {}).items()}
    if "Item" in definitions:
        definitions["Item"] = _item(definitions["Item"])
    root = _friendly(made)
    head = {"$schema": _DIALECT, "title": f"travaux: {kind}"}
    return {**head, **root, "$defs": dict(sorted(definitions.items()))} if definitions else {**head, **root}


def _set_by_loader(made: Any) -> list[str]:
    """The keys of a model's class that the loader sets and a file may not."""
    if not dataclasses.is_dataclass(made):
        return []
    hints = get_type_hints(made, include_extras=True)
    return [name for name, hint in hints.items() if _BY_LOADER in getattr(hint, "__metadata__", ())]


def _item(mapping: Schema) -> Schema:
    """An item of a body: a clause's id, or a mapping with exactly one key."""
    return {
        "description": "A clause's id (an article of its own), or one of part, chapter, section, title and article.",
        "anyOf": [
            {"type": "string", "pattern": _clause_pattern()},
            {**mapping, "minProperties": 1, "maxProperties": 1},
        ],
    }


def _clause_pattern() -> str:
    from travaux.model.fields import IDENT

    return rf"^{IDENT}(?::{IDENT})?$"


def _friendly(node: Any) -> Any:
    """A node of pydantic's schema as an editor should see it; `node` itself is left alone."""
    if isinstance(node, list):
        return [_friendly(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node and (kept := [each for each in node["anyOf"] if each.get("type") != "null"]) != node["anyOf"]:
        rest = {key: value for key, value in node.items() if key != "anyOf"}
        return _friendly({**rest, **kept[0]} if len(kept) == 1 else {**rest, "anyOf": kept})
    out = {
        key: _child(key, value) for key, value in node.items() if not (key in ("title", "default") and _plain(value))
    }
    if "patternProperties" in out:
        out["additionalProperties"] = False
    if out.get("type") == "string" and not {"pattern", "enum", "const"} & out.keys():
        out["type"] = ["string", "number", "boolean"] + ([] if out.get("minLength") else ["null"])
    return out


def _plain(value: Any) -> bool:
    """Whether `title` or `default` is pydantic's own, not a field of that name."""
    return not (isinstance(value, dict) and ("type" in value or "$ref" in value or "anyOf" in value))


def _child(key: str, value: Any) -> Any:
    if key in ("properties", "patternProperties"):
        return {name: _friendly(each) for name, each in value.items()}
    if key == "$ref":
        return value.replace("/_", "/")
    return value if key in ("required", "enum", "propertyNames", "description") else _friendly(value)
