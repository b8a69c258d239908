"""Importing: a file from outside becomes a source folder with a draft edition that can be read at once."""
