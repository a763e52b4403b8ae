"""The page on access."""
