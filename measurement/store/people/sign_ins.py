"""Sign-ins that were ended before the provider's word ran out: they hold nowhere any more."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from measurement.store.schema import setting
from measurement.store.transactions import noting, reading

_PREFIX = "ended:"


class SignIns:
    """The ended sign-ins in the store, by a mark that says nothing of the person."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def end(self, mark: str, until: float, now: float) -> None:
        """Let this sign-in no longer hold. ``until`` is when it ends by itself (seconds)."""
        c = setting.c
        ours = c.key.startswith(_PREFIX, autoescape=True)
        with noting(self._engine) as connection:
            rows = connection.execute(select(c.key, c.value).where(ours)).all()
            gone = [row.key for row in rows if float(row.value) < now]
            connection.execute(delete(setting).where(c.key.in_([*gone, _PREFIX + mark])))
            connection.execute(insert(setting).values(key=_PREFIX + mark, value=str(until)))

    def ended(self, mark: str) -> bool:
        """Whether this sign-in was ended."""
        chosen = select(setting.c.key).where(setting.c.key == _PREFIX + mark)
        with reading(self._engine) as connection:
            return connection.execute(chosen).first() is not None
