"""The tree as paragraphs, tables, footnotes and comments of a word processor."""
