"""The limits for small groups under the names that releases know them by."""

from __future__ import annotations

import json
from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAMES = {"group": "persons", "open": "writers", "crossed": "crossed"}


def upgrade() -> None:
    """Rename what was set; the numbers stay."""
    _rename(_NAMES)


def downgrade() -> None:
    """Rename them back; the number of centres and the stricter rule are let go."""
    _rename({new: old for old, new in _NAMES.items()})
    op.get_bind().execute(sa.text("DELETE FROM setting WHERE key = 'strict'"))


def _rename(names: Mapping[str, str]) -> None:
    connection = op.get_bind()
    chosen = sa.text("SELECT value FROM setting WHERE key = 'limits'")
    stored = connection.execute(chosen).scalar_one_or_none()
    if stored:
        before = json.loads(stored)
        now = json.dumps({names[name]: n for name, n in before.items() if name in names})
        changed = sa.text("UPDATE setting SET value = :now WHERE key = 'limits'")
        connection.execute(changed, {"now": now})
