"""What cells say: points of a scale, ticks, texts, and items in several columns."""
