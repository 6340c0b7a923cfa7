"""JSON: the settled tree itself, every node `{"type": …}` and its fields, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from travaux.model.tree import Settled
from travaux.render.api import Assets, Renderer


def render(settled: Settled, assets: Assets) -> bytes:
    """The tree as JSON: UTF-8, fields in the order of the model, the characters readable."""
    return (json.dumps(value(settled), ensure_ascii=False, indent=1) + "\n").encode()


def value(node: object) -> object:
    """A node, or what a node holds, as plain JSON data."""
    if is_dataclass(node) and not isinstance(node, type):
        return {"type": type(node).__name__} | {each.name: value(getattr(node, each.name)) for each in fields(node)}
    match node:
        case None | bool() | int():
            return node
        case str():
            return str(node)
        case Mapping():
            return {str(key): value(node[key]) for key in sorted(node)}
        case tuple() | list():
            return [value(each) for each in node]
        case _:
            raise TypeError(f"no JSON for {type(node).__name__}")


RENDERER = Renderer(name="json", suffix="json", render=render)
