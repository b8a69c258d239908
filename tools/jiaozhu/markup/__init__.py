"""Markup: what contributors may write, and how any text becomes MyST that reads the same.

A body is read once (``reading``, by the grammar of ``grammar``) into a tree (``tree``) and what is wrong with it
(``faults``); it is put together with others as a tree (``shaping``), and becomes MyST (``writing``) or plain words
(``plain``). All other text is escaped (``escape``, ``script``). What is written on a page with them is for ``outputs``;
which works, terms and passages a body may name is for ``problems``.
"""
