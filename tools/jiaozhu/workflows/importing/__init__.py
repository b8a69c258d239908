"""Importing: a stranger's file becomes a source folder with a draft edition, good enough to read at once."""
