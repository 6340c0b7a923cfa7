"""What existing law covers and what each text adds, computed from the elements recorded of both."""
