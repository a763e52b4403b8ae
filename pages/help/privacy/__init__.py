"""The page of privacy."""
