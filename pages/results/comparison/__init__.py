"""The page of the fair comparison, and what change tracks share with it."""
