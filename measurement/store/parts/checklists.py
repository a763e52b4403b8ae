"""Checklists in the store: saved, closed, listed."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Engine

from measurement.centre.checklist.draft import Checklist, ChecklistDraft
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.store.centre import checklists, checklists_read
from measurement.store.transactions import reading, writing


class Checklists:
    """Checklists of centres; every version stays."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, draft: ChecklistDraft, expected_version: int = 0) -> Checklist:
        """Save a checklist as it is now, of the version that was read; what holds from now on.

        Raises :class:`Conflict` when somebody else saved in between: after saving all that both
        gave, and telling what the other changed. Nothing is lost: every version stays.
        """
        with writing(self._engine) as connection:
            outcome = checklists.save(connection, draft, expected_version)
        return outcome.told()

    def take(self, drafts: Iterable[ChecklistDraft], status: str = "open") -> list[Checklist]:
        """Save the checklists of a file, all or none (see :func:`checklists.take`)."""
        with writing(self._engine) as connection:
            return checklists.take(connection, drafts, status)

    def close(self, checklist_id: int) -> Checklist:
        """Let a checklist no longer be changed."""
        with writing(self._engine) as connection:
            return checklists.set_status(connection, checklist_id, "closed")

    def reopen(self, checklist_id: int) -> Checklist:
        """Let a closed checklist be changed again."""
        with writing(self._engine) as connection:
            return checklists.set_status(connection, checklist_id, "open")

    def discard(self, checklist_id: int) -> None:
        """Delete an open checklist that was begun by mistake, with its history."""
        with writing(self._engine) as connection:
            checklists.discard(connection, checklist_id)

    def one(self, checklist_id: int) -> Checklist:
        """One checklist, to show or to change."""
        with reading(self._engine) as connection:
            return checklists_read.one(connection, checklist_id)

    def history(self, checklist_id: int) -> list[Checklist]:
        """Every version of a checklist, the oldest first."""
        with reading(self._engine) as connection:
            return checklists_read.history(connection, checklist_id)

    def listing(self) -> pd.DataFrame:
        """The declared table ``checklists``: one row per checklist, the newest first."""
        with reading(self._engine) as connection:
            return checklists_read.listing(connection)

    def table(self, success_factors: SuccessFactors, drafts: bool = True) -> pd.DataFrame:
        """The declared table ``checklist``: what was filled in; without ``drafts`` closed ones."""
        with reading(self._engine) as connection:
            return checklists_read.table(connection, success_factors, drafts)
