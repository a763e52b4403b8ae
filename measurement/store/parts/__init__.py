"""The parts of the store, as the rest of the tool asks for them: each call is one transaction."""
