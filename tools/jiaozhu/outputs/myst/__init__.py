"""MyST: the only author of MyST in this house. Escaping, inline text, pages; and what contributors may write."""
