"""The page of the checklist."""
