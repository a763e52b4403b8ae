"""The picture of a centre: its facts, profile, scales and talking points."""
