"""Imports into the store: added, undone, with their remarks and their quality."""
