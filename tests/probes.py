"""Words meant to become something else: markup that acts on a page, and strings that programs stumble over.

Made here from a small grammar and from classes of our own, the same in every run; nothing is copied from a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import product

# ---------------------------------------------------------------- what would act on a page

ACT = "alert(1)"
AWAY = "//evil.example/x"
SCHEMES = (
    "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "java\nscript:{}", " javascript:{}", "\u00a0javascript:{}",
    "javascript&colon;{}", "&#106;avascript:{}", "&#x6A;avascript:{}", "&#0000106avascript:{}", "javascript%3A{}",
    "vbscript:{}", "data:text/html,<script>{}</script>", "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload={}>", "file:///etc/passwd#{}", "http:" + AWAY, AWAY, "blob:{}", "view-source:x",
)  # fmt: skip
EVENTS = (
    "onerror", "onload", "onclick", "onmouseover", "onfocus", "ontoggle", "onbegin", "onanimationstart",
    "onpointerenter",
    "oncopy", "onresize", "ONERROR", "OnLoAd", "on\u212aeydown",
)  # fmt: skip
CARRIERS = (
    "img src=x", "svg", "body", "details open", "input autofocus", "video src=x", "audio src=x", "marquee", "p",
    "a href=#",
    "select autofocus", "object data=x", "iframe src=x", "math", "xss style=animation-name:x",
)  # fmt: skip
QUOTING = ('{}="{}"', "{}='{}'", "{}={}", "{} = {}", "/{}={}", "\n{}\n=\n{}", "{}=`{}`")
LINKED = (
    '<a href="{}">x</a>', "<a href='{}'>x</a>", "<a href={}>x</a>", '<iframe src="{}"></iframe>', '<img src="{}">',
    '<img srcset="{} 1x">', '<form action="{}"><button>x</button></form>', '<button formaction="{}">x</button>',
    '<object data="{}"></object>', '<embed src="{}">', '<base href="{}">', '<link rel=stylesheet href="{}">',
    '<meta http-equiv=refresh content="0;url={}">', '<svg><use href="{}"/></svg>',
    '<svg><a xlink:href="{}"><text>x</a>',
    '<svg><image href="{}"/></svg>', '<svg><set attributeName=href to="{}"/></svg>', '<math href="{}">x</math>',
    '<video poster="{}">', '<table background="{}">', '<style>@import "{}";</style>',
    '<p style="background:url({})">x',
    "[x]({})", "[x](<{}>)", "![x]({})", "[x]: {}\n\n[x]", "<{}>", "[x][y]\n\n[y]: {} 'z'", '[x]({} "y")', "{}",
)  # fmt: skip
SCRIPTS = (
    "<script>{}</script>", "<ScRiPt >{}</sCrIpT >", "<script/x>{}</script>", "<script\n>{}</script\n>", "<script>{}",
    "<scr<script>ipt>{}</scr</script>ipt>", "<svg><script>{}</script></svg>", "<!--><script>{}</script>-->",
    "<![CDATA[<script>{}</script>]]>", "]]><script>{}</script>", "<title><script>{}</script>",
    "</title><script>{}</script>",
    "</style><script>{}</script>", "</textarea><script>{}</script>", "</script><script>{}</script>",
    "--><script>{}</script>",
    "<noscript><p title='</noscript><script>{}</script>'>", "<template><script>{}</script></template>",
    "<math><mtext><table><mglyph><style><!--</style><img src onerror={}>",
    "<svg></p><style><a id='</style><img src=1 onerror={}>'>",
    "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;", "\\<script>{}\\</script>",
    "`<script>{}</script>`",
    "```\n</code><script>{}</script>\n```", "    <script>{}</script>", "<?xml-stylesheet href='javascript:{}'?>",
    "<%{}%>",
    "{{{{constructor.constructor('{}')()}}}}", "${{{}}}", "\uff1cscript\uff1e{}\uff1c/script\uff1e",
    "\u2039script\u203a{}",
    "<script src=" + AWAY + "></script>", "<plaintext><script>{}</script>", "<xmp></xmp><script>{}</script>",
    "<frameset onload={}>", "<isindex action=javascript:{}>", "<portal src=javascript:{}>", "<dialog open onclose={}>",
)  # fmt: skip
BREAKS = (
    "", '"', "'", ">", '">', "'>", "--&gt;", "\\", "&quot;&gt;", "\u201d>", "|", "*", "#", "- ", "1. ", "> ",
    "| x |\n|---|\n| ",
)  # fmt: skip
"""What may stand before a probe to end an attribute, an element, or a paragraph of Markdown."""


def active() -> Iterator[tuple[str, str]]:
    """Every probe with its class: schemes in links, events on elements, scripts; each once, in one order."""
    seen: set[str] = set()
    for kind, words in _active():
        if words not in seen:
            seen.add(words)
            yield kind, words


def _active() -> Iterator[tuple[str, str]]:
    for place, scheme in product(LINKED, SCHEMES):
        yield "an address", place.format(scheme.format(ACT))
    for carrier, event in product(CARRIERS, EVENTS):
        for quoting in QUOTING:
            yield "an event", f"<{carrier} {quoting.format(event, ACT)}>"
    for lead, script in product(BREAKS, SCRIPTS):
        yield "a script", lead + script.format(ACT)
    for lead, event in product(BREAKS[1:], EVENTS):
        yield "out of an attribute", f"{lead} {event}={ACT} x="
    for words in (place.format(scheme.format(ACT)) for place, scheme in product(LINKED[::3], SCHEMES[::4])):
        yield "written in references", escape(words)
        yield "written in numbers", "".join(f"&#{ord(each)};" for each in words)
        yield "broken by NUL", words.replace("<", "<\0")


# ---------------------------------------------------------------- strings that programs stumble over

NAUGHTY: dict[str, tuple[str, ...]] = {
    "words of programs": (
        "null",
        "None",
        "nil",
        "undefined",
        "NaN",
        "true",
        "False",
        "N/A",
        "-",
        "--",
        "con",
        "aux.txt",
    ),
    "like numbers": (
        "0",
        "-0",
        "1.10",
        "1e1000",
        "0x0",
        "0o17",
        "1_000",
        "١٢٣",
        "½",
        "1,5",
        "99999999999999999999",
        "1/0",
    ),
    "like dates": ("2001-01-01", "12:30:45", "0000-00-00", "2024-02-30", "24:60"),
    "shell": ("$(touch x)", "`touch x`", "; rm x", "| cat", "&& x", "$HOME", "%PATH%", "~", "*", "-rf", "--help", "!x"),
    "queries": ("' OR '1'='1", '"; DROP TABLE clauses; --', "*)(uid=*", "' or ''='", "{$gt: ''}"),
    "paths": (
        "../../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "\\\\host\\share",
        "file:///etc/passwd",
        "a/../b",
        "..",
        ".",
    ),
    "formats": ("%s%n%x", "{0}", "{}", "{x.__class__}", "%(x)s", "${x}", "#{x}", "$$", "\\1", "\\g<0>", "&1"),
    "templates": ("{{7*7}}", "{% raw %}", "{# x #}", "{{ self }}", "<%= 7*7 %>", "[[7]]", "{{{x}}}", "{{ party", "}}"),
    "markup": (
        "<b>x</b>",
        "</p>",
        "<!--",
        "-->",
        "<![CDATA[x]]>",
        "]]>",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&x;",
        "<",
        ">",
        "<?x?>",
    ),
    "marks of a text": (
        "*x*",
        "**x",
        "_x_",
        "[x]",
        "[",
        "]",
        "[](#x)",
        "[@x]",
        "[x](y)",
        "# x",
        "> x",
        "| x |",
        "***",
        "---",
    ),
    "cells": ("=1+1", "+1", "-1", "@SUM(1)", "=HYPERLINK(1)", "\u3000=1", "=cmd|'/c x'!A1", "\uff1d1"),
    "typesetting": ("\\input{x}", "\\write18{x}", "$x$", "^^M", "#1", "%", "\\end{document}", "\\u202e"),
    "XML and JSON": ('{"a":', "[[[[", '"', "\\u0000", "\\", "\\\\", "' \"", "{'a': 1}", "xmlns='x'", "%YAML 1.2"),
    "expressions": ("(a+)+$", "((((((((((", "[a-", "\\K", "(?R)", "a{99999}", ".*" * 40),
    "wide and far": ("𝔘𝔫𝔦", "田中", "👍🏽", "𠜎𠜱", "Ａ", "ﬁ", "Ⅷ", "㍿", "ǅ", "\U0001f1ea\U0001f1fa", "🏴"),
    "other directions": ("العربية", "עברית", "אב 12 גד", "ܫܠܡܐ", "ދިވެހި", "فارسی و English"),
    "marks upon letters": (
        "é",
        "e\u0301",
        "a" + "\u0301\u0323" * 20,
        "ก็็็็็",
        "Z̸̧",
        "ｶﾞ",
        "\u0301x",
        "अनुच्छेद",
        "한\u1112\u1161",
    ),
    "letters that change": ("ß", "İ", "ı", "ſ", "ς", "Å", "\u212b", "K", "ΐ", "ŉ", "Straße", "ﬀ"),
    "mixed scripts": ("Pаrty", "stаte", "Αrticle", "аrtiсlе", "ѕhall", "раragraph"),
    "kinds of blank": ("\u00a0", "\u2003x", "x\u2009y", "\u3000", "\u202f", "x  y", " x", "x "),
    "long": ("x" * 5_000, "x " * 2_500, "(" * 500, "[" * 200, "-" * 2_000, "W" * 300 + " " + "i" * 300),
    "hidden": ("x\u200by", "x\u200dy", "x\u00ady", "\ufeffx", "x\u2060y", "x\u180ey", "x\u034fy", "x\u2800y", "\u3164"),
    "turned": ("\u202eevil\u202c", "\u2066x\u2069", "x\u200f", "\u061cx", "\u202dx", "/*\u202e } \u2066if"),
    "controls": ("x\0y", "\x1b[2J", "\x1b]0;x\x07", "\x07", "\x08x", "\x7f", "\x9b31m", "x\x0by", "x\x85y", "x\u2028y"),
    "no characters": (
        "\ufffe",
        "\uffff",
        "\ufdd0",
        "\U0001ffff",
        "\ue000",
        "\ufff9x\ufffa",
        "\U000e0041",
        "\ufffd",
        "\ufffc",
    ),
}
"""Strings by class."""
REFUSED = frozenset({"hidden", "turned", "controls", "no characters"})
"""The classes of which none may be in a file of a library."""
