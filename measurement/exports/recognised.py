"""What was recognised in an export: the respondents, their answers, and everything that was found.

This is what reading hands to the store. Nothing in it is stored by itself: the identity of a
respondent is only ever hashed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from measurement.errors import Problem
from measurement.words import mark

# School year, strategy, initiative, moment, centre ('' = of the whole survey), number invited.
Invited = tuple[str, str, str, str, str, int]
# Why a row does not count.
EXCLUDED = (mark("test"), mark("duplicate"), mark("blank"), mark("refused"), mark("note"))


def no_texts() -> pd.DataFrame:
    """No open answers: the columns ``row``, ``item`` and ``text`` without rows."""
    texts = {name: pd.Series([], dtype="str") for name in ("item", "text")}
    return pd.DataFrame({"row": pd.Series([], dtype="int64"), **texts})


@dataclass(frozen=True)
class Column:
    """A column of the sheet: what it was taken for, and how that was recognised.

    ``name`` is its header, with a number where that returns. ``cells`` are the texts that occur
    most in it, with how often, and of an item what each was read as (a point, ``nvt``, '' for no
    answer, ``?`` where it is no answer); they are shown, never stored.
    """

    index: int
    header: str
    meaning: str
    how: str
    name: str = ""
    cells: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True)
class Recognised:
    """One export, read and recognised.

    ``respondents`` has one row per data row of the file, with the columns ``row`` (as Excel shows
    it), ``excluded`` ('' or one of :data:`EXCLUDED`), ``completed``, ``answered_on`` (NaT where
    unknown), ``identity`` ('' where unknown; never stored), ``number``, ``started`` and ``sent``
    (what the tool gave the response, see :mod:`measurement.exports.people.tickets`), ``school_year``, ``strategy``,
    ``initiative``, ``moment`` ('' where the file does not say), ``centre``, ``centre_known``,
    ``net``, ``ambt``, ``role`` (several joined by ``|``), ``experience`` and ``education`` (''
    where missing), ``seconds`` that the answer took (NaN where unknown) and ``strange``, the items
    whose cell is no answer. ``codes`` has the same rows, and one column per item of ``items`` (see
    :mod:`measurement.questionnaire.scale`); ``points`` are the points of each item's scale as it was read.
    ``texts`` has one row per open answer that says something (see
    :func:`measurement.exports.cells.texts.texts`); ``names`` are the names of respondents that the file
    tells beside their identity, to be taken out of texts and never stored.
    ``survey`` (school_year, strategy, initiative, moment, invited) and ``invitations`` are what
    the template's own sheets say; empty for the exports of survey tools.
    """

    file: str
    digest: str
    platform: str
    sheet: str | None
    header_rows: int
    respondents: pd.DataFrame
    items: tuple[str, ...]
    codes: np.ndarray
    points: dict[str, tuple[int, ...]]
    columns: tuple[Column, ...] = ()
    unmapped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    survey: dict[str, str] = field(default_factory=dict)
    invitations: tuple[Invited, ...] = ()
    texts: pd.DataFrame = field(default_factory=no_texts)
    names: tuple[str, ...] = ()

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """The problems that stop an import."""
        return tuple(problem for problem in self.problems if problem.blocking)
