"""What stands in brackets and quotation marks, at a glance: whether all of it surely ends on the line it begins on.

By YAML 1.2.2, 6.3, further lines of such a value stand deeper than its block. libyaml does not ask for that, so the
careful way does (see `setting`); this only says whether there is anything for it to ask about.
"""

from __future__ import annotations

import re

_OTHERS = bytes(sorted(set(range(256)) - set(b"[]{}\"'\n")))


def _inside(filler: str, deep: int) -> str:
    """A pattern of what stands in brackets on one line: quotations, and brackets in brackets so deep."""
    quoted = rf"""{filler}"[^"\n]*+"|'[^'\n]*+'"""
    if not deep:
        return f"(?:{quoted})*+"
    inner = _inside(filler, deep - 1)
    return rf"(?:{quoted}|\[{inner}\]|\{{{inner}\}})*+"


_CLOSED = re.compile(rf"(?:\n++|{_inside('', 3)[3:-3]})*+".encode())
"""A text of which nothing but these characters is left."""
_DASH = re.compile(rb"-[],}]")
_BEFORE = r"""(?:(?<=[:?-]\ .)|(?<=["']:.)|(?<=\ \ .)|(?<=\n.)|(?<=\n\ .)|(?<=\A.))"""
_IN_LINE = _inside(r"""[^][{}"'#\n]|""", 3)
_OPEN = tuple(
    re.compile(each)
    for each in (
        r'"(?<![^\s\[{,:]")[^"\n]*\n',
        r"'(?<![^\s\[{,:']')[^'\n]*\n",
        rf"\[{_BEFORE}(?!{_IN_LINE}\])",
        rf"\{{{_BEFORE}(?!{_IN_LINE}\}})",
    )
)
"""A quotation, or a bracket, where a value may begin, that does not end on its line."""


def is_closed(text: str, source: bytes) -> bool:
    """Whether a text (`source` in UTF-8) surely has no such value of several lines, and no dash alone in brackets.

    In one whose prose breaks a line within brackets it is asked again, of values alone.
    """
    if _DASH.search(source):
        return False
    return bool(_CLOSED.fullmatch(source.translate(None, _OTHERS))) or not any(each.search(text) for each in _OPEN)
