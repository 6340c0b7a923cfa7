"""Every way a page has to ask for something: none reaches a server that listens here, or a file that lies here."""

from __future__ import annotations

import socket
import threading
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from re import DOTALL, findall

import pytest

from command import run, small_project
from corpora import Counted
from travaux.render import pdf
from travaux.render.api import Assets

pytest.importorskip("weasyprint")

CANARY = "QXZVCANARY"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
PROPERTIES = (
    "background:url({})", "background-image:url({})", "background-image:image-set(url({}) 1x)", "list-style:url({})",
    "display:list-item;list-style-image:url({})", "border-image:url({}) 1", "border-image-source:url({})",
    "mask-border:url({}) 1", "mask-border-source:url({})", "content:url({})", "cursor:url({}),auto", "mask:url({})",
    "clip-path:url({})", "filter:url({})", "src:url({})", "anchor:url({})", "--x:url({});background:var(--x)",
    "content:target-counter(url({}),page)", "background:linear-gradient(red,blue),url({})", "shape-outside:url({})",
)  # fmt: skip
RULES = (
    "@import url({});", "@import '{}';", "@import url({}) print;", "@media print{{@import '{}';}}",
    "@font-face{{font-family:x;src:url({})}} p{{font-family:x}}",
    "@font-face{{font-family:x;src:local('x'),url({}) format('woff2')}} p{{font-family:x}}",
    "@page{{background:url({})}}", "@page{{@top-left{{content:url({})}}}}", "@page:first{{background-image:url({})}}",
    "@namespace x url({});", "@color-profile device-cmyk{{src:url({})}}",
    "@supports(display:block){{p{{background:url({})}}}}",
    "p::before{{content:url({})}}", "p::marker{{content:url({})}} p{{display:list-item}}",
    "p::footnote-call{{content:url({})}}",
    "@counter-style x{{system:cyclic;symbols:url({})}} p{{display:list-item;list-style:x}}",
)  # fmt: skip
ELEMENTS = (
    '<img src="{}">', '<img srcset="{} 1x">', '<picture><source srcset="{}"><img></picture>',
    '<object data="{}"></object>',
    '<embed src="{}">', '<link rel=stylesheet href="{}">', '<link rel="alternate stylesheet" href="{}">',
    '<link rel=attachment href="{}">', '<a rel=attachment href="{}">x</a>', '<link rel=icon href="{}">',
    '<iframe src="{}"></iframe>', '<video poster="{}" src="{}"></video>', '<input type=image src="{}">',
    '<table background="{}"><tr><td>x</table>', '<body background="{}">', '<?xml-stylesheet href="{}"?>',
    '<meta http-equiv=refresh content="0;url={}">', '<base href="{}"><img src=x>', '<script src="{}"></script>',
    '<object type="image/svg+xml" data="{}"></object>', '<p style="background:url(\'{}\')">x', '<frame src="{}">',
)  # fmt: skip
DRAWN = (
    '<image href="{}" width="9" height="9"/>', '<image xlink:href="{}" width="9" height="9"/>', '<use href="{}#x"/>',
    '<use xlink:href="{}#x"/>',
    '<filter id="f"><feImage href="{}"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    '<style>@import "{}";</style>', '<rect width="9" height="9" fill="url({}#x)"/>',
    '<style>rect{{fill:url({})}}</style><rect/>',
    '<text font-family="x"><tspan>x</tspan></text><style>@font-face{{font-family:x;src:url({})}}</style>',
    '<linearGradient href="{}#x" id="g"/><rect width="9" height="9" fill="url(#g)"/>', '<tref xlink:href="{}#x"/>',
    '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="{}"/></foreignObject>', '<a href="{}"><rect/></a>',
    '<rect width="9" height="9" mask="url({}#x)" clip-path="url({}#x)" marker-end="url({}#x)"/>',
    '<script href="{}"/>',
)  # fmt: skip


def inside(svg: str) -> str:
    """A page with a drawing inside an address, which is the only kind of such address that is served."""
    return f'<img src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def ways() -> Iterator[tuple[str, str]]:
    """Every way with its class; `{}` stands for the address."""
    yield from (("a property of CSS", f'<p style="{each}">x</p>') for each in PROPERTIES)
    yield from (
        ("a rule of CSS", f"<style>{each.replace('{{', '{').replace('}}', '}')}</style><p>x</p>") for each in RULES
    )
    yield from (("an element", each) for each in ELEMENTS)
    yield from (("a drawing in the page", SVG.format(each)) for each in DRAWN)
    yield from (("a drawing in an address", f"SVG{each}") for each in DRAWN)


def written(way: str, address: str) -> str:
    """The page that asks for an address in one way."""
    filled = way.replace("{}", address).replace("{{", "{").replace("}}", "}")
    return inside(SVG.format(filled[3:])) if way.startswith("SVG") else filled


@dataclass
class Listener:
    """A server on this machine that counts who calls, and sends every caller on to a file."""

    target: str
    calls: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.socket.accept()
                with caller:
                    self.calls.append(caller.recv(2000))
                    caller.sendall(f"HTTP/1.0 302 Found\r\nLocation: {self.target}\r\n\r\n".encode())


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    file = tmp_path / "canary.svg"
    file.write_text(SVG.format(f"<text>{CANARY}</text>"), encoding="utf-8")
    return file


@pytest.fixture
def listener(canary: Path) -> Iterator[Listener]:
    made = Listener(canary.as_uri())
    yield made
    made.socket.close()


def unpacked(data: bytes) -> bytes:
    """A PDF with its streams opened."""
    out = [data]
    for each in findall(rb"stream\r?\n(.*?)\nendstream", data, DOTALL):
        with suppress(zlib.error):
            out.append(zlib.decompress(each))
    return b"".join(out)


def tried(page: str) -> bool:
    """Whether a page was printed; what is refused is told as a `ValueError`."""
    try:
        data = unpacked(pdf.write(f"<html lang=en><title>t</title>{page}", Assets()))
    except ValueError as refused:
        assert "ever fetched" in str(refused)
        return False
    assert CANARY.encode() not in data and CANARY.encode("utf-16-be") not in data
    assert b"/EmbeddedFile" not in data
    return True


def test_weasyprint_by_itself_would_call(listener: Listener) -> None:
    """Else the tests below would pass with any program."""
    from weasyprint import HTML

    calling = 0
    for _, way in ways():
        if "base href" not in way:
            before = len(listener.calls)
            with suppress(Exception):
                HTML(string=written(way, f"http://127.0.0.1:{listener.port}/x.svg")).write_pdf()
            calling += len(listener.calls) > before
    assert calling >= 20


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in ways()}))
def test_nothing_is_fetched_in_any_way(kind: str, listener: Listener, canary: Path, counted: Counted) -> None:
    several = [way for each, way in ways() if each == kind]
    printed = 0
    for way in several:
        for address in (f"http://127.0.0.1:{listener.port}/x.svg", canary.as_uri()):
            printed += tried(written(way, address))
    assert listener.calls == []
    counted("ways to ask for something", "WeasyPrint’s own fetches, CSS and SVG", {kind: len(several)})


def test_no_kind_of_address_is(listener: Listener, canary: Path, counted: Counted) -> None:
    port = listener.port
    nested = b64encode(SVG.format(f'<image href="{canary.as_uri()}" width="9" height="9"/>').encode()).decode()
    addresses = {
        "web": (f"http://127.0.0.1:{port}/", f"HTTP://127.0.0.1:{port}/", f"//127.0.0.1:{port}/",
                f"http:127.0.0.1:{port}",
                f"http://user:pass@127.0.0.1:{port}/", f"ftp://127.0.0.1:{port}/x", f"https://127.0.0.1:{port}/"),
        "file": (canary.as_uri(), str(canary), f"file:{canary}", f"FILE://{canary}", f"file://localhost{canary}",
                 "canary.svg", f"//{canary}", f"font:{canary}", "font:../../etc/passwd", f"file:///proc/self/root{canary}"),
        "data": ("data:text/css,p{color:red}", "data:image/png;base64,iVBORw0KGgo=", "data:image/svg+xml,<svg/>",
                 f"data:image/svg+xml;base64,{b64encode(inside('x').encode()).decode()}", "data:image/svg+xml;base64,!",
                 f"data:image/svg+xml;base64,{nested}", "data:,x"),
        "other": ("gopher://127.0.0.1/", "jar:file:///x!/y", "about:blank", "blob:x", "javascript:1", "x:",
                  "http://[::1", "\\\\h\\s"),
    }  # fmt: skip
    for several in addresses.values():
        for address in several:
            tried(f'<img src="{address}">')
            tried(f"<style>@import url('{address}');</style>x")
    assert listener.calls == []
    counted(
        "kinds of address", "tests/hostile/test_fetching.py", Counter({each: len(a) for each, a in addresses.items()})
    )


def test_a_drawing_may_hold_no_entities_that_lead_away(canary: Path) -> None:
    head = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
    with suppress(Exception):
        assert tried(inside(head + SVG.format("<text>&x;</text>")))


def test_the_command_tells_it_and_writes_nothing(tmp_path: Path, listener: Listener) -> None:
    project = small_project(tmp_path / "project")
    sheet = project / "templates/layouts/css/print.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(f"body {{ background: url(http://127.0.0.1:{listener.port}/x.png) }}", encoding="utf-8")
    done = run("build", "--format", "pdf", cwd=project)
    assert done.returncode == 1 and "C602" in done.stderr and "ever fetched" in done.stderr
    assert not (project / "build/flood-warnings").exists() and listener.calls == []
