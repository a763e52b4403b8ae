"""How well a survey was answered: tables, rows and sentences."""
