"""What a change of duty, of gravamen or of the reservations allowed does in law, as the library states them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from travaux.model.degrees import Duty
from travaux.model.redline import Effect, Stated

_DUTIES: Final[dict[Duty, str]] = {
    "criminalise": "make the conduct an offence",
    "consider": "consider making the conduct an offence",
    "prohibit": "prohibit or prevent the conduct otherwise than by an offence",
    "provide": "take another measure against the conduct",
    "policy": "pursue a policy against the conduct",
    "evidence": "give powers to find evidence of the conduct",
}
_ORDER: Final[tuple[Duty, ...]] = get_args(Duty)
_TURNS: Final = {"conduct": "what is done", "content": "what is said or shown"}


def duty(old: Stated, new: Stated) -> Iterator[Effect]:
    """A duty that binds to more or to less, in the order of `Duty`."""
    before, after = (_DUTIES[each] if each else "" for each in (old.duty, new.duty))
    if old.duty == new.duty:
        return
    if not old.duty or not new.duty:
        kind, now = ("duty-stated", "now") if new.duty else ("duty-unstated", "no longer")
        yield Effect(kind, "neutral", f"The provision is {now} recorded as one to {after or before}.", before, after)
    elif _ORDER.index(new.duty) < _ORDER.index(old.duty):
        why = f"The parties are now bound to {after}, and not only to {before}."
        yield Effect("duty-hardened", "hardens", why, before, after)
    else:
        why = f"The parties are no longer bound to {before}, but only to {after}."
        yield Effect("duty-softened", "softens", why, before, after)


def gravamen(old: Stated, new: Stated) -> Iterator[Effect]:
    """What the offence turns on. To turn on content is neither wider nor narrower, but nearer to speech."""
    before, after = old.elements.gravamen or "", new.elements.gravamen or ""
    if before == after:
        return
    if before and after:
        alone = " alone" if after == "content" else ""
        why = f"What makes the offence is now {_TURNS[after]}, and no longer {_TURNS[before]}{alone}."
        yield Effect(f"gravamen-to-{after}", "neutral", why, before, after)
        return
    kind, now = ("gravamen-stated", "now") if after else ("gravamen-unstated", "no longer")
    why = f"It is {now} stated that what counts is {_TURNS[after or before]}."
    yield Effect(kind, "neutral", why, before, after)


def allowed(old: Stated, new: Stated) -> Iterator[Effect]:
    """Reservations and declarations that the wording allows: more of them soften, fewer harden."""
    yield from _allowed("reservation", old.reservations, new.reservations)
    yield from _allowed("declaration", old.declarations, new.declarations)


def _allowed(what: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Effect]:
    counts = f"{_number(len(new))} where there {'was' if len(old) < 2 else 'were'} {_number(len(old))}"
    if len(new) > len(old):
        why = f"The parties may now make a {what} that they could not make: {counts}."
        yield Effect(f"{what}-opened", "softens", why, _places(old), _places(new))
    elif len(new) < len(old):
        why = f"The parties may no longer make a {what} that they could make: {counts}."
        yield Effect(f"{what}-closed", "hardens", why, _places(old), _places(new))


def _places(labels: tuple[str, ...]) -> str:
    """Where reservations stand: "paragraph 2", or the text itself."""
    return ", ".join(f"paragraph {each}" if each else "the text itself" for each in labels)


def _number(count: int) -> str:
    return ("none", "one", "two", "three", "four", "five")[count] if count < 6 else str(count)
