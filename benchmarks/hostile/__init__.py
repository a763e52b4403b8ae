"""Hostile and broken files of our own making, through the doors that users have."""
