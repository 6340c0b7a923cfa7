"""What changes from one text to another: structure first, words second, then what it means in law."""
