"""The invented example data: made, and loaded by the same road as a real export."""
