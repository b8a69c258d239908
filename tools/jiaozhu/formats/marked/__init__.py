"""Marked-up texts and books: TEI, EPUB, FictionBook and wikitext, and how words become lines and are counted."""
