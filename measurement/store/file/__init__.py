"""The file of an SQLite store: that it is still the same one, its copies, and that it is sound."""
