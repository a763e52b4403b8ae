"""Who answered: centre, characteristics, identity, and which rows do not count."""
