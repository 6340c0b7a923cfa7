"""Raw values against the schema of `model/library.py`, and the same schema for editors.

`validate` takes what `load.yaml` read and gives an object of the model, or faults in
plain words at the place of the fault; pydantic's own words are never shown. pydantic
and the model are imported when the first file is validated, not before.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_type_hints

from travaux.diagnostics import Diagnostic, Span
from travaux.load import schema_faults as faults
from travaux.load.placed import Marks
from travaux.load.source import KeyPath
from travaux.load.words import shown

Kind: TypeAlias = Literal["clause", "instrument", "style", "law", "sources", "gaps", "vocabulary"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Schema: TypeAlias = dict[str, Any]

_BY_LOADER = "set by the loader"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


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
        made = _adapter(kind).validate_python({**raw, **given})
    except ValueError as error:
        listing = getattr(error, "errors", None)
        if listing is None:
            raise
        found += _Report(kind, raw, marks()).all(listing(include_url=False, include_context=False))
        return None, tuple(found)
    return (None if found else made), tuple(found)


def json_schema(kind: Kind) -> Schema:
    """The JSON Schema of one kind of file, for editors; a fresh copy that the caller may change.

    An editor reads `5` and `true` as a number and a boolean, so a free string accepts them too.
    """
    return copy.deepcopy(_editors(kind))


@cache
def _types() -> dict[Kind, Any]:
    from travaux.model import library

    return {
        "clause": library.Clause,
        "instrument": library.Instrument,
        "style": library.Style,
        "law": library.Law,
        "sources": dict[library.Ident, library.Source],
        "gaps": dict[library.Ident, library.Gap],
        "vocabulary": library.Vocabulary,
    }


@cache
def _adapter(kind: Kind) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(_types()[kind])


# ---------------------------------------------------------------- the schema for editors


@cache
def _editors(kind: Kind) -> Schema:
    made: Schema = _adapter(kind).json_schema(by_alias=True, mode="validation")
    for key in _set_by_loader(_types()[kind]):
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
    from travaux.model.library import IDENT

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


# ---------------------------------------------------------------- faults in plain words


class _Fault(NamedTuple):
    """One of pydantic's errors, its place as a key path of the file; `union` where a choice of shapes began."""

    kind: str
    at: KeyPath
    value: Any
    on_key: bool
    union: KeyPath | None


_MISMATCH = {
    "string_type": "a string",
    "dataclass_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
}


class _Report:
    """The faults of one file."""

    def __init__(self, kind: Kind, raw: Mapping[str, Any], marks: Marks) -> None:
        self.schema = _editors(kind)
        self.raw = raw
        self.marks = marks

    def all(self, errors: Iterable[Mapping[str, Any]]) -> Iterator[Diagnostic]:
        """A fault for each of pydantic's errors; one for all the branches of a union."""
        every = [self._fault(each) for each in errors]
        for union in dict.fromkeys(each.union for each in every):
            group = [each for each in every if each.union == union]
            yield from (self._words(each) for each in group) if union is None else self._union(union, group)

    def _fault(self, error: Mapping[str, Any]) -> _Fault:
        """The location that pydantic gives as a key path: what the file does not hold is the name of a branch."""
        at: KeyPath = ()
        value: Any = self.raw
        union, on_key = None, False
        *rest, last = error["loc"] or ("",)
        for part in (*rest, last) if error["loc"] else ():
            if _holds(value, part):
                at, value = (*at, part), value[part]
            elif part == "[key]":
                on_key = True
            elif error["type"] == "missing" and part == last:
                at = (*at, part)
            elif union is None:
                union = at
        return _Fault(error["type"], at, value, on_key, union)

    def _union(self, at: KeyPath, group: list[_Fault]) -> Iterator[Diagnostic]:
        inner = [each for each in group if each.kind not in _MISMATCH or each.at != at]
        if inner:
            yield from (self._words(each) for each in inner)
            return
        wanted = " or ".join(dict.fromkeys(_MISMATCH[each.kind] for each in group))
        yield faults.wrong_shape(self._value(at), _name(at), wanted, _shape(group[0].value))

    def _words(self, fault: _Fault) -> Diagnostic:
        kind, at, value = fault.kind, fault.at, fault.value
        name = _name(at)
        if fault.on_key:
            return self._key(at)
        if kind == "unexpected_keyword_argument":
            return faults.unknown_key(self.marks.key(at), str(at[-1]), self._node(at[:-1]).get("properties", {}))
        if kind == "missing":
            return self._missing(at)
        if kind == "too_long":
            return faults.wrong_count(self._value(at), name, self._node(at).get("maxItems", 0))
        if kind in _MISMATCH and not (value == "" and kind != "string_type"):
            return faults.wrong_shape(self._value(at), name, _MISMATCH[kind], _shape(value))
        if value == "":
            return faults.empty_value(self._value(at), name)
        wanted = "a whole number" if kind.startswith("int") else "true or false"
        if not isinstance(value, str):
            simple = wanted if kind.startswith(("int", "bool")) else "a string"
            return faults.wrong_shape(self._value(at), name, simple, _shape(value))
        if kind in ("literal_error", "enum"):
            node = self._node(at)
            choices = node.get("enum") or [node.get("const", "")]
            return faults.not_one_of(self._value(at), name, value, choices)
        if kind == "string_pattern_mismatch":
            variant = ":" in self._node(at).get("pattern", "").replace("?:", "")
            return faults.not_an_id(self._value(at), name, value, variant)
        return faults.not_a_flag(self._value(at), name, value, wanted)

    def _key(self, at: KeyPath) -> Diagnostic:
        """A key of an open mapping that can't be a key there."""
        choices = self._node(at[:-1]).get("propertyNames", {}).get("enum")
        if choices:
            return faults.unknown_key(self.marks.key(at), str(at[-1]), choices)
        return faults.not_an_id(self.marks.key(at), _name(at[:-1]), str(at[-1]), False)

    def _missing(self, at: KeyPath) -> Diagnostic:
        if isinstance(at[-1], int):
            return faults.wrong_count(self._value(at[:-1]), _name(at[:-1]), self._node(at[:-1]).get("minItems", 0))
        owner = f" in “{_name(at[:-1])}”" if at[:-1] else ""
        return faults.missing_key(self.marks.key(at[:-1]), str(at[-1]), owner)

    def _value(self, at: KeyPath) -> Span:
        return self.marks.value(at)

    def _node(self, at: KeyPath) -> Schema:
        """The node of the editors' schema that describes the value at a key path; empty if there is none."""
        value: Any = self.raw
        node = self._solved(self.schema, value)
        for part in at:
            value = value[part] if _holds(value, part) else None
            node = self._solved(_step(node, part), value)
        return node

    def _solved(self, node: Schema, value: Any) -> Schema:
        """A node with its reference followed and, of several, the branch that fits the value's shape."""
        while "$ref" in node:
            node = self.schema["$defs"][node["$ref"].rpartition("/")[2]]
        if "anyOf" in node:
            branches = [self._solved(each, value) for each in node["anyOf"]]
            wanted = "object" if isinstance(value, dict) else "string"
            return next((each for each in branches if wanted in each.get("type", ())), branches[0])
        return node


def _step(node: Schema, part: str | int) -> Schema:
    """The schema of a member of a list, or of the value of a key."""
    if isinstance(part, int):
        fixed = node.get("prefixItems", ())
        found: Any = fixed[part] if part < len(fixed) else node.get("items")
    else:
        found = node.get("properties", {}).get(part) or next(iter(node.get("patternProperties", {}).values()), None)
        found = found or node.get("additionalProperties")
    return found if isinstance(found, dict) else {}


def _holds(value: Any, part: Any) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, Mapping) and part in value


def _name(at: KeyPath) -> str:
    """A key path as a message names it: its last key, with the number of the member counted from 1."""
    words = [part for part in at if isinstance(part, str)]
    if not words:
        return "the file"
    member = at[-1]
    return f"{words[-1]}, member {member + 1}" if isinstance(member, int) else words[-1]


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    return shown(value) if value else "empty"
