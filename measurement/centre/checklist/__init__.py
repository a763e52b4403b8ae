"""The checklist of success factors: its rows, files, template and what it says."""
