"""Adds imports to the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, insert, select, update

from measurement.contacts import masker
from measurement.errors import SurveyError
from measurement.exports.surveys import Survey
from measurement.questionnaire.model import Questionnaire
from measurement.store.answers.invitations import survey_id
from measurement.store.imports import comments
from measurement.store.people import erasure
from measurement.store.schema import file_import, invitation, now, respondent, survey
from measurement.store.secret import key_for, persons
from measurement.store.transactions import new_id
from measurement.store.updates.adding import ERASED, Addition, Prepared, notes, prepared, records
from measurement.store.updates.arriving import incoming
from measurement.store.updates.differences import differences
from measurement.store.updates.doubts import doubtful
from measurement.store.updates.marks import marked
from measurement.store.updates.receipts import Question, Receipt
from measurement.store.updates.repeats import related, settle
from measurement.store.updates.standing import earlier, standing, undone
from measurement.store.updates.updating import Comparison, Incoming, closed
from measurement.words import day, say

CHUNK = 5_000


def add(
    connection: Connection,
    key_path: Path,
    additions: Iterable[Addition],
    questionnaire: Questionnaire,
) -> list[Receipt]:
    """Add these exports. Raises :class:`SurveyError` for the first that cannot be added."""
    permitted = [_without_erased(connection, key_path, addition) for addition in additions]
    everything = [prepared(addition, questionnaire) for addition in permitted]
    key = key_for(connection, key_path)
    receipts = {
        place: _added(connection, key, everything[place], questionnaire)
        for place in _in_time(everything)
    }
    return [receipts[place] for place in range(len(everything))]


def _in_time(everything: Sequence[Prepared]) -> list[int]:
    """The places of the exports, that with the latest answers last: it holds the last state."""

    def last(place: int) -> float:
        newest = pd.to_datetime(everything[place].rows["answered_on"]).max()
        return float("-inf") if pd.isna(newest) else newest.timestamp()

    return sorted(range(len(everything)), key=last)


def _without_erased(connection: Connection, key_path: Path, addition: Addition) -> Addition:
    """The export, the rows of people who had themselves erased set aside."""
    recognised = addition.recognised
    rows = erasure.left_out(connection, key_path, recognised.respondents, recognised.platform)
    if rows is recognised.respondents:
        return addition
    erased = set(rows["row"][rows["excluded"] == ERASED])
    return replace(
        addition,
        recognised=replace(recognised, respondents=rows),
        keep_rows=set(addition.keep_rows) - erased,
    )


def _added(
    connection: Connection, key: bytes, ready: Prepared, questionnaire: Questionnaire
) -> Receipt:
    recognised = ready.addition.recognised
    ids = [None if s.missing else survey_id(connection, s) for s in ready.surveys]
    surveys = [i for i in dict.fromkeys(ids) if i is not None]
    same_file = refuse_twice(connection, recognised.digest, recognised.file, surveys)
    clean = masker([*recognised.respondents["identity"].unique(), *recognised.names])
    marks = marked(key, recognised.platform, ready.rows)
    said = list(comments.remarks(ready, clean))
    people = persons(key, ready.rows["identity"].tolist())
    new = incoming(ready, ids, people, marks, said, clean, questionnaire)
    compared = _compared(connection, ready, new, surveys, same_file, questionnaire)
    import_id = _filed(connection, ready, questionnaire, clean, compared)
    _join(connection, compared)
    frame = new.frame.assign(
        response=compared.responses, by_hand=compared.by_hand, excluded=compared.excluded
    )
    _stored(connection, records(ready, import_id, frame, marks, clean))
    comments.add(connection, said, import_id)
    _invited(connection, ready, import_id)
    settle(connection, import_id)
    return _receipt(connection, ready, import_id, compared, questionnaire)


def _compared(
    connection: Connection,
    addition: Prepared,
    new: Incoming,
    surveys: Collection[int],
    same_file: set[int],
    questionnaire: Questionnaire,
) -> Comparison:
    """The export beside all that is in the store of its surveys."""
    memory = None
    if gone := undone(connection, surveys):
        memory = Comparison(standing(connection, gone, questionnaire), new)
    imports = earlier(connection, surveys, new.side.ticket.tolist()) | same_file
    stored = standing(connection, imports, questionnaire)
    return Comparison(stored, new, addition.addition.again, same_file, memory)


def _join(connection: Connection, compared: Comparison) -> None:
    """Let rows of undone imports be of the same responses as the new ones."""
    if pairs := [{"old": old, "of": new} for old, new in compared.same_responses]:
        joined = update(respondent).where(respondent.c.response == bindparam("old"))
        connection.execute(joined.values(response=bindparam("of")), pairs)


def _invited(connection: Connection, addition: Prepared, import_id: int) -> None:
    number = addition.addition.naming.invited
    if number is not None:
        survey = survey_id(connection, addition.counting[0])
        values = {"survey_id": survey, "centre": "", "n_invited": number, "import_id": import_id}
        connection.execute(insert(invitation).values(**values))


def _receipt(
    connection: Connection,
    ready: Prepared,
    import_id: int,
    compared: Comparison,
    questionnaire: Questionnaire,
) -> Receipt:
    file = ready.addition.recognised.file
    return Receipt(
        import_id=import_id,
        surveys=ready.counting,
        already=bool(compared.same_file),
        file=file,
        decided=bool(compared.again),
        doubtful=doubtful(compared),
        told_of=(*ready.addition.keep_rows, *ready.addition.leave_out),
        asked=tuple(_question(connection, file, compared, number) for number in compared.asked),
        **differences(compared, questionnaire),
    )


def _question(connection: Connection, file: str, compared: Comparison, import_id: int) -> Question:
    """What is asked of an earlier import."""
    kind, evidence = compared.asked[import_id], compared.evidence[import_id]
    return Question(kind, file, _survey_of(connection, import_id), evidence.n, evidence.back)


def _survey_of(connection: Connection, import_id: int) -> str:
    """The surveys that an import has answers of, in words."""
    c = survey.c
    chosen = (
        select(c.school_year, c.strategy, c.initiative, c.moment)
        .join(respondent)
        .where(respondent.c.import_id == import_id)
        .distinct()
    )
    return ", ".join(str(Survey(*row)) for row in connection.execute(chosen))


def _filed(
    connection: Connection,
    ready: Prepared,
    questionnaire: Questionnaire,
    clean: Callable[[Any], Any],
    compared: Comparison,
) -> int:
    """The id of the new import."""
    recognised = ready.addition.recognised
    filed = connection.execute(
        insert(file_import).values(
            created_at=now(),
            file=clean(recognised.file),
            digest=recognised.digest,
            platform=recognised.platform,
            sheet=clean(recognised.sheet),
            header_rows=recognised.header_rows,
            questionnaire=questionnaire.id,
            layout=[[i, [int(p) for p in recognised.points[i]]] for i in recognised.items],
            notes=notes(recognised, clean),
            example=False,
            updates=closed(compared.updates, related(connection)),
        )
    )
    return new_id(filed)


def _stored(connection: Connection, rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(insert(respondent), chunk)


def refuse_twice(
    connection: Connection, digest: str, file: str, surveys: Sequence[int]
) -> set[int]:
    """The imports of this file for other surveys.

    Raises :class:`SurveyError` when it is there for one of these surveys.
    """
    earlier_imports = list(_same_file(connection, digest))
    for row in earlier_imports:
        if row.survey_id in surveys:
            raise SurveyError(
                say(
                    "{file} was already imported on {day} for {survey}. Undo that import first if "
                    "this one must take its place.",
                    file=file,
                    day=day(row.created_at),
                    survey=str(Survey(*row[3:])),
                )
            )
    return {row.import_id for row in earlier_imports}


def _same_file(connection: Connection, digest: str) -> Iterable[Any]:
    return connection.execute(
        select(respondent.c.import_id, respondent.c.survey_id, file_import.c.created_at)
        .add_columns(survey.c.school_year, survey.c.strategy, survey.c.initiative, survey.c.moment)
        .select_from(respondent)
        .join(file_import)
        .join(survey)
        .where(file_import.c.digest == digest, file_import.c.undone_at.is_(None))
        .distinct()
    )
