"""A plug-in with one of each: what the developers' pages show, and what a test installs and uses."""
