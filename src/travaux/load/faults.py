"""Every fault that loading can find: one function each, its docstring the page of `travaux explain`.

A function takes the place first (`Span`), then what it must name, and gives a
`Diagnostic`. Codes Y1xx are of YAML and characters, S2xx of the schema and the library.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from travaux.diagnostics import Severity
from travaux.pages import finding


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" if none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=512)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(word, known, 1, 0.6)), "")


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Words in quotation marks, separated by commas; the rest of a long list is counted."""
    every = list(words)
    shown = ", ".join(f"“{word}”" for word in every[:limit])
    return shown + (f" and {len(every) - limit} more" if len(every) > limit else "")


def shown(value: str, limit: int = 40) -> str:
    """A value as a message may show it: one line, short, control characters made visible."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value)
    return f"“{line[:limit]}…”" if len(line) > limit else f"“{line}”"


def _suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    every = sorted(known)
    near = nearest(word, every)
    if near:
        return f"Did you mean “{near}”?"
    return f"Known here: {listed(every)}." if every else otherwise


# ---------------------------------------------------------------- characters


@finding("Y101", "not-utf-8")
def not_utf_8(what: str) -> tuple[str, str]:
    """A file holds bytes that are not UTF-8.

    The project is written in UTF-8, so that every accent and quotation mark means the same
    everywhere. A byte that is not UTF-8 usually comes from a file saved as "Windows-1252",
    "Latin-1" or "UTF-16"; guessing what it was could change a word of a treaty.

    Example: `Créée` saved as Latin-1 holds the byte E9, which is not UTF-8.

    Instead: save the file again as UTF-8, and read the words round the place given.
    """
    return f"this file is not UTF-8 here ({what})", "Save the file as UTF-8, then check the characters at this place."


@finding("Y102", "byte-order-mark")
def byte_order_mark() -> tuple[str, str]:
    """A file begins with a byte order mark.

    The mark (U+FEFF) is invisible, and it would become part of the first key. UTF-8 needs none.

    Example: a file saved by an editor as "UTF-8 with BOM".

    Instead: save the file as "UTF-8" (without BOM).
    """
    return "the file begins with an invisible byte order mark (U+FEFF)", "Save it as UTF-8 without BOM."


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
    return f"{how}: U+{ord(character):04X} ({name})", "Delete it and type the word again."


@finding("Y104", "lone-carriage-return")
def lone_carriage_return(count: int) -> tuple[str, str]:
    """A line ends with a carriage return alone.

    Lines end with LF (or CR LF, which is read as LF). A lone CR (old Macintosh files, damaged
    copies) is a line end to one program and nothing to another, so line numbers would differ.

    Example: `heading: Purpose<CR>default: only`.

    Instead: save the file with line endings "LF" or "CRLF".
    """
    times = f" ({count} in this file)" if count > 1 else ""
    return f"a carriage return without a line feed{times}", "Save the file with LF or CRLF line endings."


@finding("Y105", "tab")
def tab() -> tuple[str, str]:
    """A tab character stands in the file.

    YAML forbids tabs in indentation, and a tab's width differs from editor to editor, so that
    nesting that looks right would be read wrongly. Tabs are refused everywhere.

    Example: a line indented by the Tab key in an editor that keeps tabs.

    Instead: use spaces; most editors can "convert indentation to spaces".
    """
    return "a tab character", "Use spaces: a tab's width is not the same everywhere."


# ---------------------------------------------------------------- YAML


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
        "Remove it, or put the value in quotation marks.",
    )


@finding("Y108", "anchor")
def anchor(name: str) -> tuple[str, str]:
    """A YAML anchor (`&name`) is used.

    With anchors the words of one place come silently from another, and a reader of the page
    would not see what a variant says.

    Example: `elements: &usual {mental: [knowing]}`.

    Instead: write the value where it belongs; put a value that begins with `&` in quotation marks.
    """
    return f"“&{name}” is a YAML anchor, which a library can't use", "Remove it, or put the value in quotation marks."


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
        "Write the value here, or put it in quotation marks.",
    )


@finding("Y110", "directive")
def directive(written: str) -> tuple[str, str]:
    """A YAML directive (a line that begins with `%`) is used.

    Directives change how the rest of the file is read.

    Example: `%YAML 1.1` on the first line.

    Instead: delete the line.
    """
    return f"{shown(written)} is a YAML directive, which a library can't use", "Delete this line."


@finding("Y111", "several-documents")
def several_documents() -> tuple[str, str]:
    """One file holds several YAML documents.

    One clause is one file. What follows a second `---` would never be read.

    Example: two clauses in one file with `---` between them.

    Instead: make a file of each; in a text, indent a line of dashes with the words round it.
    """
    return (
        "a second document begins here (“---”)",
        "Keep one document in a file: move this part into a file of its own.",
    )


@finding("Y112", "duplicate-key")
def duplicate_key(key: str, first: int) -> tuple[str, str]:
    """The same key stands twice in one mapping.

    Most readers keep the last and forget the first without a word; one of two texts would be lost.

    Example: two variants called `knowing`, or a second `rationale:` at the end of a clause.

    Instead: rename one, or put both values under one key.
    """
    return f"the key {shown(key)} is already used on line {first}", "Rename one of them, or join the two."


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
    return why, "Put the whole value in quotation marks."


@finding("Y114", "too-deep")
def too_deep(limit: int) -> tuple[str, str]:
    """Lists and mappings are nested more than 32 deep.

    No file of a library needs it, and a file made to crash a reader does. The rest of the file
    is not read.

    Example: a hundred thousand opening brackets.

    Instead: check the indentation and the brackets at the place given.
    """
    return f"nested more than {limit} deep: the rest of the file is not read", "Check the brackets and the indentation."


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
        "If it is text, put the value in quotation marks; if it is a comment, give it a line of its own, "
        "indented no deeper than the key.",
    )


# ---------------------------------------------------------------- files


@finding("S201", "not-a-file")
def not_a_file(what: str) -> tuple[str, str]:
    """Something named like a file of the library is not a file.

    Example: a folder called `purpose.yaml`.

    Instead: rename it, or put the clause's YAML in a file of that name.
    """
    return (
        f"this is {what}, not a file",
        "Rename it or replace it by a file: a name that ends in “.yaml” is read as a clause.",
    )


@finding("S202", "empty-file")
def empty_file() -> tuple[str, str]:
    """A file holds nothing, or nothing but comments.

    A file of 0 bytes is most often a save that failed.

    Example: `clauses/final/accession.yaml` with 0 bytes.

    Instead: write its content, restore it from the history, or delete it.
    """
    return "the file is empty", "Write its content, restore it from the history, or delete the file."


@finding("S203", "not-a-mapping")
def not_a_mapping(what: str) -> tuple[str, str]:
    """A file does not hold keys and values at its top.

    Example: a file that begins with `- kind: offence` (a list), or with plain text.

    Instead: begin with `kind: offence`, and so on.
    """
    return (
        f"the file holds {what} at its top, where keys and values should stand",
        "Begin with lines like “kind: offence”.",
    )


@finding("S204", "outside-project")
def outside_project() -> tuple[str, str]:
    """A link leads out of the project's folder.

    A library is complete in its folder; one from elsewhere must not be able to read your other files.

    Example: `clauses/secret.yaml` as a link to a file in a home folder.

    Instead: copy the file into the project.
    """
    return "this link leads out of the project's folder and is not followed", "Copy the file into the project."


@finding("S205", "bad-id")
def bad_id(written: str, wanted: str) -> tuple[str, str]:
    """A file's name (without `.yaml`) can't be an id.

    The stem of the file is the id by which instruments and references name it: small letters a–z,
    digits and single hyphens, beginning with a letter.

    Example: `Offence_Advertise.yaml`.

    Instead: `offence-advertise.yaml`.
    """
    hint = f"Rename the file to “{wanted}.yaml”." if wanted else "Use small letters a–z, digits and single hyphens."
    return f"the file's name gives the id {shown(written)}, which is not an id", hint


@finding("S206", "duplicate-id")
def duplicate_id(ident: str, other: str) -> tuple[str, str]:
    """Two files have the same name, and so the same id.

    The folder is only for people: an id names one thing in the whole library, be it a clause, an
    instrument or a treaty in `law/`, because a reference says no more than the id.

    Example: `clauses/final/depositary.yaml` and `clauses/relations/depositary.yaml`.

    Instead: rename one of the two files, and what refers to it.
    """
    return f"the id “{ident}” is already taken by {other}", "Rename one of the two files."


@finding("S207", "empty-library")
def empty_library(missing: bool) -> tuple[str, str]:
    """The project holds no clause.

    Nothing can be built from an empty library, so most often the command runs in the wrong folder.

    Example: a folder without `clauses/`, or one whose `clauses/` holds no clause's file.

    Instead: go to your project's folder (or give it with `-C DIR`), or begin one: `travaux new DIR`.
    """
    what = "there is no folder “clauses” here" if missing else "there is no clause in the folder “clauses”"
    return (
        f"{what}: the library is empty",
        "Name the project's folder with -C, or begin a library with “travaux new DIR”.",
    )


@finding("S208", "unreadable")
def unreadable(why: str) -> tuple[str, str]:
    """The system does not let a file or folder be read.

    Example: a file whose permissions exclude you, a broken link, a file of more than 8 MB.

    Instead: mend the permissions or the link, or delete it.
    """
    return f"it can't be read: {why}", "Check that it exists and that you may read it."


@finding("S209", "no-vocabulary")
def no_vocabulary() -> tuple[str, str]:
    """There is no vocabulary for the elements, stances, flags and terms.

    The words that clauses take their elements from stand in `clauses/vocabulary.yaml`.

    Example: a project made by hand, with clauses only.

    Instead: copy the vocabulary of the library that comes with the program, or run `travaux new`.
    """
    return "there is no “clauses/vocabulary.yaml”", "Copy one from another project, or begin with “travaux new DIR”."


@finding("S219", "wrong-ending", Severity.WARNING)
def wrong_ending(wanted: str) -> tuple[str, str]:
    """A file that looks like YAML is not read, because its name does not end in `.yaml`.

    Example: `clauses/final/accession.yml`.

    Instead: rename it to `accession.yaml`.
    """
    return "this file is not read: its name does not end in “.yaml”", f"Rename it to “{wanted}”."


# ---------------------------------------------------------------- schema


@finding("S210", "unknown-key")
def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """A key that nothing reads.

    A misspelt key would otherwise be left out without a word.

    Example: `rationales:` for `rationale:`, or a key indented a level too deep or too shallow.

    Instead: the key named in the hint; `travaux schema` gives the whole list to an editor.
    """
    return f"the key {shown(key)} is not known here", _suggest(key, known, "No key can stand here.")


@finding("S211", "missing-key")
def missing_key(key: str, owner: str) -> tuple[str, str]:
    """A key that must be there is not.

    Example: a clause without `rationale:`: no clause without its reasons.

    Instead: add the key at the place given.
    """
    return f"the key “{key}” is missing{owner}", f"Add “{key}:” here."


@finding("S212", "empty-value")
def empty_value(key: str) -> tuple[str, str]:
    """A value that must not be empty is.

    Example: `heading:` with nothing after it, or with nothing but a comment.

    Instead: write the value; leave out an optional key altogether.
    """
    return f"“{key}” is empty", "Write its value on this line, or as a block below it."


@finding("S213", "wrong-shape")
def wrong_shape(key: str, wanted: str, got: str) -> tuple[str, str]:
    """A list, a mapping or a string stands where one of the others should.

    Example: `closes: gap-broker`, where a list is wanted.

    Instead: `closes: [gap-broker]`.
    """
    return f"“{key}” must be {wanted}, and this is {got}", _SHAPES.get(
        wanted, "Check the indentation, and the brackets."
    )


_SHAPES = {
    "a list": "Write “[one, two]”, or each on a line of its own after “- ”.",
    "a mapping": "Write “key: value” lines, indented below.",
    "a string": "Write words; put them in quotation marks if they begin with “[” or “{”.",
}


@finding("S214", "not-one-of")
def not_one_of(key: str, value: str, choices: Iterable[str]) -> tuple[str, str]:
    """A value is not one of the few that its key allows.

    Example: `confidence: sure`; the marks are verified, source, high, medium and low.

    Instead: one of the values that the message lists.
    """
    every = list(choices)
    near = nearest(value, every)
    hint = f"Did you mean “{near}”?" if near else "Write one of these, exactly so."
    return f"“{key}” can't be {shown(value)}: it is one of {listed(every, 30)}", hint


@finding("S215", "not-an-id")
def not_an_id(key: str, value: str, variant: bool) -> tuple[str, str]:
    """A value that must be an id is not written as one.

    Ids have small letters a–z, digits and single hyphens, and begin with a letter. Where a variant can
    be named, it follows a colon: `offence-sell:strict`.

    Example: `default: Knowing`.

    Instead: `default: knowing`.
    """
    form = "an id, or an id, a colon and a variant" if variant else "an id"
    return (
        f"{shown(value)} can't stand in “{key}”: it must be {form}",
        "Use small letters a–z, digits and single hyphens, beginning with a letter.",
    )


@finding("S216", "wrong-count")
def wrong_count(key: str, wanted: int) -> tuple[str, str]:
    """A list has too few or too many members.

    Example: `quotes: ["“"]`, where an opening and a closing mark are wanted.

    Instead: give exactly as many as the message says.
    """
    return f"“{key}” must have exactly {wanted} members", "Add what is missing, or remove what is too much."


@finding("S217", "not-a-flag")
def not_a_flag(key: str, value: str, wanted: str) -> tuple[str, str]:
    """A value must be true or false (or a whole number), and is something else.

    Example: `omit: perhaps`.

    Instead: `omit: true`.
    """
    return (
        f"“{key}” can't be {shown(value)}: it must be {wanted}",
        f"Write {wanted}, in small letters and without quotes.",
    )


@finding("S218", "set-by-loader")
def set_by_loader(key: str) -> tuple[str, str]:
    """A file states its own id or path.

    The file's name is its id; an id in the file could contradict it.

    Example: `id: purpose` in `clauses/purpose.yaml`.

    Instead: delete the line; to change the id, rename the file.
    """
    return f"“{key}” can't be written in the file: the file's name says it", "Delete this line."


# ---------------------------------------------------------------- library


@finding("S220", "unknown-default")
def unknown_default(default: str, variants: Iterable[str]) -> tuple[str, str]:
    """The default variant of a clause is not among its variants.

    Example: `default: knowing` where the variants are `knowledge` and `reckless`.

    Instead: name one of the variants.
    """
    return f"the default “{default}” is not a variant of this clause", _suggest(
        default, variants, "Write a variant first."
    )


@finding("S221", "text-or-omit")
def text_or_omit(variant: str, both: bool) -> tuple[str, str]:
    """A variant has neither a text nor `omit: true`, or both.

    To say nothing is an option that must be chosen openly, not the result of a text forgotten.

    Example: a variant with a label and no text.

    Instead: write `text: |` and the words, or `omit: true`.
    """
    if both:
        return f"the variant “{variant}” has a text and “omit: true”", "Delete one of the two."
    return f"the variant “{variant}” has no text", "Write its text, or “omit: true” if it is the option to say nothing."


@finding("S222", "unknown-word")
def unknown_word(word: str, section: str, known: Iterable[str]) -> tuple[str, str]:
    """An element, flag, profile, term or gap is not in the closed list it is taken from.

    The lists stand in `clauses/vocabulary.yaml` and `clauses/gaps.yaml`. A word that is not in its
    list would be missing from every table made of it.

    Example: `mental: [knowingly]` where the list has `knowing`.

    Instead: the word named in the hint, or a new entry in the list, with its meaning.
    """
    return f"“{word}” is not in the list “{section}”", _suggest(word, known, f"Add it to “{section}” with its meaning.")


@finding("S223", "unknown-clause")
def unknown_clause(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A clause is named that the library does not have.

    Example: `requires: [safeguard-expresion]`.

    Instead: the id named in the hint: a clause's id is the name of its file, without `.yaml`.
    """
    near = nearest(ident, known)
    return (
        f"there is no clause “{ident}”",
        f"Did you mean “{near}”?" if near else "“travaux list clauses” shows every id.",
    )


@finding("S224", "unknown-exclusion", Severity.WARNING)
def unknown_exclusion(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A clause is excluded that the library does not have.

    It does no harm, but a misspelt exclusion guards against nothing.

    Example: `excludes: [safeguard-expresion]`.

    Instead: the id named in the hint, or nothing.
    """
    near = nearest(ident, known)
    hint = f"Did you mean “{near}”?" if near else "Delete it, or write the clause."
    return f"“{ident}” is excluded, and there is no such clause", hint


@finding("S225", "unknown-variant")
def unknown_variant(clause: str, variant: str, known: Iterable[str]) -> tuple[str, str]:
    """A variant is named that its clause does not have.

    Example: `offence-advertise:knowingly`, where the variant is called `knowing`.

    Instead: the variant named in the hint.
    """
    return f"the clause “{clause}” has no variant “{variant}”", _suggest(variant, known, "It has no variants.")


@finding("S226", "unknown-law")
def unknown_law(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A treaty is named that is not recorded in `clauses/law/`.

    Example: `draws-on: [{instrument: ets185, …}]`, where the file is `law/ets-185.yaml`.

    Instead: the id named in the hint, or a new file in `clauses/law/` that records the treaty.
    """
    return f"“{ident}” is not recorded in clauses/law", _suggest(
        ident, known, f"Record it in “clauses/law/{ident}.yaml”."
    )


@finding("S227", "unknown-style")
def unknown_style(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """A house style is named that does not exist.

    Example: `style: council` where the styles are `coe` and `un`.

    Instead: a style of `templates/styles/` or one that comes with the program.
    """
    return f"there is no house style “{ident}”", _suggest(ident, known, f"Write “templates/styles/{ident}.yaml”.")


@finding("S228", "unknown-parent")
def unknown_parent(ident: str, known: Iterable[str]) -> tuple[str, str]:
    """The parent of an instrument is neither recorded law nor another instrument.

    Example: `parent: budapest`, where the file is `clauses/law/ets-185.yaml`.

    Instead: the id named in the hint.
    """
    return f"the parent “{ident}” is not recorded in clauses/law", _suggest(ident, known, "Record it in clauses/law.")


@finding("S229", "one-thing-an-item")
def one_thing_an_item(found: int) -> tuple[str, str]:
    """An item of an instrument's body is not exactly one thing.

    Each item is a clause's id, or one of part, chapter, section, title and article.

    Example: `- {chapter: {…}, article: {…}}`: which of them comes first?

    Instead: begin a new item (`- `) for each.
    """
    what = "nothing" if not found else f"{found} things"
    return (
        f"this item of the body holds {what}, where one is wanted",
        "Begin an item (“- ”) for each division or article.",
    )


@finding("S230", "unknown-requirement", Severity.WARNING)
def unknown_requirement(clause: str, required: str) -> tuple[str, str]:
    """An instrument waives a requirement that the clause named does not make.

    A waiver is printed in the report; one that waives nothing tells the reader something untrue.

    Example: `waives: [{clause: offence-sell, requires: safeguard-research, …}]`, where the clause
    requires something else.

    Instead: name a clause that it requires, or delete the waiver.
    """
    return (
        f"the clause “{clause}” does not require “{required}”",
        "Name a clause that it requires, or delete the waiver.",
    )
