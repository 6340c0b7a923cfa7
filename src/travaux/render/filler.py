"""A process of its own that fills the layouts of a project: a stranger's loops waste its time and memory, not ours.

It is begun when the first such layout is filled and stands by for the others. It is handed the layouts and plain data,
and gives pages; it reads no file. The layouts that the program carries need none of this and are filled in the
program's own process, to the same bytes (see `layouts`).
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import sys
from collections.abc import Generator, Iterator, Mapping
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, cast

from travaux.bounds import Bounds, Exceeded, for_layout, longest_page, within
from travaux.render.child import Child, receive, send
from travaux.render.layouts import template

if TYPE_CHECKING:
    from jinja2 import Template

_DATA, _BOUNDS = range(2)
_DONE, _FAULT, _EXCEEDED = range(3)


class Unfilled(ValueError):
    """A fault of a layout: in words, with the layout's `name` and the line in it where these can be told."""

    def __init__(self, words: str, name: str | None, lineno: int | None) -> None:
        super().__init__(words)
        self.name, self.lineno = name, lineno


class TooMuch(Exceeded):
    """As `Exceeded`, with the layout's `name` and the line in it at which it was given up, where these can be told."""

    def __init__(self, words: str, name: str | None = None, lineno: int | None = None) -> None:
        super().__init__(words)
        self.name, self.lineno = name, lineno


class Filler:
    """Starts the process when it is first asked, and again after a layout that was given up."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def fill(self, shells: Mapping[str, str], shell: str, data: Mapping[str, object]) -> str:
        """One of these layouts, by its name, filled with this data.

        Raises `Unfilled` for a fault of the layout, `TooMuch` where it took more time or memory than data of that
        length may, or came out longer.
        """
        asked = pickle.dumps((dict(shells), shell, dict(data)), pickle.HIGHEST_PROTOCOL)
        bounds, longest = for_layout(len(asked)), longest_page(len(asked))
        if self._child is None:
            self._child = Child("travaux.render.filler", "the process that fills layouts")
        try:
            with self._child.within(bounds) as fate:
                self._child.send(_BOUNDS, json.dumps((bounds.seconds, bounds.bytes, longest)).encode())
                self._child.send(_DATA, asked)
                answer = self._child.receive()
            if answer is None:  # ended by its bounds, or by what a layout has done to it
                raise TooMuch(str(fate()))
        except BaseException:
            self.end()
            raise
        kind, said = answer
        if kind == _DONE:
            return said.decode("utf-8", "surrogatepass")
        if kind == _FAULT:
            raise Unfilled(*json.loads(said))
        self.end()  # the next begins afresh, with all its memory free
        raise TooMuch(*json.loads(said))

    def end(self) -> None:
        """End the process, if there is one."""
        child, self._child = self._child, None
        if child:
            child.end()


def filler() -> Filler:
    """The one filler of this process; it ends with it."""
    return _filler_of(os.getpid())


@cache
def _filler_of(process: int) -> Filler:
    """That of a process: one that is a copy of another needs pipes of its own."""
    made = Filler()

    def end() -> None:
        if os.getpid() == process:
            made.end()

    atexit.register(end)
    return made


# ---------------------------------------------------------------- in the process itself


def serve() -> None:
    """Fill each layout that is asked for, until nobody asks any more."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    bounds, longest = Bounds(0, 0), 0
    while message := receive(asked):
        kind, words = message
        if kind == _BOUNDS:
            seconds, most, longest = json.loads(words)
            bounds = Bounds(seconds, most)
            continue
        shells, shell, data = pickle.loads(words)
        send(answers, *_answer(shells, shell, data, bounds, longest))


def _answer(
    shells: Mapping[str, str], shell: str, data: Mapping[str, object], bounds: Bounds, longest: int
) -> tuple[int, bytes]:
    """What is said to one request."""
    try:
        with within(bounds):
            page = "".join(_pieces(template(shells, shell), data, longest)).encode("utf-8", "surrogatepass")
        return _DONE, page
    except Exceeded as exceeded:
        return _EXCEEDED, json.dumps((str(exceeded), *_place(exceeded.__context__ or exceeded))).encode()
    except Exception as error:
        words = f"{type(error).__name__}: {error}".splitlines()[0]
        return _FAULT, json.dumps((words, *_place(error))).encode()


def _pieces(filled: Template, data: Mapping[str, object], longest: int) -> Iterator[str]:
    """The page in pieces, up to so many characters."""
    room = longest
    pieces = cast("Generator[str]", filled.root_render_func(filled.new_context(dict(data))))
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            pieces.throw(Exceeded(f"it came out longer than {longest // 1_000_000:,} million characters"))
        yield piece


def _place(error: BaseException) -> tuple[str | None, int | None]:
    """The layout and the line that an error names itself, else the innermost ones that it came through."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    if isinstance(name, str) and isinstance(line, int):
        return name, line
    name, line, trace = None, None, error.__traceback__
    while trace:
        layout = trace.tb_frame.f_globals.get("__jinja_template__")
        if layout is not None:
            name, line = layout.name, layout.get_corresponding_lineno(_line(trace))
        trace = trace.tb_next
    return name, line


def _line(trace: TracebackType) -> int:
    """The line at which a function stood; of a step that belongs to none (back to a loop's head), the one before."""
    if trace.tb_lineno:
        return trace.tb_lineno
    lines = trace.tb_frame.f_code.co_lines()
    return [line for start, _, line in lines if line is not None and start <= trace.tb_lasti][-1]


if __name__ == "__main__":
    serve()
