"""The page of the evolution of a centre."""
