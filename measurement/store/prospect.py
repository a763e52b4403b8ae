"""What would be released now: the release itself, and what who publishes is told of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from measurement.questionnaire.model import Questionnaire
from measurement.releases.history import History, added
from measurement.releases.overview import centres
from measurement.releases.overview.waiting import waiting
from measurement.releases.release import Release
from measurement.store.store import Store


class Prospect(NamedTuple):
    """A release that was not made: the releases before it, and the declared tables about it.

    ``waiting`` is ``release_waiting``, ``by_centre`` is ``release_by_centre`` and ``totals`` is
    ``release_totals``.
    """

    history: History
    release: Release
    waiting: pd.DataFrame
    by_centre: pd.DataFrame
    totals: pd.DataFrame


def prospect(
    store: Store,
    questionnaire: Questionnaire,
    *,
    day: str,
    by: str,
    years: Collection[str] | None = None,
) -> Prospect:
    """What would be released of these school years, or of all; nothing is kept."""
    room = store.releases
    history = room.history()
    one = room.preview(questionnaire, day=day, by=by, years=years)
    after = added(history, one)
    answers = store.answers(questionnaire)
    asked = set(answers.respondents["centre"].dropna().astype(str))
    names = {c: room.names_of(c) for c in sorted({a.centre for a in after.atoms} | asked)}
    earlier = {old for own in names.values() for old in own[1:]}
    return Prospect(
        history,
        one,
        waiting(one, answers, room.terms(questionnaire).hidden),
        centres.by_centre(
            after, one, {c: own for c, own in names.items() if c not in earlier}, _quotes(store)
        ),
        centres.totals(after),
    )


def _quotes(store: Store) -> dict[str, int]:
    """How many quotes the director of each centre gets to read now."""
    told = store.releases.quotes()["centre"].astype(str)
    return {str(centre): int(n) for centre, n in told.value_counts().items()}
