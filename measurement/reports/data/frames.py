"""Answers per person as a table: as people and scripts read it, and in numbers as SPSS wants it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import ROLE, point_values, roles_of, states
from measurement.measures.scales.scales import scale_scores
from measurement.questionnaire.scale import FIRST_POINT
from measurement.reports.data.variables import ORDER, Form, Variable, scales_in
from measurement.reports.wording import Names

WHY = "_no_answer"  # after the name of an item: why there is no score


def in_numbers(
    answers: Answers, form: Form, variables: Sequence[Variable], words_of: Names
) -> pd.DataFrame:
    """Every variable as numbers, by its name: codes for values, and for why there is no answer.

    Missing is only what is not known of a person, and a scale score of too few answers.
    """
    score, columns = _codes(answers, variables), {}
    n_items = len(answers.items)
    scales = scales_in(answers, words_of) if form == "wide" else ()
    means = dict(zip((s.id for s in scales), scale_scores(answers, scales).T, strict=True))
    for variable in variables:
        if form == "wide" and variable.source in answers.items:
            columns[variable.name] = score[:, answers.items.index(variable.source)]
        elif variable.source in means and variable.measure == "scale":
            columns[variable.name] = means[variable.source]
        elif form == "long" and variable.source == "item":
            columns[variable.name] = np.tile(np.arange(1.0, n_items + 1), answers.n)
        elif form == "long" and variable.source == "score":
            columns[variable.name] = score.ravel(order="C")
        else:
            known = _of_person(answers.respondents, variable)
            columns[variable.name] = np.repeat(known, n_items) if form == "long" else known
    return pd.DataFrame(columns)


def _codes(answers: Answers, variables: Sequence[Variable]) -> NDArray[np.float64]:
    """The point chosen, or the number that says why there is none: answers × items."""
    code = {v.value: v.code for variable in variables for v in variable.no_answer}
    points = point_values(answers.questionnaire, answers.items).astype(float)
    names = ("not_shown", "skipped", "not_applicable")
    points[:, :FIRST_POINT] = [code.get(name, np.nan) for name in names]
    return np.asarray(points[np.arange(len(answers.items)), answers.codes], np.float64)


def _of_person(people: pd.DataFrame, variable: Variable) -> NDArray[np.float64]:
    column = people[variable.source]
    if variable.source == ROLE:
        wanted = variable.name.removeprefix(f"{ROLE}_")
        told = column.astype(object).map(
            lambda cell: float(wanted in roles_of(cell)), na_action="ignore"
        )
        return np.asarray(told.to_numpy(np.float64, na_value=np.nan), np.float64)
    if not variable.named or pd.api.types.is_bool_dtype(column):
        return np.asarray(column.to_numpy(np.float64), np.float64)
    code = {value.value: float(value.code) for value in variable.values}
    codes = column.astype(object).map(code)
    return np.asarray(codes.to_numpy(np.float64, na_value=np.nan), np.float64)


def as_read(
    answers: Answers, form: Form, variables: Sequence[Variable], words_of: Names
) -> pd.DataFrame:
    """The same with names for values, and a score apart from why there is none.

    Long it is the declared table ``answers``. Wide every item has a column of scores, missing
    where there is none, and one that says why: ``A1_no_answer`` is ``not_applicable``,
    ``skipped`` or ``not_shown``. So nobody averages a 97.
    """
    if form == "long":
        return answers.long()
    numbers = in_numbers(answers, form, variables, words_of)
    columns: dict[str, object] = {}
    for variable in variables:
        values = numbers[variable.name]
        if variable.no_answer:
            codes = answers.codes[:, answers.items.index(variable.source)]
            whole = values.astype("int64").to_numpy()
            columns[variable.name] = pd.arrays.IntegerArray(whole, codes < FIRST_POINT)
            why = states(codes).set_categories([*reversed(ORDER)])
            columns[f"{variable.name}{WHY}"] = why
        elif variable.named:
            names = {v.code: v.value for v in variable.values}
            columns[variable.name] = pd.Categorical(
                values.map(names), categories=list(names.values())
            )
        elif variable.decimals:
            columns[variable.name] = values
        else:
            columns[variable.name] = values.astype("int64")
    return pd.DataFrame(columns)
