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
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import IO

from travaux.bounds import Exceeded, for_page, within
from travaux.render.api import Misprint, unheard
from travaux.render.archive import Attachment, require
from travaux.render.child import Child, receive, send

_DONE, _REFUSED, _BROKEN, _AT, _FOUND, _EXCEEDED = range(6)
_FONT, _PAGE, _ENCLOSED = range(3)
_LAYING_OUT = re.compile(r"Step 5 - Creating layout - Page (\d+)")


class Unavailable(RuntimeError):
    """No PDF can be made here: WeasyPrint is missing, or the system's Pango. The words say why."""


_FAULTS: Mapping[int, type[Exception]] = {_REFUSED: ValueError, _EXCEEDED: Exceeded}


class Press:
    """Starts the process; use it in a `with` block. `ready` waits for it, `set` gives it a page."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._child = Child("travaux.render.press", "the process that sets pages")
        self._why: str | None = None
        self._fonts: Mapping[str, bytes] | None = None

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.end()

    def why_not(self) -> str:
        """Why no PDF can be made here (WeasyPrint is missing, or the system's Pango); "" if one can."""
        if self._why is None:
            kind, said = self._child.receive() or (_REFUSED, b"")
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
                self._child.send(_FONT, name.encode() + b"\0" + font)
            self._fonts = fonts
        for each in attachments:
            told = "\0".join((each.name, each.mime, each.description)).encode()
            self._child.send(_ENCLOSED, told + b"\0" + each.content)
        with self._child.within(for_page(len(page))) as fate:
            self._child.send(_PAGE, page.encode())
            while (answer := self._child.receive()) and answer[0] in (_AT, _FOUND):
                if answer[0] == _AT:
                    at(int(answer[1]))
                else:
                    heard(Misprint(*json.loads(answer[1])))
            if answer is None:
                raise self._given_up(fate())
        kind, said = answer
        if kind == _DONE:
            return said
        raise _FAULTS.get(kind, RuntimeError)(said.decode())

    def _given_up(self, why: RuntimeError) -> RuntimeError:
        """Why no answer came; where the page was at fault and not the press, another one starts for what follows."""
        if isinstance(why, Exceeded):
            self._child.end()
            self._start()
        return why


def _tell_pages(answers: IO[bytes]) -> None:
    """Send the number of each page that WeasyPrint lays out, as it tells it to its log."""

    class Pages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if number := _LAYING_OUT.fullmatch(record.getMessage()):
                send(answers, _AT, number[1].encode())

    log = logging.getLogger("weasyprint.progress")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(Pages())


def _tell_found(answers: IO[bytes], misprint: Misprint) -> None:
    send(answers, _FOUND, json.dumps(astuple(misprint)).encode())


def serve() -> None:
    """The press itself: says whether it can work, then sets each page it is given until there are no more."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    try:
        require()
    except (OSError, ImportError) as error:
        reason = str(error).partition("\n")[0].partition(".  ")[0].rstrip(".") or type(error).__name__
        send(answers, _REFUSED, reason.encode())
        return
    from travaux.render.api import Assets
    from travaux.render.pdf import write

    send(answers, _DONE, b"")
    _tell_pages(answers)
    fonts: dict[str, bytes] = {}
    enclosed: list[Attachment] = []
    while message := receive(asked):
        kind, words = message
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
            send(answers, _DONE, made)
        except Exceeded as exceeded:
            send(answers, _EXCEEDED, str(exceeded).encode())
        except ValueError as refused:
            send(answers, _REFUSED, str(refused).encode())
        except Exception as error:
            send(answers, _BROKEN, f"{type(error).__name__}: {error}".encode())


if __name__ == "__main__":
    serve()
