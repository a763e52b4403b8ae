"""The page to take tables and answers away."""
