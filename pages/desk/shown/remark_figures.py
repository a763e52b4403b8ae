"""Figures of open answers, and remarks as text that is safe to show."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from measurement.charts.pairs import Pair, pairs
from measurement.comments.sentences import band_label, leans_label
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown import remarks
from pages.frame.writing import plain

MOST = 12  # key words in the figure; the table has them all


@kept
def themes(selection: Selection) -> go.Figure | None:
    """Themes: how often each occurs with low and with high scores."""
    rows = [
        _pair(r, remarks.theme_name(str(r.theme))) for r in records(remarks.theme_table(selection))
    ]
    return _drawn(rows)


@kept
def words(selection: Selection) -> go.Figure | None:
    """The key words that occur most: how often each occurs with low and with high scores."""
    table = remarks.keyword_table(selection).head(MOST)
    return _drawn([_pair(r, str(r.word)) for r in records(table)])


def _pair(row: Any, label: str) -> Pair:
    leans = str(row.leans)
    mark = str(leans_label(leans)) if leans in ("low", "high") else ""
    low, high = (int(row.n_low), int(row.of_low)), (int(row.n_high), int(row.of_high))
    return Pair(label, *low, *high, n=int(row.n), mark=mark)


def _drawn(rows: list[Pair]) -> go.Figure | None:
    if not rows:
        return None
    few = source.questionnaire().thresholds.few_answers
    return pairs(rows, str(band_label("low")), str(band_label("high")), few)


def marked(text: str) -> str:
    """A remark as safe markdown, with what may tell who somebody is picked out and named."""
    said = {
        "email": _("e-mail address"),
        "phone": _("phone number"),
        "ip": _("IP address"),
        "name": _("possible name"),
    }
    markdown, done = "", 0
    for mark in remarks.marks(text):
        part = plain(text[mark.start : mark.end])
        before = _spaced(text[done : mark.start])
        markdown += f"{before}:orange-background[**{part}**] :small[*({said[mark.kind]})*]"
        done = mark.end
    return markdown + _spaced(text[done:])


def _spaced(text: str) -> str:
    """A part of a text, escaped, with the space at its ends that it had."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{plain(text)}{end}"
