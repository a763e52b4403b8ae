"""The rows of a sheet with the meaning of its columns, and rows that only sum up."""
