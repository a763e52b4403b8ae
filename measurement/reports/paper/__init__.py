"""Reports on paper and on slides: one description, set as PDF, as slides or as a Word document."""
