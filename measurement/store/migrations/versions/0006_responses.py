"""Rows of one response in several exports, so that the same survey may be imported again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NEWEST_COUNTS = """
    UPDATE respondent SET excluded = 'replaced' WHERE excluded = '' AND EXISTS (
        SELECT 1 FROM respondent AS later JOIN import ON import.id = later.import_id
        WHERE later.response = respondent.response AND later.import_id > respondent.import_id
        AND import.undone_at IS NULL)
"""


def upgrade() -> None:
    """Add the columns; what counted keeps counting, copies become rows of one response."""
    op.add_column("import", sa.Column("updates", sa.JSON(), nullable=False, server_default="[]"))
    for column in (
        sa.Column("found", sa.String(), nullable=False, server_default=""),
        sa.Column("by_hand", sa.String(), nullable=False, server_default=""),
        sa.Column("response", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("ticket", sa.BigInteger()),
        sa.Column("marks", sa.LargeBinary()),
    ):
        op.add_column("respondent", column)
    for name in ("response", "ticket"):
        op.create_index(f"ix_respondent_{name}", "respondent", [name])
    connection = op.get_bind()
    _decisions(connection)
    _copies(connection)


def downgrade() -> None:
    """Remove the columns; rows that a later export replaced are copies again."""
    op.execute("UPDATE respondent SET excluded = 'repeated' WHERE excluded IN ('replaced', 'gone')")
    for name in ("response", "ticket"):
        op.drop_index(f"ix_respondent_{name}", "respondent")
    with op.batch_alter_table("respondent") as table:
        for name in ("found", "by_hand", "response", "ticket", "marks"):
            table.drop_column(name)
    with op.batch_alter_table("import") as table:
        table.drop_column("updates")


def _decisions(connection: sa.Connection) -> None:
    """Tell what reading found from what was decided by hand; every row is a response."""
    for statement in (
        "UPDATE respondent SET response = id",
        "UPDATE respondent SET found = excluded WHERE excluded NOT IN ('', 'left_out', 'repeated')",
        "UPDATE respondent SET by_hand = 'out' WHERE excluded = 'left_out'",
    ):
        connection.execute(sa.text(statement))


def _copies(connection: sa.Connection) -> None:
    """A row that did not count, as an earlier one says the same, is of that one's response."""
    copies = connection.execute(
        sa.text(
            "SELECT DISTINCT survey_id FROM respondent WHERE excluded = 'repeated'"
            " AND survey_id IS NOT NULL"
        )
    )
    for (survey,) in copies.all():
        chosen = sa.text(
            "SELECT r.id, r.import_id, r.row, r.person, r.answered_on, r.centre, r.codes,"
            " r.excluded, i.layout FROM respondent AS r JOIN import AS i ON i.id = r.import_id"
            " WHERE r.survey_id = :survey AND NOT r.kept AND r.excluded IN ('', 'repeated')"
            " ORDER BY r.import_id, r.row"
        )
        _join(connection, connection.execute(chosen, {"survey": survey}).all())
    connection.execute(sa.text("UPDATE respondent SET excluded = '' WHERE excluded = 'repeated'"))
    connection.execute(sa.text(_NEWEST_COUNTS))


def _join(connection: sa.Connection, rows: Any) -> None:
    groups: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        place = () if row.person else (row.row, row.answered_on, row.centre)
        groups[row.person, *place, str(row.layout), bytes(row.codes)].append(row)
    numbers = [
        {"this": row.id, "of": group[0].id}
        for group in groups.values()
        if any(row.excluded == "repeated" for row in group)
        for row in group[1:]
        if row.excluded == "repeated"
    ]
    if numbers:
        connection.execute(
            sa.text("UPDATE respondent SET response = :of WHERE id = :this"), numbers
        )
