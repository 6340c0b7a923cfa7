"""What a change does in law: by the elements that the library states, and by the words."""
