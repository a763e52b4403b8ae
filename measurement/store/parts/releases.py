"""Releases in the store: made, withdrawn, and what directors get of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, Engine

from measurement.questionnaire.model import Questionnaire
from measurement.releases.history import History
from measurement.releases.limits import Terms
from measurement.releases.release import Release
from measurement.store.releases import groups, listing, publishing, record
from measurement.store.releases.ledger import recorded
from measurement.store.releases.publishing import Occasion
from measurement.store.secret import key_file
from measurement.store.transactions import noting, reading


class Releases:
    """What was published to directors; every change is one transaction.

    Publishing and withdrawing do not change the answers, so the store's revision stays;
    :attr:`stamp` changes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read: tuple[str, History] = "", History()

    @property
    def stamp(self) -> str:
        """A text that is another one when directors may get something else of answers."""
        with reading(self._engine) as connection:
            return record.stamp(connection)

    def history(self) -> History:
        """All that was published, but for the keys of what is held: these stay in the store.

        And but for totals that would tell too much to who has several centres now.
        """
        with reading(self._engine) as connection:
            return _beside(connection, self._everything(connection))

    def _everything(self, connection: Connection) -> History:
        """All that was published; read again when more was."""
        last = record.last(connection)
        if last != self._read[0]:
            self._read = last, record.history(connection)
        return self._read[1]

    def terms(self, questionnaire: Questionnaire) -> Terms:
        """On what terms the next release is made: limits and choices of staff, hidden items."""
        with reading(self._engine) as connection:
            return publishing.terms(connection, questionnaire)

    def preview(
        self,
        questionnaire: Questionnaire,
        *,
        day: str,
        by: str,
        years: Collection[str] | None = None,
    ) -> Release:
        """The release that would be made of these school years, or of all; nothing is kept."""
        with reading(self._engine) as connection:
            path, when = key_file(self._engine.url), Occasion(day, by, years)
            made = publishing.preview(connection, path, questionnaire, when)
            so_far = self._everything(connection)
            after = replace(so_far, releases=(*so_far.releases, made))
            return _beside(connection, after).releases[-1]

    def publish(
        self,
        questionnaire: Questionnaire,
        *,
        day: str,
        by: str,
        years: Collection[str] | None = None,
    ) -> Release:
        """Make the next release, of these school years or of all, with its approved quotes.

        Raises :class:`SurveyError` where nothing is new, or ``by`` may not do this.
        """
        with recorded(self._engine), noting(self._engine) as connection:
            path, when = key_file(self._engine.url), Occasion(day, by, years)
            return publishing.publish(connection, path, questionnaire, when)

    def withdraw(self, number: int, by: str) -> None:
        """Let a release no longer hold. Raises :class:`SurveyError` where it does not already."""
        with recorded(self._engine), noting(self._engine) as connection:
            publishing.withdraw(connection, number, by)

    def undo_withdrawal(self, number: int, by: str) -> None:
        """Let this release, that was withdrawn, hold again. Raises :class:`SurveyError`."""
        with recorded(self._engine), noting(self._engine) as connection:
            publishing.undo_withdrawal(connection, number, by)

    def listing(self) -> pd.DataFrame:
        """The declared table ``releases``: one row per release, the newest first."""
        with reading(self._engine) as connection:
            return listing.releases(connection)

    def quotes(self) -> pd.DataFrame:
        """The declared table ``released_quotes``: what directors see, by centre and school year."""
        holding = {one.number for one in self.history().holding}
        with reading(self._engine) as connection:
            return listing.quotes(connection, holding)

    def names_of(self, centre: str) -> tuple[str, ...]:
        """The names under which a centre was published: its own, former ones, of merged ones."""
        history = self.history()
        with reading(self._engine) as connection:
            return listing.names_of(connection, centre, history)


def _beside(connection: Connection, everything: History) -> History:
    """The same but for totals that would tell too much to who has several centres now."""
    return everything.beside(groups.known_to_one(connection, everything))
