"""The survey plan and the inspection, opened as a reader opens them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from opened_pages import drawn, page, said
from streamlit.testing.v1 import AppTest

from measurement.charts import colours
from measurement.charts.levels import Levels, grid, levels
from measurement.charts.surveys.calendar import Row, Run, calendar, people
from measurement.store import open_store

PAGES = {
    "Bevragingsplan": "pages/data/plan/page.py",
    "Doorlichting": "pages/centre/inspection/page.py",
}
MONTHS = ["sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug"]


pytestmark = pytest.mark.usefixtures("own_page_cache")


def opened(store: Path, monkeypatch: pytest.MonkeyPatch, title: str, **query: str) -> AppTest:
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    return page(PAGES[title], **query)


@pytest.mark.parametrize("title", PAGES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_opens_with_its_figures(
    example_store: Path, monkeypatch: pytest.MonkeyPatch, title: str, lang: str
) -> None:
    app = opened(example_store, monkeypatch, title, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(drawn(app)) >= 3


def test_the_plan_tells_what_was_asked_and_how_many_surveys_people_had(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = said(opened(example_store, monkeypatch, "Bevragingsplan"))
    assert "bevragingen hebben antwoorden" in text
    assert "module F (persoonskenmerken) gevraagd zonder dat ze voorgeschreven is" in text
    assert "mensen meer dan 3 bevragingen" in text
    assert "De drukste maand was mei 2025" in text


def test_every_school_year_of_the_plan_reads(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(example_store, monkeypatch, "Bevragingsplan")
    years = app.selectbox(key="plan_year").options
    assert years[:2] == ["2024-25", "2023-24"]
    app.selectbox(key="plan_year").set_value("2023-2024").run()
    assert not app.exception
    assert "In 2023-24" in said(app)


def test_tables_are_in_words(example_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(example_store, monkeypatch, "Doorlichting")
    app.session_state["beside_open"] = True
    app.run()
    for key in ("levels_table", "years_table", "centre_beside_table", "beside_table"):
        app.toggle(key=key).set_value(True)
    app.run()
    assert not app.exception
    shown = "\n".join(frame.value.to_string() for frame in app.dataframe)
    assert "Betrouwbare evaluatie van de kwaliteit" in shown
    assert "volgens de verwachting" in shown
    assert "betrouwbare_evaluatie" not in shown


def test_the_inspection_says_first_where_most_centres_approach(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(example_store, monkeypatch, "Doorlichting")
    app.session_state["beside_open"] = True
    text = said(app.run())
    assert "17 centra zijn doorgelicht" in text
    assert "Betrouwbare evaluatie van de kwaliteit (16 van 17)" in text
    assert "Geen vraag over het onderwerp van: Beeldvorming" in text


def test_a_centre_that_was_not_inspected_is_said_to_be_so(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(example_store, monkeypatch, "Doorlichting", centrum="Centrum 18")
    assert not app.exception
    assert "Centrum 18 heeft geen resultaat van een doorlichting." in said(app)


def test_an_empty_store_gives_a_sentence_on_where_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "empty.sqlite"
    with open_store(str(store)) as made:
        made.example.decline()
    for title, begin in (
        ("Bevragingsplan", "Er zijn nog geen antwoorden"),
        ("Doorlichting", "onderaan het centrumprofiel"),
    ):
        app = opened(store, monkeypatch, title)
        assert not app.exception
        assert begin in said(app)
        assert not drawn(app)


def test_the_calendar_lies_on_the_days_of_the_school_year() -> None:
    """1 October is day 30 from 1 September; the bar holds its last day."""
    runs = (
        Run("een", date(2024, 10, 1), date(2024, 10, 3), 5),
        Run("twee", date(2024, 10, 11), date(2024, 10, 20), 5),
    )
    figure = calendar([Row("PLG", runs)], 2024, MONTHS)
    bar, ticks = figure.data
    assert (bar.base[0], bar.x[0]) == (30, 20)
    assert list(ticks.x) == [30, 40]
    assert "een" in ticks.hovertext[0]
    assert list(figure.layout.xaxis.ticktext) == MONTHS


def test_what_lies_outside_the_school_year_is_drawn_at_its_edge() -> None:
    run = Run("laat", date(2024, 8, 1), date(2025, 10, 1), 5)
    bar = calendar([Row("PLG", (run,))], 2024, MONTHS).data[0]
    assert (bar.base[0], bar.x[0]) == (0, 366)


def test_more_surveys_than_the_limit_stand_out() -> None:
    figure = people([(3, 10), (4, 2)], 3)
    assert list(figure.data[0].marker.color) == [colours.GOOD, colours.POOR]
    assert "meer dan 3" in figure.layout.annotations[0].text
    assert not people([(3, 10)], 3).layout.annotations


def test_levels_are_shares_of_the_centres_with_their_number_in_the_bar() -> None:
    names = ["beneden", "benadert", "volgens", "overstijgt"]
    figure = levels([Levels("Beeldvorming", (0, 10, 7, 0)), Levels("Subs", (0, 1, 16, 0))], names)
    low, high = figure.data
    assert list(low.x) == [pytest.approx(100 * 10 / 17), pytest.approx(100 / 17)]
    assert list(low.text) == ["◐ 10", "1"]
    assert (low.name, high.name) == ("◐ benadert", "● volgens")
    assert [a.text for a in figure.layout.annotations].count("17") == 2


def test_a_scale_without_a_result_in_a_year_is_a_dash() -> None:
    figure = grid(["a"], ["2021-22", "2022-23"], [[(2, 5), None]])
    assert list(figure.data[0].text[0]) == ["2 / 5", "–"]
    assert figure.data[0].z[0][1] is None
