"""The model: spans, texts, acts, ledgers, editions, notes, terms and pages. Standard library only."""
