"""One rule a module: its page, its message and its logic. Found by walking this package."""
