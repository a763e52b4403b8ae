"""A store on a server of PostgreSQL, for several machines: its connections and its patience."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

# A reader sees one state of the store, as it does in a file of SQLite: whatever is written meanwhile.
READER = {"isolation_level": "REPEATABLE READ"}
_STORE = 6_021_966  # the number of the lock of whoever makes or changes the tables


def engine_of(address: URL, patience: int) -> Engine:
    """An engine of which nobody waits longer than ``patience`` seconds for another, or for the server."""
    engine = create_engine(
        address, pool_pre_ping=True, pool_timeout=patience, connect_args={"connect_timeout": 10}
    )
    limits = {
        "lock_timeout": patience,
        "idle_in_transaction_session_timeout": 10 * patience,
        "statement_timeout": 20 * patience,
    }

    @event.listens_for(engine, "connect")
    def _limited(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            for name, seconds in limits.items():
                cursor.execute(f"SET {name} = '{seconds}s'")
        connection.commit()

    return engine


def one_at_a_time(connection: Connection) -> None:
    """Wait until nobody else makes or changes the tables; until the end of the transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_STORE})")


def reader(engine: Engine) -> Connection:
    """A connection to read with."""
    connection = engine.connect()
    return (
        connection.execution_options(**READER)
        if engine.dialect.name == "postgresql"
        else connection
    )
