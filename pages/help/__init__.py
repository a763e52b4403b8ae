"""The room of help."""
