"""The catalogue: every text in the code and its Dutch."""
