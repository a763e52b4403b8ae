"""The page of the change tracks."""
