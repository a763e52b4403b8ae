"""Adds imports to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from measurement.errors import SurveyError
from measurement.exports.recognised import Recognised
from measurement.questionnaire import Questionnaire
from measurement.store import comments, erasure
from measurement.store.adding import ERASED, Addition, Prepared, notes, prepared, records
from measurement.store.invitations import survey_id
from measurement.store.masking import masker
from measurement.store.naming import Survey
from measurement.store.repeats import Repeats, settle
from measurement.store.schema import file_import, invitation, now, respondent, survey
from measurement.store.secret import key_for, persons
from measurement.store.transactions import new_id
from measurement.words import day, say

CHUNK = 5_000


@dataclass(frozen=True)
class Receipt:
    """What an import brought.

    ``repeated`` rows are of people who had answered the same survey in an earlier import; the
    ``identical`` ones among them say the same and do not count again. ``already`` tells that the
    same file is in the store for another survey too.
    """

    import_id: int
    n_added: int
    surveys: list[Survey]
    already: bool = False
    repeated: int = 0
    identical: int = 0


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
    return [_added(connection, key, made, questionnaire) for made in everything]


def _without_erased(connection: Connection, key_path: Path, addition: Addition) -> Addition:
    """The export, the rows of people who had themselves erased set aside."""
    recognised = addition.recognised
    rows = erasure.left_out(connection, key_path, recognised.respondents)
    if rows is recognised.respondents:
        return addition
    erased = set(rows["row"][rows["excluded"] == ERASED])
    return replace(
        addition,
        recognised=replace(recognised, respondents=rows),
        keep_rows=set(addition.keep_rows) - erased,
    )


def _added(
    connection: Connection, key: bytes, made: Prepared, questionnaire: Questionnaire
) -> Receipt:
    recognised = made.addition.recognised
    ids = [None if s.missing else survey_id(connection, s) for s in made.surveys]
    surveys = [i for i in dict.fromkeys(ids) if i is not None]
    same_file = refuse_twice(connection, recognised.digest, recognised.file, surveys)
    clean = masker([*recognised.respondents["identity"].unique(), *recognised.names])
    import_id = _filed(connection, recognised, questionnaire, clean)
    people = persons(key, made.rows["identity"].tolist())
    _stored(connection, records(made, import_id, ids, people, clean))
    comments.add(connection, made, import_id, clean)
    if made.addition.naming.invited is not None:
        connection.execute(
            insert(invitation).values(
                survey_id=survey_id(connection, made.counting[0]),
                centre="",
                n_invited=made.addition.naming.invited,
                import_id=import_id,
            )
        )
    return _receipt(made, import_id, same_file, settle(connection, surveys))


def _receipt(made: Prepared, import_id: int, same_file: bool, repeats: Repeats) -> Receipt:
    identical = repeats.copies[import_id]
    n_counting = int((made.rows["excluded"] == "").sum())
    return Receipt(
        import_id,
        n_counting - identical,
        made.counting,
        same_file,
        repeats.met[import_id],
        identical,
    )


def _filed(
    connection: Connection,
    recognised: Recognised,
    questionnaire: Questionnaire,
    clean: Callable[[Any], Any],
) -> int:
    """The id of the new import."""
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
        )
    )
    return new_id(filed)


def _stored(connection: Connection, rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(insert(respondent), chunk)


def refuse_twice(connection: Connection, digest: str, file: str, surveys: Sequence[int]) -> bool:
    """Whether this file is in the store for other surveys.

    Raises :class:`SurveyError` when it is there for one of these surveys.
    """
    found = list(_same_file(connection, digest))
    for row in found:
        if row.survey_id in surveys:
            raise SurveyError(
                say(
                    "{file} was already imported on {day} for {survey}. Undo that import first if "
                    "this one must take its place.",
                    file=file,
                    day=day(row.created_at),
                    survey=str(Survey(*row[2:])),
                )
            )
    return bool(found)


def _same_file(connection: Connection, digest: str) -> Iterable[Any]:
    return connection.execute(
        select(respondent.c.survey_id, file_import.c.created_at)
        .add_columns(survey.c.school_year, survey.c.strategy, survey.c.initiative, survey.c.moment)
        .select_from(respondent)
        .join(file_import)
        .join(survey)
        .where(file_import.c.digest == digest, file_import.c.undone_at.is_(None))
        .distinct()
    )
