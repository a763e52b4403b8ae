"""The evolution over school years: points, tests and sentences."""
