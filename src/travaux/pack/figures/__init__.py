"""Pictures made of the library's data: what they show is computed, and drawn the same on every machine."""
