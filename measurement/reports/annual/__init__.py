"""The annual report pack of a school year: its figures as the report prints them, and a draft text by rules."""
