"""Words that give way to the same words in many provisions: one instruction that names these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.diff.amending.instruction import Edit, Instruction

MANY = 4
"""In as many provisions, a change is said once."""
JOINT = "; "
"""What parts the provisions that one instruction names."""


def throughout(given: Sequence[Instruction]) -> list[Instruction]:
    """Instructions with what changes in the same way in many provisions said once, where it is first said."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in given:
        for edit in each.edits:
            if _plain(edit):
                places.setdefault((edit.words, edit.new), []).append(each.at)
    often = {words: at for words, at in places.items() if len(set(at)) == len(at) >= MANY}
    out: list[Instruction] = []
    for each in given:
        for edit in each.edits:
            if _plain(edit) and (at := often.get((edit.words, edit.new))) and at[0] == each.at:
                out.append(Instruction("words", JOINT.join(at), edits=(replace(edit, nth=-1),)))
        rest = tuple(e for e in each.edits if not (_plain(e) and (e.words, e.new) in often))
        if rest or not each.edits:
            out.append(replace(each, edits=rest))
    return out


def _plain(edit: Edit) -> bool:
    """Whether a change takes words for words wherever they stand in its passage."""
    return edit.kind == "replace" and edit.nth <= 0 and not edit.words.isdecimal()
