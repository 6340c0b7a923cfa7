"""Texts side by side: the variants of a clause, one clause across instruments, a variant against existing law."""
