"""The parts of `travaux.diff.amendments`: the outline of a text, its citations, the plan, its printing and reading."""
