"""The page of reach and targets."""
