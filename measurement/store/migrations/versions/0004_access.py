"""Accounts of people who use the tool, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; what is in the store stays as it is."""
    _accounts()
    _audit()


def downgrade() -> None:
    """Remove the tables."""
    for table in ("audit", "account"):
        op.drop_table(table)


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("centres", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.DateTime(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    holds = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_account_email_holds",
        "account",
        ["email"],
        unique=True,
        sqlite_where=holds,
        postgresql_where=holds,
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
