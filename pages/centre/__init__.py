"""The room of one centre."""
