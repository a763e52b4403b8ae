"""Open answers: beside scores, in themes and key words, and what tells who somebody is."""
