"""The direct way: generated pages as HTML without a document of docutils between."""
