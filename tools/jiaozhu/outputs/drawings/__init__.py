"""Drawings: what can be seen of a book at a glance, as SVG by templates; each is beside a table that says the same.

A drawing is a record of places on paper, made by a pure function; a template writes it. As a file it is still, has only
digits, so that it needs no font of the texts' language, and its colours are for light paper. On a page of the site it
has links, words, and the colours of the style sheet.
"""
