"""Makes the invented example data that lie beside it: surveys, checklists and participations."""

from pathlib import Path

FOLDER = Path(__file__).parents[1]
