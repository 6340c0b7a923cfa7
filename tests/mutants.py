"""Mutants of a small valid project: its files damaged by seed in their bytes, their structure or their markup.

The same seed gives the same mutant in every run and on every machine. The project is the one that `travaux new`
writes with `tests/seed` laid over it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from probes import NAUGHTY
from travaux.load.writing import written
from travaux.load.yaml import parse

ROOT = Path(__file__).parents[1]
SEEDS = (ROOT / "templates/new", ROOT / "tests/seed")
FLAGS = b"flags:\n  soft: A soft duty\n"
Files: TypeAlias = Mapping[str, bytes]
KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """The files that differ from those of the valid project (None: it is gone), and what was done to them."""

    level: str
    done: tuple[str, ...]
    files: Mapping[str, bytes | None]


@cache
def valid() -> Files:
    """The files of the valid project by path."""
    found: dict[str, bytes] = {}
    for folder in SEEDS:
        for path in sorted(folder.rglob("*.yaml")):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    found["clauses/vocabulary.yaml"] += FLAGS
    found["templates/styles/lake.yaml"] = (ROOT / "templates/styles/coe.yaml").read_bytes()
    return found


def mutant(level: str, seed: int) -> Mutant:
    """The mutant of a level ("bytes", "structure" or "markup") that a seed gives."""
    return LEVELS[level](random.Random(f"{level} {seed}"))


# ---------------------------------------------------------------- bytes

_NAUGHTY = tuple(words for several in NAUGHTY.values() for words in several)
_ODD = (
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\t", b"\xe2\x80\xae", b"\xe2\x80\x8b",
    b"\n---\n", b"\n...\n", b"%YAML 1.2\n", b"&a ", b"*a", b"!!x ", b"<<: ", b"? ", b"- ", b": ", b"|", b">",
    b"'", b'"',
    b"#", b" #", b"[", b"]", b"{", b"}", b"{{", b"}}", b"`", b"\n\n", b"\n  ", b"    ", b"\\", b"\x85",
    b"\xf0\x9f\x98\x80", b"[](#", b"[@", b"](term:",
)  # fmt: skip


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 2, 5, 20, 100, 1000)) :]


def _double(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    end = at + chance.choice((1, 5, 40, 200))
    return data[:end] + data[at:end] * chance.choice((1, 1, 2, 50)) + data[end:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    other = valid()[chance.choice(sorted(valid()))]
    at, start = chance.randrange(len(data)), chance.randrange(len(other))
    return data[:at] + other[start : start + chance.choice((5, 40, 400))] + data[at + chance.choice((0, 0, 40)) :]


def _throw_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    odd = chance.choice(_ODD) if chance.random() < 0.5 else chance.choice(_NAUGHTY).encode("utf-8", "surrogatepass")
    return data[:at] + odd + data[at:]


def _lines(data: bytes, chance: random.Random) -> bytes:
    """A line doubled, gone, moved, or indented otherwise."""
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    line = lines[at]
    how = chance.randrange(4)
    if how == 0:
        lines.insert(chance.randrange(len(lines)), line)
    elif how == 1:
        del lines[at]
    elif how == 2:
        lines.insert(chance.randrange(len(lines)), lines.pop(at))
    else:
        lines[at] = b" " * chance.randrange(8) + line.lstrip()
    return b"".join(lines)


_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _double, _splice, _throw_in, _lines)


def damaged(data: bytes, chance: random.Random, pieces: Sequence[bytes] = ()) -> bytes:
    """A file with one to three places damaged, some by one of these pieces thrown in."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(data) + 1)
        thrown = pieces and chance.random() < 0.4
        data = data[:at] + chance.choice(pieces) + data[at:] if thrown else chance.choice(_BYTES)(data, chance) or b"\n"
    return data


def _of_bytes(chance: random.Random) -> Mutant:
    path = chance.choice(sorted(valid()))
    data, done = valid()[path], []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        how = chance.choice(_BYTES)
        data = how(data, chance) or b"\n"
        done.append(how.__name__.strip("_"))
    return Mutant("bytes", tuple(done), {path: data})


# ---------------------------------------------------------------- structure


@cache
def _value(path: str) -> str:
    return json.dumps(parse(valid()[path], path)[0])


def _places(value: Any, at: KeyPath = ()) -> Iterator[KeyPath]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield (*at, key)
        yield from _places(each, (*at, key))


def _above(value: Any, at: KeyPath) -> Any:
    for key in at[:-1]:
        value = value[key]
    return value


@cache
def _idents() -> tuple[str, ...]:
    """Every name that something has in the valid project."""
    keys = {key for path in valid() for place in _places(json.loads(_value(path))) for key in place}
    stems = {path.rpartition("/")[2].removesuffix(".yaml") for path in valid()}
    return tuple(sorted({each for each in keys if isinstance(each, str)} | stems))


_OTHER: tuple[Any, ...] = (
    "", [], {}, "0", "-1", "9" * 400, "1e999", "true", "no", "~", "x" * 5000, "[", "{{ x }}", ["x"], {"x": "y"}, [[]],
    [{}], {"": ""}, [""], ["", ""], "a: b", "\n", "1.\n\na.", "0", "١", "MMMM", [[[[[[["x"]]]]]]], "2001-02-30",
    "9999999999",
)  # fmt: skip


def _other_value(value: Any, at: KeyPath, chance: random.Random) -> None:
    _above(value, at)[at[-1]] = chance.choice(_OTHER)


def _of_a_name(value: Any, at: KeyPath, chance: random.Random) -> None:
    """A value that is the name of something else."""
    one, other = chance.choice(_idents()), chance.choice(_idents())
    _above(value, at)[at[-1]] = chance.choice((one, f"{one}:{other}", [one, other], f"{one}:{other}|{one}"))


def _gone(value: Any, at: KeyPath, chance: random.Random) -> None:
    above = _above(value, at)
    del above[at[-1]]


def _renamed(value: Any, at: KeyPath, chance: random.Random) -> None:
    above = _above(value, at)
    if isinstance(above, dict):
        above[chance.choice((*_idents(), "x y", "", "Ä", "a" * 300))] = above.pop(at[-1])
    else:
        above.reverse()


def _doubled(value: Any, at: KeyPath, chance: random.Random) -> None:
    above = _above(value, at)
    if isinstance(above, dict):
        above[f"{at[-1]}-2"] = deepcopy(above[at[-1]])
    else:
        above[:] = [deepcopy(each) for each in above for _ in range(chance.choice((1, 2, 30)))]


def _exchanged(value: Any, at: KeyPath, chance: random.Random) -> None:
    """Two values of one file in each other's places."""
    other = chance.choice([*_places(value)])
    if other[: len(at)] != at and at[: len(other)] != other:
        one, two = _above(value, at), _above(value, other)
        one[at[-1]], two[other[-1]] = two[other[-1]], one[at[-1]]


def _from_elsewhere(value: Any, at: KeyPath, chance: random.Random) -> None:
    """A value of another file."""
    there = json.loads(_value(chance.choice(sorted(valid()))))
    place = chance.choice([*_places(there)])
    _above(value, at)[at[-1]] = _above(there, place)[place[-1]]


def _with_another_key(value: Any, at: KeyPath, chance: random.Random) -> None:
    """A key that such files have somewhere, where it may have no business."""
    above = _above(value, at)
    there = json.loads(_value(chance.choice(sorted(valid()))))
    place = chance.choice([*_places(there)])
    if isinstance(above, dict):
        above[str(place[-1])] = _above(there, place)[place[-1]]
    else:
        above.append(_above(there, place)[place[-1]])


_STRUCTURE: tuple[Callable[[Any, KeyPath, random.Random], None], ...] = (
    _other_value, _of_a_name, _gone, _renamed, _doubled, _exchanged, _from_elsewhere, _with_another_key,
)  # fmt: skip


def _of_structure(chance: random.Random) -> Mutant:
    path = chance.choice(sorted(valid()))
    if chance.random() < 0.02:
        return Mutant("structure", ("no file",), {path: None})
    if chance.random() < 0.03:
        return Mutant("structure", ("another file",), {path: valid()[chance.choice(sorted(valid()))]})
    value, done = json.loads(_value(path)), []
    for _ in range(chance.choice((1, 1, 1, 2))):
        if places := [*_places(value)]:
            how = chance.choice(_STRUCTURE)
            how(value, chance.choice(places), chance)
            done.append(how.__name__.strip("_"))
    return Mutant("structure", tuple(done), {path: _file(value, chance)})


def _file(value: Any, chance: random.Random) -> bytes:
    """A value as a file: as a drafter writes it, or as JSON where that can't be."""
    if chance.random() < 0.4:
        try:
            return written(value).encode("utf-8", "surrogatepass")
        except ValueError:
            pass
    said = json.dumps(value, ensure_ascii=False, indent=chance.choice((None, 1)))
    return said.encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- markup

PROSE = ("text", "claim", "cite", "commentary", "heading", "label", "because", "statement", "title", "short", "lead",
         "introduction", "considerations", "notice", "how", "needs", "binds", "enters", "about", "subtitle", "at",
         "raised-by", "note", "depositary", "opening", "closing", "testimonium")  # fmt: skip
FRAGMENTS = (
    "[](#duty-to-warn)", "[](#duty-to-warn:9.z)", "[](#:1)", "[](#:1..:3)", "[](#)", "[](#nowhere)",
    "[](#lake-treaty:1.1)",
    "[](#lake-treaty)", "[](#all:inserted)", "[](#all:reservation?bare)", "[](#group:crimes)",
    "[](#rule-records:1.a..:2?short)",
    "[](#recitals)", "[](#chapeau:1)", "[](#false-warnings, duty-to-warn, :2)", "[@hydro]",
    "[@hydro, 12; @vclt, art 31]",
    "[@nobody, 1]", "[@", "[@hydro, ]", "{{ party }}", "{{ Party }}", "{{ parties }}", "{{ consents }}", "{{ x }}",
    "{{}}",
    "{{ {{ party }} }}", "{{ self }}", "{{ parent }}", "*a*", "**a", "*a **b* c**", "***", "_a_", "[a]", "[a] [b]",
    "[a [b] c]",
    "[", "]", "[]", "[flood](term:flood)", "[x](term:nothing)", "[y](def:y)", "[](term:flood)", "[a](b)", "![a](b)",
    "\n1. One.\n2. Two.\n", "\n3. Three.\n", "\n   a. point;\n   b. point.\n", "\n      i. sub;\n      ii. sub.\n",
    "\n1.\n",
    "\n\n", "\n\nA paragraph.\n\n", "\n(a) A.\n\n(b) B.\n", "\na) x\n", "\n         1. deep\n", "1. ", "a. ", "(i) ",
    "i. ",
    "Article 5", "article 2 bis", "paragraph 1.a", "“quoted", "”", "’", "--", "…", ";", ".", ":", ", and", "shall",
    "may",
    "any person", "intentionally", "thirty (30)", "\u00a0", "e\u0301", "條", "العربية", "<b>x</b>", "&amp;", "\\",
    "`x`", "| x |",
    "# x", "> x", "- x", "* x", "https://example.org", "x" * 300, "[" * 40, "*a " * 40, "(((", "1.1", "0.", "iiii.",
    "zz.",
)  # fmt: skip


def _of_markup(chance: random.Random) -> Mutant:
    path = chance.choice([each for each in sorted(valid()) if "coverage" not in each])
    value, done = json.loads(_value(path)), []
    places = [
        each for each in _places(value)
        if isinstance(_above(value, each)[each[-1]], str) and (set(PROSE) & set(map(str, each[-3:])))
    ]  # fmt: skip
    for _ in range(chance.choice((1, 1, 2, 4)) if places else 0):
        at = chance.choice(places)
        above = _above(value, at)
        how = chance.choice(MARKUP)
        above[at[-1]] = how(above[at[-1]], chance)
        done.append(how.__name__.strip("_"))
    return Mutant("markup", tuple(done), {path: _file(value, chance)})


@cache
def prose_of_the_project() -> tuple[str, ...]:
    """Every field of words of the valid project."""
    out = []
    for path in sorted(valid()):
        value = json.loads(_value(path))
        said = [(each, _above(value, each)[each[-1]]) for each in _places(value)]
        out += [words for at, words in said if isinstance(words, str) and at[-1] in PROSE]
    return tuple(out)


def _put_in(words: str, chance: random.Random) -> str:
    ends = [0, len(words), *(each.start() for each in re.finditer(r"[ \n]", words))]
    at = chance.choice(ends)
    return f"{words[:at]} {chance.choice(FRAGMENTS)}{words[at:]}"


def _put_anywhere(words: str, chance: random.Random) -> str:
    at = chance.randrange(len(words) + 1)
    return words[:at] + chance.choice(FRAGMENTS) + words[at:]


def _put_first(words: str, chance: random.Random) -> str:
    return chance.choice(FRAGMENTS) + words


def _only(words: str, chance: random.Random) -> str:
    return " ".join(chance.choice(FRAGMENTS) for _ in range(chance.choice((1, 1, 2, 3))))


def _sign_gone(words: str, chance: random.Random) -> str:
    signs = [each.start() for each in re.finditer(r"[\[\](){}*#:@.,;|\n“”]", words)]
    at = chance.choice(signs) if signs else 0
    return words[:at] + words[at + 1 :]


def _words_gone(words: str, chance: random.Random) -> str:
    at = chance.randrange(len(words) + 1)
    return words[:at] + words[at + chance.choice((1, 3, 10, 60)) :]


def _indented(words: str, chance: random.Random) -> str:
    lines = words.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.randrange(10) + lines[at].lstrip()
    return "\n".join(lines)


def _lines_exchanged(words: str, chance: random.Random) -> str:
    lines = words.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _naughty(words: str, chance: random.Random) -> str:
    return f"{words} {chance.choice(_NAUGHTY)}"


MARKUP: tuple[Callable[[str, random.Random], str], ...] = (
    _put_in, _put_in, _put_anywhere, _put_first, _only, _sign_gone, _words_gone, _indented, _lines_exchanged, _naughty,
)  # fmt: skip

LEVELS: dict[str, Callable[[random.Random], Mutant]] = {
    "bytes": _of_bytes,
    "structure": _of_structure,
    "markup": _of_markup,
}
