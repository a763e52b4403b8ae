"""What a director may see: limits, views, what follows from what, and the rows that stay."""
