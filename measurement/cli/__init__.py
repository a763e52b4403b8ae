"""The command line: the same tool without a browser."""
