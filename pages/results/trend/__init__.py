"""The page of the evolution."""
