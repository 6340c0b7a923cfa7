"""All drafts of a file put to the test together: what is wrong with one becomes a note on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from travaux.importing.told import shown
from travaux.importing.trial import tried, with_variants, words_of
from travaux.importing.work import Proposal, Work
from travaux.model.stages import Request

ENDS = ".;,: "
_NUMBERS = re.compile(r"\d+|(?<=[#\d]\.)[a-z]\b|(?<=paragraph )[a-z]\b")


def try_out(work: Work, root: Path, base: Path | None) -> None:
    """Load the library with all drafts in it, and build the text with each author's: what is wrong becomes a note."""
    if not (work.found.proposals or work.found.new):
        return
    files: dict[str, bytes] = {}
    for clause in dict.fromkeys(each.draft.key.clause for each in work.found.proposals):
        mine = [each for each in work.found.proposals if each.draft.key.clause == clause]
        variants = {each.ident: each.draft.variant for each in mine}
        claims = [{**claim, "variants": [each.ident]} for each in mine for claim in each.claims]
        files[work.library.clauses[clause].path] = with_variants(work.library, clause, variants, claims)
    from travaux.load.writing import written

    files |= {f"clauses/{each.ident}.yaml": written(each.value).encode() for each in work.found.new}
    trial = tried(root, base, files)
    for new in work.found.new:
        new.notes += [f"the library would refuse it: {why}" for why in trial.against(f"clauses/{new.ident}.yaml")]
    for each in work.found.proposals:
        path = work.library.clauses[each.draft.key.clause].path
        each.draft.notes += [f"the library would refuse the clause: {why}" for why in trial.against(path)]
    if trial.library is None:
        return
    waiting = [
        each for each in work.found.proposals if each.ident in trial.library.clauses[each.draft.key.clause].variants
    ]
    while waiting:
        round_ = {(each.author, each.draft.key.clause): each for each in reversed(waiting)}
        author = waiting[0].author
        now = {clause: each for (who, clause), each in round_.items() if who == author}
        waiting = [each for each in waiting if each not in now.values()]
        asked = {**work.made.request.variants, **{clause: _chosen(work, each) for clause, each in now.items()}}
        request = Request(work.made.request.instrument, work.made.request.style, asked, work.made.request.parameters)
        printed, errors = words_of(trial, request)
        for each in now.values():
            path = work.library.clauses[each.draft.key.clause].path
            each.draft.notes += [
                f"in this text: {one.message} ({one.code})" for one in errors if one.span and one.span.path == path
            ]
            if printed:
                _compare(each, printed)


def _chosen(work: Work, each: Proposal) -> str:
    """What is chosen of a clause so that a draft is printed: it takes the place of its variant, among options too."""
    key = each.draft.key
    rivals = {one.key.variant: None for one in work.units if one.key.clause == key.clause}
    return ",".join(each.ident if name == key.variant else name for name in rivals)


def _compare(each: Proposal, printed: dict[tuple[str, str, int], list[str]]) -> None:
    """Note where the text built with a draft reads otherwise than the file."""
    uses = [
        words
        for (clause, variant, _), words in printed.items()
        if (clause, variant) == (each.draft.key.clause, each.ident)
    ]
    wanted = [_bare(words) for words in each.wanted if _bare(words)]
    if "omit" in each.draft.variant:
        return
    if any(_same([one for one in map(_bare, words) if one], wanted) for words in uses):
        return
    near = next(iter(uses), [])
    other = next((one for one in near if _bare(one) and not any(_same([_bare(one)], [it]) for it in wanted)), "")
    how = f"reads otherwise than in the file: {shown(other)}" if other else "is divided otherwise than in the file"
    each.draft.notes.append(f"built, it {how}")


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether paragraphs are the same, white space and written labels before them aside."""
    pairs = zip(map(_joined, one), map(_joined, other), strict=False)
    return len(one) == len(other) and all(a.endswith(b) or b.endswith(a) for a, b in pairs)


def _joined(words: str) -> str:
    return "".join(words.split())


def _bare(words: str) -> str:
    """Words without what their place decides: the mark at their end, and the numbers of what they refer to."""
    return _NUMBERS.sub("#", " ".join(words.split()).rstrip(ENDS))
