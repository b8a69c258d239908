"""Editing: regularisation by rule, and editions applied to documents."""
