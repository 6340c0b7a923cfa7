"""The tree as elements of Akoma Ntoso."""
