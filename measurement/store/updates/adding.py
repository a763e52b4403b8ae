"""What an import brings, made ready for the tables: its rows, their surveys and its notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from measurement.errors import ExportError, SurveyError, rows_shown
from measurement.exports.kept import kept
from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SURVEY, Survey, SurveyNaming, survey_named
from measurement.questionnaire.model import Questionnaire
from measurement.store.updates.marks import Marks, packed
from measurement.store.updates.standing import TEXTS
from measurement.store.updates.updating import IN, LEFT_OUT, OUT
from measurement.words import mark, say

ERASED = mark("erased")  # rows of people who had themselves erased
# Nothing of these rows is stored but their numbers.
WITHOUT_ANSWERS = ("blank", "refused", "note", ERASED)


@dataclass(frozen=True)
class Addition:
    """One export to add, under the name of its survey.

    ``keep_rows`` are rows that reading set aside but that count all the same; ``leave_out`` are
    rows that must not count. ``again`` says what a file is of which that cannot be known: a newer
    export of its survey (``update``), or other answers (``beside``).
    """

    recognised: Recognised
    naming: SurveyNaming = field(default_factory=SurveyNaming)
    keep_rows: Collection[int] = ()
    leave_out: Collection[int] = ()
    again: str = ""


@dataclass(frozen=True)
class Prepared:
    """The rows to store, each with the place of its survey in ``surveys``.

    ``rows`` tells beside ``excluded`` what reading ``found`` and what was decided ``by_hand``.
    """

    addition: Addition
    rows: pd.DataFrame
    codes: np.ndarray
    surveys: list[Survey]
    survey_of: np.ndarray

    @property
    def counting(self) -> list[Survey]:
        """The surveys of the rows that count."""
        counts = (self.rows["excluded"] == "").to_numpy()
        return [self.surveys[i] for i in dict.fromkeys(self.survey_of[counts].tolist())]


def prepared(addition: Addition, questionnaire: Questionnaire) -> Prepared:
    """What is to be stored of an export. Raises :class:`SurveyError` if it cannot be."""
    recognised, naming = addition.recognised, addition.naming
    if recognised.blocking:
        raise ExportError(recognised.problems)
    if naming.invited is not None and naming.invited < 0:
        raise SurveyError(say("The number of people invited cannot be below 0."))
    rows = _chosen(addition)
    stored = ~rows["excluded"].isin(WITHOUT_ANSWERS).to_numpy()
    rows, codes = rows[stored], recognised.codes[stored]
    survey_of, in_file = _grouped(rows)
    surveys = [_lenient(survey, naming, questionnaire) for survey in in_file]
    counts = (rows["excluded"] == "").to_numpy()
    if not counts.any():
        raise SurveyError(say("{file} has no answers to import.", file=recognised.file))
    for i in np.unique(survey_of[counts]):
        survey = survey_named(in_file[i], naming, questionnaire)
        if survey.missing:
            where = rows["row"].to_numpy()[counts & (survey_of == i)].tolist()
            _refuse_missing(recognised.file, survey, where)
    ready = Prepared(addition, rows, codes, surveys, survey_of)
    if naming.invited is not None and len(ready.counting) > 1:
        _refuse_invited(recognised.file, len(ready.counting))
    return ready


def _chosen(addition: Addition) -> pd.DataFrame:
    """All rows, set aside or not as the reader decided."""
    frame = addition.recognised.respondents
    for wanted in (addition.keep_rows, addition.leave_out):
        if unknown := sorted(set(wanted) - set(frame["row"].tolist())):
            raise SurveyError(
                say(
                    "{file} has no row {rows}.",
                    file=addition.recognised.file,
                    rows=rows_shown(unknown),
                )
            )
    kept = frame["row"].isin(list(addition.keep_rows))
    refuse_return(frame["row"][kept], frame["excluded"][kept])
    reasons = frame["excluded"].astype(object)
    left = frame["row"].isin(list(addition.leave_out)) & (kept | (reasons == ""))
    by_hand = pd.Series("", index=frame.index, dtype=object).mask(kept, IN).mask(left, OUT)
    excluded = reasons.mask(kept, "").mask(left, LEFT_OUT)
    return frame.assign(found=reasons, by_hand=by_hand, excluded=excluded)


def refuse_return(rows: Sequence[int] | pd.Series, kinds: Sequence[str] | pd.Series) -> None:
    """Raise :class:`SurveyError` if one of these rows was set aside without being stored."""
    lost = [row for row, kind in zip(rows, kinds, strict=True) if kind in WITHOUT_ANSWERS]
    if lost:
        raise SurveyError(
            say(
                "Rows {rows} cannot be taken back: they are blank, refused or no answers.",
                rows=rows_shown(lost),
            )
        )


def _grouped(rows: pd.DataFrame) -> tuple[np.ndarray, list[Survey]]:
    """For each row the place of its survey in the list of surveys that the file names."""
    keys = rows[list(SURVEY)].astype(object).fillna("")
    groups = keys.groupby(list(SURVEY), sort=False).ngroup().to_numpy()
    first = keys[~pd.Series(groups, index=keys.index).duplicated()]
    return groups, [Survey(*map(str, values)) for values in first.itertuples(index=False)]


def _lenient(survey: Survey, naming: SurveyNaming, questionnaire: Questionnaire) -> Survey:
    """The survey of rows that may not count: a name that does not exist is left open."""
    try:
        return survey_named(survey, naming, questionnaire)
    except SurveyError:
        return Survey("", "", "", "")


def _refuse_missing(file: str, survey: Survey, rows: Sequence[int]) -> None:
    raise SurveyError(
        say(
            "{file}: still to be filled in for the answers in rows {rows}: {missing}.",
            file=file,
            rows=rows_shown(rows),
            missing=survey.missing,
        )
    )


def _refuse_invited(file: str, n: int) -> None:
    raise SurveyError(
        say(
            "{file} holds {n} surveys: one number of people invited cannot stand for all of them. "
            "Give it for each survey.",
            file=file,
            n=n,
        )
    )


def notes(recognised: Recognised, clean: Callable[[Any], Any]) -> dict[str, Any]:
    """What is remembered of the file beside its answers, masked by ``clean``."""
    frame = recognised.respondents
    aside: dict[str, list[int]] = defaultdict(list)
    for row, kind in zip(frame["row"].tolist(), frame["excluded"].tolist(), strict=True):
        if kind in WITHOUT_ANSWERS:
            aside[kind].append(row)
    columns = [[c.index, clean(c.header), c.meaning, c.how] for c in recognised.columns]
    return {
        "aside": dict(aside),
        "columns": columns,
        "unmapped": clean(recognised.unmapped),
        "problems": kept(recognised.problems),
    }


def records(
    ready: Prepared,
    import_id: int,
    frame: pd.DataFrame,
    marks: Marks,
    clean: Callable[[Any], Any],
) -> Iterator[dict[str, Any]]:
    """One record per row to store.

    ``frame`` has the columns ``survey_id``, ``person``, ``response``, ``found``, ``by_hand`` and
    ``excluded`` of the same rows.
    """
    rows = ready.rows
    columns: dict[str, Sequence[Any]] = {
        "import_id": [import_id] * len(rows),
        "row": rows["row"].tolist(),
        "kept": [False] * len(rows),
        "completed": rows["completed"].astype(bool).tolist(),
        "answered_on": _days(rows["answered_on"]),
        "centre_known": rows["centre_known"].astype(bool).tolist(),
        "ticket": [number or None for number in marks.ticket.tolist()],
        "marks": packed(marks),
        "codes": _lines(ready.codes),
        "seconds": _seconds(rows),
        "strange": [list(items) or None for items in _strange(rows)],
    }
    columns |= {name: frame[name].tolist() for name in ("person", "response", "found", "by_hand")}
    columns |= {"excluded": frame["excluded"].tolist(), "survey_id": frame["survey_id"].tolist()}
    columns |= texts(rows, clean)
    names = tuple(columns)
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(names, values, strict=True))


def texts(rows: pd.DataFrame, clean: Callable[[Any], Any]) -> dict[str, list[str]]:
    """The centre and characteristics of rows as they are stored: '' where missing, masked."""
    columns = {}
    for name in TEXTS:
        said = rows[name].astype(object).fillna("")
        columns[name] = said.map({text: clean(str(text)) for text in said.unique()}).tolist()
    return columns


def _lines(codes: np.ndarray) -> list[bytes]:
    """The codes of each row, one byte per item."""
    data, width = np.ascontiguousarray(codes, np.uint8).tobytes(), codes.shape[1]
    return [data[i * width : (i + 1) * width] for i in range(len(codes))]


def _seconds(rows: pd.DataFrame) -> list[int | None]:
    """How long each answer took; None where unknown."""
    if "seconds" not in rows:
        return [None] * len(rows)
    return [None if seconds != seconds else int(seconds) for seconds in rows["seconds"].tolist()]


def _strange(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """The items of each row whose cell was no answer."""
    return rows["strange"].tolist() if "strange" in rows else [()] * len(rows)


def _days(moments: pd.Series) -> list[Any]:
    """The days, without the hour; None where unknown."""
    days = pd.to_datetime(moments)
    return [
        None if missing else day for day, missing in zip(days.dt.date, days.isna(), strict=True)
    ]
