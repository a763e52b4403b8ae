"""The pages' door to the quality report. Kept as in ``pages.desk.source``, never for directors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.surveys.stops import Question, stops
from measurement.counting.columns import SURVEY_COLUMNS
from measurement.measures.quality.quality import Quality, per_survey
from measurement.measures.quality.sentences import rules
from measurement.measures.quality.tables import (
    QUALITY,
    QUALITY_ITEMS,
    QUALITY_ROWS,
    QUALITY_SURVEYS,
)
from measurement.reports.files import workbook
from measurement.tables import records
from measurement.words import text as _
from measurement.words import year
from pages.desk import source
from pages.desk.cache import kept
from pages.frame import person

Survey = tuple[str, ...]  # school year, strategy, initiative, moment
DECLARED = {t.name: t for t in (QUALITY, QUALITY_ITEMS, QUALITY_ROWS, QUALITY_SURVEYS)}
_KEYS = list(SURVEY_COLUMNS)


@kept
def _everything() -> Quality:
    return source.store().surveys.quality(source.questionnaire())


@kept
def surveys() -> list[Survey]:
    """The surveys with answers that count, those of the last school year first."""
    with_answers = _everything().items[_KEYS].astype(str).drop_duplicates()
    return sorted(
        map(tuple, with_answers.to_numpy().tolist()), key=lambda s: (_falling(s[0]), *s[1:])
    )


def _falling(school_year: str) -> int:
    return -int(school_year[:4]) if school_year[:4].isdigit() else 0


def named(survey: Survey) -> str:
    """What a survey is called in a list."""
    school_year, strategy, initiative, moment = survey
    return f"{initiative} · {source.questionnaire().survey_label(strategy, moment)} · {year(school_year)}"


@kept
def of(survey: Survey) -> Quality:
    """The three tables of one survey."""
    return Quality(*(_own(table, survey) for table in _everything()))


def _own(table: pd.DataFrame, survey: Survey) -> pd.DataFrame:
    own = (table[_KEYS].astype(object) == list(survey)).all(axis=1)
    return table[own].reset_index(drop=True)


@kept
def overview() -> pd.DataFrame:
    """The declared table ``quality_surveys``, in the order of :func:`surveys`."""
    table = per_survey(_everything().checks)
    place = {survey: n for n, survey in enumerate(surveys())}
    keys = table[_KEYS].astype(str).apply(lambda row: place.get(tuple(row), len(place)), axis=1)
    return table.iloc[keys.argsort(kind="stable")].reset_index(drop=True)


@kept
def nobodys() -> pd.DataFrame:
    """Rows without answers in files that serve several surveys: a part of ``quality``."""
    checks = _everything().checks
    return checks[checks["initiative"].isna()].reset_index(drop=True)


@kept
def figure(survey: Survey) -> go.Figure | None:
    """Where this survey was left empty, and where people stopped."""
    questionnaire = source.questionnaire()
    asked = [row for row in records(of(survey).items) if row.n_shown]
    if not asked:
        return None
    return stops(
        [
            Question(
                i, str(questionnaire.item_by_id[i].wording), r.n_shown, r.n_skipped, r.n_stopped
            )
            for r in asked
            for i in [str(r.item)]
        ]
    )


def book(survey: Survey | None = None) -> Callable[[], bytes | str]:
    """Builds the report as a workbook, of one survey or of all, when it is asked for."""
    chosen = _everything() if survey is None else of(survey)
    tables = dict(zip(DECLARED, chosen, strict=False))
    if survey is None:
        tables = {QUALITY_SURVEYS.name: overview(), **tables}
    notes = [_("Quality of the answers"), *([named(survey)] if survey else [])]
    notes += rules(source.questionnaire())
    return person.while_allowed(partial(workbook, tables, DECLARED, (), notes), "see_all_centres")
