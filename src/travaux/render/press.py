"""A process of its own in which WeasyPrint sets pages, started before the first page is ready.

WeasyPrint takes a quarter of a second to load, and a broken font library may bring a
process down. So the press starts first and loads while the library is read and the
text is settled; it is handed pages of HTML and the project's fonts, and gives PDFs.
It reads no file of the project, and ends with the program.
"""

from __future__ import annotations

import json
import logging
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import IO

from travaux.bounds import Exceeded, for_page, patience, within
from travaux.render.api import Misprint, unheard
from travaux.render.archive import Attachment, require

_HEAD = struct.Struct(">BQ")
_DONE, _REFUSED, _BROKEN, _AT, _FOUND, _EXCEEDED = range(6)
_FONT, _PAGE, _ENCLOSED = range(3)
_LAYING_OUT = re.compile(r"Step 5 - Creating layout - Page (\d+)")


class Unavailable(RuntimeError):
    """No PDF can be made here: WeasyPrint is missing, or the system's Pango. The words say why."""


_FAULTS: Mapping[int, type[Exception]] = {_REFUSED: ValueError, _EXCEEDED: Exceeded}


class Press:
    """Starts the process; use it in a `with` block. `ready` waits for it, `set` gives it a page."""

    def __init__(self) -> None:
        # -P: the folder one stands in is no place to import from.
        command = [sys.executable, "-P", "-m", "travaux.render.press"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self._why: str | None = None
        self._fonts: Mapping[str, bytes] | None = None

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def why_not(self) -> str:
        """Why no PDF can be made here (WeasyPrint is missing, or the system's Pango); "" if one can."""
        if self._why is None:
            kind, said = _receive(self._process.stdout)
            self._why = "" if kind == _DONE else said.decode() or "it ended without a word"
        return self._why

    def set(
        self,
        page: str,
        fonts: Mapping[str, bytes],
        attachments: Sequence[Attachment] = (),
        at: Callable[[int], None] = lambda number: None,
        heard: Callable[[Misprint], None] = unheard,
    ) -> bytes:
        """The PDF of a page of HTML in these fonts, with these files enclosed as its source.

        `at` hears which page is being laid out, `heard` what is out of place when all are. Raises `ValueError` where
        the page names what may not be fetched, `Unavailable` where no PDF can be made here, `Exceeded` where it took
        more time or memory than a page of its length may, `RuntimeError` where the press broke.
        """
        if self.why_not():
            raise Unavailable(self.why_not())
        if fonts is not self._fonts:
            for name, font in fonts.items():
                _send(self._process.stdin, _FONT, name.encode() + b"\0" + font)
            self._fonts = fonts
        for each in attachments:
            told = "\0".join((each.name, each.mime, each.description)).encode()
            _send(self._process.stdin, _ENCLOSED, told + b"\0" + each.content)
        bounds = for_page(len(page))
        with patience(bounds, self._process.kill) as over:
            _send(self._process.stdin, _PAGE, page.encode())
            while (answer := _receive(self._process.stdout))[0] in (_AT, _FOUND):
                if answer[0] == _AT:
                    at(int(answer[1]))
                else:
                    heard(Misprint(*json.loads(answer[1])))
        kind, said = answer
        if kind == _DONE:
            return said
        if over():
            raise Exceeded(f"nothing came back within {bounds.patience:.0f} seconds")
        raise _FAULTS.get(kind, RuntimeError)(said.decode() or "the process that sets pages has died")


def _send(stream: IO[bytes] | None, kind: int, words: bytes) -> None:
    assert stream is not None
    try:
        stream.write(_HEAD.pack(kind, len(words)) + words)
        stream.flush()
    except BrokenPipeError:
        raise RuntimeError("the process that sets pages has died") from None


def _receive(stream: IO[bytes] | None) -> tuple[int, bytes]:
    """One message; of a stream that has ended, an empty word that something broke."""
    assert stream is not None
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return _BROKEN, b""
    kind, length = _HEAD.unpack(head)
    return kind, stream.read(length)


def _tell_pages(answers: IO[bytes]) -> None:
    """Send the number of each page that WeasyPrint lays out, as it tells it to its log."""

    class Pages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if number := _LAYING_OUT.fullmatch(record.getMessage()):
                _send(answers, _AT, number[1].encode())

    log = logging.getLogger("weasyprint.progress")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(Pages())


def _tell_found(answers: IO[bytes], misprint: Misprint) -> None:
    _send(answers, _FOUND, json.dumps(astuple(misprint)).encode())


def serve() -> None:
    """The press itself: says whether it can work, then sets each page it is given until there are no more."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    try:
        require()
    except (OSError, ImportError) as error:
        reason = str(error).partition("\n")[0].partition(".  ")[0].rstrip(".") or type(error).__name__
        _send(answers, _REFUSED, reason.encode())
        return
    from travaux.render.api import Assets
    from travaux.render.pdf import write

    _send(answers, _DONE, b"")
    _tell_pages(answers)
    fonts: dict[str, bytes] = {}
    enclosed: list[Attachment] = []
    while len(head := asked.read(_HEAD.size)) == _HEAD.size:
        kind, length = _HEAD.unpack(head)
        words = asked.read(length)
        if kind == _FONT:
            name, _, font = words.partition(b"\0")
            fonts[name.decode()] = font
            continue
        if kind == _ENCLOSED:
            name, mime, told, content = words.split(b"\0", 3)
            enclosed.append(Attachment(name.decode(), content, told.decode(), mime.decode()))
            continue
        try:
            given, enclosed = enclosed, []
            heard = partial(_tell_found, answers)
            page = words.decode()
            with within(for_page(len(page))):
                made = write(page, Assets({}, fonts, tell=heard), given)
            _send(answers, _DONE, made)
        except Exceeded as exceeded:
            _send(answers, _EXCEEDED, str(exceeded).encode())
        except ValueError as refused:
            _send(answers, _REFUSED, str(refused).encode())
        except Exception as error:
            _send(answers, _BROKEN, f"{type(error).__name__}: {error}".encode())


if __name__ == "__main__":
    serve()
