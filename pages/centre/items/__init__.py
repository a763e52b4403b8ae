"""The page of the items of a centre."""
