"""The page on reach and targets, opened as a reader opens it."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened_pages import drawn, page, said
from streamlit.testing.v1 import AppTest

from measurement.charts import colours
from measurement.charts.surveys import reach as charts
from measurement.cli.participations import add_commands
from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import load
from measurement.reach.tables import REACH
from measurement.store import Invitation, open_store
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.store.summary import BY, reach_table, target_table
from measurement.tables import check

ROOT = Path(__file__).resolve().parents[3]
Open = Callable[..., AppTest]


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def opened(on_own_store: Path) -> Open:
    unfolded = {f"{part}_open": True for part in ("yearly", "derived", "lists")}
    return lambda **query: page("pages/data/reach/page.py", unfolded, **query)


def test_the_page_says_the_figures_of_the_report_first(opened: Open) -> None:
    app = opened()
    assert not app.exception
    text = said(app)
    assert (
        "Opleiding en vorming: 664 deelnames van 205 verschillende mensen aan 14 initiatieven, uit 19 centra (38 sessies)."
        in text
    )
    assert (
        "Elke starter volgt het starterstraject: 132 van 138 (96 %); nog niet gehaald; het doel geldt niet in dit jaar."
        in text
    )
    assert "✓ Elk centrum minstens één verandertraject: 19 van de 19 centra; gehaald." in text
    assert "(via een benadering)" in text
    assert "2024-25 valt buiten die periode" in text
    assert (
        "Van deze 470 verschillende mensen vulden er 377 (80 %) minstens één keer een bevraging van 2024-25 in."
        in text
    )
    assert {one.key for one in drawn(app)} >= {
        "reach_people",
        "reach_matrix",
        "targets",
    }


def test_all_school_years_together_give_the_totals_of_the_report(opened: Open) -> None:
    app = opened(reach_year="all")
    assert "2 290 deelnames van 561 verschillende mensen" in said(app)
    assert "minstens één keer een bevraging in." in said(app)


def test_one_strategy_and_year_are_chosen_by_the_address(opened: Open) -> None:
    text = said(opened(reach_year="2023-2024", reach_strategy="plg"))
    assert "In 2023-24: 264 deelnames van 264 verschillende mensen aan 11 initiatieven" in text
    assert "PLG Onthaal" in text
    assert "Rouw en verlies" not in text


def test_a_year_without_lists_or_figures_says_so_and_the_page_speaks_english(
    opened: Open,
) -> None:
    app = opened(reach_year="2023-2024", lang="en")
    assert not app.exception
    text = said(app)
    assert "different people" in text
    assert "the yearly figure is not filled in" in text
    assert "deelnames" not in text


def test_who_follows_what_shows_every_strategy_and_of_a_chosen_one_its_initiatives(
    opened: Open,
) -> None:
    app = opened()
    assert written(app, "middle")[:4] == [
        "Opleiding en vorming",
        "PLG",
        "Starterstraject",
        "Verandertraject",
    ]
    assert "Het hoogst: PLG (288)" in said(app)
    app = opened(reach_strategy="verandertraject")
    rows = written(app, "end")
    assert len(rows) == 4
    assert all("traject" in row for row in rows)


def written(app: AppTest, held: str) -> list[str]:
    """What is written in the figure of who follows what, held by its end or by its middle."""
    (matrix,) = (one.svg for one in drawn(app) if one.key == "reach_matrix")
    texts = re.findall(rf'text-anchor="{held}"[^>]*(>.*?)/text>', matrix)
    return [" ".join(re.findall(r">([^<]+)<", text)) for text in texts]


def test_more_people_than_staff_is_explained_where_it_is_so(opened: Open) -> None:
    why = "Meer mensen dan medewerkers in "
    assert why not in said(opened(reach_strategy="plg"))
    assert f"{why}Centrum 18: " in said(opened())


def test_every_table_behind_a_figure_opens(opened: Open) -> None:
    app = opened()
    for key in ("reach_people", "reach_matrix", "targets"):
        app.toggle(key=f"{key}_table").set_value(True)
    app.run()
    assert not app.exception
    shown = [frame.value for frame in app.dataframe]
    targets = next(frame for frame in shown if "doel" in frame.columns)
    assert targets["doel"].iloc[0] == "De nieuwsbrief bereikt alle medewerkers"
    assert "er volgt een gesprek met het centrum" in set(targets["wat te doen"])
    assert any("bereikt (%)" in frame.columns for frame in shown)


def test_a_list_is_taken_back_and_counts_again(opened: Open, own_store: Path) -> None:
    app = opened()
    app.button(key="undo_list_1").click().run()
    assert not app.exception
    assert "Er zijn nog geen deelnames" in said(app)
    with open_store(own_store) as store:
        assert store.reach.table().empty
    app.button(key="redo_list_1").click().run()
    assert "664 deelnames" in said(app)


LIST = """E-mail;Titel;Sessie;Datum;CLB;Status
nieuw@voorbeeld.be;PLG Onthaal;9;3/10/2025;Centrum 01;aanwezig
nieuw@voorbeeld.be;PLG Onthaal;9;3/10/2025;Centrum 01;afwezig
"""


def test_a_dropped_list_is_looked_at_first_and_replaces_the_example_when_confirmed(
    opened: Open, own_store: Path
) -> None:
    app = opened()
    app.file_uploader[0].upload("lijst.csv", LIST.encode(), "text/csv").run()
    assert not app.exception
    text = said(app)
    assert "1 deelname van 1 persoon, 1 initiatief, 2025-26." in text
    with open_store(own_store) as store:
        assert len(store.reach.files()) == 1
    app.button(key="add_list").click().run()
    assert not app.exception
    assert "1 deelname toegevoegd." in said(app)
    with open_store(own_store) as store:
        assert store.reach.files()["file"].tolist() == ["lijst.csv"]
        assert not store.example.there


def test_the_export_of_a_survey_is_refused_on_the_page(opened: Open) -> None:
    app = opened()
    export = ROOT / "data" / "example" / "2024-2025_plg_long.xlsx"
    app.file_uploader[0].upload("plg.xlsx", export.read_bytes(), "application/x").run()
    assert not app.exception
    assert "geen lijst van deelnemers" in said(app)


def test_derived_invitations_are_offered_and_taken_over(opened: Open, own_store: Path) -> None:
    with open_store(own_store) as store:
        known = ("2024-2025", "starterstraject", "Starterstraject, groep najaar", "short")
        centres = [f"Centrum {n:02d}" for n in range(1, 20)]
        store.surveys.invite([Invitation(*known, centre, None) for centre in centres])
    app = opened()
    app.button(key="take_over").click().run()
    assert not app.exception
    with open_store(own_store) as store:
        told = store.answers(load()).invitations
    own = told[told["initiative"] == known[2]]
    assert own.loc[own["school_year"] == "2024-2025", "n_invited"].sum() == 80


def test_a_figure_that_is_filled_in_changes_a_target(opened: Open, own_store: Path) -> None:
    with open_store(own_store) as store:
        store.reach.record_figures([YearlyFigure("2024-2025", "new_staff", "", 132)])
    assert "Elke starter volgt het starterstraject: 132 van 132 (100 %); gehaald." in said(opened())


@pytest.mark.parametrize("dark", [False, True])
def test_figures_name_centres_and_states_in_words_and_marks(dark: bool) -> None:
    colours.paper(dark)
    cells = [[charts.Cell("met", "2/2", "gehaald"), charts.Cell("no_data", "", "geen gegevens")]]
    made = charts.board(["Gent"], ["Nieuwsbrief", "Noden"], cells)
    assert list(made.to_dict()["data"][1]["text"]) == ["<b>✓</b> 2/2", "<b>–</b>"]
    assert "geen gegevens" in made.to_dict()["data"][0]["hovertext"][1]
    bars = charts.people([charts.Reached("Gent", 12, 9), charts.Reached("Nova", 3)])
    assert [n["text"] for n in bars.to_dict()["layout"]["annotations"]] == ["12 van 9", "3"]
    heat = charts.crowd(["Gent"], ["PLG A", "PLG B"], [[3, 0]])
    assert list(heat.to_dict()["data"][0]["z"][0]) == [3, None]
    assert (list(heat.to_dict()["data"][1]["x"]), list(heat.to_dict()["data"][1]["text"])) == (
        [1],
        ["·"],
    )
    colours.paper(False)


def run(*arguments: str) -> int:
    """One command of lists of participants, as the command line adds it."""

    def command(actions: Any, name: str, run: Any, what: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(name, help=what)
        made.set_defaults(run=run)
        made.add_argument("--questionnaire")
        return made

    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(), command, lambda made: made.add_argument("--store"))
    options = parser.parse_args(arguments)
    return int(options.run(options))


def test_the_command_line_says_what_a_list_holds_and_names_nobody(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, encoding="utf-8")
    assert run("participations", "check", str(path), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["participations"], found["people"], found["sessions"]) == (1, 1, 1)
    assert found["excluded"] == {"absent": [3]}
    assert "nieuw@voorbeeld.be" not in json.dumps(found)
    assert run("participations", "check", str(path)) == 0
    assert "Niet meegeteld, afwezig: 1" in capsys.readouterr().out.replace("\u00a0", " ")


def test_the_command_line_adds_a_list_once_and_never_to_the_example(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, example_store: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, encoding="utf-8")
    store = str(tmp_path / "store.sqlite")
    assert run("participations", "import", str(path), "--store", store) == 0
    assert "1 deelname toegevoegd" in capsys.readouterr().out
    with pytest.raises(SurveyError, match="al toegevoegd"):
        run("participations", "import", str(path), "--store", store)
    with pytest.raises(SurveyError, match="voorbeeldgegevens"):
        run("participations", "import", str(path), "--store", str(example_store))


def test_the_tables_to_take_away_follow_the_filters(example_store: Path, tmp_path: Path) -> None:
    with open_store(example_store) as store:
        whole = reach_table(store, BY)
        some = reach_table(store, [*BY, "ambt"], {"school_year": ["2024-2025"]})
        states = target_table(store, None, {"school_year": ["2023-2024"]})
        own = target_table(store, None, {"centre": ["Centrum 03"]})
        for nothing in ({"ambt": ["arts"]}, {"role": ["anker"]}):
            assert reach_table(store, BY, nothing) is None
            assert target_table(store, None, nothing) is None
    assert whole is not None
    assert some is not None
    assert states is not None
    check(some, REACH, BY)
    assert whole["n_participations"].sum() == 2290
    assert set(some["school_year"]) == {"2024-2025"}
    assert states.loc[states["target"] == "starters", "state"].unique().tolist() == ["no_data"]
    assert set(states["school_year"]) == {"2023-2024"}
    assert own is not None
    assert set(own["centre"]) == {"Centrum 03"}
    assert set(own["school_year"]) == {"2024-2025"}
    with open_store(tmp_path / "empty.sqlite") as empty:
        assert reach_table(empty) is None
        assert target_table(empty, None) is None
