"""What people said of columns, cells and centres, remembered for the next file.

Headers and cells are kept as a hash: what stands in them can be of a person, and they only have to
be met again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from measurement.exports.headers.choices import AS_READ, EVERYWHERE, Choices
from measurement.store.schema import centre_spelling, column_choice, now
from measurement.texts import tidy

ALIKE = 0.8  # with so much of all their headers in common two files are of one form
_SIGNS = 24


def remember(
    connection: Connection, questionnaire: str, names: Sequence[str], choices: Choices
) -> None:
    """Keep what was said of a file with these columns, in place of what was said of it before."""
    forget(connection, questionnaire, names)
    columns = {name: said for name, said in choices.columns.items() if said != AS_READ}
    if Choices(columns, choices.cells):
        connection.execute(
            insert(column_choice).values(
                questionnaire=questionnaire,
                headers=[_mark(name) for name in names],
                columns={_mark(name): choice for name, choice in columns.items()},
                cells={
                    _mark(name): {_mark(tidy(text)): meaning for text, meaning in said.items()}
                    for name, said in choices.cells.items()
                },
                chosen_at=now(),
            )
        )


def remembered(
    connection: Connection,
    questionnaire: str,
    names: Sequence[str],
    texts: Mapping[str, Collection[str]],
) -> Choices:
    """What was last said of a file with the same headers.

    The same are headers of which at least four in five are shared, as when a question was added.
    ``texts`` are the cells of each column, in which those that were spoken of are met again.
    """
    row = _same(connection, questionnaire, names)
    if row is None:
        return Choices()
    columns = {name: row.columns[_mark(name)] for name in names if _mark(name) in row.columns}
    everything = {text for those in texts.values() for text in those}
    cells = {}
    for name, those in {EVERYWHERE: everything, **texts}.items():
        said = row.cells.get(_mark(name), {})
        met = {text: said[_mark(text)] for text in those if _mark(text) in said}
        if met:
            cells[name] = met
    return Choices(columns, cells)


def forget(connection: Connection, questionnaire: str, names: Sequence[str]) -> None:
    """Let go of what was said of files with the same headers."""
    while (row := _same(connection, questionnaire, names)) is not None:
        connection.execute(delete(column_choice).where(column_choice.c.id == row.id))


def _same(connection: Connection, questionnaire: str, names: Sequence[str]) -> Any:
    wanted = {_mark(name) for name in names}
    c = column_choice.c
    chosen = select(column_choice).where(c.questionnaire == questionnaire).order_by(c.id.desc())
    for row in connection.execute(chosen):
        there = set(row.headers)
        if len(there & wanted) >= ALIKE * len(there | wanted):
            return row
    return None


def _mark(text: str) -> str:
    return EVERYWHERE if text == EVERYWHERE else hashlib.sha256(text.encode()).hexdigest()[:_SIGNS]


def assign_centres(connection: Connection, spellings: Mapping[str, str]) -> None:
    """Remember which centre is meant by each of these names; '' forgets it."""
    for spelling, centre in spellings.items():
        connection.execute(delete(centre_spelling).where(centre_spelling.c.spelling == spelling))
        if centre:
            connection.execute(
                insert(centre_spelling).values(spelling=spelling, centre=centre, chosen_at=now())
            )


def centre_spellings(connection: Connection) -> dict[str, str]:
    """The centre that is meant by each name that was assigned, by name."""
    c = centre_spelling.c
    chosen = select(c.spelling, c.centre).order_by(c.spelling)
    return {row.spelling: row.centre for row in connection.execute(chosen)}
