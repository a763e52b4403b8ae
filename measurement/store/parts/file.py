"""The file of a store: copied while it is used, and looked over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, select

from measurement.errors import SurveyError
from measurement.store.file import copies, verifying
from measurement.store.file.place import file_of
from measurement.store.file.verifying import Health
from measurement.store.releases import ledger
from measurement.store.schema import setting
from measurement.store.transactions import reading
from measurement.words import say


class File:
    """What is done with the store as a whole."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def backup(self, out: Path, *, with_key: bool = True) -> Path:
        """A verified copy, with the key beside it unless that is kept elsewhere (see :func:`measurement.store.file.copies.backup`); where it is.

        Raises :class:`SurveyError`, also for a store that is no file.
        """
        path = file_of(self._engine.url)
        if path is None:
            raise SurveyError(
                say(
                    "This store is no file: make a copy with the tools of its database (pg_dump for PostgreSQL)."
                )
            )
        return copies.backup(path, out.expanduser().resolve(), with_key=with_key)

    def forget_copies(self, today: date | None = None) -> None:
        """Delete copies made without asking that are older than 30 days; all without a day."""
        if (path := file_of(self._engine.url)) is not None:
            copies.forget(path, today)

    @property
    def key_check(self) -> str:
        """What the store keeps to know its key again; '' while it has none."""
        with reading(self._engine) as connection:
            chosen = select(setting.c.value).where(setting.c.key == "key_check")
            return str(connection.execute(chosen).scalar_one_or_none() or "")

    def health(self) -> Health:
        """Whether everything in the store can be read and belongs together."""
        found = verifying.health(self._engine)
        of_ledger = tuple(ledger.looked_at(self._engine)) if found.sound else ()
        return replace(found, problems=(*found.problems, *of_ledger))
