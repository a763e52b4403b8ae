"""The page of open answers."""
