"""Elements of XML as strings, well-formed by construction: what goes in is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
# Characters that XML 1.0 can't hold (section 2.2); the loader refuses them, a file from elsewhere may have them.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(words: str) -> str:
    """Characters for the inside of an element or an attribute; what XML can't hold is shown as U+FFFD."""
    if not words.isprintable():
        words = _ILLEGAL.sub("\ufffd", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def el(name: str, *children: str, **attributes: str | int) -> str:
    """An element: `children` are elements already, or escaped words; attributes as `w_val="1"` for `w:val="1"`."""
    given = "".join(f' {key.replace("_", ":", 1)}="{escape(str(value))}"' for key, value in attributes.items())
    inside = "".join(children)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def root(name: str, *children: str) -> bytes:
    """The whole of a part whose outermost element is `name`, with the namespaces of WordprocessingML."""
    return f"{HEADER}<{name}{_DECLARED}>{''.join(children)}</{name}>".encode()
