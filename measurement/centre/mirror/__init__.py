"""The mirror: the checklist beside what staff experience, and Knoster's elements."""
