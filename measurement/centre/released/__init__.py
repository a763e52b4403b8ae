"""The picture of a centre from releases: declared tables and sentences of atoms and totals alone."""
