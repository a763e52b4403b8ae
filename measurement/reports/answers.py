"""Answers per person as files: with numbers made anew for every file, in no order of answering.

What is taken away cannot be tied to the store, nor to another file, by its numbers or its order.
It stays answers of persons: who knows somebody's centre, function and roles may recognise them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random, SystemRandom

import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import SURVEY_COLUMNS
from measurement.counting.tables import ANSWERS
from measurement.errors import SurveyError
from measurement.reports.files import workbook
from measurement.words import say

# Numbers of nine digits: of two files hardly any is the same, so that joining them finds nothing
# rather than the wrong person.
_NUMBERS = range(100_000_000, 1_000_000_000)
MOST = 250_000  # rows in a workbook; more would take a minute and a gigabyte to write


def answers_per_person(answers: Answers, rng: Random | None = None) -> pd.DataFrame:
    """The declared table ``answers``, with other respondent numbers and in another order.

    One row per answer and item, see :func:`renumbered`; then by item as in the questionnaire.
    """
    return renumbered(answers, rng).long()


def renumbered(answers: Answers, rng: Random | None = None) -> Answers:
    """The same answers with other respondent numbers, sorted by survey and by that number.

    The same person has one number within them. ``rng`` is chance, for tests; without it that of
    the operating system, from which nothing can be worked out.
    """
    rng = rng or SystemRandom()
    people = answers.respondents.reset_index(drop=True)
    persons = people["respondent"].unique()
    number = dict(zip(persons, rng.sample(_NUMBERS, len(persons)), strict=True))
    anew = people.assign(respondent=people["respondent"].map(number).astype("int64"))
    # Shuffled first: two answers of one person to one survey keep no order either.
    shuffled = anew.iloc[rng.sample(range(len(anew)), len(anew))]
    order = shuffled.sort_values([*SURVEY_COLUMNS, "respondent"], kind="stable").index.to_numpy()
    respondents = anew.loc[order].reset_index(drop=True)
    return replace(answers, respondents=respondents, codes=answers.codes[order])


def rows_workbook(rows: pd.DataFrame, notes: Sequence[str] = ()) -> bytes:
    """A workbook with the rows, and a sheet with ``notes`` and what the columns mean.

    Raises :class:`SurveyError` for more rows than ``MOST``.
    """
    if len(rows) > MOST:
        raise SurveyError(
            say("{n} rows are too many for a workbook. Take the csv file.", n=len(rows))
        )
    return workbook({ANSWERS.name: rows}, {ANSWERS.name: ANSWERS}, (), notes, raw=False)
