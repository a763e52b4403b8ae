"""The page of response."""
