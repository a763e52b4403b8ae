"""Figures by their names, for the command line: of the network from answers, of a centre from its releases."""
