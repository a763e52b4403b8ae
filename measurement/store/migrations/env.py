"""Runs the steps on the connection that :mod:`measurement.store.opening` hands over.

There is no ``alembic.ini``: the store brings itself up to date when it is opened.
"""

from __future__ import annotations

from alembic import context

from measurement.store.schema import metadata


def migrate() -> None:
    """Run the steps that are asked for, in the transaction that is already open."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # the name under which Alembic runs this file
    migrate()
