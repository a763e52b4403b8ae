"""The page of every item."""
