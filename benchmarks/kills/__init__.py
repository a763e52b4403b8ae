"""Kills the tool in the middle of what changes a store, and looks what is left."""
