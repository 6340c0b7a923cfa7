"""Renderers: one module a format, found by walking this package.

A renderer takes a `Settled` text and the layout files, and gives bytes. It
reads no disk, asks no clock, and never imports another renderer (pdf takes its
page from html).
"""
