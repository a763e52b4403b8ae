"""Which row of a response counts: that of the newest import that counts.

A row of an earlier import is ``replaced`` where its response came in again, and ``gone`` where a
later state of its export lacks it. Worked out anew after every change, so that undoing the later
import lets the earlier rows count as they did.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, case, exists, select, update

from measurement.store.schema import file_import, respondent
from measurement.store.updates.updating import GONE, IN, LEFT_OUT, OUT, REPLACED


def settle(connection: Connection, import_id: int) -> None:
    """Work out which rows count, of this import and of all that have to do with it."""
    relations = related(connection)
    concerned = _concerned(connection, import_id, relations)
    active = select(file_import.c.id).where(file_import.c.undone_at.is_(None))
    standing = set(connection.execute(active).scalars())
    for number in sorted(concerned):
        outdated = any(number in relations[later] for later in standing if later != number)
        _settle(connection, number, outdated=outdated)


def related(connection: Connection) -> dict[int, set[int]]:
    """Per import the earlier ones that it is a later state of."""
    c = file_import.c
    return {number: set(updates) for number, updates in connection.execute(select(c.id, c.updates))}


def _concerned(
    connection: Connection, import_id: int, relations: dict[int, set[int]]
) -> Iterable[int]:
    r, other = respondent.c, respondent.alias()
    sharing = (
        select(r.import_id)
        .join(other, other.c.response == r.response)
        .where(other.c.import_id == import_id)
        .distinct()
    )
    concerned = {import_id, *connection.execute(sharing).scalars(), *relations[import_id]}
    return concerned | {number for number, updates in relations.items() if import_id in updates}


def _settle(connection: Connection, import_id: int, *, outdated: bool) -> None:
    r, later = respondent.c, respondent.alias()
    newer = exists(
        select(later.c.id)
        .join(file_import, file_import.c.id == later.c.import_id)
        .where(later.c.response == r.response, later.c.import_id > r.import_id)
        .where(file_import.c.undone_at.is_(None))
    )
    reasons: list[tuple[ColumnElement[bool], str]] = [(newer, REPLACED)]
    if outdated:
        reasons.append((r.kept.is_(False), GONE))
    reasons += [
        (r.by_hand == OUT, LEFT_OUT),
        (and_(r.by_hand == IN, r.survey_id.is_not(None)), ""),
    ]
    wanted = case(*reasons, else_=r.found)
    connection.execute(
        update(respondent)
        .where(r.import_id == import_id, r.excluded != wanted)
        .values(excluded=wanted)
    )
