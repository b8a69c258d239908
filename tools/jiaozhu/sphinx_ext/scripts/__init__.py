"""What the scripts of a page load: their bundles, and the data that they read."""
