"""The page of the inspection."""
