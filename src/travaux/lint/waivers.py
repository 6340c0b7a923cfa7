"""Findings that a clause or an instrument knowingly sets aside, and waivers that set nothing aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from travaux.diagnostics import Diagnostic, Severity, Span, Waived
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.instrument import Instrument
from travaux.model.stages import KeyPath
from travaux.model.waiver import Waiver
from travaux.pages import finding


@dataclass(frozen=True, slots=True)
class _Kept:
    """A waiver of a rule, the file and the owner it stands in, and its place there."""

    waiver: Waiver
    owner: Clause | Instrument
    key: KeyPath


class Waivers:
    """Every waiver of a rule in a library; remembers which of them set something aside."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._by_code: dict[str, list[_Kept]] = {}
        self._used: set[KeyPath] = set()
        library = ground.library
        owners: tuple[Clause | Instrument, ...] = (*library.clauses.values(), *library.instruments.values())
        for owner in owners:
            for index, waiver in enumerate(owner.waives):
                if waiver.rule:
                    kept = _Kept(waiver, owner, ("waives", index))
                    self._by_code.setdefault(waiver.rule, []).append(kept)

    def sets_aside(self, found: Diagnostic, instrument: str) -> Waived | None:
        """The finding as waived, if a waiver says so; `instrument` names the text it is about, if it is about one."""
        out = None
        for kept in self._by_code.get(found.code, ()):
            if self._covers(kept, found, instrument):
                self._used.add((kept.owner.path, *kept.key))
                out = out or Waived(found, " ".join(kept.waiver.because.split()), kept.owner.path)
        return out

    def faults(self, over: Mapping[str, str], clauses: Collection[str] | None) -> Iterator[Diagnostic]:
        """Waivers of rules that there are not, and those that set nothing aside.

        `over` says of each rule what it looks at. Where not all was looked at, nothing is said of what is idle.
        """
        span = self._ground.span
        for code, each in self._by_code.items():
            for kept in each:
                if clauses is not None and isinstance(kept.owner, Clause) and kept.owner.id not in clauses:
                    continue
                if code not in over:
                    yield unknown(span(kept.owner.path, (*kept.key, "rule")), code, over)
                elif clauses is None and self._is_idle(kept, over[code]):
                    yield idle(span(kept.owner.path, kept.key), code, kept.owner.id)

    def _is_idle(self, kept: _Kept, over: str) -> bool:
        """Whether a waiver set nothing aside, although all that it could speak of was looked at."""
        if (kept.owner.path, *kept.key) in self._used:
            return False
        if set(self._ground.library.instruments) != set(self._ground.instruments):
            return False
        return over != "text" or self._looked_at(kept)

    def _covers(self, kept: _Kept, found: Diagnostic, instrument: str) -> bool:
        waiver, owner, path = kept.waiver, kept.owner, found.span.path if found.span else ""
        clause: Clause | None
        if isinstance(owner, Instrument):
            alone = len(self._ground.library.instruments) == 1  # a library of one text: its clauses are that text's
            if owner.id != instrument and owner.path != path and not alone:
                return False
            clause = self._ground.library.clauses.get(waiver.clause)
            if waiver.clause and (clause is None or clause.path != path):
                return False
        else:
            clause = owner
            if owner.path != path:
                return False
        return not waiver.variants or (
            clause is not None and _variant(clause, found.span, self._ground) in waiver.variants
        )

    def _looked_at(self, kept: _Kept) -> bool:
        """Whether some text holds what a waiver speaks of."""
        if isinstance(kept.owner, Instrument):
            return True
        chosen = [each.numbered.draft.selection.chosen.get(kept.owner.id) for each in self._ground.texts]
        return any(each is not None and (not kept.waiver.variants or each in kept.waiver.variants) for each in chosen)


def _variant(clause: Clause, span: Span | None, ground: Ground) -> str:
    """The variant in whose lines a place of a clause's file stands; "" outside them."""
    if span is None:
        return ""
    marks = ground.places.marks(clause.path)
    keys: list[tuple[int, str]] = [(marks.key(("variants", name)).line, name) for name in clause.variants]
    last = max((line for line, _ in keys), default=0)
    # The next key of the file after its variants ends the last of them.
    after = [marks.key((name,)).line for name in _KEYS if (name,) in marks]
    keys += [(line, "") for line in after if line > last]
    return max((each for each in keys if each[0] <= span.line), default=(0, ""))[1]


_KEYS = (
    "kind", "heading", "default", "placement", "rationale", "elements", "commentary", "form", "defines", "closes",
    "draws-on", "requires", "excludes", "waives",
)  # fmt: skip


@finding("L530", "waiver-unknown")
def unknown(code: str, known: Iterable[str]) -> tuple[str, str]:
    """A waiver names a rule that there is not.

    A waiver sets aside the findings of one rule, by its code. Only rules of drafting (L5xx) can be waived; a fault
    of a file or of a reference has to be mended.

    Example: `waives: [{rule: L599, because: "The word is quoted."}]`.

    Instead: a code that `travaux list rules` shows.
    """
    near = get_close_matches(code, list(known), n=1)
    hint = (
        f"did you mean “{near[0]}”? travaux list rules shows them all" if near else "travaux list rules shows them all"
    )
    return f"there is no rule “{code}” to waive", hint


@finding("L531", "waiver-idle", Severity.WARNING)
def idle(code: str, owner: str) -> tuple[str, str]:
    """A waiver sets nothing aside.

    Its reason is printed in the explanatory report, where it would speak of a departure from the rules that the
    text does not make. The wording may have changed since, or the waiver names another variant than the finding.

    Example: `waives: [{rule: L514, because: "…"}]` on a clause in which nothing says “will”, “must” or “should”.

    Instead: delete the waiver.
    """
    return f"the waiver of {code} in “{owner}” sets no finding aside", "delete it, or correct its code or its variants"
