"""What is compared: the operands of `travaux diff`, each read into a `Comparand`.

`operands` says what an operand names, `files` reads plain files without any library, `sides` reads instruments
and `wordings` clauses, of today's library or of a revision of it. `pairs` puts two sides together; `redlines`
compares and prints them.
"""
