"""The page of enabling and hindering factors."""
