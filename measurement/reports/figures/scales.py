"""Figures of capacities and motivation: declared tables in, rows of a chart out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.axes import Axis
from measurement.charts.rows import Row
from measurement.charts.slim import row_chart
from measurement.charts.stacked import Part, Stack, stacked
from measurement.measures.scales.scales import ScaleOf, scales_of
from measurement.measures.scales.sentences import neutral_line, profile_label
from measurement.measures.scales.tables import PROFILE_LABELS
from measurement.questionnaire.model import Questionnaire, Role
from measurement.questionnaire.scale_labels import scale_labels
from measurement.tables import records
from measurement.words import text

# Never the blue of favourable for controlled motivation: high is not good there.
COLOURS = {"+": colours.GOOD, "-": colours.PALE, "": colours.ACCENT}
SYMBOLS = {"+": "circle", "-": "square", "": "diamond"}
PROFILE_MARKS = {
    "good_quality": ("●", colours.GOOD),
    "high_quantity": ("◆", colours.ACCENT),
    "low_quantity": ("○", colours.PALE),
    "poor_quality": ("▲", colours.POOR),
}


def scales(made: Questionnaire) -> Mapping[str, ScaleOf]:
    """Every scale by its id, in the questionnaire's order."""
    return {scale.id: scale for scale in scales_of(made, scale_labels())}


def scale_label(scale: str) -> str:
    """The name of a scale; its id, with spaces, where it has none."""
    return str(scale_labels().get(scale) or scale.replace("_", " "))


def axis_of(made: Questionnaire, subject: Role, line: float | None = None) -> Axis:
    """The axis of the rating scale of a subject."""
    scale = next(s for s in scales(made).values() if s.role == subject)
    points = made.scale_of(scale.items[0]).points
    return Axis(points[0], points[-1], tuple(float(p) for p in points), line=line)


def means(table: pd.DataFrame, made: Questionnaire, subject: Role) -> go.Figure | None:
    """The levels of a subject with what is beneath them; ``table``: ``SCALE_MEANS`` of everybody."""
    known = scales(made)
    rows = [_mark(r, known) for r in records(table) if r.n and r.kind != "derived"]
    axis = axis_of(made, subject, neutral_line(made) if subject == "motivation" else None)
    return row_chart(rows, axis, head=text("mean")) if rows else None


def _mark(row: Any, known: Mapping[str, ScaleOf]) -> Row:
    direction = known[str(row.scale)].direction
    return Row(
        scale_label(str(row.scale)),
        row.mean,
        row.lower,
        row.upper,
        int(row.n),
        COLOURS[direction],
        SYMBOLS[direction],
        part=row.kind == "dimension" and row.parent == row.parent,
    )


def profiles(table: pd.DataFrame, few: int, group: Callable[[Any], str]) -> go.Figure | None:
    """The four profiles of motivation, a bar per group; ``table``: ``PROFILES``."""
    by_group: dict[str, list[Any]] = {}
    for r in records(table):
        by_group.setdefault(group(r), []).append(r)
    rows = [
        Stack(name, tuple(int(r.n) for r in four), int(four[0].n_scored), int(four[0].n_persons))
        for name, four in by_group.items()
    ]
    parts = [
        Part(str(profile_label(p)), colour, mark)
        for p in PROFILE_LABELS
        for mark, colour in [PROFILE_MARKS[p]]
    ]
    return stacked(rows, parts, few=few) if any(row.n for row in rows) else None


def associations(table: pd.DataFrame, made: Questionnaire) -> go.Figure | None:
    """Motivation with intention and application: a rank correlation per pair; ``table``: ``ASSOCIATION``."""
    names = {level.id: str(level.label) for level in made.levels}
    known, rows = scales(made), list[Row]()
    before = ""
    for r in records(table):
        dimension = made.item_by_id[str(r.item)].dimension
        heading = "" if str(r.item) == before else names.get(dimension, str(r.item))
        before = str(r.item)
        direction = known[str(r.scale)].direction
        looks = COLOURS[direction], SYMBOLS[direction]
        name = scale_label(str(r.scale))
        rows.append(
            Row(name, r.rho, r.lower, r.upper, int(r.n), *looks, part=True, heading=heading)
        )
    if not any(row.value == row.value for row in rows):
        return None
    axis = Axis(-1, 1, (-1, -0.5, 0, 0.5, 1), line=0, digits=2)
    return row_chart(rows, axis, head=text("association"))
