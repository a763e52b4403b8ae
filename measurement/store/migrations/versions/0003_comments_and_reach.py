"""Open answers with released quotes, lists of participants, and figures per year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; what is in the store stays as it is."""
    _comments()
    _participations()
    _figures()


def downgrade() -> None:
    """Remove the tables."""
    for table in ("yearly_figure", "participation", "participation_file", "quote", "comment"):
        op.drop_table(table)


def _comments() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_comment_import_id"),
        sa.UniqueConstraint("import_id", "row", "item", name="uq_comment_import_id_row_item"),
    )
    op.create_table(
        "quote",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("comment_id", name="pk_quote"),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_quote_comment_id"),
    )


def _participations() -> None:
    op.create_table(
        "participation_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_participation_file"),
    )
    op.create_index("ix_participation_file_digest", "participation_file", ["digest"])
    texts = ("excluded", "school_year", "strategy", "initiative", "session")
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("held_on", sa.Date()),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("centre_known", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participation"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["participation_file.id"], name="fk_participation_file_id"
        ),
        sa.UniqueConstraint("file_id", "row", name="uq_participation_file_id_row"),
    )


def _figures() -> None:
    op.create_table(
        "yearly_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_yearly_figure"),
        sa.UniqueConstraint(
            "school_year", "key", "centre", name="uq_yearly_figure_school_year_key_centre"
        ),
    )
