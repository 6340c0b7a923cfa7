"""Effects over the whole library: every two variants of every clause, compared and turned round."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from travaux.comparing.sides import Edition
from travaux.comparing.wordings import Wording, wordings
from travaux.diff.effects.reading import with_effects
from travaux.diff.redline import structural
from travaux.model.library import Library
from turned import flipped, reversed_redline, told


@pytest.mark.slow
def test_every_two_variants_compared_and_turned_round(library: Library) -> None:
    edition, compared, differ = Edition.of(library), 0, 0
    for clause in library.clauses.values():
        for one, other in combinations(clause.variants, 2):
            old, new = wordings((one, other), (Wording(edition, clause.id, one), Wording(edition, clause.id, other)))
            made = structural(old, new)
            forth = told(with_effects(made, old, new))
            back = told(with_effects(reversed_redline(made), new, old))
            assert Counter(map(flipped, back)) == Counter(forth), f"{clause.id}: {one}, {other}"
            spoken = [clause.variants[each] for each in (one, other) if not clause.variants[each].omit]
            if len(spoken) == 1 or clause.elements_of(one) != clause.elements_of(other):
                differ += 1
                assert forth, f"{clause.id}: {one}, {other}"
            same = [each for each in forth if each[2] and each[2] == each[3]]
            assert not same, f"{clause.id}: {one}, {other}: the same words quoted twice"
            compared += 1
    assert compared > 500 and differ > 150
