"""One GROUP BY over the long table of answers, for any engine that speaks SQL.

The long table is the declared table ``answers``: a row per answer and item, with its state and
score. The statements are built once with SQLAlchemy; an engine without a SQLAlchemy dialect gets
their text (:func:`written`). They ask for nothing but sums, so that what comes back is small however many answers there are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)

from measurement.counting.bands import success
from measurement.counting.columns import PERSON_COLUMNS, ROLE, SURVEY_COLUMNS
from measurement.errors import SurveyError
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT
from measurement.words import say

COLUMNS = (*SURVEY_COLUMNS, "centre", *PERSON_COLUMNS)
Where = Mapping[str, Collection[str]]


def answers_table(name: str = "answers") -> FromClause:
    """The long table of answers, by its name in the engine."""
    names = (*COLUMNS, "respondent", "item", "score", "state")
    return table(name, *(column(one) for one in names))


def codes(
    source: FromClause, by: Sequence[str], items: Sequence[str], where: Where | None = None
) -> Select[Any]:
    """How many answers there are per group, item, state and score: one row each, as column ``n``."""
    keys = [*_known(source, by), source.c.item, source.c.state, source.c.score]
    return _narrowed(
        select(*keys, func.count().label("n")).group_by(*keys), source, items, where or {}
    )


def repeated(
    source: FromClause,
    by: Sequence[str],
    units: Sequence[str],
    items: Sequence[str],
    questionnaire: Questionnaire,
    where: Where | None = None,
) -> Select[Any]:
    """Sums over persons per group of ``by`` and item: what effective numbers are made of.

    A person counts once within every group of ``units``. Of the m scores of a person, s of them
    high, and a answers (n/a counted in): ``persons`` (m > 0), ``several`` (m > 1), ``most`` (largest
    m), and Σm, Σs, Σmm, Σss, Σms, Σaa as ``m``, ``s``, ``mm``, ``ss``, ``ms``, ``aa``.
    """
    within = _known(source, units)
    scored = source.c.state == literal_column("'answered'")
    any_answer = or_(scored, source.c.state == literal_column("'not_applicable'"))
    high = _high(source, items, questionnaire)
    inner = _narrowed(
        select(
            *within,
            source.c.item,
            func.sum(_one(scored)).label("m"),
            func.sum(_one(high)).label("s"),
            func.sum(_one(any_answer)).label("a"),
        ).group_by(*within, source.c.item, source.c.respondent),
        source,
        items,
        where or {},
    ).subquery("persons")
    keys = [*(inner.c[one] for one in by), inner.c.item]
    m, s, a = inner.c.m, inner.c.s, inner.c.a
    sums = {"m": m, "s": s, "mm": m * m, "ss": s * s, "ms": m * s, "aa": a * a}
    return select(
        *keys,
        func.sum(_one(m > 0)).label("persons"),
        func.sum(_one(m > 1)).label("several"),
        func.max(m).label("most"),
        *(func.sum(value).label(name) for name, value in sums.items()),
    ).group_by(*keys)


def written(statement: Select[Any]) -> str:
    """A statement as text, with its values in it, for an engine that takes text."""
    return str(statement.compile(compile_kwargs={"literal_binds": True}))


def _known(source: FromClause, by: Sequence[str]) -> list[ColumnElement[Any]]:
    """The grouping columns; raises :class:`SurveyError` for one that cannot be grouped by here."""
    known = [name for name in COLUMNS if name != ROLE]
    for name in by:
        if name not in known:
            raise SurveyError(
                say(
                    "There is no column '{column}'. Choose from: {known}.", column=name, known=known
                )
            )
    return [source.c[name] for name in by]


def _narrowed(
    statement: Select[Any], source: FromClause, items: Sequence[str], where: Where
) -> Select[Any]:
    chosen = [source.c[name].in_(list(values)) for name, values in where.items()]
    return statement.where(source.c.item.in_(list(items)), *chosen)


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """1 where something holds and 0 where not, also where it is not known."""
    return case((condition, literal_column("1")), else_=literal_column("0"))


def _high(
    source: FromClause, items: Sequence[str], questionnaire: Questionnaire
) -> ColumnElement[bool]:
    """Whether a score counts as high, as :func:`~measurement.counting.bands.success` says."""
    most = FIRST_POINT + max((len(questionnaire.scale_of(i).points) for i in items), default=0)
    alike: dict[tuple[int, ...], list[str]] = {}
    for item, marks in zip(items, success(questionnaire, items, most), strict=True):
        points = questionnaire.scale_of(item).points
        high = tuple(points[code - FIRST_POINT] for code in np.flatnonzero(marks).tolist())
        alike.setdefault(high, []).append(item)
    found = [
        and_(source.c.item.in_(names), source.c.score.in_(list(high)))
        for high, names in alike.items()
        if high
    ]
    return or_(*found) if found else literal_column("1 = 0")
