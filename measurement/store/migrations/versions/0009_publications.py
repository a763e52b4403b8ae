"""What was published to directors: releases, withdrawals and quotes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing is published yet."""
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("held", sa.LargeBinary()),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sa.UniqueConstraint("mark", name="uq_publication_mark"),
    )
    op.create_table(
        "published_quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("response", sa.BigInteger(), nullable=False),
        sa.Column("remark", sa.String(32), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_published_quote"),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name="fk_published_quote_publication_id"
        ),
        sa.UniqueConstraint("mark", name="uq_published_quote_mark"),
    )
    op.create_index("ix_published_quote_response", "published_quote", ["response"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("published_quote")
    op.drop_table("publication")
