"""The page of the mirror."""
