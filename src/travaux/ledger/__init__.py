"""The ledger: every character of a settled text, and every character of an output, compared in order.

What must be printed is what `walk` says of the tree; what was printed is read back from the bytes by means that share
nothing with the renderers. White space aside, each run must stand whole in its place, and between two runs nothing may
stand but what the format is known to add (a list mark, a contents page, the number of a note).
"""
