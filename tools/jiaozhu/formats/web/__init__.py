"""Web pages and posts in HTML or Markdown; the transcript is the file itself."""
