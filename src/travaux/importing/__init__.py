"""Texts from elsewhere: documents that others edited become proposals for review, foreign treaties a library."""
