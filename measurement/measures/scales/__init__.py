"""Scales of several items: scores, means, comparison, profiles and sentences."""
