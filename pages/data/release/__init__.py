"""The page on which figures are released to directors."""
