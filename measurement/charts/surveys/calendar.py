"""When surveys ran over the months of a school year, and how many surveys people had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import day, number, plural, text

_FIRST_MONTH = 9
_STEP = 0.95  # height of a row, its label included


@dataclass(frozen=True)
class Run:
    """One survey of an initiative: from its first answer to its last."""

    name: str
    opened: date
    closed: date
    n: int


@dataclass(frozen=True)
class Row:
    """A kind of survey with the surveys of its initiatives."""

    label: str
    runs: tuple[Run, ...]


def calendar(rows: Sequence[Row], first_year: int, months: Sequence[str]) -> go.Figure:
    """A bar per kind of survey over the school year that starts in September of ``first_year``.

    The bar runs from the first answer to the last; a tick is the first answer to the survey of one
    initiative, its name in the hover text. ``months`` are the twelve names from September on.
    What lies outside the school year is drawn at its edge.
    """
    start = date(first_year, _FIRST_MONTH, 1)
    starts = [_month_start(first_year, i) for i in range(13)]
    edges = [(d - start).days for d in starts]
    places = [_STEP * i + 0.72 for i in range(len(rows))]
    ends = [_ends(row, start, edges[-1]) for row in rows]
    notes = [_label(row, y) for row, y in zip(rows, places, strict=True)]
    return canvas.figure(
        [_bars(ends, places), _ticks(rows, places, start, edges[-1])],
        height=int(58 * _STEP * len(rows)) + 62,
        margin={"l": 4, "r": 8, "t": 30, "b": 8},
        annotations=notes,
        shapes=[_line(x, _STEP * len(rows) + 0.15) for x in edges],
        xaxis=canvas.axis(
            side="top",
            range=[-1, edges[-1] + 1],
            tickvals=[(a + b) / 2 for a, b in pairwise(edges)],
            ticktext=list(months),
            tickfont={"size": canvas.SMALL},
            tickangle=0,
            ticks="",
        ),
        yaxis=canvas.axis(range=[_STEP * len(rows) + 0.15, 0], visible=False),
        barmode="overlay",
    )


def _month_start(first_year: int, nth: int) -> date:
    month = _FIRST_MONTH - 1 + nth
    return date(first_year + month // 12, month % 12 + 1, 1)


def _label(row: Row, y: float) -> dict[str, Any]:
    told = f"{canvas.wrapped(row.label, 46, 1)}  <i>{_surveys(len(row.runs))}</i>"
    return canvas.above(told, y - 0.2)


def _surveys(n: int) -> str:
    return plural("{n} survey", "{n} surveys", n)


def _within(day: date, start: date, last: int) -> int:
    return min(max((day - start).days, 0), last)


def _ends(row: Row, start: date, last: int) -> tuple[int, int]:
    first = min(run.opened for run in row.runs)
    end = max(run.closed for run in row.runs)
    return _within(first, start, last), _within(end, start, last) + 1


def _bars(ends: Sequence[tuple[int, int]], places: Sequence[float]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [first for first, _last in ends],
        "x": [last - first for first, last in ends],
        "y": list(places),
        "width": 0.2,
        "marker": {"color": colours.GOOD},
        "hoverinfo": "skip",
    }


def _ticks(rows: Sequence[Row], places: Sequence[float], start: date, last: int) -> dict[str, Any]:
    """A tick at the first answer to every survey."""
    runs = [(run, y) for row, y in zip(rows, places, strict=True) for run in row.runs]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_within(run.opened, start, last) for run, _y in runs],
        "y": [y for _run, y in runs],
        "marker": {
            "symbol": "line-ns",
            "size": 13,
            "color": colours.interval(),
            "line": {"width": 2, "color": colours.interval()},
        },
        "hovertext": [_hover(run) for run, _y in runs],
        "hoverinfo": "text",
    }


def _hover(run: Run) -> str:
    told = text(
        "{opened} to {closed}, n = {n}", opened=day(run.opened), closed=day(run.closed), n=run.n
    )
    return f"{canvas.wrapped(run.name)}<br>{told}"


def _line(x: float, bottom: float) -> dict[str, Any]:
    line = {"color": colours.LINE, "width": 1}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": bottom, "line": line, "layer": "below"}


def people(sizes: Sequence[tuple[int, int]], many: int) -> go.Figure:
    """Persons per number of surveys, from ``(number, persons)``; more than ``many`` stand out."""
    most = max((n for n, _persons in sizes), default=1)
    highest = max((persons for _n, persons in sizes), default=1)
    beyond = canvas.note(
        text("more than {many} →", many=many), many + 0.5, 1.12 * highest, xanchor="left", xshift=4
    )
    limit = _line(many + 0.5, 1.15 * highest)
    return canvas.figure(
        [_columns(sizes, many)],
        height=260,
        margin={"l": 4, "r": 4, "t": 24, "b": 44},
        annotations=[beyond] if most > many else [],
        shapes=[{**limit, "line": {**limit["line"], "dash": "dot"}}] if most > many else [],
        xaxis=canvas.axis(
            range=[0.4, most + 0.6],
            tickvals=list(range(1, most + 1)),
            title={
                "text": text("number of surveys of one person"),
                "font": {"color": colours.ink()},
            },
        ),
        yaxis=canvas.axis(visible=False, range=[0, 1.2 * highest]),
    )


def _columns(sizes: Sequence[tuple[int, int]], many: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [n for n, _persons in sizes],
        "y": [persons for _n, persons in sizes],
        "marker": {"color": [colours.POOR if n > many else colours.GOOD for n, _persons in sizes]},
        "text": [number(persons) for _n, persons in sizes],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [f"{_surveys(n)}: {_told(persons)}" for n, persons in sizes],
        "hoverinfo": "text",
    }


def _told(n: int) -> str:
    return plural("{n} person", "{n} persons", n)
