"""Figures of the survey plan: modules per kind of survey, the calendar, the load."""

from __future__ import annotations

from datetime import date
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.charts.grids import states
from measurement.charts.surveys import calendar
from measurement.plan.sentences import month_name
from measurement.tables import records
from measurement.words import plural
from measurement.words import text as _
from pages.data.plan import data as plan
from pages.desk import source
from pages.desk.cache import kept

MARKS = {"all": "●", "some": "◐", "none": "○", "extra": "+", "unknown": "?", "": "·"}
COLOURS = {
    "all": colours.GOOD,
    "some": colours.POOR,
    "none": colours.POOR,
    "extra": colours.ACCENT,
    "unknown": colours.PALE,
    "": colours.PALE,
}


def mark_of(row: Any) -> str:
    """Which mark a row of ``modules_asked`` gets."""
    if not row.prescribed:
        return "extra" if row.n_asked else ""
    if row.n_unknown:
        return "unknown"
    return "all" if row.n_asked == row.n else "some" if row.n_asked else "none"


def legend() -> str:
    """What the marks mean, for the caption."""
    words = {
        "all": _("prescribed and asked"),
        "some": _("asked in some of the surveys"),
        "none": _("prescribed, not asked"),
        "extra": _("asked, not prescribed"),
        "unknown": _("not known"),
        "": _("not prescribed"),
    }
    return "; ".join(f"{MARKS[mark]} {word}" for mark, word in words.items())


@kept
def modules(year: str) -> go.Figure | None:
    """Kinds of survey × modules: one of six marks a cell."""
    table, questionnaire = plan.modules(year), source.questionnaire()
    if table.empty:
        return None
    columns = [str(m) for m in table["module"].cat.categories]
    rows = list(records(table))
    kinds = list(dict.fromkeys((str(r.strategy), str(r.moment)) for r in rows))
    by_module = {(str(r.strategy), str(r.moment), str(r.module)): r for r in rows}
    cells = [[by_module[(*kind, module)] for module in columns] for kind in kinds]
    return states(
        [canvas.wrapped(questionnaire.survey_label(*kind), 21, 2) for kind in kinds],
        columns,
        [[mark_of(cell) for cell in line] for line in cells],
        [[_told(cell) for cell in line] for line in cells],
        COLOURS,
        MARKS,
    ).update_layout(height=40 * len(kinds) + 50)


def _told(row: Any) -> str:
    asked = plural(
        "asked in {asked} of {n} survey",
        "asked in {asked} of {n} surveys",
        row.n,
        asked=row.n_asked,
    )
    return f"{plan.module_name(str(row.module))}<br>{asked}"


@kept
def calendar_of(year: str) -> go.Figure | None:
    """When the surveys of every kind ran."""
    table, questionnaire = plan.days(year), source.questionnaire()
    dated = table[table["opened"].notna()]
    kinds: dict[str, list[calendar.Run]] = {}
    for r in records(dated):
        kind = questionnaire.survey_label(str(r.strategy), str(r.moment))
        opened, closed = date.fromisoformat(str(r.opened)), date.fromisoformat(str(r.closed))
        kinds.setdefault(kind, []).append(calendar.Run(str(r.initiative), opened, closed, int(r.n)))
    if not kinds:
        return None
    first = int(year[:4])
    rows = [calendar.Row(kind, tuple(runs)) for kind, runs in kinds.items()]
    rows.sort(key=lambda row: min(run.opened for run in row.runs))
    days = [date(first + (8 + i) // 12, (8 + i) % 12 + 1, 1) for i in range(12)]
    return calendar.calendar(rows, first, [month_name(day, "LLL").rstrip(".") for day in days])


@kept
def load(year: str, basis: str) -> go.Figure | None:
    """Persons per number of surveys."""
    table = plan.loads(year)
    own = table[table["basis"] == basis]
    if own.empty:
        return None
    sizes = [(int(r.n_surveys), int(r.n_persons)) for r in records(own)]
    return calendar.people(sizes, plan.many())
