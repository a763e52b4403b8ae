"""The page of motivation."""
