"""What changed words do in law, told by the sentences in which they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from travaux.diff.effects.brackets import bracketed, is_undecided
from travaux.diff.effects.counts import conjunctions, counted
from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.made import (
    bound,
    changed_reservation,
    opened,
    reworded,
    saved,
    sentence_of,
    short,
    state,
    undecided,
)
from travaux.diff.effects.mind import of_mind
from travaux.diff.effects.numbers import counts, days, numbers
from travaux.diff.effects.phrases import (
    Family,
    comparable,
    creates_offence,
    denies,
    dispenses,
    exempts,
    frees,
    governing,
    nature,
    obliges,
    phrases,
    tells,
)
from travaux.diff.effects.rewording import joined, replaced
from travaux.diff.effects.sentences import Change, changes, differing, inserted, is_clause, normal
from travaux.diff.effects.setting import Set, Setting
from travaux.diff.effects.verbs import modals, rank
from travaux.model.redline import Direction, Effect, Words

_UNBINDING: Final = frozenset({"negation", "number", "date"})
"""Of words that bind nobody, what is told of a change."""
_CONTRARY: Final = "the sentence says the contrary, or leaves something out; read both texts"


def from_words(old: str, new: str, words: Words) -> tuple[Effect, ...]:
    """What the changed words of a text do, by their sentences; words that stay, or only move, do nothing.

    Exchanging the texts (and the signs of `words`) gives the same effects the other way round.
    """
    setting = Setting(offence=creates_offence(old) or creates_offence(new))
    return of_changes([(each, setting) for each in changes(old, new)], words)


def of_changes(changed: Sequence[Set], words: Words) -> tuple[Effect, ...]:
    """What sentences do that changed, and conjunctions among the words of their row."""
    found: list[Effect] = []
    exchanged, rest = replaced(changed)
    for change, setting in rest:
        found.extend(_Sentence(change, setting).effects())
    found.extend(exchanged)
    found.extend(conjunctions(words))
    return tuple(joined(list(dict.fromkeys(found))))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence, old and new, asked about one family of words after the other."""

    change: Change
    setting: Setting

    def effects(self) -> Iterator[Effect]:
        """Every effect; of words that bind nobody, only what they say otherwise; of undecided ones no direction."""
        found = list(self._effects())
        if self.setting.preamble:
            found = [each for each in found if each.kind.partition("-")[0] in _UNBINDING]
        yield from self._undecided(found) if self._in_brackets() else found

    def _in_brackets(self) -> bool:
        """Whether the change is of words in square brackets, or of the brackets."""
        if self.setting.undecided:
            return True
        sides = bracketed(self.change.old), bracketed(self.change.new)
        if sides == ((), ()):
            return False
        if not (self.change.old and self.change.new):
            return is_undecided(self.change.old or self.change.new)
        return sides[0] != sides[1]

    def _undecided(self, found: Sequence[Effect]) -> Iterator[Effect]:
        """What words in brackets do: nothing yet; numbers that changed are told all the same."""
        told = [each for each in found if each.kind in ("number-changed", "date-changed")]
        yield from told
        rival = bool(self.change.old and self.change.new) and not self.setting.undecided
        if len(told) < len(found) or (rival and not found):
            yield undecided(short(self.change.old), short(self.change.new))

    def _effects(self) -> Iterator[Effect]:
        """Every effect; where none is found and a term is defined or something saved, that it reads differently."""
        old, new = self.change.old, self.change.new
        if not (old and new):
            found = list(self._whole(old or new, comes=bool(new)))
        else:
            found = list(self._rewritten() if self.change.rewritten else self._changed())
            if not found:
                found = list(reworded(old, new))
        yield from found

    def _rewritten(self) -> Iterator[Effect]:
        """Two sentences of the same matter: compared if both do the same, else one that goes and one that comes."""
        if comparable(self.change.old, self.change.new):
            yield from tuple(self._allowed()) or self._bound()
        else:
            yield from self._whole(self.change.old, comes=False)
            yield from self._whole(self.change.new, comes=True)

    def _changed(self) -> Iterator[Effect]:
        old, new = self.change.old, self.change.new
        words = differing(old, new)
        if tells(words):
            allowed = tuple(self._allowed())
            binding = () if allowed else tuple(self._bound())
            yield from binding
            yield from self._negation(bool(binding))
            yield from self._safeguard()
            yield from allowed
            yield from self._exception()
            if not self.setting.typed:
                yield from of_mind(self.change, acting=self._acting())
        if counts(words):
            yield from counted("number", numbers(old), numbers(new))
            yield from counted("date", days(old), days(new))

    # ------------------------------------------------------------ how strongly

    def _bound(self) -> Iterator[Effect]:
        """How strongly a sentence binds; what allows or forbids a reservation in other words has no such measure."""
        found = tuple(self._strength())
        if found and not {nature(self.change.old), nature(self.change.new)}.isdisjoint(("reservation", "closing")):
            yield changed_reservation(short(self.change.old), short(self.change.new))
        else:
            yield from found

    def _strength(self) -> Iterator[Effect]:
        """Auxiliary verbs that gave way to others; else, what softens the whole sentence."""
        sides = modals(self.change.old), modals(self.change.new)
        old, new = (Counter(degree for degree, _ in side) for side in sides)
        gone, come = old - new, new - old
        if gone and come:
            before, after = min(gone, key=rank), min(come, key=rank)
            if before != after:
                words = next(w for d, w in sides[0] if d == before), next(w for d, w in sides[1] if d == after)
                yield bound(rank(after) < rank(before), f"“{words[0]}” gives way to “{words[1]}”", *words)
            return
        gone_words, come_words = self._difference("softener")
        if bool(gone_words) != bool(come_words) and all(any(degree != "may" for degree, _ in side) for side in sides):
            said = f"“{gone_words or come_words}” is {'no longer said' if gone_words else 'now said'}"
            yield bound(bool(gone_words), said, gone_words, come_words)

    # ------------------------------------------------------------ not, and nothing

    def _negation(self, rebound: bool) -> Iterator[Effect]:
        """A sentence that is negated, or no longer; direction by what is negated."""
        old, new = phrases("negation", self.change.old), phrases("negation", self.change.new)
        if old.total() == new.total():
            return
        comes = new.total() > old.total()
        words = _list(new - old if comes else old - new)
        way, what = self._excluding(comes, rebound)
        if way in ("narrows", "widens") and any(map(dispenses, (self.change.old, self.change.new))):
            way, what = "neutral", "it may take out a limit, and not conduct; read both texts"
        if way != "neutral" and not self._negates(way in ("softens", "hardens")):
            way, what = "neutral", "it denies a part of the sentence only; read both texts"
        said = f"“{words}” {'comes in' if comes else 'is gone'}: {what}."
        if comes:
            yield Effect(appears("negation"), way, said, "", words)
        else:
            yield Effect(goes("negation"), way, said, words, "")

    def _negates(self, bound: bool) -> bool:
        """Whether a negation is of what the sentence said: of its verb, or at least not of a clause put in with it."""
        texts = self.change.old, self.change.new
        if bound:
            return governing(texts[0]) != governing(texts[1])
        return not is_clause(inserted(*map(normal, texts)))

    def _excluding(self, comes: bool, rebound: bool = False) -> tuple[Direction, str]:
        """Which way it goes if the sentence excludes more (`comes`) or less, and what it does."""
        texts = self.change.old, self.change.new
        if rebound:
            return "neutral", "together with the other change of the verb, the sentence says something else"
        saves = self.setting.saving or any(phrases("safeguard", each) for each in texts)
        if self.setting.preamble:
            return "neutral", _CONTRARY
        if saves and not any(map(creates_offence, texts)):
            return "neutral", "what a saving leaves alone is another; read both texts"
        if any(map(obliges, texts)) and not any(map(creates_offence, texts)):
            if comes:
                return "softens", "what the parties were bound to do is excepted, denied or forbidden"
            return "hardens", "the parties are bound where that was excepted, denied or forbidden"
        if self._describes() or any(map(frees, texts)):
            if comes:
                return "narrows", "something is taken out of what is an offence"
            return "widens", "what was taken out of the offence is so no longer"
        return "neutral", _CONTRARY

    # ------------------------------------------------------------ savings, reservations, exceptions

    def _safeguard(self) -> Iterator[Effect]:
        gone, come = self._difference("safeguard")
        if self.setting.saving and gone != come:
            why = f"“{gone or come}” {'is gone' if gone else 'comes in'}: the safeguard stands, in other words."
            yield Effect("safeguard-changed", "neutral", why, gone, come)
        elif bool(gone) != bool(come):
            yield saved(gone, come)

    def _allowed(self) -> Iterator[Effect]:
        """Reservations and declarations for which there is a place, or is none any more."""
        old, new = self.change.old, self.change.new
        more = _net("reservation", old, new) - _net("closing", old, new)
        if more:
            yield opened("reservation", more > 0, short(old), short(new))
        if more := _net("declaration", old, new):
            yield opened("declaration", more > 0, short(old), short(new))

    def _exception(self) -> Iterator[Effect]:
        gone, come = self._difference("exception")
        if bool(gone) != bool(come):
            way, what = self._excepting(bool(come))
            kind = appears("exception") if come else goes("exception")
            yield Effect(kind, way, f"“{come or gone}” {'comes in' if come else 'is gone'}: {what}.", gone, come)

    def _excepting(self, comes: bool) -> tuple[Direction, str]:
        """Which way an exception goes: of what is excluded it goes the other way, if at all."""
        texts = self.change.old, self.change.new
        if all(map(frees, texts)) and not any(map(dispenses, texts)):
            if comes:
                return "widens", "the sentence frees from liability in fewer cases"
            return "narrows", "the sentence frees from liability in more cases"
        way, what = self._excluding(comes)
        if way in ("narrows", "widens") and phrases("negation", self.change.old if comes else self.change.new):
            return "neutral", "what it is an exception to is itself denied; read both texts"
        return way, what

    def _difference(self, family: Family) -> tuple[str, str]:
        """The phrases of a family that only the old has, and those that only the new has."""
        old, new = phrases(family, self.change.old), phrases(family, self.change.new)
        if old.total() == new.total():
            return "", ""
        return _list(old - new), _list(new - old)

    def _acting(self) -> bool:
        """Whether the sentence describes conduct, and does not say what is none."""
        return (
            self._describes() and not self.setting.saving and not any(map(exempts, (self.change.old, self.change.new)))
        )

    def _describes(self) -> bool:
        """Whether the sentence makes conduct an offence, or describes it where an offence is made."""
        texts = self.change.old, self.change.new
        return any(map(creates_offence, texts)) or (self.setting.offence and not any(map(modals, texts)))

    # ------------------------------------------------------------ sentences new or gone

    def _whole(self, text: str, comes: bool) -> Iterator[Effect]:
        """A sentence that is new or gone, by its nature."""
        old, new = ("", short(text)) if comes else (short(text), "")
        match what := nature(text):
            case "reservation" | "declaration":
                yield opened(what, comes, old, new)
            case "closing":
                yield opened("reservation", not comes, old, new)
            case "safeguard":
                yield saved(old, new)
            case "definition" | "offence" | "obligation" | "permission":
                found = sentence_of(what, comes, old, new)
                yield replace(found, direction="neutral") if self.setting.saving else found
            case "":
                if self._excludes(text):
                    yield self._exclusion(text, comes)

    def _excludes(self, text: str) -> bool:
        """Whether a whole sentence excludes something, and does not merely hold a word of exclusion."""
        return denies(text) or frees(text)

    def _exclusion(self, text: str, comes: bool) -> Effect:
        """A whole sentence that excludes something; with a direction only where it says what is no offence."""
        way, what = self._excluding(comes)
        if not frees(text) or dispenses(text):
            way, what = "neutral", "read what it excludes"
        why = f"A sentence that forbids or excludes something is {state(comes)}: {what}."
        if comes:
            return Effect(appears("exception"), way, why, "", short(text))
        return Effect(goes("exception"), way, why, short(text), "")


def _net(family: Family, old: str, new: str) -> int:
    return phrases(family, new).total() - phrases(family, old).total()


def _list(words: Counter[str]) -> str:
    return ", ".join(words)
