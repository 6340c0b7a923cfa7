"""What a sentence is about that changed, and what it does to limit it: fewer offences, less duty, less freedom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from travaux.diff.effects.phrases import creates_offence, frees, obliges, phrases
from travaux.diff.effects.sentences import Change
from travaux.diff.effects.setting import Setting
from travaux.diff.effects.verbs import modals
from travaux.model.redline import Direction

CONTRARY: Final = "the sentence says the contrary, or leaves something out; read both texts"
SAVED: Final = "what a saving leaves alone is another; read both texts"
_REFUSING: Final = re.compile(
    r"\bmay\b[^.;:]{0,60}?\b(?:refus\w+|declin\w+|postpon\w+|den(?:y|ied)|withh[eo]ld|suspend\w*|restrict\w*|limit(?:ed)?"
    r"|exclude\w*|derogate\w*|decide not|reserves? the right|formulate (?:a |any )?reservations?)\b",
    re.I,
)
"""A permission by which the parties need not do what they else would have to do."""

_OF_OFFENCES: Final = re.compile(r"\b(?:offen[cd]\w+|crim\w+|punish\w+|prosecut\w+|sentence[ds]?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Sense:
    """A sentence, old and new, where it stands, and what limits to it do."""

    change: Change
    setting: Setting

    @property
    def texts(self) -> tuple[str, str]:
        """The old sentence and the new one."""
        return self.change.old, self.change.new

    def describes(self) -> bool:
        """Whether the sentence makes conduct an offence, or describes it where an offence is made."""
        return any(map(creates_offence, self.texts)) or (self.setting.offence and not any(map(modals, self.texts)))

    def saves(self) -> bool:
        """Whether it leaves something alone, and makes no offence besides."""
        saves = self.setting.saving or any(phrases("safeguard", each) for each in self.texts)
        return saves and not any(map(creates_offence, self.texts))

    def owes(self) -> bool:
        """Whether it says what parties shall do, other than to make an offence."""
        return any(map(obliges, self.texts)) and not any(map(creates_offence, self.texts))

    def refuses(self) -> bool:
        """Whether it only says, in both texts, what the parties may refuse, postpone or restrict."""
        return self.permits() and all(map(_REFUSING.search, self.texts))

    def permits(self) -> bool:
        """Whether it only says, in both texts, what may be done."""
        return {degree for each in self.texts for degree, _ in modals(each)} == {"may"}

    def limited(self, comes: bool) -> tuple[Direction, str]:
        """Which way it goes that the sentence reaches less (`comes`) or more, and what that does.

        A duty that is owed in fewer cases is softer; a freedom to refuse that the parties have in fewer cases binds
        them more. Of what is denied, saved or permitted in other ways, the words do not tell.
        """
        if self.setting.preamble:
            return "neutral", "these words bind nobody"
        if self.saves():
            return "neutral", SAVED
        if any(phrases("negation", each) for each in self.texts):
            return "neutral", "the sentence denies something, and it depends on what is limited; read both texts"
        if self.describes():
            return ("narrows", "the offence reaches less far") if comes else ("widens", "the offence reaches further")
        if self.refuses():
            return self.freed(comes)
        if self.owes():
            if comes:
                return "softens", "the parties are bound in fewer cases"
            return "hardens", "the parties are bound in more cases"
        if self.permits():
            return (
                "neutral",
                "it limits a permission, and whom that binds or frees depends on the rule; read both texts",
            )
        return "neutral", "what it limits is neither a duty of the parties nor an offence; read both texts"

    def freed(self, comes: bool) -> tuple[Direction, str]:
        """The same of a freedom to refuse."""
        if comes:
            return "hardens", "the parties are free to refuse in fewer cases"
        return "softens", "the parties are free to refuse in more cases"

    def excluding(self, comes: bool, rebound: bool = False) -> tuple[Direction, str]:
        """Which way it goes if the sentence excludes more (`comes`) or less, and what it does."""
        if rebound:
            return "neutral", "together with what else changes in it, the sentence says something else"
        if self.setting.preamble:
            return "neutral", CONTRARY
        if self.saves():
            return "neutral", SAVED
        if self.owes():
            if comes:
                return "softens", "what the parties were bound to do is excepted, denied or forbidden"
            return "hardens", "the parties are bound where that was excepted, denied or forbidden"
        if self.describes() or any(frees(each) and _OF_OFFENCES.search(each) for each in self.texts):
            if comes:
                return "narrows", "something is taken out of what is an offence"
            return "widens", "what was taken out of the offence is so no longer"
        return "neutral", CONTRARY
