"""From files to a checked `Library`: strict YAML with marks, the schema, and what must exist."""
