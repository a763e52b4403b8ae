"""The page of the survey plan."""
