"""The measures: shares, response, factors, comparisons, and what they say."""
