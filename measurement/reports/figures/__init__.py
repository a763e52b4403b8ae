"""Figures from declared tables, for pages and for pictures by name."""
