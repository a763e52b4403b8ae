"""The page of the handbook."""
