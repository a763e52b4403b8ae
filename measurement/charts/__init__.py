"""Tables to figures; nothing is computed here but positions."""
