"""The commands: one module each, found by name; the only place for click and for writing files."""
