"""Two shares of each row on either side of a line: how often something occurs with one and the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, percent, text

_HAIR = 1e-6  # keeps the figure of an empty bar on its own side


@dataclass(frozen=True)
class Pair:
    """One row: how many of the left and of the right group, and n of all together.

    ``mark`` is a word beside the label: colour never says it alone.
    """

    label: str
    n_left: int
    of_left: int
    n_right: int
    of_right: int
    n: int
    mark: str = ""


def pairs(rows: Sequence[Pair], left: str, right: str, few: int = 0) -> go.Figure:
    """A figure with a row per pair: its label above it, a bar to either side, and n at the right.

    ``left`` and ``right`` name the sides, for the legend and the hover texts. A side of fewer than
    ``few`` is drawn grey: its shares say little.
    """
    places = [0.75 * i + 0.5 for i in range(len(rows))]
    widest = max([_side(row, side) for row in rows for side in (True, False)], default=0.0)
    reach = max(widest, 5.0) * 1.32  # room for the figure at the end of a bar
    notes = [note for row, y in zip(rows, places, strict=True) for note in _notes(row, y)]
    return canvas.figure(
        [
            _bars(rows, places, True, left, few),
            _bars(rows, places, False, right, few),
        ],
        height=int(52 * len(rows)) + 68,
        barmode="relative",
        margin={"l": 4, "r": 56, "t": 40, "b": 8},
        showlegend=True,
        annotations=[canvas.head("n", 44), *notes],
        xaxis=canvas.axis(range=[-reach, reach], visible=False),
        yaxis=canvas.axis(range=[0.75 * len(rows) + 0.15, -0.1], visible=False),
        shapes=[_middle(y) for y in places],
    )


def _notes(row: Pair, y: float) -> list[dict[str, Any]]:
    """The label above a row, and its n at the right."""
    label = canvas.wrapped(row.label, 60, 1) + (f"  <i>{row.mark}</i>" if row.mark else "")
    return [canvas.above(label, y - 0.13), canvas.beside(number(row.n), y, 44)]


def _middle(y: float) -> dict[str, Any]:
    """The line between both sides of a row."""
    line = {"color": colours.QUIET, "width": 1}
    return {"type": "line", "x0": 0, "x1": 0, "y0": y - 0.13, "y1": y + 0.13, "line": line}


def _side(row: Pair, left: bool) -> float:
    """The share of one side in per cent; 0 where the group is empty."""
    n, of = (row.n_left, row.of_left) if left else (row.n_right, row.of_right)
    return 100 * n / of if of else 0.0


def _bars(
    rows: Sequence[Pair], places: Sequence[float], left: bool, name: str, few: int
) -> dict[str, Any]:
    counts = [(r.n_left, r.of_left) if left else (r.n_right, r.of_right) for r in rows]
    values = [_side(row, left) for row in rows]
    size = max((of for _n, of in counts), default=0)
    colour = colours.PALE if size < few else colours.POOR if left else colours.GOOD
    return {
        "type": "bar",
        "orientation": "h",
        "name": f"{name} (n = {number(size)})",
        "x": [-max(v, _HAIR) for v in values] if left else values,
        "y": list(places),
        "width": 0.22,
        "marker": {"color": colour, "line": {"width": 0}},
        "text": [percent(n, of, 0) if of else "–" for n, of in counts],
        "textposition": "outside",
        "textfont": {"color": colours.ink(), "size": canvas.SMALL},
        "cliponaxis": False,
        "hovertext": [_hover(row, left, name) for row in rows],
        "hoverinfo": "text",
    }


def _hover(row: Pair, left: bool, name: str) -> str:
    n, of = (row.n_left, row.of_left) if left else (row.n_right, row.of_right)
    said = text("{group}: {n} of {whole}", group=name, n=n, whole=of)
    return f"{canvas.wrapped(row.label)}<br>{said}"
