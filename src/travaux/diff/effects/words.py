"""What changed words do in law, told by the sentences in which they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Final

from travaux.diff.effects.allowing import allowed
from travaux.diff.effects.brackets import bracketed, is_undecided
from travaux.diff.effects.conjunctions import conjunctions
from travaux.diff.effects.counts import counted
from travaux.diff.effects.cues import cued, of_cues, only
from travaux.diff.effects.final import is_final, mechanical
from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.made import (
    bound,
    reworded,
    saved,
    shorts,
    undecided,
)
from travaux.diff.effects.mind import of_mind
from travaux.diff.effects.moved import displaced
from travaux.diff.effects.numbers import counts, days, numbers
from travaux.diff.effects.phrases import (
    Family,
    comparable,
    creates_offence,
    dispenses,
    exempts,
    frees,
    governing,
    mindless,
    minds,
    nature,
    phrases,
    tells,
)
from travaux.diff.effects.putting import put_between, put_in
from travaux.diff.effects.rewording import exchanged, joined, replaced
from travaux.diff.effects.rules import overseen, prohibits
from travaux.diff.effects.scope import conditioned
from travaux.diff.effects.sense import Sense
from travaux.diff.effects.sentences import Change, differing, inserted, is_clause, normal
from travaux.diff.effects.setting import Set, Setting
from travaux.diff.effects.timing import is_timed, timed
from travaux.diff.effects.verbs import modals, rank
from travaux.diff.effects.whole import whole
from travaux.diff.effects.without import without
from travaux.model.redline import Direction, Effect, Words

_UNBINDING: Final = frozenset({"negation", "number", "date", "time"})
"""Of words that bind nobody, what is told of a change."""


def of_changes(changed: Sequence[Set], words: Words) -> tuple[Effect, ...]:
    """What sentences do that changed, and conjunctions among the words of their row.

    Exchanging the texts (and the signs of `words`) gives the same effects the other way round.
    """
    found: list[Effect] = []
    instead, rest = replaced(changed)
    for change, setting in rest:
        found.extend(_Sentence(change, setting).effects())
    found.extend(instead)
    found.extend(conjunctions(words, reduce(or_, (each for _, each in changed), Setting(preamble=bool(changed)))))
    whole_row = tuple(joined(list(dict.fromkeys(found))))
    told = tuple(each for each in whole_row if each.kind != "offence-changed")
    return told or whole_row[:1]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence, old and new, asked about one family of words after the other."""

    change: Change
    setting: Setting

    @property
    def sense(self) -> Sense:
        """What the sentence is about."""
        return Sense(self.change, self.setting)

    def effects(self) -> Iterator[Effect]:
        """Every effect; of words that bind nobody, only what they say otherwise; of undecided ones no direction."""
        found = list(self._effects())
        if self.setting.preamble:
            found = [each for each in found if each.kind.partition("-")[0] in _UNBINDING]
        elif is_final((self.change.old, self.change.new), self.setting.final):
            found = list(mechanical(found))
        told = self._undecided(found) if self._in_brackets() else found
        yield from (self._placed(each) for each in told) if self.change.stood else told

    def _placed(self, effect: Effect) -> Effect:
        """An effect with where the old words stood."""
        return replace(effect, why=f"{effect.why} Compared with {self.change.stood} of the old text.")

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
            yield undecided(*shorts(self.change.old, self.change.new))

    def _effects(self) -> Iterator[Effect]:
        """Every effect; where none is found and a term is defined or something saved, that it reads differently."""
        old, new = self.change.old, self.change.new
        if not (old and new):
            found = list(whole(self.sense, old or new, comes=bool(new)))
        else:
            apart = self.change.rewritten or self._forbidden()
            found = list(self._rewritten() if apart else self._changed())
            if not found:
                found = list(reworded(old, new, self._acting() and self._makes()))
            found = found or list(exchanged(self.change))
        yield from found

    def _forbidden(self) -> bool:
        """Whether one sentence permits the parties something, and the other forbids something, and not them."""
        old, new = self.change.old, self.change.new
        return prohibits(old) != prohibits(new) and {nature(old), nature(new)} == {"permission", ""}

    def _rewritten(self) -> Iterator[Effect]:
        """Two sentences of the same matter: compared if both do the same, else one that goes and one that comes."""
        if comparable(self.change.old, self.change.new):
            yield from tuple(allowed(self.change)) or self._bound()
        else:
            yield from whole(self.sense, self.change.old, comes=False)
            yield from whole(self.sense, self.change.new, comes=True)
        yield from conditioned(self.sense)

    def _changed(self) -> Iterator[Effect]:
        old, new = self.change.old, self.change.new
        words = differing(old, new)
        cues = cued(words)
        if not words:
            yield from displaced(self.sense)
        limits = tuple(only(self.sense)) if cues else ()
        put = tuple(put_in(self.sense))
        if tells(words):
            reserved = tuple(allowed(self.change))
            binding = () if reserved else tuple(self._bound())
            yield from binding
            yield from self._negation(bool(binding or limits))
            yield from self._safeguard()
            yield from reserved
            if not reserved:
                yield from self._exception()
            if not self.setting.typed and not any(minds(each.old or each.new) for each in put):
                yield from of_mind(self.change, acting=self._acting())
        elif "reserv" in old.casefold():
            yield from allowed(self.change)
        yield from without(old, new)
        yield from limits
        yield from put
        yield from conditioned(self.sense)
        yield from overseen(old, new)
        if cues:
            yield from of_cues(self.sense)
        yield from self._counted(words)

    def _counted(self, words: str) -> Iterator[Effect]:
        """Numbers and days, and how soon something is to be done."""
        old, new = self.change.old, self.change.new
        some, hasty = counts(words), is_timed(words)
        found = tuple(counted("number", numbers(old), numbers(new))) if some else ()
        yield from timed(self.sense, found, hasty) if found or hasty else ()
        if some:
            yield from counted("date", days(old), days(new))

    # ------------------------------------------------------------ how strongly

    def _bound(self) -> Iterator[Effect]:
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
        if old.total() == new.total() or not self._denied():
            return
        comes = new.total() > old.total()
        words = _list(new - old if comes else old - new)
        way, what = self.sense.excluding(comes, rebound)
        if way in ("narrows", "widens") and any(map(dispenses, (self.change.old, self.change.new))):
            way, what = "neutral", "it may take out a limit, and not conduct; read both texts"
        if way != "neutral" and not self._negates(way in ("softens", "hardens")):
            way, what = "neutral", "it denies a part of the sentence only; read both texts"
        said = f"“{words}” {'comes in' if comes else 'is gone'}: {what}."
        if comes:
            yield Effect(appears("negation"), way, said, "", words)
        else:
            yield Effect(goes("negation"), way, said, words, "")

    def _denied(self) -> bool:
        """Whether the negation is of the sentence, or all that was put into it, and not a word of a new phrase."""
        texts = self.change.old, self.change.new
        if governing(texts[0]) != governing(texts[1]) or prohibits(texts[0]) != prohibits(texts[1]):
            return True
        if put_between(*map(normal, texts)):
            return True
        return self.sense.describes() and bool(inserted(*map(normal, texts)))

    def _negates(self, bound: bool) -> bool:
        """Whether a negation is of what the sentence said: of its verb, or at least not of a clause put in with it."""
        texts = self.change.old, self.change.new
        if bound:
            return governing(texts[0]) != governing(texts[1])
        return not is_clause(inserted(*map(normal, texts)))

    # ------------------------------------------------------------ savings, reservations, exceptions

    def _safeguard(self) -> Iterator[Effect]:
        gone, come = self._difference("safeguard")
        if self.setting.saving and gone != come:
            why = f"“{gone or come}” {'is gone' if gone else 'comes in'}: the safeguard stands, in other words."
            yield Effect("safeguard-changed", "neutral", why, gone, come)
        elif bool(gone) != bool(come):
            text = self.change.new if come else self.change.old
            yield saved(gone, come, text, (come or gone).partition(", ")[0])

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
        if self.sense.refuses():
            return self.sense.freed(comes)
        way, what = self.sense.excluding(comes)
        if way in ("narrows", "widens") and phrases("negation", self.change.old if comes else self.change.new):
            return "neutral", "what it is an exception to is itself denied; read both texts"
        return way, what

    def _difference(self, family: Family) -> tuple[str, str]:
        """The phrases of a family that only the old has, and those that only the new has."""
        old, new = phrases(family, self.change.old), phrases(family, self.change.new)
        if old.total() == new.total():
            return "", ""
        return _list(old - new), _list(new - old)

    def _makes(self) -> bool:
        """Whether both texts say of parties that they make the offence, or are conduct in a list of it."""
        texts = self.change.old, self.change.new
        if mindless(texts[0]) == mindless(texts[1]):
            return False
        return all(nature(each) == "offence" for each in texts) or not any(map(creates_offence, texts))

    def _acting(self) -> bool:
        """Whether the sentence describes conduct, and does not say what is none."""
        return (
            self.sense.describes()
            and not self.setting.saving
            and not any(map(exempts, (self.change.old, self.change.new)))
        )


def _list(words: Counter[str]) -> str:
    return ", ".join(words)
