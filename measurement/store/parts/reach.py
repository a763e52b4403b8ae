"""Reach in the store: lists of participants, and yearly figures that are filled in by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Engine

from measurement.exports.participations.participations import Participations
from measurement.store import settings
from measurement.store.reach import participations, participations_read, yearly_figures
from measurement.store.reach.participations import ListReceipt
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.store.secret import key_file
from measurement.store.transactions import reading, writing


class Reach:
    """Participations and yearly figures; every change is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, recognised: Participations, instead_of_example: bool = False) -> ListReceipt:
        """Add a list: all of it, or nothing. Raises :class:`SurveyError` if it is there already.

        ``instead_of_example`` removes the example data, if there are, in the same transaction.
        """
        with writing(self._engine) as connection:
            if instead_of_example:
                settings.end_example(connection)
            return participations.add(connection, key_file(self._engine.url), recognised)

    def undo(self, file_id: int) -> None:
        """Let a list no longer count."""
        with writing(self._engine) as connection:
            participations.undo(connection, file_id)

    def redo(self, file_id: int) -> None:
        """Let a list that was undone count again, unless it came in again meanwhile."""
        with writing(self._engine) as connection:
            participations.redo(connection, file_id)

    def files(self) -> pd.DataFrame:
        """One row per list, the newest first.

        ``n_participations`` counts the rows that count, ``n_repeated`` rows that stood in an earlier
        list too and do not count again; ``excluded`` is a mapping of why rows do not count to the
        rows, ``problems`` the sentences told at the time.
        """
        with reading(self._engine) as connection:
            return participations_read.files(connection)

    def table(self) -> pd.DataFrame:
        """The declared table ``participations``: one row per person and session that counts.

        In the order the lists came in. ``person`` is the number of the person in the answers, for
        who answered a survey, else a negative number; it holds within one revision of the store.
        """
        with reading(self._engine) as connection:
            return participations_read.table(connection)

    def surveys(self) -> list[tuple[str, str, str, str]]:
        """The surveys that the store knows: what recognition takes names and strategies from."""
        with reading(self._engine) as connection:
            return participations.surveys(connection)

    def record_figures(self, rows: Iterable[YearlyFigure]) -> None:
        """Keep these figures, each in place of one of the same school year, key and centre."""
        with writing(self._engine) as connection:
            yearly_figures.record(connection, rows)

    def figures(self) -> pd.DataFrame:
        """The declared table ``figures``: sorted by school year, key and centre."""
        with reading(self._engine) as connection:
            return yearly_figures.figures(connection)
