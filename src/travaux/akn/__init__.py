"""Akoma Ntoso 3.0: its elements, ids and identifiers, written and read; nothing here knows of a library of clauses.

Written after the schema of OASIS (`akomantoso30.xsd`) and its Naming Convention 1.0.
"""
