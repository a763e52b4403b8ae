"""What was said of columns, cells and centres by hand, and what tells how well people answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables; of answers that are in the store the new ones are not known."""
    op.add_column("respondent", sa.Column("seconds", sa.Integer()))
    op.add_column("respondent", sa.Column("strange", sa.JSON()))
    op.create_table(
        "column_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire", sa.String(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_column_choice"),
    )
    op.create_index("ix_column_choice_questionnaire", "column_choice", ["questionnaire"])
    op.create_table(
        "centre_spelling",
        sa.Column("spelling", sa.String(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("spelling", name="pk_centre_spelling"),
    )


def downgrade() -> None:
    """Remove the tables and columns."""
    op.drop_table("centre_spelling")
    op.drop_index("ix_column_choice_questionnaire", "column_choice")
    op.drop_table("column_choice")
    with op.batch_alter_table("respondent") as rows:
        rows.drop_column("strange")
        rows.drop_column("seconds")
