"""What a director may see that is no answer, and which rows rest on a small group."""
