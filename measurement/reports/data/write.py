"""A file of answers in the form that is asked: the one door to this folder."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from measurement.counting.answers import Answers
from measurement.errors import SurveyError
from measurement.reports.answers import renumbered
from measurement.reports.data.ddi import Study, codebook, notes
from measurement.reports.data.dictionary import dictionary
from measurement.reports.data.frames import as_read, in_numbers
from measurement.reports.data.parquet import parquet
from measurement.reports.data.spss import spss
from measurement.reports.data.tables import DICTIONARY
from measurement.reports.data.variables import Form, described
from measurement.reports.files import csv, workbook
from measurement.reports.wording import Names
from measurement.words import say

Kind = Literal["csv", "parquet", "sav", "xml", "xlsx"]
WITH_ANSWERS: tuple[Kind, ...] = ("csv", "parquet", "sav")
KINDS: tuple[Kind, ...] = (*WITH_ANSWERS, "xml", "xlsx")  # the last two describe the first


def kind_of(name: str) -> Kind:
    """The kind of file by the end of its name; raises :class:`SurveyError` for another end."""
    end = name.rpartition(".")[2].lower()
    for kind in KINDS:
        if kind == end:
            return kind
    raise SurveyError(
        say("{name} does not end in {ends}.", name=name, ends=[f".{kind}" for kind in KINDS])
    )


def n_rows(answers: Answers, form: Form) -> int:
    """How many rows the file has."""
    return answers.n if form == "wide" else answers.n * len(answers.items)


def data_file(
    answers: Answers,
    kind: Kind,
    words_of: Names,
    *,
    form: Form = "wide",
    belgian: bool = False,
    full: bool = False,
    selected: Sequence[str] = (),
    rng: Random | None = None,
) -> bytes:
    """The answers as ``csv``, ``parquet`` or ``sav``; ``xml`` (DDI) and ``xlsx`` describe that file.

    ``belgian`` and ``full`` say how csv is written (:func:`~measurement.reports.files.csv`).
    ``form``: a row per answer (wide) or per answer and item (long). Respondents are numbered
    anew for every file. ``selected`` are sentences on what was chosen; they stand in the file.
    """
    made = renumbered(answers, rng)
    variables = described(made, form, words_of)
    title = str(answers.questionnaire.title)
    if kind == "xlsx":
        return workbook(dictionary(variables), DICTIONARY, (), (title, *selected, *notes()))
    if kind == "csv":
        return csv(as_read(made, form, variables, words_of), belgian, full)
    if kind == "parquet":
        return parquet(as_read(made, form, variables, words_of), variables, title)
    numbers = in_numbers(made, form, variables, words_of)
    if kind == "sav":
        return spss(numbers, variables, title, (*selected, *notes()))
    study = Study(title, "POC+", (*selected, *notes()))
    return codebook(numbers, variables, answers.questionnaire, study)
