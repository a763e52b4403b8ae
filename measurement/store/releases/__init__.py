"""Releases in the store: written once, in the order they came, and never changed."""
