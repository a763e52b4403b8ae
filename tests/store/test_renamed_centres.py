"""A centre that was renamed or merged is one centre, whatever it was called when it was read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from store_exports import export, people
from test_participation_store import HEAD, listed

from measurement.centre.checklist.draft import ChecklistDraft, Entry
from measurement.counting.counts import count
from measurement.measures.response import response
from measurement.measures.shares import shares
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.centre_facts import Fact, Inspection
from measurement.questionnaire.files.reading import HOME, load
from measurement.questionnaire.model import Questionnaire
from measurement.store import Store, SurveyNaming, open_store
from measurement.store.answers.invitations import Invitation
from measurement.store.reach.yearly_figures import YearlyFigure

EAST, WEST, NOW = "CLB Oosterpoort", "CLB Westerpoort", "GO! CLB Tussenpoort"
ROW = f"{NOW};go;{EAST} | {WEST};public\n"
SURVEY = ("opleiding_vorming", "Traject")
POC, AN = "poc@x.be", "an@x.be"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A questionnaire of its own, in which the new name does not stand yet."""
    place = tmp_path / "questionnaire"
    shutil.copytree(HOME, place)
    monkeypatch.setenv("MEASUREMENT_QUESTIONNAIRE", str(place))
    return place


@pytest.fixture
def store(database: str, home: Path) -> Iterator[Store]:
    """A store with 3 answers of one centre and 2 of the other, then 4 under the new name."""
    with open_store(database) as made:
        known = load()
        old = [*people(3, EAST), *people(5, WEST)[3:]]
        for year, rows in (("2023-2024", old), ("2024-2025", people(4, NOW))):
            given = export(*rows, asked=known, file=f"{year}.xlsx")
            made.imports.add(given, SurveyNaming(year, SURVEY[0], SURVEY[1], "short"), known)
        invited = [(EAST, 6), (WEST, 4)]
        made.surveys.invite([invitation(centre, n) for centre, n in invited], known)
        yield made


def invitation(centre: str, n: int) -> Invitation:
    return Invitation("2023-2024", *SURVEY, "short", centre, n)


def merged(home: Path) -> Questionnaire:
    """The questionnaire after the row with both former names was added."""
    with (home / "centres.csv").open("a", encoding="utf-8") as file:
        file.write(ROW)
    return load()


def numbers(store: Store, known: Questionnaire) -> dict[tuple[str, str], tuple[int, object]]:
    table = response(store.answers(known), ["school_year", "centre"])
    return {
        (str(r.school_year), str(r.centre)): (int(r.n_answered), r.n_invited)
        for r in table.itertuples()
        if isinstance(r.centre, str)
    }


def test_answers_and_invitations_of_both_are_those_of_one_centre(store: Store, home: Path) -> None:
    before = numbers(store, load())
    assert before["2023-2024", EAST] == (3, 6)
    assert before["2023-2024", WEST] == (2, 4)
    known = merged(home)
    after = numbers(store, known)
    assert after["2023-2024", NOW] == (3 + 2, 6 + 4)
    assert after["2024-2025", NOW][0] == 4
    assert {centre for _year, centre in after} == {NOW}
    table = shares(count(store.answers(known), ["centre"], ["A1"]), known)
    assert table["n"].tolist() == [3 + 2 + 4]
    assert set(store.answers(known).respondents["net"]) == {"go"}


def test_a_number_invited_under_the_new_name_stands_in_place_of_the_old(
    store: Store, home: Path
) -> None:
    known = merged(home)
    store.surveys.invite([invitation(NOW, 12)], known)
    assert numbers(store, known)["2023-2024", NOW] == (3 + 2, 12)


def test_a_row_that_is_taken_away_again_brings_the_old_names_back(store: Store, home: Path) -> None:
    before = numbers(store, load())
    rows = (home / "centres.csv").read_text(encoding="utf-8")
    merged(home)
    (home / "centres.csv").write_text(rows, encoding="utf-8")
    assert numbers(store, load()) == before


def test_checklists_facts_inspections_and_figures_come_along(store: Store, home: Path) -> None:
    day, known = date(2024, 5, 1), success_factor_files.load()
    store.checklists.take([ChecklistDraft(EAST, day, "directie", {"S1": Entry("present", "")})])
    store.centres.record_facts(
        [Fact(EAST, "staff", "12", day), Fact(WEST, "staff", "9", date(2024, 1, 1))]
    )
    store.centres.record_inspections([Inspection(WEST, "2023-2024", "proactivity", "meets")])
    store.reach.record_figures(
        [YearlyFigure("2023-2024", "new_staff", centre, n) for centre, n in ((EAST, 3), (WEST, 2))]
    )
    merged(home)
    assert store.checklists.table(known)["centre"].tolist() == [NOW]
    assert store.checklists.listing()["centre"].tolist() == [NOW]
    facts = store.centres.facts()[["centre", "key", "value"]].values.tolist()
    assert facts == [[NOW, "staff", "12"]]  # the newest
    assert store.centres.inspections()["centre"].tolist() == [NOW]
    figures = store.reach.figures()
    assert figures[["centre", "value"]].values.tolist() == [[NOW, 3 + 2]]
    store.reach.record_figures([YearlyFigure("2023-2024", "new_staff", NOW, 4)])
    assert store.reach.figures()["value"].tolist() == [4]  # counted anew


def test_participations_come_along(store: Store, home: Path, tmp_path: Path) -> None:
    rows = f"{HEAD}\nan@x.be;An P;PLG A;1;3/10/2024;{EAST};aanwezig\nbo@x.be;Bo P;PLG A;1;3/10/2024;{WEST};aanwezig\n"
    store.reach.add(listed(tmp_path, rows))
    assert set(store.reach.table()["centre"]) == {EAST, WEST}
    merged(home)
    assert set(store.reach.table()["centre"]) == {NOW}


def test_a_director_of_a_former_centre_opens_the_one_of_today(store: Store, home: Path) -> None:
    store.access.ensure_first([POC])
    store.access.grant(POC, AN, "director", (EAST, WEST))
    merged(home)
    account = store.access.account_of(AN)
    assert account is not None
    assert account.centres == (NOW,)
