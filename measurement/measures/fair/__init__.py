"""Centres compared fairly, and the experiment with change tracks."""
