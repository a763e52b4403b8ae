"""The inspection: its results, the file they come in, and the survey beside them."""
