"""How each survey tool writes an export, each in its variants."""
