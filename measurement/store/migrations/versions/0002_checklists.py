"""Checklists of success factors with their history, facts of a centre and inspection results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; what is in the store stays as it is."""
    _checklists()
    _history()
    _facts()


def downgrade() -> None:
    """Remove the tables."""
    for table in ("inspection", "centre_fact", "checklist_history", "checklist_entry", "checklist"):
        op.drop_table(table)


def _about() -> list[sa.Column[object]]:
    """Which checklist it is."""
    return [
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("filled_by", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
    ]


def _checklists() -> None:
    op.create_table(
        "checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        *_about(),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checklist"),
    )
    op.create_index("ix_checklist_centre", "checklist", ["centre"])
    op.create_table(
        "checklist_entry",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("factor", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("checklist_id", "factor", name="pk_checklist_entry"),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["checklist.id"], name="fk_checklist_entry_checklist_id"
        ),
    )


def _history() -> None:
    op.create_table(
        "checklist_history",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        *_about(),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("checklist_id", "version", name="pk_checklist_history"),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["checklist.id"], name="fk_checklist_history_checklist_id"
        ),
    )


def _facts() -> None:
    op.create_table(
        "centre_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_centre_fact"),
        sa.UniqueConstraint("centre", "key", "date", name="uq_centre_fact_centre_key_date"),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.UniqueConstraint(
            "centre", "school_year", "scale", name="uq_inspection_centre_school_year_scale"
        ),
    )
