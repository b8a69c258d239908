"""Documents of office programs: DOCX and OpenDocument, their styles and their computed numbers."""
