"""What was kept of the problems of a file goes: texts typed in cells stood in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty the problems of every import and list; how many there were is not told any more."""
    connection = op.get_bind()
    for name in ("import", "participation_file"):
        filed = sa.table(name, sa.column("id", sa.Integer), sa.column("notes", sa.JSON))
        for number, notes in connection.execute(sa.select(filed.c.id, filed.c.notes)).all():
            emptied = {**notes, "problems": []}
            connection.execute(sa.update(filed).where(filed.c.id == number).values(notes=emptied))


def downgrade() -> None:
    """Nothing: what is gone does not come back."""
