"""The annual pack of a school year, of what the store holds."""

from __future__ import annotations

from datetime import date

import pandas as pd

from measurement.centre.inspection.inspection import inspection_scales
from measurement.counting.answers import Answers
from measurement.errors import SurveyError
from measurement.questionnaire import comparability, success_factor_files
from measurement.questionnaire.files.reading import load
from measurement.reach import target_file
from measurement.reach.sentences import target_sentence
from measurement.releases.history import History
from measurement.releases.readings import high_is_favourable
from measurement.reports.annual.report import Annual, annual_report
from measurement.reports.paper.parts import Report
from measurement.reports.summary import summary_tables
from measurement.store import summary
from measurement.store.store import Store
from measurement.tables import records
from measurement.words import day, say, text

BY = ("strategy", "school_year", "moment")


def annual(store: Store, school_year: str, path: str | None = None) -> Report:
    """The pack of a school year, for staff. Raises :class:`SurveyError` for one without answers.

    A figure is released when the total of that item, year and strategy is told in a release that
    holds and counts the same answers; unless all are, the pack is a draft.
    """
    made = load(path)
    answers = store.answers(made)
    if answers.where(school_year=school_year).empty:
        raise SurveyError(say("There are no answers of {year}.", year=school_year))
    history = store.releases.history()
    one = _tables(store, answers, school_year, path, history)
    effects = set(made.items_with("effect"))
    asked = {
        (str(r.item), str(r.strategy))
        for r in records(one.shares)
        if str(r.school_year) == school_year and str(r.item) in effects and int(r.n)
    }
    today = date.today()
    last = history.last
    if last is not None and asked <= one.released:
        when = day(date.fromisoformat(last.day), full=True)
        told = text("Released on {day} (no. {number})", day=when, number=last.number)
        return annual_report(one, told, last.day, "")
    told = text(
        "Of the answers of {day}: {n} of {all} figures on the effect are released",
        day=day(today, full=True),
        n=len(asked & one.released),
        all=len(asked),
    )
    return annual_report(one, told, today.isoformat(), text("draft, do not pass on"))


def _tables(
    store: Store, answers: Answers, school_year: str, path: str | None, history: History
) -> Annual:
    made, terms = answers.questionnaire, success_factor_files.load(path)
    tables = summary_tables(answers, BY, comparability.load(path))
    quotes = store.releases.quotes()
    order = tuple(terms.named("scale"))
    return Annual(
        school_year=school_year,
        made=made,
        terms=terms,
        shares=tables["shares"],
        response=tables["response"],
        factors=tables["factors"],
        trend=tables["trend"],
        reach=summary.reach_table(store, ("strategy",), {"school_year": [school_year]}),
        targets=_targets(store, school_year, path),
        inspection=inspection_scales(
            store.centres.inspections(), order, made.thresholds.confidence
        ),
        quotes=tuple(str(q) for q in quotes[quotes["school_year"] == school_year]["quote"]),
        released=_released(history, tables["shares"], school_year, answers),
    )


def _targets(store: Store, school_year: str, path: str | None) -> tuple[str, ...]:
    table = summary.target_table(store, path, {"school_year": [school_year]})
    if table is None:
        return ()
    rows = {str(r.target): r for r in records(table[table["centre"].isna()])}
    return tuple(target_sentence(t, rows[t.id]) for t in target_file.load(path) if t.id in rows)


def _released(
    history: History, shares: pd.DataFrame, school_year: str, answers: Answers
) -> frozenset[tuple[str, str]]:
    """The items and strategies of which the released total is told, and is what is printed."""
    made = answers.questionnaire
    totals = {
        (t.item, t.strategy): t for t in history.totals if t.year == school_year and not t.moment
    }
    found = set()
    for row in records(shares[shares["school_year"] == school_year]):
        total = totals.get((str(row.item), str(row.strategy)))
        if total is None or not total.told or total.favourable is None:
            continue
        high = total.favourable
        if not high_is_favourable(made, str(row.item)):
            high = total.scored - high
        if (total.n, total.scored, high) == (int(row.n), int(row.n_scored), int(row.n_high)):
            found.add((str(row.item), str(row.strategy)))
    return frozenset(found)
