"""The survey plan: which modules were asked, when, and how often of one person."""
