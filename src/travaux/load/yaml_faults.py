"""Every fault of characters and YAML (Y1xx); each docstring is the page of its code."""

from __future__ import annotations

import unicodedata

from travaux.load.words import shown
from travaux.pages import finding


@finding("Y101", "not-utf-8")
def not_utf_8(what: str) -> tuple[str, str]:
    """A file holds bytes that are not UTF-8.

    The project is written in UTF-8, so that every accent and quotation mark means the same
    everywhere. A byte that is not UTF-8 usually comes from a file saved as "Windows-1252",
    "Latin-1" or "UTF-16"; guessing what it was could change a word of a treaty.

    Example: `Créée` saved as Latin-1 holds the byte E9, which is not UTF-8.

    Instead: save the file again as UTF-8, and read the words round the place given.
    """
    return f"this file is not UTF-8 here ({what})", "save the file as UTF-8, then check the characters at this place"


@finding("Y102", "byte-order-mark")
def byte_order_mark() -> tuple[str, str]:
    """A file begins with a byte order mark.

    The mark (U+FEFF) is invisible, and it would become part of the first key. UTF-8 needs none.

    Example: a file saved by an editor as "UTF-8 with BOM".

    Instead: save the file as "UTF-8" (without BOM).
    """
    return "the file begins with an invisible byte order mark (U+FEFF)", "save it as UTF-8 without BOM"


@finding("Y103", "hidden-character")
def hidden_character(character: str, escaped: bool = False) -> tuple[str, str]:
    r"""A character that nobody can see, or that turns the order of the others about.

    Two texts that look alike on paper must be alike. So bidirectional controls, zero-width
    characters, soft hyphens, other controls, the line separators NEL, LS and PS, tag
    characters, variation selectors, noncharacters, private characters and the replacement
    character U+FFFD are refused, typed or as an escape (`"\u200b"`). A no-break space is kept.

    Example: `traffick<U+200B>ing` prints as "trafficking", and no search finds it.

    Instead: delete the character; it often comes with text pasted from a web page or a PDF.
    """
    name = unicodedata.name(character, "a control or unassigned character").lower()
    how = "an escape for a hidden character" if escaped else "a hidden character"
    return f"{how}: U+{ord(character):04X} ({name})", "delete it and type the word again"


@finding("Y104", "lone-carriage-return")
def lone_carriage_return(count: int) -> tuple[str, str]:
    """A line ends with a carriage return alone.

    Lines end with LF (or CR LF, which is read as LF). A lone CR (old Macintosh files, damaged
    copies) is a line end to one program and nothing to another, so line numbers would differ.

    Example: `heading: Purpose<CR>default: only`.

    Instead: save the file with line endings "LF" or "CRLF".
    """
    times = f" ({count} in this file)" if count > 1 else ""
    return f"a carriage return without a line feed{times}", "save the file with LF or CRLF line endings"


@finding("Y105", "tab")
def tab() -> tuple[str, str]:
    """A tab character stands in the file.

    YAML forbids tabs in indentation, and a tab's width differs from editor to editor, so that
    nesting that looks right would be read wrongly. Tabs are refused everywhere.

    Example: a line indented by the Tab key in an editor that keeps tabs.

    Instead: use spaces; most editors can "convert indentation to spaces".
    """
    return "a tab character", "use spaces: a tab's width is not the same everywhere"


@finding("Y106", "syntax")
def syntax(message: str, hint: str) -> tuple[str, str]:
    """The file cannot be read as YAML from this place on.

    The parser stops here, so faults further down the file show only once this one is mended.

    Example: `claim: The text says: nothing` holds a second colon in a value without quotes.

    Instead: put a value that holds `: `, ` #`, or begins with one of `[ { * & ! @ % > | " '` in
    quotation marks, or write it as a block (`claim: |` and the words indented below); look for
    a missing quotation mark or a wrong indentation just above.
    """
    return message, hint


@finding("Y107", "tag")
def tag(written: str) -> tuple[str, str]:
    """A YAML tag (`!name`) is used.

    Tags ask the reader to build something other than what is written; a library is plain text.

    Example: `at: !!str 2`, or a value that happens to begin with an exclamation mark.

    Instead: every value is a string already; put a value that begins with `!` in quotation marks.
    """
    return (
        f"{shown(written)} is a YAML tag, which a library can't use",
        "remove it, or put the value in quotation marks",
    )


@finding("Y108", "anchor")
def anchor(name: str) -> tuple[str, str]:
    """A YAML anchor (`&name`) is used.

    With anchors the words of one place come silently from another, and a reader of the page
    would not see what a variant says.

    Example: `elements: &usual {mental: [knowing]}`.

    Instead: write the value where it belongs; put a value that begins with `&` in quotation marks.
    """
    return f"“&{name}” is a YAML anchor, which a library can't use", "remove it, or put the value in quotation marks"


@finding("Y109", "alias")
def alias(name: str) -> tuple[str, str]:
    """A YAML alias (`*name`) is used.

    See Y108: the words would come silently from another place (and ten lines of aliases can
    stand for a billion words).

    Example: `elements: *usual`, or a heading that begins with emphasis: `heading: *bis*`.

    Instead: repeat the value, or put a value that begins with `*` in quotation marks.
    """
    return (
        f"“*{name}” is a YAML alias, which a library can't use",
        "write the value here, or put it in quotation marks",
    )


@finding("Y110", "directive")
def directive(written: str) -> tuple[str, str]:
    """A YAML directive (a line that begins with `%`) is used.

    Directives change how the rest of the file is read.

    Example: `%YAML 1.1` on the first line.

    Instead: delete the line.
    """
    return f"{shown(written)} is a YAML directive, which a library can't use", "delete this line"


@finding("Y111", "several-documents")
def several_documents() -> tuple[str, str]:
    """One file holds several YAML documents.

    One clause is one file. What follows a second `---` would never be read.

    Example: two clauses in one file with `---` between them.

    Instead: make a file of each; in a text, indent a line of dashes with the words round it.
    """
    return (
        "a second document begins here (“---”)",
        "keep one document in a file: move this part into a file of its own",
    )


@finding("Y112", "duplicate-key")
def duplicate_key(key: str, first: int) -> tuple[str, str]:
    """The same key stands twice in one mapping.

    Most readers keep the last and forget the first without a word; one of two texts would be lost.

    Example: two variants called `knowing`, or a second `rationale:` at the end of a clause.

    Instead: rename one, or put both values under one key.
    """
    return f"the key {shown(key)} is already used on line {first}", "rename one of them, or join the two"


@finding("Y113", "key-not-a-word")
def key_not_a_word(braces: bool) -> tuple[str, str]:
    """The name of a key is itself a list or a mapping.

    It happens when a value begins with a brace or bracket and is not in quotation marks.

    Example: `lead: {{ self }} applies` is read as a mapping in a mapping.

    Instead: `lead: "{{ self }} applies"`.
    """
    why = (
        "a value that begins with “{{” is read as a mapping"
        if braces
        else "a list or a mapping stands where a key should"
    )
    return why, "put the whole value in quotation marks"


@finding("Y114", "too-deep")
def too_deep(limit: int) -> tuple[str, str]:
    """Lists and mappings are nested more than 32 deep.

    No file of a library needs it, and a file made to crash a reader does. The rest of the file
    is not read.

    Example: a hundred thousand opening brackets.

    Instead: check the indentation and the brackets at the place given.
    """
    return f"nested more than {limit} deep: the rest of the file is not read", "check the brackets and the indentation"


@finding("Y115", "comment-on-prose")
def comment_on_prose(lost: str) -> tuple[str, str]:
    """A comment stands on a line of prose.

    In YAML, ` #` ends a value without quotes: what follows is silently no part of the text. On a
    line of prose nobody can tell a comment from words that were lost.

    Example: `claim: Ranked as priority #1 by the drafters` reads "Ranked as priority" only if the
    number sign follows a space.

    Instead: put the value in quotation marks if `#` belongs to it; put a comment on a line of its
    own, indented no deeper than the key.
    """
    return (
        f"a comment on a line of prose: {shown(lost)} is not part of the text",
        "if it is text, put the value in quotation marks; if it is a comment, give it a line of its own, "
        "indented no deeper than the key",
    )


@finding("Y116", "shallow-line")
def shallow_line(first: int, least: int) -> tuple[str, str]:
    """A line of a value in brackets or quotation marks stands no deeper than the key or dash that it belongs to.

    YAML asks that every line of a value stand deeper than its key, the line with the closing bracket or quotation mark
    too. A line at the margin looks like the next key, and other programs refuse it.

    Example: `mental: [knowing,` and, at the margin of the next line, `reckless]`.

    Instead: indent every further line of the value by two spaces more than its key, or write the list with dashes.
    """
    return (
        f"this line belongs to the value that begins on line {first}, and is not indented deeper than its key or dash",
        f"indent it by {least} space{'s' if least > 1 else ''} or more, or close the value on line {first}",
    )


@finding("Y117", "lone-dash")
def lone_dash() -> tuple[str, str]:
    """A dash stands alone within brackets.

    Outside brackets a dash begins a member of a list. Within them it is neither that nor, in YAML, a word.

    Example: `applies: [-, Germany]`.

    Instead: put a dash that is meant as a word in quotation marks (`"-"`); else delete it.
    """
    return (
        "a dash alone within brackets is neither a member of a list nor a word",
        "put it in quotation marks, or delete it",
    )


@finding("Y118", "deep-blank-lines")
def deep_blank_lines() -> tuple[str, str]:
    """The blank lines at the head of a block of words hold more spaces than its first line has before it.

    The first line of a block (`|` or `>`) says how deep its words stand. Where blank lines before it are deeper, one
    program takes the line for a word of the block, and another one for a comment, which is no part of the text.

    Example: `text: |`, below it a line of four spaces, and below that `  # 1 of the list`.

    Instead: delete the spaces on the blank lines. If the line is a comment, indent it no deeper than the key.
    """
    return (
        "the blank lines above hold more spaces than stand before this line, so that it may be a comment or text",
        "delete the spaces on the blank lines above; if it is a comment, indent it no deeper than the key",
    )
