"""Whether all that a library's clauses and instruments name exists.

Most names do, in ten thousand clauses as in one: what can be asked of a whole list at
once is, and places are looked up only for what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from travaux.carried import CARRIED
from travaux.diagnostics import Diagnostic, Span
from travaux.load import library_faults as faults
from travaux.load.kinds import Kind
from travaux.load.placed import Marks
from travaux.load.recorded import articles
from travaux.load.source import KeyPath
from travaux.load.vocabulary import sections

if TYPE_CHECKING:
    from travaux.model.clause import Clause, Variant
    from travaux.model.elements import Elements
    from travaux.model.instrument import ArticleSpec, Instrument, Item
    from travaux.model.law import Law
    from travaux.model.library import Coverage, Library
    from travaux.model.waiver import Waiver

_ELEMENTS = ("mental", "conduct", "instrumentality", "means", "purpose")
_elements_of = attrgetter(*_ELEMENTS)
_BRANCHES = ("part", "chapter", "section", "title", "article")


def missing(library: Library, claimed: Mapping[Kind, set[str]], unread: set[Kind]) -> list[Diagnostic]:
    """Every fault of what is named and does not exist.

    `claimed` are the ids of all files, sound or not; `unread` the closed lists that could not be read.
    """
    clauses = _Clauses(library, claimed, unread)
    for clause in library.clauses.values():
        clauses.check(clause)
    instruments = _Instruments(library, claimed)
    for instrument in library.instruments.values():
        instruments.check(instrument)
    lists = _Lists(library, claimed, unread)
    lists.check()
    return clauses.found + instruments.found + lists.found


class _Checks:
    """What clauses and instruments have in common: places, and references to clauses."""

    def __init__(self, library: Library, claimed: Mapping[Kind, set[str]]) -> None:
        self.library = library
        self.clauses = library.clauses
        self.claimed = claimed
        self.found: list[Diagnostic] = []
        self._marks: dict[str, Marks] = {}

    def _span(self, path: str, at: KeyPath, key: bool = False) -> Span:
        marks = self._marked(path)
        return marks.key(at) if key else marks.value(at)

    def _marked(self, path: str) -> Marks:
        if path not in self._marks:
            self._marks[path] = Marks(self.library.texts[path], path)
        return self._marks[path]

    def _reference(
        self,
        path: str,
        at: KeyPath,
        named: str,
        unknown: Callable[..., Diagnostic] = faults.unknown_clause,
        key: bool = False,
    ) -> None:
        """A clause's id, or that of one of its variants (of several, with | between) after a colon; it may be a key."""
        if named in self.clauses:
            return
        ident, _, variant = named.partition(":")
        clause = self.clauses.get(ident)
        if clause is None:
            if ident not in self.claimed["clause"]:
                self.found.append(unknown(self._span(path, at, key), ident, self.clauses))
        elif missing := [each for each in variant.split("|") if variant and each not in clause.variants]:
            self.found.append(faults.unknown_variant(self._span(path, at, key), ident, missing[0], clause.variants))

    def _references(self, path: str, at: KeyPath, named: Iterable[str]) -> None:
        for number, each in enumerate(named):
            self._reference(path, (*at, number), each)


class _Worded(_Checks):
    """What uses the words of the closed lists, and names existing law."""

    def __init__(self, library: Library, claimed: Mapping[Kind, set[str]], unread: set[Kind]) -> None:
        super().__init__(library, claimed)
        self._law = {*library.law, *claimed["law"]}
        self._lists: dict[str, frozenset[str]] = {}
        if "vocabulary" not in unread:
            self._lists |= {name: frozenset(getattr(library.vocabulary, name)) for name in sections()}
        if "gaps" not in unread:
            self._lists["gaps"] = frozenset(library.gaps)

    def _elements(self, path: str, at: KeyPath, elements: Elements, key: str = "elements") -> None:
        here = (*at, key) if key else at
        for section, words in zip(_ELEMENTS, _elements_of(elements), strict=True):
            if words:
                self._words(path, here, section, words, section)
        victim, known = elements.victim, self._lists.get("victim")
        if victim and known is not None and victim not in known:
            place = self._span(path, (*here, "victim"))
            self.found.append(faults.unknown_word(place, victim, "victim", known))

    def _words(self, path: str, at: KeyPath, key: str, words: tuple[str, ...], section: str) -> None:
        """The words of a list at a key, which must stand in a closed list; nothing is asked of one that is unread."""
        if not words or (known := self._lists.get(section)) is None or known.issuperset(words):
            return
        for number, word in enumerate(words):
            if word not in known:
                place = self._span(path, (*at, key, number))
                self.found.append(faults.unknown_word(place, word, section, known))

    def _treaty(self, path: str, at: KeyPath, ident: str) -> None:
        if ident not in self._law:
            self.found.append(faults.unknown_law(self._span(path, at), ident, self.library.law))


class _Clauses(_Worded):
    """What clauses name."""

    def check(self, clause: Clause) -> None:
        """Add the faults of one clause to those found."""
        path, variants = clause.path, clause.variants
        if clause.default not in variants:
            place = self._span(path, ("default",))
            self.found.append(faults.unknown_default(place, clause.default, variants))
        self._elements(path, (), clause.elements)
        self._words(path, (), "defines", clause.defines, "terms")
        self._words(path, (), "closes", clause.closes, "gaps")
        self._needs(path, (), clause)
        for number, claim in enumerate(clause.rationale):
            if claim.variants:
                self._variants(clause, ("rationale", number, "variants"), claim.variants)
        for number, draws in enumerate(clause.draws_on):
            self._treaty(path, ("draws-on", number, "instrument"), draws.instrument)
            if draws.variants:
                self._variants(clause, ("draws-on", number, "variants"), draws.variants)
        for name, variant in variants.items():
            self._variant(path, ("variants", name), variant)
        for number, waiver in enumerate(clause.waives):
            self._waiver(clause, ("waives", number), waiver)

    def _waiver(self, clause: Clause, at: KeyPath, waiver: Waiver) -> None:
        """A waiver of a clause, which sets aside a rule, and speaks of no other clause."""
        if not waiver.rule or waiver.clause or waiver.requires:
            self.found.append(faults.unclear_waiver(self._span(clause.path, at), "clause"))
        self._variants(clause, (*at, "variants"), waiver.variants)

    def _variant(self, path: str, at: KeyPath, variant: Variant) -> None:
        has_text = bool(variant.text) and not variant.text.isspace()
        if has_text == variant.omit:
            place = self._span(path, (*at, "omit") if variant.omit else at, key=True)
            self.found.append(faults.text_or_omit(place, str(at[-1]), has_text))
        self._elements(path, at, variant.elements)
        self._words(path, at, "flags", variant.flags, "flags")
        stance = variant.stance
        self._words(path, (*at, "stance"), "for", stance.for_, "profiles")
        self._words(path, (*at, "stance"), "against", stance.against, "profiles")
        if variant.requires or variant.excludes:
            self._needs(path, at, variant)
        for number, amends in enumerate(variant.amends):
            self._treaty(path, (*at, "amends", number, "at"), amends.at.partition(":")[0])

    def _needs(self, path: str, at: KeyPath, owner: Clause | Variant) -> None:
        """The `requires` and `excludes` of a clause or a variant."""
        for number, required in enumerate(owner.requires):
            place: KeyPath = (*at, "requires", number)
            if isinstance(required, str):
                self._reference(path, place, required)
            else:
                self._reference(path, (*place, "clause"), required.clause)
        for number, excluded in enumerate(owner.excludes):
            self._reference(path, (*at, "excludes", number), excluded, faults.unknown_exclusion)

    def _variants(self, clause: Clause, at: KeyPath, named: tuple[str, ...]) -> None:
        for number, variant in enumerate(named):
            if variant not in clause.variants:
                place = self._span(clause.path, (*at, number))
                self.found.append(faults.unknown_variant(place, clause.id, variant, clause.variants))


class _Lists(_Worded):
    """What existing law, the gaps, the objections and the coverage table name."""

    def check(self) -> None:
        """Add the faults of all of them to those found."""
        library = self.library
        for law in library.law.values():
            if not law.path.startswith(CARRIED):  # these use the carried words, whatever the project's are
                self._law_file(law)
        for name, gap in library.gaps.items():
            self._elements(self._list("gaps", name), (name,), gap.elements)
        for name, objection in library.objections.items():
            path = self._list("objections", name)
            self._words(path, (name,), "profiles", objection.profiles, "profiles")
            self._references(path, (name, "variants"), objection.variants)
            for number, answer in enumerate(objection.answers):
                self._reference(path, (name, "answers", number, "clause"), answer.clause)
        if library.coverage:
            self._coverage(library.coverage)

    def _list(self, kind: str, name: str) -> str:
        """The path of the list that holds an entry: the project's own, if it has the name, else the carried one."""
        own = f"clauses/{kind}.yaml"
        text, other = self.library.texts.get(own), f"{CARRIED}{own}"
        if text is None or other not in self.library.texts:
            return other if text is None else own
        return own if name in text and (name,) in self._marked(own) else other

    def _law_file(self, law: Law) -> None:
        if not any(article.covers for _, article in law.every_article()):
            return
        for key, article in articles((), law):
            for number, covered in enumerate(article.covers):
                here: KeyPath = (*key, "covers", number)
                self._elements(law.path, here, covered.elements)
                for index, carried in enumerate(covered.carries):
                    self._treaty(law.path, (*here, "carries", index), carried)

    def _coverage(self, coverage: Coverage) -> None:
        path = "clauses/coverage.yaml"  # always the project's own
        self._words(path, (), "victims", coverage.victims, "victim")
        for name, column in coverage.columns.items():
            for number, ident in enumerate(column.law):
                self._treaty(path, ("columns", name, "law", number), ident)
        for name, row in coverage.rows.items():
            for key in ("reached", "near"):
                for number, pattern in enumerate(getattr(row, key)):
                    self._elements(path, ("rows", name, key, number), pattern, key="")


class _Instruments(_Checks):
    """What instruments name."""

    def check(self, instrument: Instrument) -> None:
        """Add the faults of one instrument to those found."""
        path = instrument.path
        self._style(path, ("style",), instrument.style)
        self._parent(instrument)
        self._references(path, ("preamble",), instrument.preamble)
        self._items(path, ("body",), instrument.body)
        for name, group in instrument.groups.items():
            self._references(path, ("groups", name), (each.partition(":")[0] for each in group))
        for number, waiver in enumerate(instrument.waives):
            self._waiver(instrument, ("waives", number), waiver)
        for each in instrument.route.enters if instrument.route else ():
            self._reference(path, ("route", "enters", each), each, key=True)

    def _style(self, path: str, at: KeyPath, ident: str) -> None:
        styles = self.library.styles
        if ident not in styles and ident not in self.claimed["style"]:
            self.found.append(faults.unknown_style(self._span(path, at), ident, styles))

    def _parent(self, instrument: Instrument) -> None:
        parent = instrument.parent
        known = {*self.library.law, *self.claimed["law"], *self.claimed["instrument"]} - {instrument.id}
        if parent and parent not in known:
            self.found.append(faults.unknown_parent(self._span(instrument.path, ("parent",)), parent, known))

    def _items(self, path: str, at: KeyPath, items: tuple[Item, ...]) -> None:
        for number, item in enumerate(items):
            here = (*at, number)
            present = [name for name in _BRANCHES if getattr(item, name)]
            if len(present) != 1:
                self.found.append(faults.one_thing_an_item(self._span(path, here), len(present)))
            for name in present:
                inner = getattr(item, name)
                if name == "article":
                    self._article(path, (*here, name), inner)
                    continue
                self._chapeau(path, (*here, name), inner)
                self._items(path, (*here, name, "contents"), inner.contents)

    def _chapeau(self, path: str, at: KeyPath, owner: Any) -> None:
        if owner.chapeau:
            self._reference(path, (*at, "chapeau"), owner.chapeau)

    def _article(self, path: str, at: KeyPath, article: ArticleSpec) -> None:
        self._chapeau(path, at, article)
        self._references(path, (*at, "points"), article.points)
        self._references(path, (*at, "clauses"), article.clauses)
        for number, inner in enumerate(article.closing):
            self._article(path, (*at, "closing", number), inner)
        if article.inserts:
            self._style(path, (*at, "inserts", "style"), article.inserts.style)
            self._article(path, (*at, "inserts", "article"), article.inserts.article)

    def _waiver(self, instrument: Instrument, at: KeyPath, waiver: Waiver) -> None:
        """A waiver of a rule, or of a requirement: its clause must exist, and make that requirement."""
        path, before = instrument.path, len(self.found)
        limited = waiver.clause or not (waiver.requires or waiver.variants)
        if bool(waiver.rule) == bool(waiver.requires) or not limited or (waiver.requires and waiver.variants):
            self.found.append(faults.unclear_waiver(self._span(path, at), "instrument"))
        if waiver.clause:
            self._reference(path, (*at, "clause"), waiver.clause)
        if waiver.requires:
            self._reference(path, (*at, "requires"), waiver.requires)
        clause = self.clauses.get(waiver.clause)
        if clause is not None:
            for number, name in enumerate(waiver.variants):
                self._reference(path, (*at, "variants", number), f"{clause.id}:{name}")
        if len(self.found) > before or clause is None or not waiver.requires:
            return
        every = (need for name in clause.variants for need in clause.requirements(name, instrument.vehicle))
        if waiver.requires not in {need.partition(":")[0] for need in every}:
            place = self._span(path, (*at, "requires"))
            self.found.append(faults.unknown_requirement(place, waiver.clause, waiver.requires))
