"""Tables to files that people take away."""
