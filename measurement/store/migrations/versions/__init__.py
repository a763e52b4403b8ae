"""One module per step; Alembic follows ``revision`` and ``down_revision``."""
