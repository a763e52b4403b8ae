"""Counts made where the answers are kept: by a database or an engine, for answers that no memory holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select

from measurement.counting import statements
from measurement.counting.bands import success
from measurement.counting.counts import Counts, needed_codes, places_of
from measurement.counting.effective import Correlations, drawn, kish, pairs, units_of
from measurement.counting.groups import Grouping, group_rows
from measurement.counting.sizes import Numbers, Sizes
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, STATES

Run = Callable[[Select[Any]], pd.DataFrame]


def of_connection(connection: Connection) -> Run:
    """Statements run by a database that SQLAlchemy knows."""
    return lambda statement: pd.DataFrame(connection.execute(statement).mappings().all())


def of_text(frame_of: Callable[[str], pd.DataFrame]) -> Run:
    """Statements run as text: ``frame_of`` is DuckDB's ``sql(…).df()``, Spark's ``sql(…).toPandas()``."""
    return lambda statement: frame_of(statements.written(statement))


def count(
    run: Run,
    questionnaire: Questionnaire,
    by: Sequence[str] = (),
    items: Sequence[str] | None = None,
    where: statements.Where | None = None,
    table: str = "answers",
) -> Counts:
    """The counts of :func:`measurement.counting.counts.count`, with what they are worth.

    ``table`` is the declared table ``answers`` in the engine. ``where``: the values that stay, per
    column. Unlike counts of answers in memory they can be narrowed to items, and pooled only by
    counting again. Raises :class:`SurveyError` for a column that cannot be grouped by (``role``
    cannot: a person has several).
    """
    source = statements.answers_table(table)
    chosen = questionnaire.counted if items is None else tuple(items)
    places_of(questionnaire.counted, chosen)
    rows = run(statements.codes(source, by, chosen, where))
    if rows.empty:
        rows = pd.DataFrame(columns=[*by, "item", "state", "score", "n"])
    grouping = group_rows(_named(rows, by), by)
    numbers = np.zeros(
        (len(grouping.groups), len(chosen), needed_codes(questionnaire, chosen)), np.int64
    )
    at = (grouping.index, _places(rows, chosen), _codes(rows, questionnaire))
    np.add.at(numbers, at, rows["n"].to_numpy(np.int64))
    asked = statements.repeated(source, by, by, chosen, questionnaire, where)
    worth = _worth(
        run(asked), by, chosen, grouping, numbers, _rho(run, questionnaire, by, where, table)
    )
    return Counts(grouping.groups, chosen, numbers, questionnaire, worth=worth)


def _rho(
    run: Run,
    questionnaire: Questionnaire,
    by: Sequence[str],
    where: statements.Where | None,
    table: str,
) -> Correlations:
    """How far answers of one person go together: of the whole network, as in memory."""
    items = [i for i in questionnaire.counted if questionnaire.role_of(i)]
    marks = success(questionnaire, items, needed_codes(questionnaire, items))
    items = [item for item, mark in zip(items, marks, strict=True) if mark.any()]
    within = units_of(by)
    everywhere = {name: values for name, values in (where or {}).items() if name != "centre"}
    source = statements.answers_table(table)
    asked = statements.repeated(source, (), within, items, questionnaire, everywhere)
    found = run(asked).set_index("item").reindex(items).fillna(0).astype(float)
    sums = [found[name].to_numpy() for name in ("m", "s", "mm", "ss", "ms", "several")]
    roles = [str(questionnaire.role_of(item)) for item in items]
    rho, per_role = drawn(*pairs(*sums), roles)
    return Correlations(dict(zip(items, rho.tolist(), strict=True)), per_role)


def _worth(
    rows: pd.DataFrame,
    by: Sequence[str],
    items: Sequence[str],
    grouping: Grouping,
    numbers: Numbers,
    rho: Correlations,
) -> Sizes:
    """What the numbers are worth, from the sums over persons."""
    names = ("persons", "most", "m", "mm", "aa")
    found: Mapping[str, Any] = {one: np.zeros(numbers.shape[:2]) for one in names}
    if len(rows):
        keys = _named(rows, by)
        place = {key: i for i, key in enumerate(_keys(grouping.groups, by))}
        group = np.array([place[key] for key in _keys(keys, by)], np.intp)
        for one in names:
            found[one][group, _places(rows, items)] = rows[one].to_numpy(float)
    both = found["m"] + numbers[:, :, STATES.index("not_applicable")]
    known = rho.of(items)
    return Sizes(
        found["persons"].astype(np.int64),
        found["most"].astype(np.int64),
        kish(found["m"], found["mm"], known),
        kish(both, found["aa"], known),
    )


def _keys(frame: pd.DataFrame, by: Sequence[str]) -> list[tuple[str, ...]]:
    """The values of the grouping columns of every row, '' where missing."""
    columns = [frame[name].astype(object).where(frame[name].notna(), "").astype(str) for name in by]
    return list(zip(*columns, strict=True)) if columns else [()] * len(frame)


def _named(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rows with their grouping columns as categories in alphabetical order."""
    made = {}
    for name in by:
        column = rows[name].astype(object)
        known = sorted({str(value) for value in column.dropna()})
        made[name] = pd.Categorical(column, categories=pd.Index(known, dtype="str"))
    return pd.DataFrame(made, index=rows.index)


def _places(rows: pd.DataFrame, items: Sequence[str]) -> Any:
    return pd.Index(list(items)).get_indexer(pd.Index(rows["item"].astype(str)))


def _codes(rows: pd.DataFrame, questionnaire: Questionnaire) -> Any:
    """The code of every row, by its state and score."""
    found = []
    for item, state, score in zip(rows["item"], rows["state"], rows["score"], strict=True):
        if state == "answered":
            found.append(FIRST_POINT + questionnaire.scale_of(str(item)).points.index(int(score)))
        else:
            found.append(STATES.index(str(state)))
    return np.array(found, np.intp)
