"""Low and high scores on either side of a line, with n and not applicable in columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours, told
from measurement.words import number, percent, text


@dataclass(frozen=True)
class Bar:
    """One bar: counts, the base of its shares, and the interval of the high share.

    ``low`` and ``high`` are how these sides read: favourable, unfavourable or neutral. ``of`` is
    the base in words; ``n_all`` counts who answered, not applicable included. Where high is only
    told within bounds, ``n_high`` is the fewest and ``n_high_most`` the most; an open span is drawn
    between them. With ``few`` only the number of answers is told. ``words`` say either.
    """

    label: str
    n_low: int
    n_high: int
    n_not_applicable: int
    base: int
    lower: float = float("nan")
    upper: float = float("nan")
    low: str = "unfavourable"
    high: str = "favourable"
    hint: str = ""
    heading: str = ""
    of: str = ""
    n_all: int = 0
    n_high_most: int | None = None
    few: bool = False
    words: str = ""

    @property
    def everybody(self) -> int:
        """Who answered, not applicable included."""
        return self.n_all or self.n_low + self.n_high + self.n_not_applicable

    @property
    def bounded(self) -> bool:
        """Whether high is only told within bounds."""
        return not self.few and self.n_high_most is not None and self.n_high_most > self.n_high

    @property
    def exact(self) -> bool:
        """Whether low and high are told as numbers, so that there is a bar to draw."""
        return not self.bounded and not self.few


def diverging(bars: Sequence[Bar], low: str, high: str) -> go.Figure:
    """A figure with a row per bar; the wording stands above its bar, so that it fits a phone.

    ``low`` and ``high`` name the bands, for the legend. Colours say how a side reads; where it does
    not read as usual, the legend says so in words.
    """
    rows, notes, y = _placed(bars, high)
    if rows:
        notes.append(canvas.head("n", 48, yshift=2))
        notes.append(canvas.head(text("n/a %"), 104, yshift=2))
    widest = max([100 * b.n_low / b.base for b in bars if b.base and b.exact], default=10)
    data = [_side(bars, rows, high_side) for high_side in (False, True)]
    spans = told.open_spans(_spans(bars, rows, high), 0.4)
    return canvas.figure(
        [*data, *spans, *_legend(bars, low, high)],
        height=int(54 * (y + 0.2)) + 44,
        barmode="relative",
        margin={"l": 4, "r": 112, "t": 38, "b": 8},
        showlegend=True,
        uniformtext={"minsize": 10, "mode": "hide"},
        annotations=notes,
        xaxis=canvas.axis(range=[-widest - 6, 106], visible=False),
        yaxis=canvas.axis(range=[y, -0.25], visible=False),
        shapes=[_zero(row) for bar, row in zip(bars, rows, strict=True) if not bar.few],
    )


def _zero(y: float) -> dict[str, Any]:
    """The line that a bar lies on either side of."""
    line = {"color": colours.QUIET, "width": 1}
    return {"type": "line", "x0": 0, "x1": 0, "y0": y - 0.27, "y1": y + 0.27, "line": line}


def _placed(bars: Sequence[Bar], high: str) -> tuple[list[float], list[dict[str, Any]], float]:
    """Where every bar stands, the words above and beside the bars, and where the last one ends."""
    rows, y = [], 0.0
    notes: list[dict[str, Any]] = []
    for bar in bars:
        if bar.heading:
            y += 0.35 if y else 0
            notes.append(
                canvas.above(f"<b>{bar.heading}</b>", y, yanchor="middle", font={"size": 14})
            )
            y += 0.55
        label = canvas.wrapped(bar.label)
        if bar.bounded:
            label += f"<br><i>{high}: {bar.words}</i>"
        y += 0.31 * label.count("<br>") + 0.33
        notes.append(canvas.above(label, y - 0.05))
        y += 0.22
        rows.append(y)
        if bar.few:
            font = {"size": canvas.SMALL}
            notes.append(canvas.above(f"<i>{bar.words}</i>", y, yanchor="middle", font=font))
        notes.extend(_columns(bar, y))
        y += 0.42
    return rows, notes, y


def _columns(bar: Bar, y: float) -> list[dict[str, Any]]:
    """n and not applicable, right of the bars."""
    absent = (
        percent(bar.n_not_applicable, bar.everybody, sign=False)
        if bar.everybody and bar.n_not_applicable
        else "–"
    )
    return [canvas.beside(number(bar.base), y, 48), canvas.beside(absent, y, 104)]


def _side(bars: Sequence[Bar], rows: Sequence[float], high: bool) -> dict[str, Any]:
    counts = [(b.n_high if high else b.n_low) if b.exact else 0 for b in bars]
    values = [100 * c / b.base if b.base else 0 for c, b in zip(counts, bars, strict=True)]
    shades = [colours.READINGS[b.high if high else b.low] for b in bars]
    labels = [
        percent(c, b.base, sign=False) if b.base and v >= 7 else ""
        for c, b, v in zip(counts, bars, values, strict=True)
    ]
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": [(v if high else -v) if b.exact else None for v, b in zip(values, bars, strict=True)],
        "y": list(rows),
        "width": 0.4,
        "marker": {"color": shades, "line": {"width": 0}},
        "text": labels,
        "textposition": "inside",
        "insidetextanchor": "start" if high else "middle",
        "textangle": 0,
        "textfont": {"color": [colours.contrast(c) for c in shades], "size": 12.5},
        "hovertext": [_hover(b) if b.exact else "" for b in bars],
        "hoverinfo": "text",
        "showlegend": False,
    }
    if high:
        trace["error_x"] = _interval(bars, values)
    return trace


def _spans(bars: Sequence[Bar], rows: Sequence[float], high: str) -> list[told.Span]:
    """Where the high share lies of every bar that is only told within bounds."""
    return [
        told.Span(
            y,
            100 * b.n_high / b.base,
            100 * (b.n_high_most or 0) / b.base,
            100 * b.lower,
            100 * b.upper,
            colours.READINGS[b.high],
            _hover(b, high),
        )
        for b, y in zip(bars, rows, strict=True)
        if b.bounded and b.base
    ]


def _interval(bars: Sequence[Bar], values: Sequence[float]) -> dict[str, Any]:
    """The interval of every high share, as far as it is known."""
    told_so = [b.lower == b.lower and b.exact for b in bars]
    both = list(zip(bars, values, told_so, strict=True))
    return canvas.whiskers(
        [max(v - 100 * b.lower, 0) if known else 0 for b, v, known in both],
        [max(100 * b.upper - v, 0) if known else 0 for b, v, known in both],
        thickness=1.2,
        width=3,
    )


def _hover(bar: Bar, high: str = "") -> str:
    if not bar.base:
        return text("no data")
    said = f"{high}: {bar.words}" if bar.bounded else bar.words
    if not said:
        said = text(
            "low {low} ({n_low}) · high {high} ({n_high}) · n/a {n_none}",
            low=percent(bar.n_low, bar.base),
            n_low=bar.n_low,
            high=percent(bar.n_high, bar.base),
            n_high=bar.n_high,
            n_none=bar.n_not_applicable,
        )
    lines = [canvas.wrapped(bar.label), bar.of, said, _interval_said(bar), bar.hint]
    return "<br>".join(filter(None, lines))


def _interval_said(bar: Bar) -> str:
    if bar.lower != bar.lower:
        return ""
    lower, upper = 100 * bar.lower, 100 * bar.upper
    if bar.bounded:
        return told.interval_words(lower, upper)
    return text(
        "95 % interval of high: {lower} to {upper}", lower=number(lower, 1), upper=number(upper, 1)
    )


def _legend(bars: Sequence[Bar], low: str, high: str) -> list[dict[str, Any]]:
    """One entry per side and colour that occurs, with the unit of what stands in the bars."""
    sides = [(low, False, b.low) for b in bars] + [(high, True, b.high) for b in bars]
    return [
        {
            "type": "bar",
            "x": [None],
            "y": [None],
            "name": f"{_told(name, is_high, reading)}, %",
            "marker": {"color": colours.READINGS[reading]},
            "showlegend": True,
        }
        for name, is_high, reading in dict.fromkeys(sides)
    ]


def _told(name: str, is_high: bool, reading: str) -> str:
    """The name of a band; how it reads where that is not what its side usually is."""
    if reading == ("favourable" if is_high else "unfavourable"):
        return name
    if reading == "neutral":
        return text("{band}: neither good nor bad", band=name)
    if reading == "favourable":
        return text("{band}: favourable here", band=name)
    return text("{band}: not favourable here", band=name)
