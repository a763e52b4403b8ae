"""What the page of factors asks of the measures. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from measurement.measures import overview
from measurement.measures.tables import Side
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.source import answers


@kept
def strongest_said(selection: Selection, *sides: Side) -> list[str]:
    """What helps most and what hinders most, in sentences; of these sides only where some are named."""
    both: tuple[Side, ...] = sides or ("enabling", "hindering")
    told = (overview.strongest_said(answers(selection), s, selection.denominator) for s in both)
    return [line for line in told if line]
