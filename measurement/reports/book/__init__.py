"""Workbooks that people use as they are: the table as they know it, what it is, and the raw figures."""
