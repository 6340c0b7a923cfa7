"""The passes between a loaded library and a settled text, each a pure function."""
