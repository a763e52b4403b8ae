"""What all figures share: wrapping, texts, axes, and a layout that fits a laptop and a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import plotly.graph_objects as go

from measurement.charts.colours import LINE, PALE, QUIET, ink, interval
from measurement.words import spoken

LABEL_SIZE, SMALL = 13, 11.5


def wrapped(text: str, width: int = 54, lines: int = 3) -> str:
    """Text in lines of at most ``width`` characters, cut after ``lines``."""
    pieces = textwrap.wrap(text, width)
    if len(pieces) > lines:
        pieces = [
            *pieces[: lines - 1],
            textwrap.shorten(" ".join(pieces[lines - 1 :]), width, placeholder=" …"),
        ]
    return "<br>".join(pieces)


def told_apart(names: Sequence[str], width: int = 54, lines: int = 3) -> list[str]:
    """Each name wrapped; names that would be cut to the same text lose their middle instead.

    >>> told_apart(["Coachen van een nieuw team, groep A", "Coachen van een nieuw team, groep B"], 24, 1)
    ['Coachen van … groep A', 'Coachen van … groep B']
    """
    shown = [wrapped(name, width, lines) for name in names]
    for text in {text for text in shown if shown.count(text) > 1}:
        alike = [i for i, one in enumerate(shown) if one == text]
        if len({names[i] for i in alike}) > 1:
            words = [names[i].split() for i in alike]
            same = list(takewhile(lambda at: len(set(at)) == 1, zip(*words, strict=False)))
            for i, said in zip(alike, words, strict=True):
                shown[i] = _without_middle(said, max(len(same) - 1, 0), width, lines)
    return shown


def without_start(names: Sequence[str]) -> list[str]:
    """Each name without the words that all of them begin with.

    >>> without_start(["GO! CLB Gent", "GO! CLB Nova"])
    ['Gent', 'Nova']
    """
    words = [name.split() for name in names]
    same = len(list(takewhile(lambda at: len(set(at)) == 1, zip(*words, strict=False))))
    if any(len(said) <= same for said in words):
        return list(names)
    return [" ".join(said[same:]) for said in words]


def _without_middle(words: Sequence[str], start: int, width: int, lines: int) -> str:
    """The beginning of a name, and what it says from the word ``start`` on."""
    room = width * lines
    end = " ".join(words[start:])[: room // 2]
    first = textwrap.shorten(" ".join(words[:start]), max(room - len(end) - 3, 1), placeholder="")
    return "<br>".join(textwrap.wrap(f"{first} … {end}", max(width, 8)))


def figure(data: Sequence[dict[str, Any]], height: int, **layout: Any) -> go.Figure:
    """A figure in the house style; ``layout`` overrides it."""
    house: dict[str, Any] = {
        "height": height,
        "margin": {"l": 4, "r": 12, "t": 36, "b": 28},
        "separators": spoken().before_decimals + spoken().between_thousands,
        "font": {"size": LABEL_SIZE, "color": ink()},
        "showlegend": False,
        "hoverlabel": {"align": "left"},
        "dragmode": False,
        "bargap": 0.2,
        "legend": {
            "font": {"color": ink()},
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }
    return go.Figure({"data": list(data), "layout": {**house, **layout}}, _validate=False)


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """An annotation without an arrow."""
    font = {"size": LABEL_SIZE, "color": ink(), **more.pop("font", {})}
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": font, **more}


def above(said: str, y: float, **more: Any) -> dict[str, Any]:
    """The label of a row: at the left, above what is drawn at ``y``."""
    place = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    return note(said, 0, y, **{**place, **more})


def beside(said: str, y: float, shift: int, **more: Any) -> dict[str, Any]:
    """A figure in a column at the right of the drawing, which ends ``shift`` pixels beyond it."""
    place = {"xref": "paper", "xanchor": "right", "yanchor": "middle", "xshift": shift}
    return note(said, 1, y, **{**place, **more})


def head(said: str, shift: int, **more: Any) -> dict[str, Any]:
    """The head of a column at the right."""
    place = {"yref": "paper", "yanchor": "bottom", "font": {"size": SMALL}}
    return beside(said, 1, shift, **{**place, **more})


def rail(
    start: float, end: float, y: float, color: str = LINE, width: int = 1, **more: Any
) -> dict[str, Any]:
    """A line across, beneath what is drawn at ``y``; ``more`` says of the line what it is like."""
    line = {"color": color, "width": width, **more}
    ends = {"x0": start, "x1": end, "y0": y, "y1": y}
    return {"type": "line", **ends, "line": line, "layer": "below"}


def upright(x: float, top: float = 1, layer: str = "below") -> dict[str, Any]:
    """A dotted line over the whole height at a value that matters."""
    line = {"color": QUIET, "width": 1, "dash": "dot"}
    ends = {"x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": top}
    return {"type": "line", **ends, "line": line, "layer": layer}


def axis(**more: Any) -> dict[str, Any]:
    """A quiet axis that cannot be dragged."""
    font = {"color": ink(), "size": LABEL_SIZE, **more.pop("tickfont", {})}
    return {
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "automargin": True,
        "tickfont": font,
        **more,
    }


def hollow(x: Sequence[float], y: Sequence[float], name: str) -> dict[str, Any]:
    """Hollow diamonds: what the dots are compared with."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(x),
        "y": list(y),
        "marker": {"size": 12, "color": PALE, "symbol": "diamond-open", "line": {"width": 2}},
        "hoverinfo": "skip",
    }


def whiskers(
    below: Sequence[float], above: Sequence[float], thickness: float = 1.5, width: int = 4
) -> dict[str, Any]:
    """Intervals: how far each reaches on either side of its value."""
    return {
        "type": "data",
        "symmetric": False,
        "array": list(above),
        "arrayminus": list(below),
        "color": interval(),
        "thickness": thickness,
        "width": width,
    }
