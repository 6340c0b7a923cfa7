"""What was rendered before is not rendered again: a record of what each finished PDF was made from.

The record is private and safe to delete. A file is taken as it stands only if it is, byte for byte, what was made the
last time from the same page, fonts and enclosed files by the same programs; whatever is missing, stale or
damaged means no more than that the page is set again, and gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from travaux.briefs.facts import installed
from travaux.render.api import Misprint, unheard
from travaux.render.archive import Attachment
from travaux.render.press import Press
from travaux.surroundings import system_libraries

FOLDER, FILE = ".travaux", "packs.json"
MOST = 200
"""How many finished files the record remembers."""
PACKAGES = ("travaux", "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "Pillow", "Pyphen")
"""What sets a page, beside the system's own libraries."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The record, and where the finished files are: for each page that was set, the hash of its PDF."""

    out: Path
    made: Mapping[str, str] = field(default_factory=dict)

    @property
    def absolute(self) -> Kept:
        """The same record, for a process that stands in another folder."""
        return Kept(self.out.absolute(), self.made)

    def finished(self, name: str, source: str) -> bytes | None:
        """The finished file of that name, if it was made from that source and is as it was then."""
        if source not in self.made:
            return None
        with suppress(OSError):
            data = (self.out / name).read_bytes()
            return data if sha256(data).hexdigest() == self.made[source] else None
        return None


def read(build: Path, out: Path) -> Kept:
    """The record in a folder of built files; an empty one where it is missing or no record."""
    with suppress(OSError, ValueError, RecursionError):
        made = json.loads((build / FOLDER / FILE).read_bytes())
        if isinstance(made, dict) and all(isinstance(each, str) for each in made.values()):
            return Kept(out, made)
    return Kept(out)


def as_file(kept: Kept, new: Mapping[str, bytes]) -> bytes:
    """The record with what was made now, by the source of each; the oldest are forgotten."""
    made = {source: known for source, known in kept.made.items() if source not in new}
    made |= {source: sha256(data).hexdigest() for source, data in new.items()}
    return (json.dumps(dict(list(made.items())[-MOST:]), indent=1) + "\n").encode()


@cache
def programs() -> str:
    """What sets pages here: the versions of the packages and the system's libraries, and the code of our own part.

    "" where the system's libraries can't be asked: then nothing is taken for finished.
    """
    said = [f"{name} {installed(name)}" for name in PACKAGES]
    if not system_libraries():
        return ""
    folder = Path(__file__).parents[1] / "render"
    code = [sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.py"))]
    return "\n".join((*said, *system_libraries(), *code))


def source_of(page: str, fonts: Mapping[str, bytes], attachments: Sequence[Attachment]) -> str:
    """The hash of all that a PDF is made from; "" where it can't be told."""
    if not programs():
        return ""
    parts = sha256(programs().encode())
    for name, content in sorted(fonts.items()):
        parts.update(b"\0font %s %d\0" % (name.encode(), len(content)) + content)
    for each in attachments:
        said = "\0".join((each.name, each.mime, each.description)).encode("utf-8", "surrogatepass")
        parts.update(b"\0file %s %d\0" % (said, len(each.content)) + each.content)
    parts.update(b"\0page\0" + page.encode("utf-8", "surrogatepass"))
    return parts.hexdigest()


class Remembering:
    """Sets pages as a press does, but for those of finished files; `sources` are those of the pages it was given.

    The press is started when the first page needs it or is expected to, or is one that runs already; use it in a
    `with` block.
    """

    def __init__(self, kept: Kept | None, press: Press | None = None) -> None:
        self.kept = kept
        self.name = ""
        self.sources: dict[str, str] = {}
        self._press = press
        self._own: Press | None = None

    def expect(self, name: str) -> None:
        """Start the press, to load while the page is made, unless a file is there that may be taken as it stands."""
        if self._press is None and not (self.kept and (self.kept.out / name).is_file()):
            self._press = self._own = Press()

    def __enter__(self) -> Remembering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            self._own.__exit__()

    def set(
        self,
        page: str,
        fonts: Mapping[str, bytes],
        attachments: Sequence[Attachment] = (),
        at: Callable[[int], None] = lambda number: None,
        heard: Callable[[Misprint], None] = unheard,
    ) -> bytes:
        """The PDF of a page for the file `name`, set before or set now; raises what `Press.set` does."""
        source = source_of(page, fonts, attachments) if self.kept else ""
        if self.kept and source:
            self.sources[self.name] = source
            finished = self.kept.finished(self.name, source)
            if finished is not None:
                return finished
        if self._press is None:
            self._press = self._own = Press()
        told: list[Misprint] = []
        made = self._press.set(page, fonts, attachments, at, told.append)
        for each in told:
            self.sources.pop(self.name, None)  # so that it is told again the next time
            heard(each)
        return made
