"""Whole web pages: which nodes and pictures are the article's."""
