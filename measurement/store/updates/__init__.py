"""An export beside what the store holds of its survey: which rows are the same."""
