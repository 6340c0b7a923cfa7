"""What pydantic finds wrong in a file, in plain words and at its place; its own words are never shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from travaux.diagnostics import Diagnostic, Span
from travaux.load import schema_faults as faults
from travaux.load.editors import Schema, editors
from travaux.load.kinds import Kind
from travaux.load.placed import Marks
from travaux.load.source import KeyPath
from travaux.load.words import shown


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


class Report:
    """The faults of one file."""

    def __init__(self, kind: Kind, raw: Mapping[str, Any], marks: Marks) -> None:
        self.schema = editors(kind)
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
