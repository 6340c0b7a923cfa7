"""The two sides of a comparison as asked for: which library each is of, and what its name names there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from travaux.comparing import files
from travaux.comparing.operands import Misuse, Operand, operand
from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.model.redline import Comparand

if TYPE_CHECKING:
    from travaux.comparing.sides import Choices, Edition
    from travaux.comparing.wordings import Wording
    from travaux.model.clause import Clause
    from travaux.model.library import Library
    from travaux.project import Project


class RevisionFaults(Faults):
    """Faults of a library at a revision: their paths begin with it; `texts` are the files' characters, by such path."""

    def __init__(self, revision: str, found: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
        super().__init__(_then(revision, each) for each in found)
        self.texts = {f"{revision}:{path}": text for path, text in texts.items()}


def _then(revision: str, found: Diagnostic) -> Diagnostic:
    """A finding with the path that says of which revision it is; the carried library has none."""
    if found.span is None or found.span.path.startswith("<"):
        return found
    return replace(found, span=replace(found.span, path=f"{revision}:{found.span.path}"))


def pair(
    old: str, new: str, project: Callable[[], Project], choices: Choices | None = None
) -> tuple[Comparand, Comparand]:
    """The two sides that `old` and `new` name; `project` is asked for only where a side is not a plain file.

    The choices hold for the instruments on both sides; where both operands are the same, for the new side only.
    Raises `Misuse` for what names nothing or can't be compared, `Faults` where files have errors.
    """
    one, other = operand(old), operand(new)
    if one.path and other.path:
        if choices:
            raise Misuse("--style, --variant and --set are for instruments and clauses, and these are plain files.")
        return _file(one), _file(other)
    return _Pairing(project(), choices).pair(one, other)


def _file(asked: Operand) -> Comparand:
    return files.of_revision(asked) if asked.revision else files.comparand(asked)


@dataclass(slots=True)
class _Pairing:
    """Two operands at least one of which is of a library; each edition is loaded once."""

    project: Project
    choices: Choices | None
    editions: dict[str, Edition] = field(default_factory=dict)

    def pair(self, one: Operand, other: Operand) -> tuple[Comparand, Comparand]:
        """The two sides."""
        first, second = self.named(one), self.named(other)
        if first is not None and second is not None and isinstance(first, str) != isinstance(second, str):
            raise Misuse(_mixed(*((one, other) if isinstance(first, str) else (other, one))))
        texts = [each for each in (first, second) if isinstance(each, str)]
        self.meant_for(bool(texts))
        if not isinstance(first, str) and not isinstance(second, str) and first and second:
            return self.wordings((one, other), (first, second))
        same = one.given == other.given
        return of_one_choice(self.side(one, first, texts, not same), self.side(other, second, texts, True))

    def side(self, asked: Operand, named: str | Wording | None, texts: list[str], chosen: bool) -> Comparand:
        """One side by itself: a file, a clause or an instrument; `chosen` says whether the choices are for it."""
        from travaux.comparing import sides
        from travaux.comparing.wordings import wording

        if named is None:
            return _file(asked)
        try:
            if not isinstance(named, str):
                return wording(asked.given, named, self.choices.style if self.choices else "")
            edition = self.edition(asked)
            choices = self.choices if self.choices and chosen else sides.Choices()
            request = choices.request(named)
            if choices:
                from travaux.building import applicable, misuse

                request = applicable(request, edition.library, texts)
                if faults := misuse(edition.library, request):
                    raise Misuse(" ".join(_sentence(each) for each in faults))
            alone = texts.count(named) > 1 and choices and chosen
            name = f"{asked.given} ({choices.told()})" if alone and len(set(texts)) == 1 else asked.given
            return sides.instrument(name, edition, request)
        except Faults as faults_there:
            raise self.at(asked, faults_there) from None

    def wordings(self, asked: tuple[Operand, Operand], both: tuple[Wording, Wording]) -> tuple[Comparand, Comparand]:
        """Two clauses, each in a variant."""
        from travaux.comparing.wordings import wordings

        try:
            style = self.choices.style if self.choices else ""
            return wordings((asked[0].given, asked[1].given), both, style)
        except Faults as faults_there:
            raise self.at(next((each for each in asked if each.revision), asked[0]), faults_there) from None

    def at(self, asked: Operand, faults_there: Faults) -> Faults:
        """Faults with the revision in their paths, if they are of one."""
        if not asked.revision or isinstance(faults_there, RevisionFaults):
            return faults_there
        return RevisionFaults(asked.revision, faults_there.found, self.edition(asked).library.texts)

    def meant_for(self, texts: bool) -> None:
        """Choices of variants and parameters are for instruments."""
        if self.choices and (self.choices.variants or self.choices.parameters) and not texts:
            raise Misuse("--variant and --set are for instruments: name a clause's variant as CLAUSE:VARIANT.")

    # ------------------------------------------------------------ names

    def named(self, asked: Operand) -> str | Wording | None:
        """What an operand names: an instrument by its id, a clause in a variant, or None for a file."""
        from travaux.comparing.wordings import Wording

        if asked.path:
            return None
        edition = self.edition(asked)
        library = edition.library
        if asked.name in library.instruments:
            if asked.variant:
                raise Misuse(
                    f"'{asked.given}': {asked.name} is an instrument and has no variants. Name it alone, and choose "
                    "the variants of its clauses with --variant CLAUSE=VARIANT."
                )
            return asked.name
        clause = library.clauses.get(asked.name)
        if clause is None:
            raise Misuse(_unknown(asked, library))
        variant = asked.variant or clause.default
        if variant not in clause.variants:
            raise Misuse(_no_variant(asked, clause, library))
        return Wording(edition, clause.id, variant)

    def edition(self, asked: Operand) -> Edition:
        """The library that an operand is of: at its revision, or as it stands on the disk. Loaded only once."""
        known = self.editions.get(asked.revision)
        if known is None:
            known = self.at_revision(asked) if asked.revision else self.today()
            self.editions[asked.revision] = known
        return known

    def today(self) -> Edition:
        """The library as it stands on the disk. Raises `Faults` where it has errors."""
        from travaux.comparing.sides import Edition
        from travaux.load.library import load

        library, found = load(self.project.root, self.project.base)
        if library is None or any(each.is_error for each in found):
            raise Faults(in_order(found))
        return Edition.of(library)

    def at_revision(self, asked: Operand) -> Edition:
        """The library as it stood at a revision. Raises `Misuse` where there is none, `Faults` where it has errors."""
        from travaux.comparing.sides import Edition

        return Edition.of(library_at(self.project, asked))


def library_at(project: Project, asked: Operand) -> Library:
    """The library of a project at the revision of an operand.

    Raises `Misuse` where there is no such revision, or none of a library, `Faults` where it has errors.
    """
    from travaux.load.git import GitError, Repository, UnknownRevision
    from travaux.load.library import load
    from travaux.load.revision import RevisionFiles

    revision = asked.revision
    if project.is_carried and not (project.root / ".git").exists():
        raise Misuse(
            "The library that comes with the program has no revisions: name a project in a git repository with -C."
        )
    try:
        repository = Repository(project.root)
        held = RevisionFiles(repository, repository.commit(revision))
    except UnknownRevision as error:
        raise Misuse(files.unknown(asked, error.known)) from None
    except GitError as error:
        raise Misuse(f"'{asked.given}': {error}.") from None
    if not held.has("clauses"):
        raise Misuse(f"At revision {revision} the project holds no library: there is no folder clauses/.")
    library, found = load(project.root, project.base, held)
    if library is None or any(each.is_error for each in found):
        raise RevisionFaults(revision, found, library.texts if library else {})
    return library


def of_one_choice(old: Comparand, new: Comparand) -> tuple[Comparand, Comparand]:
    """The sides without what is stated of clauses that one of them prints in rival options: none is chosen there."""
    undecided = _in_options(old) | _in_options(new)
    return _decided(old, undecided), _decided(new, undecided)


def _in_options(side: Comparand) -> set[str]:
    """The clauses that stand in a text in more than one variant."""
    variants: dict[str, set[str]] = {}
    for each in side.passages:
        variants.setdefault(each.clause, set()).add(each.variant)
    return {clause for clause, names in variants.items() if clause and len(names) > 1}


def _decided(side: Comparand, undecided: set[str]) -> Comparand:
    return replace(side, stated={name: each for name, each in side.stated.items() if name not in undecided})


# ---------------------------------------------------------------- words


def _when(asked: Operand) -> str:
    return f" at revision {asked.revision}" if asked.revision else ""


def _near(word: str, known: Iterable[str], few: int = 12) -> str:
    """The known names most like a word; all, if they are few."""
    from difflib import get_close_matches

    every = sorted(known)
    near = get_close_matches(word, every, 1, 0.85) or get_close_matches(word, every, 3, 0.5)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"There are: {', '.join(every)}." if len(every) <= few else "'travaux list' shows what there is."


def _unknown(asked: Operand, library: Library) -> str:
    import os

    if os.path.isdir(asked.given):
        return f"'{asked.given}' is a folder; compare files, instruments or clauses. -C DIR names a project's folder."
    near = _near(asked.name, {*library.clauses, *library.instruments})
    return f"There is no clause, instrument or file called '{asked.name}'{_when(asked)}. {near}"


def _no_variant(asked: Operand, clause: Clause, library: Library) -> str:
    """That a clause has no such variant; those of the same name belong to other clauses."""
    others = [name for name, each in sorted(library.clauses.items()) if asked.variant in each.variants]
    known = f"Its variants are: {', '.join(clause.variants)}."
    theirs = ""
    if others:
        shown = ", ".join(others[:4]) + (" and others" if len(others) > 4 else "")
        theirs = f" '{asked.variant}' is a variant of {shown}."
    return f"{asked.name} has no variant '{asked.variant}'{_when(asked)}.{theirs} {known}"


def _mixed(text: Operand, clause: Operand) -> str:
    return (
        f"'{text.given}' is an instrument and '{clause.given}' a clause: compare an instrument with an instrument, or "
        "a clause with a clause. To see what a variant changes in an instrument, name the instrument twice and add "
        "--variant CLAUSE=VARIANT."
    )


def _sentence(fault: Diagnostic) -> str:
    begun = fault.hint if fault.hint.startswith("travaux ") else f"{fault.hint[:1].upper()}{fault.hint[1:]}"
    hint = f" {begun.rstrip('.')}." if fault.hint else ""
    return f"{fault.message[:1].upper()}{fault.message[1:]} ({fault.code}).{hint}"
