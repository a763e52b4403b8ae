"""From bytes to columns of text: guarded, and parsed in a subprocess with limits."""
