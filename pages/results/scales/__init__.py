"""What the pages of capacities and motivation share."""
