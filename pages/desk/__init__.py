"""What every page works with: the measures kept, filters, panels, words and uploads."""
