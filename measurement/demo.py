"""Puts the invented example data into a store, by the same road as a real export."""

from __future__ import annotations

import csv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from measurement.errors import SurveyError
from measurement.exports import recognise
from measurement.questionnaire import Questionnaire
from measurement.store import Store
from measurement.store.invitations import Invitation
from measurement.store.naming import SurveyNaming
from measurement.words import say

FOLDER = Path(__file__).resolve().parents[1] / "data" / "example"


def load_example(
    store: Store, questionnaire: Questionnaire, progress: Callable[[float], None] | None = None
) -> int:
    """Import the example exports with their invitations; the number of answers added.

    Does nothing when the store holds them already. Raises :class:`SurveyError` when it holds
    other data: invented figures are never mixed with real ones.
    """
    if store.is_example:
        return 0
    if not store.empty:
        raise SurveyError(
            say(
                "The store holds real data; the example data are not added to it. Name another store with --store."
            )
        )
    with (FOLDER / "surveys.csv").open(encoding="utf-8", newline="") as source:
        surveys = list(csv.DictReader(source))
    with ThreadPoolExecutor(2) as pool:
        found = []
        for done, one in enumerate(
            pool.map(lambda s: recognise(FOLDER / s["file"], questionnaire), surveys)
        ):
            found.append(one)
            if progress is not None:
                progress((done + 1) / (len(surveys) + 2))
    namings = [SurveyNaming(s["school_year"], s["strategy"], "", s["moment"]) for s in surveys]
    receipts = store.add_all(zip(found, namings, strict=True), questionnaire)
    store.invite(invitations(), questionnaire)
    store.mark_example()
    return sum(receipt.n_added for receipt in receipts)


def invitations() -> list[Invitation]:
    """The invitations of the example data, per initiative and centre."""
    with (FOLDER / "invitations.csv").open(encoding="utf-8", newline="") as source:
        return [
            Invitation(
                r["school_year"],
                r["strategy"],
                r["initiative"],
                r["moment"],
                r["centre"],
                int(r["invited"]),
            )
            for r in csv.DictReader(source)
        ]
