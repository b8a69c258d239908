"""Books: what the builders of EPUBs and of the printed edition are given."""
