"""What the store keeps of a person: found and erased."""

from __future__ import annotations

from sqlalchemy import Engine

from measurement.store.file import copies
from measurement.store.file.place import file_of
from measurement.store.people import erasure
from measurement.store.people.erasure import Erased, Found
from measurement.store.releases.ledger import recorded


class People:
    """People who answered or took part, looked up by the address that stood in the files."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, identity: str, by: str = "") -> Found:
        """How much is kept of who has this address; ``by`` puts it in the audit log."""
        return erasure.find(self._engine, identity, by)

    def erase(self, by: str, identity: str) -> Erased:
        """Delete all that is kept of who has this address, and leave it out of later imports.

        The copies that were made without asking go too: the person stands in them.
        """
        with recorded(self._engine):
            erased = erasure.erase(self._engine, by, identity)
        if (path := file_of(self._engine.url)) is not None:
            copies.forget(path)
        return erased
