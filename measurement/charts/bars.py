"""Low and high scores on either side of a line, with n and not applicable in columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.words import number, percent, text


@dataclass(frozen=True)
class Bar:
    """One bar: counts, the base of its shares, and the interval of the high share."""

    label: str
    n_low: int
    n_high: int
    n_not_applicable: int
    base: int
    lower: float = float("nan")
    upper: float = float("nan")
    favourable: bool = True
    hint: str = ""
    heading: str = ""


def diverging(bars: Sequence[Bar], low: str, high: str) -> go.Figure:
    """A figure with a row per bar; the wording stands above its bar, so that it fits a phone.

    ``low`` and ``high`` name the bands, for the legend. Colours follow the direction: high on an
    item where high is not favourable gets the colour of unfavourable.
    """
    rows, y = [], 0.0
    notes: list[dict[str, Any]] = []
    for bar in bars:
        if bar.heading:
            y += 0.35 if y else 0
            notes.append(
                canvas.note(
                    f"<b>{bar.heading}</b>",
                    0,
                    y,
                    xref="paper",
                    xanchor="left",
                    yanchor="middle",
                    font={"size": 14},
                )
            )
            y += 0.55
        label = canvas.wrapped(bar.label)
        y += 0.31 * label.count("<br>") + 0.33
        notes.append(
            canvas.note(
                label, 0, y - 0.05, xref="paper", xanchor="left", yanchor="bottom", align="left"
            )
        )
        y += 0.22
        rows.append(y)
        notes.extend(_columns(bar, y))
        y += 0.42
    widest = max([100 * b.n_low / b.base for b in bars if b.base], default=10)
    data = [_side(bars, rows, high_side) for high_side in (False, True)]
    notes.extend(_heads(rows))
    return canvas.figure(
        [*data, *_legend(low, high)],
        height=int(54 * (y + 0.2)) + 70,
        barmode="relative",
        margin={"l": 4, "r": 112, "t": 64, "b": 8},
        showlegend=True,
        uniformtext={"minsize": 10, "mode": "hide"},
        annotations=notes,
        xaxis=canvas.axis(range=[-widest - 6, 106], visible=False),
        yaxis=canvas.axis(range=[y, -0.25], visible=False),
        shapes=[
            {
                "type": "line",
                "x0": 0,
                "x1": 0,
                "y0": (rows[0] - 0.3) if rows else 0,
                "y1": y - 0.1,
                "line": {"color": canvas.QUIET, "width": 1},
            }
        ],
    )


def _columns(bar: Bar, y: float) -> list[dict[str, Any]]:
    """n and not applicable, right of the bars."""
    absent = (
        percent(bar.n_not_applicable, bar.base, sign=False)
        if bar.base and bar.n_not_applicable
        else "–"
    )
    place = {"xref": "paper", "xanchor": "right", "yanchor": "middle"}
    n = bar.n_low + bar.n_high + bar.n_not_applicable
    return [
        canvas.note(number(n), 1, y, xshift=48, **place),
        canvas.note(absent, 1, y, xshift=104, **place),
    ]


def _heads(rows: Sequence[float]) -> list[dict[str, Any]]:
    place = {
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "bottom",
        "font": {"size": canvas.SMALL},
    }
    return (
        [
            canvas.note("n", 1, 1, xshift=48, yshift=2, **place),
            canvas.note(text("n/a %"), 1, 1, xshift=104, yshift=2, **place),
        ]
        if rows
        else []
    )


def _side(bars: Sequence[Bar], rows: Sequence[float], high: bool) -> dict[str, Any]:
    counts = [b.n_high if high else b.n_low for b in bars]
    values = [100 * c / b.base if b.base else 0 for c, b in zip(counts, bars, strict=True)]
    colours = [canvas.GOOD if b.favourable == high else canvas.POOR for b in bars]
    labels = [
        percent(c, b.base, sign=False) if b.base and v >= 7 else ""
        for c, b, v in zip(counts, bars, values, strict=True)
    ]
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": values if high else [-v for v in values],
        "y": list(rows),
        "width": 0.4,
        "marker": {"color": colours, "line": {"width": 0}},
        "text": labels,
        "textposition": "inside",
        "insidetextanchor": "start" if high else "middle",
        "textangle": 0,
        "textfont": {"color": [canvas.contrast(c) for c in colours], "size": 12.5},
        "hovertext": [_hover(b) for b in bars],
        "hoverinfo": "text",
        "showlegend": False,
    }
    if high:
        both = list(zip(bars, values, strict=True))
        trace["error_x"] = canvas.whiskers(
            [max(v - 100 * b.lower, 0) if b.lower == b.lower else 0 for b, v in both],
            [max(100 * b.upper - v, 0) if b.upper == b.upper else 0 for b, v in both],
            thickness=1.2,
            width=3,
        )
    return trace


def _hover(bar: Bar) -> str:
    if not bar.base:
        return text("no data")
    lines = [
        canvas.wrapped(bar.label),
        text(
            "low {low} ({n_low}) · high {high} ({n_high}) · n/a {n_none}",
            low=percent(bar.n_low, bar.base),
            n_low=bar.n_low,
            high=percent(bar.n_high, bar.base),
            n_high=bar.n_high,
            n_none=bar.n_not_applicable,
        ),
    ]
    if bar.lower == bar.lower:
        lines.append(
            text(
                "95 % interval of high: {lower} to {upper}",
                lower=number(100 * bar.lower, 1),
                upper=number(100 * bar.upper, 1),
            )
        )
    if bar.hint:
        lines.append(bar.hint)
    return "<br>".join(lines)


def _legend(low: str, high: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "bar",
            "x": [None],
            "y": [None],
            "name": name,
            "marker": {"color": colour},
            "showlegend": True,
        }
        for name, colour in ((low, canvas.POOR), (high, canvas.GOOD))
    ]
