"""Words in French."""
