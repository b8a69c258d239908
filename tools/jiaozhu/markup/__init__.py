"""Markup: what contributors may write, and how any text becomes MyST that reads the same.

In this room are the safe subset of MyST (``body``) and escaping (``escape``). What is written on a page with them is
for ``outputs``; which works, terms and passages a body may name is for ``problems``.
"""
