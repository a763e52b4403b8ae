"""Where people leave questions empty, and where they stop: a row per question of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, percent, text

_ROW = 26


@dataclass(frozen=True)
class Question:
    """One question: how often it was shown, left empty, and the last one that was filled in."""

    label: str
    wording: str
    n_shown: int
    n_skipped: int
    n_stopped: int


def stops(questions: Sequence[Question]) -> go.Figure:
    """A bar of the share left empty per question, in the order of the form.

    At the right stand the share and the number of people for whom it was the last question.
    """
    places = list(range(len(questions)))
    shares = [100 * q.n_skipped / q.n_shown if q.n_shown else 0 for q in questions]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": places,
        "width": 0.6,
        "marker": {"color": colours.POOR},
        "hovertext": [_hover(q) for q in questions],
        "hoverinfo": "text",
    }
    notes = [note for y, question in enumerate(questions) for note in _beside(question, y)]
    return canvas.figure(
        [bars],
        height=_ROW * len(questions) + 70,
        margin={"l": 4, "r": 118, "t": 40, "b": 26},
        annotations=[*notes, *_heads()],
        xaxis=canvas.axis(
            range=[0, max([*shares, 20]) * 1.05], tickfont={"size": canvas.SMALL}, nticks=5
        ),
        yaxis=canvas.axis(
            tickvals=places,
            ticktext=[q.label for q in questions],
            range=[len(questions) - 0.5, -0.5],
            tickfont={"size": 12},
        ),
    )


def _beside(question: Question, y: int) -> list[dict[str, Any]]:
    """The share left empty and the number that stopped there."""
    empty = percent(question.n_skipped, question.n_shown, sign=False) if question.n_shown else "–"
    stopped = number(question.n_stopped) if question.n_stopped else "–"
    small = {"size": canvas.SMALL}
    return [canvas.beside(empty, y, 48, font=small), canvas.beside(stopped, y, 112, font=small)]


def _heads() -> list[dict[str, Any]]:
    return [
        canvas.head(text("empty %"), 48, yshift=2),
        canvas.head(text("stopped"), 112, yshift=2),
    ]


def _hover(question: Question) -> str:
    said = text(
        "left empty by {n} of {shown}; the last question of {stopped}",
        n=question.n_skipped,
        shown=question.n_shown,
        stopped=question.n_stopped,
    )
    return f"<b>{question.label}</b> {canvas.wrapped(question.wording)}<br>{said}"
