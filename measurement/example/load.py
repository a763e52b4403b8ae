"""Puts the invented example data into a store, by the same road as a real export."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import groupby
from pathlib import Path

from measurement.errors import SurveyError
from measurement.exports import recognise
from measurement.exports.participations.participations import recognise_participations
from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SurveyNaming
from measurement.questionnaire.model import Questionnaire
from measurement.store import ChecklistDraft, Entry, Fact, Inspection, Store
from measurement.store.answers.invitations import Invitation
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.words import say

RELEASED = (
    "Mijn directie vroeg de week erna zelf hoe we dit gaan aanpakken. Dat helpt!",
    "Zonder vrijgemaakte uren blijft het bij goede voornemens.",
    "De casussen waren eindelijk eens die van ons en niet uit een handboek.",
)
# On which days figures were released to directors, and of which school years: of all, without.
RELEASES: tuple[tuple[str, tuple[str, ...] | None], ...] = (
    ("2024-09-16", ("2023-2024",)),
    ("2025-09-15", None),
)
FOLDER = Path(__file__).resolve().parents[2] / "data" / "example"


def load_example(
    store: Store, questionnaire: Questionnaire, progress: Callable[[float], None] | None = None
) -> int:
    """Import the example exports with their invitations; the number of answers added.

    Does nothing when the store holds them already. Raises :class:`SurveyError` when it holds
    other data: invented figures are never mixed with real ones.
    """
    if _there(store):
        return 0
    surveys = listed("surveys.csv")
    recognised = _recognised([s["file"] for s in surveys], questionnaire, progress)
    namings = [SurveyNaming(s["school_year"], s["strategy"], "", s["moment"]) for s in surveys]
    with store.together():  # who is stopped half-way leaves an empty store, never unmarked figures
        if _there(store):  # another was first
            return 0
        receipts = store.imports.add_all(zip(recognised, namings, strict=True), questionnaire)
        store.surveys.invite(invitations(), questionnaire)
        _know_centres(store)
        _know_reach(store, questionnaire)
        _release_quotes(store)
        for day, years in RELEASES:
            store.example.release(questionnaire, day=day, years=years)
        store.example.mark()
    return sum(receipt.n_added for receipt in receipts)


def _there(store: Store) -> bool:
    """Whether the store holds the example. Raises :class:`SurveyError` when it holds other data."""
    if store.example.there:
        return True
    if not store.empty:
        raise SurveyError(
            say(
                "The store holds real data; the example data are not added to it. Name another store with --store."
            )
        )
    return False


def _recognised(
    files: list[str], questionnaire: Questionnaire, progress: Callable[[float], None] | None
) -> list[Recognised]:
    recognised = []
    with ThreadPoolExecutor(2) as pool:
        for one in pool.map(lambda file: recognise(FOLDER / file, questionnaire), files):
            recognised.append(one)
            if progress is not None:
                progress(len(recognised) / (len(files) + 2))
    return recognised


def invitations() -> list[Invitation]:
    """The invitations of the example data, per initiative and centre."""
    return [
        Invitation(
            r["school_year"],
            r["strategy"],
            r["initiative"],
            r["moment"],
            r["centre"],
            int(r["invited"]),
        )
        for r in listed("invitations.csv")
    ]


def _release_quotes(store: Store) -> None:
    """Release a few remarks, so that a reader sees what a director would."""
    table = store.comments.table()
    for number, text in zip(table["comment"], table["text"].astype(str), strict=True):
        if text in RELEASED:
            store.comments.release(int(number), text)


def _know_centres(store: Store) -> None:
    """Add the checklists, facts and inspection results."""
    for status in ("closed", "open"):
        store.checklists.take(checklists(status), status)
    store.centres.record_facts(
        Fact(r["centre"], r["key"], r["value"], date.fromisoformat(r["date"]))
        for r in listed("facts.csv")
    )
    store.centres.record_inspections(Inspection(**r) for r in listed("inspections.csv"))


def _know_reach(store: Store, questionnaire: Questionnaire) -> None:
    """Add the list of participants and the yearly figures."""
    room = store.reach
    people = FOLDER / "participations.xlsx"
    room.add(recognise_participations(people, questionnaire, room.surveys()))
    room.record_figures(
        YearlyFigure(r["school_year"], r["key"], r["centre"], float(r["value"]))
        for r in listed("figures.csv")
    )


def checklists(status: str) -> Iterator[ChecklistDraft]:
    """The checklists of the example data that are closed, or still open."""
    rows = [row for row in listed("checklists.csv") if row["status"] == status]
    for head, given in groupby(rows, lambda r: (r["centre"], r["date"], r["filled_by"])):
        entries = {r["factor"]: Entry(r["state"], r["note"]) for r in given}
        yield ChecklistDraft(head[0], date.fromisoformat(head[1]), head[2], entries)


def listed(file: str) -> list[dict[str, str]]:
    """The rows of a csv file of the example."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
