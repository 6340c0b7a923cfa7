"""Where references lead: the provisions that a target stands for, in order of the text, or why there are none.

A target names a clause (or one of its variants), a label in it, a group of clauses, or an article of
existing law. How what it leads to is put into words is `citing`'s business, and when, `crossref`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from travaux.diagnostics import Diagnostic
from travaux.model.law import Law
from travaux.model.stages import Numbered
from travaux.model.tree import Place, Ref, Target
from travaux.passes import faults
from travaux.passes.citing import Cited, Here

_OFFENCES = ("offence", "package")


@dataclass(frozen=True, slots=True)
class Targets:
    """Finds what the references of one numbered text lead to; those that lead nowhere go to `found`.

    `lenient` is for words beside the text, which may speak of what the instrument does not take: no fault.
    """

    numbered: Numbered
    lenient: bool
    found: list[Diagnostic]
    paragraphs: dict[tuple[str, str], set[Place]] = field(default_factory=dict)
    """The paragraphs of each article, by instrument and number; filled when first asked for."""

    def expand(self, target: Target, node: Ref, here: Here) -> Iterator[tuple[Cited, str]]:
        """The provisions a target stands for, in order of the text, each with its anchor ("" for existing law)."""
        law = self.numbered.draft.selection.library.law.get(target.ident)
        if law is not None:
            yield from self._in_law(law, target, node)
        elif ":" in target.ident:
            yield from self._in_group(target.ident, node, here)
        elif target.last is not None:
            yield from self._range(_key(target), _key(target.last), node, here)
        else:
            yield from self._in_text(_key(target), node, here, listed=False)

    # ------------------------------------------------------------ the text itself

    def _in_text(self, key: str, node: Ref, here: Here, listed: bool) -> Iterator[tuple[Cited, str]]:
        """Provisions of the text itself; a clause seen from its own article is its provision there."""
        draft, places = self.numbered.draft, self.numbered.places
        clause, variant, label = _parts(key)
        variant = variant or (here.option[1] if clause == here.option[0] else "")
        # From outside its options, a clause is wherever one of them has it.
        among = (variant,) if variant else draft.selection.options.get(clause, ("",))
        idents = tuple(dict.fromkeys(ident for each in among for ident in draft.anchors_of(clause, label, each)))
        own = () if label else draft.anchors.get(f"{clause}@{variant}:" if variant else f"{clause}:", ())
        if own and self._own_article(idents, here) and {places[each] for each in own} != self._paragraphs(here):
            idents = own
        known = [each for each in idents if each in places]
        if len(among) > 1:
            known = [each for each in places if each in known]
        if not known:
            self._nowhere(node, *self._why_not(clause, label))
        for ident in known:
            yield Cited(places[ident], None, listed or len(known) > 2), ident

    def _own_article(self, idents: tuple[str, ...], here: Here) -> bool:
        """Whether what is referred to begins in the article in which the reference stands."""
        first = self.numbered.places.get(idents[0]) if idents else None
        return first is not None and bool(here.article) and first.article == here.article

    def _paragraphs(self, here: Here) -> set[Place]:
        """The paragraphs of the article in which the reference stands: all of them are the article."""
        if not self.paragraphs:
            for place in self.numbered.places.values():
                if len(place.path) == 1:
                    self.paragraphs.setdefault((place.instrument, place.article), set()).add(place)
        return self.paragraphs.get((here.instrument, here.article), set())

    def _range(self, first: str, last: str, node: Ref, here: Here) -> Iterator[tuple[Cited, str]]:
        """All from one provision to another, as one."""
        begins = list(self._in_text(first, node, here, listed=False))
        ends = list(self._in_text(last, node, here, listed=False)) if begins else []
        if not ends:
            return
        (begin, anchor), (end, _) = begins[0], ends[-1]
        if _ends_one_range(begin.place, end.place):
            yield Cited(begin.place, end.place), anchor
        else:
            self._nowhere(node, "a range runs from article to article, or inside one", "name each provision")

    # ------------------------------------------------------------ groups

    def _in_group(self, group: str, node: Ref, here: Here) -> Iterator[tuple[Cited, str]]:
        """The provisions of every member of a group."""
        names = self._members(group)
        if not names:
            hint = "choose a variant that does not need it, or fill the group"
            self._nowhere(node, f"no provision is in “{group}” here", hint)
        for name in names:
            yield from self._in_text(name, node, here, listed=True)

    def _members(self, group: str) -> list[str]:
        """The keys a group stands for, in order of the text."""
        scope, _, name = group.partition(":")
        order = {ident: index for index, ident in enumerate(self.numbered.places)}
        firsts: list[tuple[int, str]] = []
        for key in self._named(name) if scope == "group" else self._every(name):
            present = [order[each] for each in self._anchored(key) if each in order]
            if present:
                firsts.append((min(present), key))
        return [key for _, key in sorted(firsts, key=itemgetter(0))]

    def _named(self, name: str) -> Iterator[str]:
        """The keys of a group that the instrument names."""
        named = self.numbered.draft.selection.instrument.groups.get(name, ())
        return (each for key in named for each in self._by_option(key) if self._criminalises(each))

    def _every(self, name: str) -> Iterable[str]:
        """The keys of all that is of one sort: reservations, declarations, what is inserted, clauses of a kind."""
        if name in ("reservation", "declaration"):
            return self._statements(name)
        if name == "inserted":
            return (ident for ident, place in self.numbered.places.items() if place.instrument and not place.path)
        selection = self.numbered.draft.selection
        kinds = _OFFENCES if name == "offence" else (name,)
        of_kind = (each for each in selection.chosen if selection.library.clauses[each].kind in kinds)
        keys = (key for each in of_kind for key in self._by_option(each))
        return (key for key in keys if name != "offence" or self._criminalises(key))

    def _statements(self, name: str) -> Iterator[str]:
        """The keys of the provisions by which a Party may make a reservation, or a declaration."""
        selection = self.numbered.draft.selection
        for ident, variant in selection.every_variant():
            chosen = selection.library.clauses[ident].variants[variant]
            labels = chosen.reservations if name == "reservation" else chosen.declarations
            own = f"{ident}@{variant}" if ident in selection.options else ident
            if not chosen.omit:
                yield from (f"{own}:{label}" if label else own for label in labels)

    def _anchored(self, key: str) -> tuple[str, ...]:
        """The divisions that a key of a clause, one of its options or one of its provisions leads to."""
        clause, variant, label = _parts(key)
        return self.numbered.draft.anchors_of(clause, label, variant)

    def _by_option(self, key: str) -> list[str]:
        """A key of the anchors; of a clause in options, the key of each that says something."""
        selection = self.numbered.draft.selection
        clause, colon, label = key.partition(":")
        options = selection.options.get(clause, ())
        speaking = [each for each in options if not selection.library.clauses[clause].variants[each].omit]
        return [f"{clause}@{each}{colon}{label}" for each in speaking] or [key]

    def _criminalises(self, key: str) -> bool:
        """Whether a member of a group belongs there as chosen: of an offence, only a variant that creates one."""
        selection = self.numbered.draft.selection
        name, variant, _ = _parts(key)
        clause = selection.library.clauses.get(name)
        if clause is None or clause.kind not in _OFFENCES:
            return True
        return clause.form_of(variant or selection.chosen.get(clause.id, clause.default)) == "conduct"

    # ------------------------------------------------------------ existing law

    def _in_law(self, law: Law, target: Target, node: Ref) -> Iterator[tuple[Cited, str]]:
        """A provision of existing law, if its article is recorded there (or none are)."""
        recorded = {article.article for _, article in law.every_article()}
        ends = [target, *([target.last] if target.last else [])]
        for end in ends:
            article = end.label.partition(".")[0]
            if recorded and article not in recorded:
                self._nowhere(node, f"{law.short} has no article {article}", "check the number against the treaty")
                return
        places = [_law_place(law.id, end.label) for end in ends]
        yield Cited(places[0], places[1] if len(places) > 1 else None), ""

    # ------------------------------------------------------------ nowhere

    def _nowhere(self, node: Ref, why: str, hint: str) -> None:
        """Note a reference that leads nowhere (beside the text that is no fault)."""
        if not self.lenient:
            self.found.append(faults.no_target(node.span, node.typed, why, hint))

    def _why_not(self, clause: str, label: str) -> tuple[str, str]:
        """Why a clause's provision is not there, and what to do."""
        selection = self.numbered.draft.selection
        have = selection.library.clauses.get(clause)
        if have is None:
            return f"there is no clause “{clause}”", faults.near(
                clause, selection.library.clauses, "name a clause of the library"
            )
        if clause not in selection.chosen:
            return (
                f"instrument “{selection.instrument.id}” does not use “{clause}”",
                "add the clause, or choose a variant without the reference",
            )
        if have.variants[selection.chosen[clause]].omit:
            return (
                f"“{clause}” is chosen in a variant that says nothing",
                "choose another variant of it, or one here without the reference",
            )
        return (
            f"“{clause}” has no provision labelled “{label}” in the chosen variant",
            "refer to a label that is typed there",
        )


def _key(target: Target) -> str:
    """What a target is called among the anchors."""
    return f"{target.ident}:{target.label}" if target.label else target.ident


def _parts(key: str) -> tuple[str, str, str]:
    """The clause of a key, its variant ("" if none is named), and the label in it ("" for all of it)."""
    name, _, label = key.partition(":")
    clause, _, variant = name.partition("@")
    return clause, variant, label


def _ends_one_range(first: Place, last: Place) -> bool:
    """Whether two places can be the ends of a range: whole articles, or of one kind in one article."""
    whole = not any(first.path), not any(last.path)
    beside = (first.article, first.path[:-1]) == (last.article, last.path[:-1])
    return first.instrument == last.instrument and (all(whole) or (not any(whole) and beside))


def _law_place(law: str, label: str) -> Place:
    """The place a typed label means: "11.2" is article 11, paragraph 2; "1.d" article 1, point d."""
    article, *path = label.split(".")
    if path and not re.match(r"\d", path[0]):
        path = ["", *path]
    return Place(law, article, tuple(path))
