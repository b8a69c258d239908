"""The edition: from a corpus to a book, without a file or a page.

In the order of the pipeline: sources are edited (``editing``), notes, quantities and events are anchored to the words
they quote (``anchoring``), checks are computed (``numbers``), terms are linked (``glossary``), pages are put together
(``paging``). Reading and writing files is for ``store``; words of a page and its MyST are for ``outputs``.
"""
