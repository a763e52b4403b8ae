"""Checklists, facts and inspection results of centres in the store."""
