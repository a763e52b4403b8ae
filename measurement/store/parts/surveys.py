"""Surveys in the store: when they ran, how well they were answered, how many were invited."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Engine

from measurement.measures.quality.quality import Quality, quality
from measurement.questionnaire.model import Questionnaire
from measurement.store.answers import calendar, invitations
from measurement.store.answers.invitations import Invitation
from measurement.store.imports.quality import filed
from measurement.store.transactions import reading, writing


class Surveys:
    """The surveys that the imports are of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def days(self) -> pd.DataFrame:
        """The declared table ``survey_days``: when each survey ran, and what its files hold."""
        with reading(self._engine) as connection:
            return calendar.survey_days(connection)

    def anonymous(self) -> frozenset[int]:
        """The respondents, as numbered in answers, of whom it is not known who they are."""
        with reading(self._engine) as connection:
            return calendar.anonymous_answers(connection)

    def quality(self, questionnaire: Questionnaire) -> Quality:
        """How well every survey was answered; imports that were undone are left out."""
        with reading(self._engine) as connection:
            return quality(filed(connection, questionnaire), questionnaire)

    def invite(
        self, rows: Iterable[Invitation], questionnaire: Questionnaire | None = None
    ) -> None:
        """Keep the numbers of people invited, each in place of an earlier one."""
        with writing(self._engine) as connection:
            invitations.invite(connection, rows, questionnaire)
