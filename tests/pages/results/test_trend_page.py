"""The page Evolution: what it draws, and that it never says more than the test allows."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from opened_pages import drawn, page, said
from store_exports import TRAINING, export, people, point
from streamlit.testing.v1 import AppTest

from measurement.charts import colours
from measurement.charts.years.large import lines
from measurement.charts.years.series import SHARE, Axes, Cut, Line, Point
from measurement.charts.years.small import small
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from pages.desk.selection import Selection
from pages.results.trend import data

YEARS = ("22-23", "23-24", "24-25", "25-26", "26-27")
SERIES = Line(
    "A1",
    (
        Point(0, 0.6, 0.5, 0.7, 60, "60,0 %", segment=0),
        Point(1, 0.7, 0.6, 0.8, 150, "70,0 %", segment=1, zero=True),
        Point(2, 0.8, 0.75, 0.9, 140, "80,0 %", segment=1, mark="▲ hoger", colour=colours.GOOD),
        Point(4, 0.5, float("nan"), float("nan"), 3, "50,0 %", segment=1),
    ),
)
AXES = Axes(YEARS, SHARE, (Cut(1, "niet vergelijkbaar"),))


def stretches(figure: Any) -> list[tuple[list[int], str]]:
    return [(list(t.x), t.line.dash) for t in figure.data if t.mode == "lines"]


def texts(figure: Any) -> str:
    ticks = " ".join(figure.layout.xaxis.ticktext)
    return " ".join([*(str(a.text) for a in figure.layout.annotations), ticks])


@pytest.mark.parametrize("draw", [lines, small])
def test_a_line_joins_points_of_one_segment_only_and_is_dotted_over_a_gap(draw: Any) -> None:
    assert stretches(draw(SERIES, AXES)) == [([1, 2], "solid"), ([2, 4], "dot")]


@pytest.mark.parametrize("draw", [lines, small])
def test_a_break_is_a_dashed_line_between_two_years(draw: Any) -> None:
    (shape,) = draw(SERIES, AXES).layout.shapes
    assert (shape.x0, shape.x1, shape.line.dash) == (0.5, 0.5, "dash")


def test_a_break_says_why_where_there_is_room() -> None:
    assert "niet vergelijkbaar" in texts(lines(SERIES, AXES))
    assert "niet vergelijkbaar" not in texts(small(SERIES, AXES))
    few = Axes(YEARS[:3], SHARE, AXES.cuts)
    assert "niet vergelijkbaar" in texts(small(Line("A1", SERIES.points[:3]), few))


@pytest.mark.parametrize("draw", [lines, small])
def test_the_starting_year_is_a_hollow_diamond_and_nothing_else_is(draw: Any) -> None:
    points = draw(SERIES, AXES).data[-1]
    assert list(points.marker.symbol) == ["circle", "diamond-open", "circle", "circle"]
    assert "startjaar" in points.hovertext[1]


def test_every_point_has_its_value_its_n_and_its_interval() -> None:
    figure = lines(SERIES, AXES)
    said = texts(figure)
    assert all(f"<b>{p.said}</b>" in said for p in SERIES.points)
    assert [tick.split("<br>")[1] for tick in figure.layout.xaxis.ticktext] == [
        "n 60",
        "n 150",
        "n 140",
        "–",
        "n 3",
    ]
    whiskers = figure.data[-1].error_y
    assert list(whiskers.array) == pytest.approx([0.1, 0.1, 0.1, 0])  # no interval: no whisker
    assert list(whiskers.arrayminus) == pytest.approx([0.1, 0.1, 0.05, 0])


@pytest.mark.parametrize("draw", [lines, small])
def test_a_change_has_a_mark_and_a_word_not_only_a_colour(draw: Any) -> None:
    figure = draw(Line("A1", SERIES.points[:3]), AXES)
    assert "▲ hoger" in texts(figure)
    assert "▲ hoger" in figure.data[-1].hovertext[2]
    unmarked = draw(Line("A1", SERIES.points[:2]), AXES)
    assert "▲" not in texts(unmarked)


def test_all_panels_have_the_whole_scale_as_axis() -> None:
    low = small(Line("A", (Point(0, 0.02, 0, 0.1, 9, "2 %"),)), AXES)
    high = small(Line("B", (Point(0, 0.99, 0.9, 1, 9, "99 %"),)), AXES)
    assert low.layout.yaxis.range == high.layout.yaxis.range
    assert low.layout.yaxis.range[0] < 0 < 1 < low.layout.yaxis.range[1]


def test_the_network_stands_quietly_behind() -> None:
    behind = Line("netwerk", SERIES.points)
    figure = lines(Line("A1", SERIES.points[:1]), AXES, behind)
    assert "netwerk" in texts(figure)
    assert figure.data[0].line.color == colours.PALE
    assert figure.data[-1].name == "A1"  # drawn last: on top


@pytest.mark.parametrize("draw", [lines, small])
def test_a_series_without_points_is_drawn_empty(draw: Any) -> None:
    assert list(draw(Line("A1"), AXES).data[-1].x) == []


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def opened(example_store: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Opens the page on the example data, or on another store."""

    def open_page(store: Path = example_store, **query: str) -> AppTest:
        monkeypatch.setenv("MEASUREMENT_STORE", str(store))
        return page("pages/results/trend/page.py", **query)

    return open_page


@pytest.mark.parametrize(
    "what", ["effect", "factors", "capacities", "motivation", "experiment", "response"]
)
@pytest.mark.parametrize("per", ["network", "strategy", "centre"])
def test_every_choice_opens_with_sentence_figure_and_table(
    opened: Any, what: str, per: str
) -> None:
    app = opened(trend_what=what, trend_per=per)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Evolutie"
    assert len(drawn(app)) >= 2
    assert not app.dataframe  # worked out only once it is unfolded
    app.session_state["trend_everything"] = True
    app.toggle(key="trend_one_table").set_value(True).run()
    assert not app.exception
    assert len(app.dataframe) == 2


def test_the_school_year_is_no_filter_here(opened: Any) -> None:
    app = opened(school_year="2023-2024")
    assert "24-25" in said(app)
    assert "school_year" not in [m.key for m in app.multiselect]


@pytest.fixture(scope="module")
def risen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of 60 people: the intention (A4) and guilt as a motive (E5) rise, the rest stays."""
    made, items = load(), ("A1", "A4", "E1", "E5")
    path = tmp_path_factory.mktemp("risen") / "store.sqlite"
    with open_store(path) as store:
        for year, low in (("2023-2024", 40), ("2024-2025", 10)):
            rows = [
                {
                    **one,
                    "identity": f"{year}{i}",
                    "codes": [*point(7 - i % 2), *point(2 if i < low else 7)] * 2,
                }
                for i, one in enumerate(people(60))
            ]
            sent = export(*rows, file=f"{year}.xlsx", asked=made, items=items)
            store.imports.add(sent, replace(TRAINING, school_year=year), made)
    return path


def test_what_changed_comes_first_and_only_that_is_marked(opened: Any, risen: Path) -> None:
    app = opened(risen)
    (sentence,) = [m.value for m in app.markdown if "tegenover" in m.value]
    assert sentence.startswith(
        "A4 · Intentie tot gedragsverandering: 2024-25 ligt hoger dan 2023-24"
    )
    marked = [one for one in drawn(app) if "▲" in one.text]
    assert len(marked) == 1
    assert "Intentie" in marked[0].text


def test_counted_in_persons_no_effect_of_the_example_changes(opened: Any) -> None:
    """Counted in answers the intention rose; 1.8 answers a person are not 1.8 persons."""
    assert "Geen enkele verandering is groter dan wat het toeval alleen kan geven." in said(
        opened()
    )


def test_without_a_change_that_is_said_and_nothing_is_marked(opened: Any) -> None:
    app = opened(trend_what="effect", trend_per="centre")
    assert "Geen enkele verandering is groter dan wat het toeval alleen kan geven." in said(app)
    figures = " ".join(one.text for one in drawn(app))
    assert "▲" not in figures
    assert "▼" not in figures


def test_there_is_a_panel_per_centre_in_the_order_of_names(opened: Any) -> None:
    app = opened(trend_per="centre")
    panels = drawn(app)[1:]
    names = [re.search(r'font-weight="700">([^<]*)<', one.svg)[1] for one in panels]
    assert names == [f"Centrum {n:02}" for n in range(1, 20)]


def test_one_centre_has_the_network_behind_it(opened: Any) -> None:
    app = opened(centre="Centrum 05", trend_per="centre")
    large, *panels = drawn(app)
    assert "netwerk" in large.text
    assert len(panels) == 1


@pytest.mark.usefixtures("as_staff")
def test_one_centre_has_the_same_q_alone_and_among_the_others(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(example_store))
    alone = data.rows(Selection(centre=("Centrum 05",)), "effect")
    among = data.rows(Selection(), "effect", "centre")
    among = among[among["centre"] == "Centrum 05"]
    assert len(alone) > 8
    assert alone["q"].tolist() == pytest.approx(among["q"].tolist(), nan_ok=True)


def test_controlled_motivation_that_rises_is_never_blue(opened: Any, risen: Path) -> None:
    app = opened(risen, trend_what="motivation")
    marked = [one for one in drawn(app) if "▲" in one.text]
    assert marked
    for one in marked:
        assert any(word in one.text for word in ("Geïntrojecteerd", "Gecontroleerd"))
        assert colours.GOOD not in one.svg


def test_a_changed_wording_is_seen_on_the_page(
    opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(reading.HOME, tmp_path / "questionnaire"))
    with (folder / "changes.csv").open("a", encoding="utf-8") as changes:
        changes.write("2024-2025;A4;wording;A4 werd herschreven.;A4 was rewritten.\n")
    monkeypatch.setenv("MEASUREMENT_QUESTIONNAIRE", str(folder))
    app = opened(trend_item="A4")
    text = said(app)
    assert "andere vraagstelling" in text
    assert "A4 werd herschreven." in text
    assert "▲" not in " ".join(one.text for one in drawn(app))


def test_without_answers_there_is_a_sentence_and_no_figure(opened: Any, tmp_path: Path) -> None:
    store = tmp_path / "empty.sqlite"
    with open_store(str(store)) as made:
        made.example.decline()
    app = opened(store)
    assert not app.exception
    assert app.info
    assert not drawn(app)
