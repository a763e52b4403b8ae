"""Counting: answers in their working form, how many there are, and what a number is worth."""
