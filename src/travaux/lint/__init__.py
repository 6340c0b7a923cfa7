"""Opinions about a library and its texts: `api.lint` runs every rule, and nothing here writes."""
