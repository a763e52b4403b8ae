"""A row in a data file is enough: a flag, an outcome and a yearly figure appear everywhere."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from opened_pages import dashboard, director
from streamlit.testing.v1 import AppTest
from survey_tables import answers

from measurement.centre.checklist.tables import FACTS
from measurement.centre.facts_file import facts_file, template
from measurement.errors import ExportError, SurveyError
from measurement.measures.scales.association import association
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.reading import HOME
from measurement.reach import target_file
from measurement.reach.tables import FIGURES
from measurement.reports.files import workbook
from measurement.store import Fact, Store, open_store
from measurement.store.reach.yearly_figures import YearlyFigure
from pages.desk import wording

YEAR, CENTRE, DAY = "2024-2025", "Centrum 07", date(2025, 3, 3)
FLAG = "fact;flag_turnover;groot verloop van personeel;high turnover of staff;;flag;assumed"
PLACE = "fact;rooms;aantal lokalen;number of rooms;;number;assumed"
FIGURE = "podcast;both;;Luisteraars van de podcast;Listeners to the podcast;assumed"

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the questionnaire with a row more in three of its files."""
    made = tmp_path / "questionnaire"
    shutil.copytree(HOME, made)
    for file, rows in {"terms.csv": [FLAG, PLACE], "figures.csv": [FIGURE]}.items():
        with (made / file).open("a", encoding="utf-8") as opened:
            opened.write("".join(f"{row}\n" for row in rows))
    toml = made / "questionnaire.toml"
    level = 'id = "leereffect"\n'
    toml.write_text(toml.read_text("utf-8").replace(level, f"{level}outcome = true\n"), "utf-8")
    monkeypatch.setenv("MEASUREMENT_QUESTIONNAIRE", str(made))
    return made


@pytest.fixture
def store(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("MEASUREMENT_STORE", str(own_store))
    return open_store(str(own_store))


def page(path: str, role: str = "staff", **state: object) -> AppTest:
    state |= director(CENTRE) if role == "director" else {}
    app = dashboard(state, centrum=CENTRE).run().switch_page(path).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(str(e.value) for kind in ("markdown", "subheader") for e in app.get(kind))


def test_a_flag_is_asked_kept_and_shown_to_staff_alone(folder: Path, store: Store) -> None:
    asked = page("pages/centre/profile/page.py")
    box = next(box for box in asked.checkbox if box.label == "groot verloop van personeel")
    rooms = next(number for number in asked.number_input if number.label == "aantal lokalen")
    box.check()
    rooms.set_value(12)
    next(button for button in asked.button if button.label == "Bewaren").click().run()
    kept = store.centres.facts()
    own = kept[kept["centre"] == CENTRE].astype(str).set_index("key")["value"]
    assert (own["flag_turnover"], own["rooms"]) == ("yes", "12")
    told = said(page("pages/centre/profile/page.py"))
    assert "- groot verloop van personeel\n" in told + "\n"
    assert "- aantal lokalen: 12" in told
    director = said(page("pages/centre/profile/page.py", "director"))
    assert "groot verloop" not in director
    assert "- aantal lokalen: 12" in director


def test_a_flag_has_its_words_in_tables_and_files(folder: Path, store: Store) -> None:
    store.centres.record_facts([Fact(CENTRE, "flag_turnover", "yes", DAY)])
    table = store.centres.facts()
    table = table[table["key"] == "flag_turnover"]
    screen = wording.read(table, FACTS)
    assert screen.iloc[0].tolist() == [CENTRE, "groot verloop van personeel", "ja", "2025-03-03"]
    book = openpyxl.load_workbook(io.BytesIO(workbook({"t": table}, {"t": FACTS})))
    assert [cell.value for cell in book["t"][2]] == screen.iloc[0].tolist()


def test_a_flag_has_a_column_in_the_form_to_fill_in(folder: Path, tmp_path: Path) -> None:
    known = success_factor_files.load()
    form = tmp_path / "centra.xlsx"
    form.write_bytes(template(known, [CENTRE]))
    book = openpyxl.load_workbook(form)
    heads = [cell.value for cell in book.active[1]]
    column = heads.index("groot verloop van personeel") + 1
    book.active.cell(2, column, "ja")
    book.save(form)
    found = facts_file(form, known, reading.load())
    assert [(fact.centre, fact.key, fact.value) for fact in found] == [
        (CENTRE, "flag_turnover", "yes")
    ]


def test_without_the_row_the_flag_is_refused(store: Store) -> None:
    with pytest.raises(SurveyError, match="flag_turnover"):
        store.centres.record_facts([Fact(CENTRE, "flag_turnover", "yes", DAY)])


@pytest.mark.parametrize("kind", ["yes_no", "", "vlag"])
def test_a_flag_that_a_director_would_see_is_refused(folder: Path, kind: str) -> None:
    terms = folder / "terms.csv"
    terms.write_text(terms.read_text("utf-8").replace(";flag;assumed", f";{kind};assumed"), "utf-8")
    with pytest.raises(ExportError, match="flag_turnover"):
        success_factor_files.load()


def test_an_outcome_is_set_beside_motivation(folder: Path) -> None:
    rows = [f"{1 + n % 8} {1 + n % 6} {1 + n % 7} {1 + n % 5}" for n in range(40)]
    table = "\n".join(["E1 E3 A2 A4", *rows])
    before = association(answers(table, made=reading.load(HOME)))
    after = association(answers(table, made=reading.load()))
    assert set(before["item"].astype(str)) == {"A4"}
    assert set(after["item"].astype(str)) == {"A2", "A4"}
    same = after[after["item"] == "A4"].reset_index(drop=True)
    assert same["rho"].notna().any()
    assert same["rho"].equals(before["rho"])


def test_a_yearly_figure_is_asked_kept_and_named(folder: Path, store: Store) -> None:
    assert target_file.figures()[-1].id == "podcast"
    room = store.reach
    room.record_figures([YearlyFigure(YEAR, "podcast", "", 41)])
    table = room.figures()
    table = table[table["key"] == "podcast"]
    screen = wording.read(table, FIGURES)
    assert screen["jaarcijfer"].tolist() == ["Luisteraars van de podcast"]
    book = openpyxl.load_workbook(io.BytesIO(workbook({"t": table}, {"t": FIGURES})))
    assert [cell.value for cell in book["t"][2]][1::2] == ["Luisteraars van de podcast", 41]
    asked = page("pages/data/reach/page.py", yearly_open=True)
    tables = [frame.value for frame in asked.dataframe]
    names = {str(value) for frame in tables for value in frame.to_numpy().ravel()}
    assert any("Luisteraars van de podcast" in name for name in names)


def test_a_figure_that_stands_there_twice_is_refused(folder: Path) -> None:
    with (folder / "figures.csv").open("a", encoding="utf-8") as opened:
        opened.write(f"{FIGURE}\n")
    with pytest.raises(ExportError, match="podcast"):
        target_file.figures()


def test_a_questionnaire_without_figures_has_those_of_the_project(tmp_path: Path) -> None:
    assert target_file.figures(tmp_path) == target_file.figures(HOME)
