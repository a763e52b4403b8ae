"""What the store knows of centres beside surveys and checklists: facts and inspection results."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Engine

from measurement.questionnaire import success_factor_files
from measurement.questionnaire.centre_facts import Fact, Inspection
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.store.centre import facts
from measurement.store.transactions import reading, writing


class Centres:
    """Facts and inspection results of centres."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record_facts(
        self, rows: Iterable[Fact], success_factors: SuccessFactors | None = None
    ) -> None:
        """Keep facts of centres, each in place of an earlier one of that day.

        Which facts there are ``success_factors`` says; without it the terms.csv in force.
        """
        with writing(self._engine) as connection:
            facts.record_facts(connection, rows, success_factors or success_factor_files.load())

    def facts(self) -> pd.DataFrame:
        """The declared table ``facts``: what holds now of each centre."""
        with reading(self._engine) as connection:
            return facts.facts(connection)

    def record_inspections(self, rows: Iterable[Inspection]) -> None:
        """Keep inspection results, each in place of an earlier one."""
        with writing(self._engine) as connection:
            facts.record_inspections(connection, rows)

    def inspections(self) -> pd.DataFrame:
        """The declared table ``inspections``: one row per centre, school year and scale."""
        with reading(self._engine) as connection:
            return facts.inspections(connection)
