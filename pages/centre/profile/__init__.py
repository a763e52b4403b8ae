"""The page of a centre's profile."""
