"""Takes imports and rows of them out, and back in. Nothing is deleted: it only stops counting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select, update

from measurement.errors import SurveyError, rows_shown
from measurement.store.imports.imports import refuse_twice
from measurement.store.schema import file_import, now, respondent
from measurement.store.updates.adding import refuse_return
from measurement.store.updates.repeats import settle
from measurement.store.updates.updating import GONE, IN, OUT, REPLACED, labels
from measurement.words import say


def undo(connection: Connection, import_id: int) -> None:
    """Let an import no longer count. Raises :class:`SurveyError` when it does not already."""
    _, file, undone = _known(connection, import_id)
    if undone:
        raise SurveyError(say("{file} was undone already; nothing was changed.", file=file))
    connection.execute(
        update(file_import).where(file_import.c.id == import_id).values(undone_at=now())
    )
    settle(connection, import_id)


def redo(connection: Connection, import_id: int) -> None:
    """Let an import that was undone count again, unless its file came in again meanwhile."""
    digest, file, undone = _known(connection, import_id)
    surveys = surveys_of(connection, import_id)
    if not undone:
        raise SurveyError(say("{file} counts already; nothing was changed.", file=file))
    refuse_twice(connection, digest, file, surveys)
    connection.execute(
        update(file_import).where(file_import.c.id == import_id).values(undone_at=None)
    )
    settle(connection, import_id)


def take_back(connection: Connection, import_id: int, rows: Collection[int]) -> None:
    """Let rows that were set aside count.

    What reading or a person set aside counts as this response from now on, in later exports too;
    what a later export replaced counts beside it, as another response.
    """
    reasons = _found(connection, import_id, rows)
    if homeless := [row for row, (_, survey) in reasons.items() if survey is None]:
        raise SurveyError(
            say(
                "Rows {rows} cannot be taken back: it is not known which survey they belong to.",
                rows=rows_shown(homeless),
            )
        )
    aside = {row: kind for row, (kind, _) in reasons.items() if kind}
    other = [row for row, kind in aside.items() if kind == REPLACED]
    for row, number in zip(other, labels(len(other)).tolist(), strict=True):
        _set(connection, import_id, row, response=number, kept=True)
    for row in (row for row, kind in aside.items() if kind == GONE):
        _set(connection, import_id, row, kept=True)
    _decide(connection, import_id, aside, IN)
    settle(connection, import_id)


def leave_out(connection: Connection, import_id: int, rows: Collection[int]) -> None:
    """Let rows no longer count, nor in later exports."""
    reasons = _found(connection, import_id, rows)
    _decide(connection, import_id, [row for row, (kind, _) in reasons.items() if not kind], OUT)
    settle(connection, import_id)


def surveys_of(connection: Connection, import_id: int) -> list[int]:
    """The ids of the surveys that an import has rows of."""
    chosen = select(respondent.c.survey_id).where(
        respondent.c.import_id == import_id, respondent.c.survey_id.is_not(None)
    )
    return list(connection.execute(chosen.distinct()).scalars())


def _known(connection: Connection, import_id: int) -> tuple[str, str, bool]:
    c = file_import.c
    row = connection.execute(
        select(c.digest, c.file, c.undone_at, c.notes).where(c.id == import_id)
    ).first()
    if row is None:
        raise SurveyError(say("There is no import {number}.", number=str(import_id)))
    return row.digest, row.file, row.undone_at is not None


def _found(
    connection: Connection, import_id: int, rows: Collection[int]
) -> dict[int, tuple[str, int | None]]:
    """What each of these rows was set aside for, and its survey."""
    _known(connection, import_id)
    r = respondent.c
    chosen = select(r.row, r.excluded, r.survey_id).where(r.import_id == import_id)
    wanted = set(rows)
    reasons = {row: (kind, of) for row, kind, of in connection.execute(chosen) if row in wanted}
    if unknown := sorted(wanted - reasons.keys()):
        _refuse_unknown(connection, import_id, unknown)
    return reasons


def _refuse_unknown(connection: Connection, import_id: int, rows: Sequence[int]) -> None:
    noted = connection.execute(
        select(file_import.c.notes).where(file_import.c.id == import_id)
    ).scalar_one()
    kinds = {row: kind for kind, aside in noted["aside"].items() for row in aside}
    refuse_return(rows, [kinds.get(row, "") for row in rows])
    file = _known(connection, import_id)[1]
    raise SurveyError(say("{file} has no row {rows}.", file=file, rows=rows_shown(rows)))


def _set(connection: Connection, import_id: int, row: int, **values: object) -> None:
    r = respondent.c
    this = (r.import_id == import_id) & (r.row == row)
    connection.execute(update(respondent).where(this).values(**values))


def _decide(connection: Connection, import_id: int, rows: Iterable[int], by_hand: str) -> None:
    """Remember what was decided of these responses, in whatever export they stand."""
    r = respondent.c
    for row in rows:
        this = select(r.response).where(r.import_id == import_id, r.row == row).scalar_subquery()
        connection.execute(update(respondent).where(r.response == this).values(by_hand=by_hand))
