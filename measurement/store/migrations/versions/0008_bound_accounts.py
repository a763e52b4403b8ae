"""Access that is bound to the account with which somebody signed in first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; who has access is bound at the next sign-in."""
    op.add_column("account", sa.Column("issuer", sa.String(), nullable=False, server_default=""))
    op.add_column("account", sa.Column("subject", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove the columns."""
    with op.batch_alter_table("account") as accounts:
        accounts.drop_column("subject")
        accounts.drop_column("issuer")
