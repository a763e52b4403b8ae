"""Lists of participants from the administration: rows, people and words."""
