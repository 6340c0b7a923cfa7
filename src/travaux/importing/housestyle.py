"""The house style of a text from elsewhere, learnt from the text: how it counts and heads, how its preamble ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from travaux.importing import labels
from travaux.importing.account import Account
from travaux.importing.markup import Levels, escaped
from travaux.importing.treaty import DIVISIONS, Treaty

BASE_STYLE = "coe"
"""The carried house style whose other choices (how to cite, what a Party is called) an imported text takes."""
NO_WORDS = "[…]"
"""What stands where a formula needs words and the text has none."""


def base_style() -> dict[str, Any]:
    """The carried house style, as its file says it."""
    from travaux.carried import carried
    from travaux.load import yaml

    path = carried() / "templates" / "styles" / f"{BASE_STYLE}.yaml"
    value = yaml.read(path.read_text(encoding="utf-8"), str(path)).value
    assert isinstance(value, dict)
    return value


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A house style in the making; what it can't show as it was is told in `account`."""

    treaty: Treaty
    base: Mapping[str, Any]
    file: str
    vehicle: str
    account: Account

    def value(self, levels: Levels) -> dict[str, Any]:
        """The house style that the text itself shows; what it does not show is that of the carried one."""
        made = {level: {"number": kind, "label": label} for level, (kind, label) in levels.items()}
        for level in (*DIVISIONS, "article"):
            made[level]["joint"] = self.joint(level)
        made["article"]["restart"] = "false"
        return {
            **self.base,
            "name": "imported file",
            "about": f"As the file {self.file} shows it; how to cite is as in the style “{BASE_STYLE}”.",
            "levels": made,
            "recitals": self.endings(),
            "spelling": {},
            "authentic": [],
            "formulae": {self.vehicle: self.formulae()},
        }

    def joint(self, level: str) -> str:
        """What stands between the numbers and the headings of a level, as it mostly does; others are told."""
        found = self.treaty.articles() if level == "article" else [g for g in self.treaty.groups() if g.level == level]
        marks = [(each.label, each.joint) for each in found if each.heading]
        usual = labels.usual([mark for _, mark in marks])
        for label, mark in marks:
            if mark != usual:
                self.account.odd(f"the heading follows “{mark}” in the file", label)
        return f" {usual} ".replace(" :", ":").replace(" .", ".") if usual else "newline"

    def endings(self) -> dict[str, str]:
        """The marks at the ends of recitals; those that differ are told."""
        ends = [each[-1:] if each[-1:] in ";,.:" else "" for each in self.treaty.recitals]
        usual = labels.usual(ends) if ends else ";"
        for each, end in zip(self.treaty.recitals[:-1], ends[:-1], strict=True):
            if end != usual:
                self.account.tell(f"this recital is printed with “{usual}” at its end: “{each}”")
        return {"each": usual, "last": ends[-1] if ends else usual}

    def formulae(self) -> dict[str, str]:
        """The opening and closing words of the preamble, and those before the signatures."""
        made = {"opening": self.treaty.opening, "closing": self.treaty.closing, "testimonium": self.treaty.close}
        for name in ("opening", "closing"):
            if not made[name]:
                self.account.tell(f"“{NO_WORDS}” stands for the {name} words of the preamble: there are none")
        return {
            name: "\n\n".join(map(escaped, words)) or ("" if name == "testimonium" else NO_WORDS)
            for name, words in made.items()
        }
