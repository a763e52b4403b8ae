"""Answers as they are kept: read as a matrix, under today's names, with what was said by hand."""
