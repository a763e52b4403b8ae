"""Imports in the store: added, listed, undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, Engine

from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SurveyNaming
from measurement.questionnaire.model import Questionnaire
from measurement.store import settings
from measurement.store.answers import answers, invitations, listing
from measurement.store.answers.invitations import Invitation
from measurement.store.imports import imports, undoing
from measurement.store.people import audit
from measurement.store.releases.corrections import correcting, weighing
from measurement.store.secret import key_file
from measurement.store.transactions import reading
from measurement.store.updates.adding import Addition
from measurement.store.updates.receipts import Receipt, Undecided


class Imports:
    """Exports of surveys as they came in; every change is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def table(self) -> pd.DataFrame:
        """One row per import, the newest first (see :func:`measurement.store.answers.listing.imports`)."""
        with reading(self._engine) as connection:
            return listing.imports(connection)

    def exclusions(self, import_id: int) -> dict[str, tuple[int, ...]]:
        """Why rows of an import do not count, with the rows as Excel shows them."""
        with reading(self._engine) as connection:
            return listing.exclusions(connection, import_id)

    def left_behind(self, questionnaire: Questionnaire) -> dict[str, tuple[int, ...]]:
        """Items of active imports that the questionnaire no longer knows.

        With the points that it no longer knows; none are named where the whole item is unknown.
        """
        with reading(self._engine) as connection:
            layouts = answers.layouts(connection).values()
        return {i: p for layout in layouts for i, p in answers.left_behind(layout, questionnaire)}

    def add(
        self,
        recognised: Recognised,
        naming: SurveyNaming,
        questionnaire: Questionnaire,
        *,
        keep_rows: Collection[int] = (),
        leave_out: Collection[int] = (),
        again: str = "",
    ) -> Receipt:
        """Add an export: all of it, or nothing (see :meth:`add_all`)."""
        addition = Addition(recognised, naming, keep_rows, leave_out, again)
        return self.add_all([addition], questionnaire)[0]

    def add_all(
        self,
        additions: Iterable[Addition | tuple[Recognised, SurveyNaming]],
        questionnaire: Questionnaire,
        invited: Iterable[Invitation] = (),
        instead_of_example: bool = False,
        tell: Callable[[Sequence[Receipt]], None] | None = None,
        by: str = "",
    ) -> list[Receipt]:
        """Add several exports with the invitations they name, and ``invited``: all, or none.

        An export of a survey that is in the store already is an update of it: nobody is counted
        twice (see :mod:`measurement.store.updates.updating`). ``instead_of_example`` removes the example
        data, if there are, in the same transaction. Raises :class:`SurveyError` when one of them
        does not say which survey it belongs to, has blocking problems, or was imported before for
        the same survey, and :class:`Undecided` when only the reader knows what one of them is.
        ``tell`` is told what each brings, before anything is stored. ``by`` puts it in the audit log.
        """
        every = [a if isinstance(a, Addition) else Addition(*a) for a in additions]
        named = [Invitation(*row) for a in every for row in a.recognised.invitations]
        with correcting(self._engine) as connection:
            if instead_of_example:
                settings.end_example(connection)
            receipts = imports.add(connection, key_file(self._engine.url), every, questionnaire)
            if any(receipt.open for receipt in receipts):
                raise Undecided(receipts)
            if tell is not None:
                tell(receipts)
            invitations.invite(connection, [*named, *invited], questionnaire)
            n = sum(receipt.n_added for receipt in receipts)
            _note(connection, by, "imported", [r.import_id for r in receipts], added=n)
        return receipts

    def preview(
        self,
        additions: Iterable[Addition],
        questionnaire: Questionnaire,
        instead_of_example: bool = False,
    ) -> list[Receipt]:
        """What :meth:`add_all` would bring, with what it must be told first; nothing is stored."""
        with weighing(self._engine) as (connection, n_withdrawn):
            if instead_of_example:
                settings.end_example(connection)
            key = key_file(self._engine.url)
            receipts = imports.add(connection, key, additions, questionnaire)
            n = n_withdrawn()
        return [replace(receipt, n_withdrawn=n) for receipt in receipts]

    def undo(self, import_id: int, by: str = "") -> None:
        """Let an import no longer count; the numbers of invited that came with it neither.

        ``by`` puts it in the audit log.
        """
        with correcting(self._engine) as connection:
            undoing.undo(connection, import_id)
            _note(connection, by, "import_undone", [import_id])

    def redo(self, import_id: int, by: str = "") -> None:
        """Let an import that was undone count again; ``by`` puts it in the audit log."""
        with correcting(self._engine) as connection:
            undoing.redo(connection, import_id)
            _note(connection, by, "import_redone", [import_id])

    def take_back(self, import_id: int, rows: Collection[int]) -> None:
        """Let rows that were set aside count."""
        with correcting(self._engine) as connection:
            undoing.take_back(connection, import_id, rows)

    def leave_out(self, import_id: int, rows: Collection[int]) -> None:
        """Let rows no longer count."""
        with correcting(self._engine) as connection:
            undoing.leave_out(connection, import_id, rows)


def _note(
    connection: Connection, by: str, action: str, imports: Sequence[int], **details: int
) -> None:
    """Put in the audit log what somebody did with imports."""
    if by:
        told: dict[str, str | int] = {"imports": ", ".join(map(str, imports))}
        audit.write(connection, by, action, told | details)
