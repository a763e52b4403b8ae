"""The dashboard with two pages that hold a title alone: what other pages are measured beside."""
