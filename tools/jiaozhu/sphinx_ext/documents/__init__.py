"""What is done to a document between its parser and its page."""
