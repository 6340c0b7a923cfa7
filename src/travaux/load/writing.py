"""A value of a file as YAML again, which the strict reader reads back as the same value."""

from __future__ import annotations

from typing import Any

from yaml import SafeDumper
from yaml import dump as dumped
from yaml.nodes import ScalarNode

from travaux.load import yaml

WIDTH = 120


class _Dumper(SafeDumper):
    """Words of several lines as a block, every other one as it needs; lists indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _words(dumper: SafeDumper, words: str) -> ScalarNode:
    style = "|" if "\n" in words else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style)


_Dumper.add_representer(str, _words)


def written(value: Any) -> str:
    """The characters of a file that holds this value (mappings, lists and strings).

    In the plainest form that reads back as the same; a string that has none is put in quotation marks. Raises
    `ValueError` where no form does: then something in it could never have been read.
    """
    for style, width in ((None, WIDTH), (None, 1 << 30), ('"', 1 << 30)):
        text: str = dumped(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_style=style)
        again = yaml.read(text, "")
        if again.value == value and not again.faults:
            return text
    raise ValueError("this can't be written as YAML that would be read as the same")
