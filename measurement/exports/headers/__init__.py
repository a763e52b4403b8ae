"""What columns mean: the tool, the header's place, its texts, and what a person chose."""
