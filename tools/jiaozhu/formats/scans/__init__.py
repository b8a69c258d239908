"""Scans and photographs: pictures of pages, recognised by an engine that can be exchanged, in reading order."""
