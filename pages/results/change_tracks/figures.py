"""The figures of the change tracks: distribution, means, before and after."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.measures import extremes
from measurement.reports.figures import tracks
from measurement.tables import records
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown import figures
from pages.results.comparison import data


@kept
def distribution(selection: Selection, item: str) -> go.Figure:
    """How often every point of the scale was chosen, with the mean."""
    table, mean = tables.distribution_table(selection), data.mean_of(selection, item)
    return tracks.distribution(table, source.questionnaire(), item, mean)


@kept
def means(selection: Selection, item: str, by: str) -> go.Figure | None:
    """The mean of an item per group with its interval, in the order of the groups' names."""
    return tracks.means(data.ratings(selection, by), source.questionnaire(), item, by)


@kept
def before_after(selection: Selection, item: str) -> go.Figure | None:
    """Dumbbells: the mean at the zero measurement and at the last measurement since."""
    return tracks.before_after(data.changes(selection), source.questionnaire(), item)


@kept
def most_chosen(selection: Selection, item: str) -> str:
    """The point that was chosen most often, and the mean."""
    return figures.most_chosen(selection, item)


@kept
def means_said(selection: Selection, item: str, by: str) -> str:
    """The group with the highest and that with the lowest mean."""
    table = data.ratings(selection, by)
    rows = records(table[(table["item"] == item) & table[by].notna()])
    few = source.questionnaire().thresholds.few_answers
    return extremes.spread((figures.mean_value(r, str(getattr(r, by))) for r in rows), few)
