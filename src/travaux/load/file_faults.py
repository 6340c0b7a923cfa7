"""Every fault of a library's files and folders (S20x, S219 and S236); each docstring is the page of its code."""

from __future__ import annotations

from travaux.diagnostics import Severity
from travaux.load.words import shown
from travaux.pages import finding


@finding("S201", "not-a-file")
def not_a_file(what: str) -> tuple[str, str]:
    """Something named like a file of the library is not a file.

    Example: a folder called `purpose.yaml`.

    Instead: rename it, or put the clause's YAML in a file of that name.
    """
    return (
        f"this is {what}, not a file",
        "rename it or replace it by a file: what has a name ending in “.yaml” is read as a file",
    )


@finding("S202", "empty-file")
def empty_file() -> tuple[str, str]:
    """A file holds nothing, or nothing but comments.

    A file of 0 bytes is most often a save that failed.

    Example: `clauses/final/accession.yaml` with 0 bytes.

    Instead: write its content, restore it from the history, or delete it.
    """
    return "the file is empty", "write its content, restore it from the history, or delete the file"


@finding("S203", "not-a-mapping")
def not_a_mapping(what: str) -> tuple[str, str]:
    """A file does not hold keys and values at its top.

    Example: a file that begins with `- kind: offence` (a list), or with plain text.

    Instead: begin with `kind: offence`, and so on.
    """
    return (
        f"the file holds {what} at its top, where keys and values should stand",
        "begin with lines like “key: value”",
    )


@finding("S204", "outside-project")
def outside_project() -> tuple[str, str]:
    """A link leads out of the project's folder.

    A library is complete in its folder; one from elsewhere must not be able to read your other files.

    Example: `clauses/secret.yaml` as a link to a file in a home folder.

    Instead: copy the file into the project.
    """
    return "this link leads out of the project's folder and is not followed", "copy the file into the project"


@finding("S205", "bad-id")
def bad_id(written: str, wanted: str) -> tuple[str, str]:
    """A file's name (without `.yaml`) can't be an id.

    The stem of the file is the id by which instruments and references name it: small letters a–z,
    digits and single hyphens, beginning with a letter.

    Example: `Offence_Advertise.yaml`.

    Instead: `offence-advertise.yaml`.
    """
    hint = f"rename the file to “{wanted}.yaml”" if wanted else "use small letters a–z, digits and single hyphens"
    return f"the file's name gives the id {shown(written)}, which is not an id", hint


@finding("S206", "duplicate-id")
def duplicate_id(ident: str, other: str) -> tuple[str, str]:
    """Two files have the same name, and so the same id.

    The folder is only for people: an id names one thing in the whole library, be it a clause, an
    instrument or a treaty in `law/`, because a reference says no more than the id.

    Example: `clauses/final/depositary.yaml` and `clauses/relations/depositary.yaml`.

    Instead: rename one of the two files, and what refers to it.
    """
    return f"the id “{ident}” is already taken by {other}", "rename one of the two files"


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
        "name the project's folder with -C, or begin a library with “travaux new DIR”",
    )


@finding("S208", "unreadable")
def unreadable(why: str) -> tuple[str, str]:
    """The system does not let a file or folder be read.

    Example: a file whose permissions exclude you, a broken link, a file of more than 8 MB.

    Instead: mend the permissions or the link, or delete it.
    """
    return f"it can't be read: {why}", "check that it exists and that you may read it"


@finding("S209", "no-vocabulary")
def no_vocabulary() -> tuple[str, str]:
    """There is no vocabulary for the elements, stances, flags and terms.

    The words that clauses take their elements from stand in `clauses/vocabulary.yaml`.

    Example: a project made by hand, with clauses only.

    Instead: copy the vocabulary of the library that comes with the program, or run `travaux new`.
    """
    return "there is no “clauses/vocabulary.yaml”", "copy one from another project, or begin with “travaux new DIR”"


@finding("S236", "link-in-revision")
def link_in_revision() -> tuple[str, str]:
    """At a revision of git, a link stands in the place of a file.

    A library is read from git's objects, where a link is only the words of a path. It may lead anywhere, so
    it is not followed.

    Example: `travaux diff protocol@v1 protocol`, where `clauses/shared` was a link at `v1`.

    Instead: commit the files themselves, and compare with a revision that holds them.
    """
    return "this is a link, and links are not followed at a revision", "compare with a revision that holds the file"


@finding("S219", "wrong-ending", Severity.WARNING)
def wrong_ending(wanted: str) -> tuple[str, str]:
    """A file that looks like YAML is not read, because its name does not end in `.yaml`.

    Example: `clauses/final/accession.yml`.

    Instead: rename it to `accession.yaml`.
    """
    return "this file is not read: its name does not end in “.yaml”", f"rename it to “{wanted}”"
