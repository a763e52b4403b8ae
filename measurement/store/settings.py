"""What the store knows of itself: its revision, and which part of it is the invented example."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, insert, select, update

from measurement.store.centre import checklists, checklists_read, facts
from measurement.store.imports import comments
from measurement.store.reach import participations
from measurement.store.schema import (
    file_import,
    invitation,
    publication,
    published_quote,
    respondent,
    setting,
    survey,
)


def revision(connection: Connection) -> int:
    """The number that every change of the data raises."""
    chosen = select(setting.c.value).where(setting.c.key == "revision")
    return int(connection.execute(chosen).scalar_one())


def empty(connection: Connection) -> bool:
    """Whether no import counts, and nothing is known of a centre."""
    active = select(file_import.c.id).where(file_import.c.undone_at.is_(None)).limit(1)
    if connection.execute(active).first() is not None:
        return False
    rooms = (checklists_read, facts, participations)
    return not any(room.any_there(connection) for room in rooms)


def is_example(connection: Connection) -> bool:
    """Whether the store holds imports of the example data."""
    marked = select(file_import.c.id).where(file_import.c.example).limit(1)
    return connection.execute(marked).first() is not None


def only_example(connection: Connection) -> bool:
    """Whether all imports there are, those that were undone too, are of the example data."""
    other = select(file_import.c.id).where(~file_import.c.example).limit(1)
    return is_example(connection) and connection.execute(other).first() is None


def example_declined(connection: Connection) -> bool:
    """Whether the reader chose to start without the example data."""
    chosen = select(setting.c.value).where(setting.c.key == "example_declined")
    return connection.execute(chosen).scalar_one_or_none() is not None


def decline_example(connection: Connection) -> None:
    """Remember that the reader chose to start without the example data."""
    if not example_declined(connection):
        connection.execute(insert(setting).values(key="example_declined", value="1"))


def end_example(connection: Connection) -> None:
    """Let the example data make place for the first real ones; does nothing without them."""
    if is_example(connection):
        decline_example(connection)
        clear_example(connection)


def mark_example(connection: Connection) -> None:
    """Mark everything the store holds now as example data."""
    connection.execute(update(file_import).values(example=True))
    connection.execute(update(survey).values(example=True))
    connection.execute(update(publication).values(example=True))
    checklists.mark_example(connection)
    facts.mark_example(connection)
    participations.mark_example(connection)


def clear_example(connection: Connection) -> None:
    """Delete the example data: its imports, and its surveys that no other import uses.

    With what was published of it, and what is known of its centres: checklists, facts and
    inspection results.
    """
    theirs = select(publication.c.id).where(publication.c.example)
    connection.execute(delete(published_quote).where(published_quote.c.publication_id.in_(theirs)))
    connection.execute(delete(publication).where(publication.c.example))
    comments.clear_example(connection)
    marked = select(file_import.c.id).where(file_import.c.example)
    connection.execute(delete(respondent).where(respondent.c.import_id.in_(marked)))
    connection.execute(delete(invitation).where(invitation.c.import_id.in_(marked)))
    used = exists().where(respondent.c.survey_id == survey.c.id)
    idle = select(survey.c.id).where(survey.c.example, ~used)
    connection.execute(delete(invitation).where(invitation.c.survey_id.in_(idle)))
    connection.execute(delete(survey).where(survey.c.example, ~used))
    connection.execute(delete(file_import).where(file_import.c.example))
    connection.execute(update(survey).values(example=False))
    checklists.clear_example(connection)
    facts.clear_example(connection)
    participations.clear_example(connection)
