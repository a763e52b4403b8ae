"""Our figures as svg: drawn once, for the screen at several widths, for paper and for files."""
