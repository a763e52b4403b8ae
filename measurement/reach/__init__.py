"""Reach and targets: who took part, what was agreed, and how far that is."""
