"""Outputs: what is made of a book, each behind the one door ``registry.Output``.

In this room a book becomes files, in the language of the site: the pages as MyST, charts, the data of the search,
plain texts. Nothing here decides what a text reads (``edition``), and nothing here touches the disk: ``store`` writes.
"""
