"""The page where exports come in and go out again."""
