"""Fair comparison and change tracks: the figures, the sentences, and the pages as readers open them."""

from __future__ import annotations

import re
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from opened_pages import drawn, page, said
from scipy.stats import false_discovery_control
from survey_tables import SMALL, answers

from measurement.charts import colours
from measurement.charts.counts import spread
from measurement.charts.funnel import Limit, Spot
from measurement.charts.funnel import funnel as drawn_funnel
from measurement.charts.rows import Axis, Row, row_chart
from measurement.counting.counts import count
from measurement.measures.fair.funnel import fair as fair_table
from measurement.measures.fair.funnel import limits
from measurement.measures.fair.sentences import high_words, item_sentences, module_sentences, signed
from measurement.measures.fair.tables import BEFORE_AFTER, FAIR_COMPARISON, FAIR_TABLES, RATINGS
from measurement.questionnaire.files.reading import load
from measurement.reports.figures import fair
from measurement.tables import GROUPS, check, definitions
from measurement.words import LANGUAGES, speak
from pages.desk import cache
from pages.desk.selection import Selection
from pages.results.comparison import data, figures

PAGES = {
    "Eerlijk vergelijken": "pages/results/comparison/page.py",
    "Verandertrajecten": "pages/results/change_tracks/page.py",
}
LAST_YEAR = Selection(school_year=("2024-2025",))
WIDE = [Limit(n, *map(float, (*limits(0.5, n), *limits(0.5, n, 0.998)))) for n in range(1, 41)]


pytestmark = pytest.mark.usefixtures("own_page_cache", "as_staff")


@pytest.fixture
def own_store(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEASUREMENT_STORE", str(own_store))
    cache.look_again()
    return own_store


@pytest.fixture
def opened() -> Any:
    return lambda title, **query: page(PAGES[title], **query)


def texts(figure: Any) -> list[str]:
    return [str(a.text) for a in figure.layout.annotations]


# The figures.


def test_the_funnel_holds_every_centre_and_the_limits_as_they_came() -> None:
    spots = [Spot("X", 20, 0.5), Spot("Y", 38, 0.1, "Y", "lower", colours.POOR)]
    figure = drawn_funnel(spots, WIDE, 0.5, "samen")
    marks = next(t for t in figure.data if t.mode == "markers")
    assert (list(marks.x), list(marks.y)) == ([20, 38], [50, 10])
    assert list(marks.marker.symbol) == ["circle", "triangle-down"]
    outer_lower, outer_upper, inner_lower, inner_upper = figure.data[:4]
    assert inner_lower.y[19] == pytest.approx(100 * limits(0.5, 20).lower)
    assert outer_upper.y[19] == pytest.approx(100 * limits(0.5, 20, 0.998).upper)
    assert {t.line.shape for t in (outer_lower, outer_upper, inner_lower, inner_upper)} == {"hvh"}
    assert {"samen", "95 %".replace(" ", "\u00a0"), "Y"} <= set(texts(figure))
    assert "X" not in texts(figure)


def test_centres_on_the_same_place_are_all_named_on_hover() -> None:
    figure = drawn_funnel([Spot("X", 20, 0.5), Spot("Z", 20, 0.5)], WIDE, 0.5, "")
    assert "X, Z" in figure.data[-1].hovertext[0]


def test_labels_of_centres_close_together_do_not_lie_over_each_other() -> None:
    spots = [Spot(f"Centrum {i}", 10 + i, 0.95, f"Centrum {i}", "higher") for i in range(4)]
    notes = [a for a in drawn_funnel(spots, WIDE, 0.5, "").layout.annotations if a.showarrow]
    heights = sorted(a.ay for a in notes)
    assert len(notes) == 4
    assert all(below - above >= 15 for above, below in pairwise(heights))


def test_smoothed_estimates_are_hollow_and_only_there_when_asked() -> None:
    plain, smoothed = (
        drawn_funnel([Spot("X", 20, 0.5, drawn=d)], WIDE, 0.5, "") for d in (float("nan"), 0.45)
    )
    assert len(smoothed.data) == len(plain.data) + 2
    hollow = next(t for t in smoothed.data if t.marker.symbol == "circle-open")
    assert list(hollow.y) == [45]
    assert "voorzichtige schatting: 45,0" in smoothed.data[-1].hovertext[0]


def test_every_point_of_the_scale_has_a_bar_also_those_nobody_chose() -> None:
    figure = spread(range(1, 11), [0, 0, 1, 0, 4, 2, 0, 0, 0, 0], 36 / 7)
    assert list(figure.data[0].x) == list(range(1, 11))
    assert list(figure.data[0].text)[:3] == ["0", "0", "1"]
    assert figure.layout.shapes[0].x0 == 36 / 7
    assert "gemiddelde 5,1" in texts(figure)


def test_a_span_has_its_interval_and_a_dumbbell_its_origin() -> None:
    ruler = Axis(1, 10, range(1, 11), [str(p) for p in range(1, 11)])
    nothing = float("nan")
    rows = [Row("a", 6, 5, 8, "12"), Row("b", nothing, nothing, nothing, "2", mark="weinig")]
    plain = row_chart(rows, ruler)
    assert list(plain.data[0].error_x.array) == [2, 0]
    assert list(plain.data[0].error_x.arrayminus) == [1, 0]
    both = row_chart([Row("a", 6, nothing, nothing, "9 → 12", other=4)], ruler, "na", "voor")
    assert list(both.data[0].x) == [4]
    assert [(s.x0, s.x1) for s in both.layout.shapes] == [(1, 10), (6, 4)]


@pytest.mark.parametrize(
    ("value", "words"), [(1.25, "+1,3"), (-0.4, "−0,4"), (0.04, "0,0"), (-0.04, "0,0"), (0, "0,0")]
)
def test_a_difference_has_its_sign(value: float, words: str) -> None:
    assert signed(value) == words


# The sentences.


def compared(table: str, item: str) -> Any:
    return fair_table(count(answers(table), ["centre"]), [item], SMALL)


def test_only_who_differs_is_named() -> None:
    made = compared("centre times A1\nX 30 8\nY 30 1\nZ 15 8\nZ 15 1", "A1")
    together, higher, lower = item_sentences(made, SMALL)
    assert (
        together.replace("\u00a0", " ")
        == "Alle antwoorden samen: 50,0 % hoog (6–8) van 90 met een score."
    )
    assert "Vaker hoog (6–8)" in higher
    assert "X (100,0" in higher
    assert "Y (0,0" in lower
    assert "Z" not in higher + lower
    assert len(module_sentences(made, SMALL)) == 1


def test_without_a_difference_or_enough_answers_the_sentence_says_so() -> None:
    same = compared("centre times A1\nX 6 8\nX 6 1\nY 6 8\nY 5 1\nZ 3 8", "A1")
    assert item_sentences(same, SMALL)[1].startswith("Geen enkel centrum verschilt duidelijk")
    assert item_sentences(same, SMALL)[-1].endswith("(minder dan 5): Z.")
    assert module_sentences(same, SMALL) == []
    few = compared("centre A1\nX 8\nY 1", "A1")
    assert item_sentences(few, SMALL)[1] == "Er zijn te weinig antwoorden om centra te vergelijken."


@pytest.mark.parametrize(
    ("item", "high"), [("A1", "hoog (6–8)"), ("C4", "ondersteunend"), ("K1", "aangekruist")]
)
def test_what_counts_as_high_is_said(item: str, high: str) -> None:
    assert high_words(SMALL, item) == high


def test_an_item_about_a_hindrance_says_that_it_is_turned() -> None:
    said_of = item_sentences(compared("centre times C4\nX 9 8\nY 9 1", "C4"), SMALL)
    assert "hindernis" in said_of[1]
    assert "Vaker ondersteunend dan in de andere centra: Y" in said_of[2]


# The door and its figures, on the example.


def test_the_tables_of_the_pages_are_as_declared(own_store: Path) -> None:
    check(data.compared(LAST_YEAR, "factors"), FAIR_COMPARISON, ["centre"])
    check(data.ratings(LAST_YEAR, "centre"), RATINGS, ["centre"])
    check(data.changes(LAST_YEAR), BEFORE_AFTER)


def test_a_filter_on_centres_leaves_the_comparison_whole(own_store: Path) -> None:
    one = Selection(school_year=("2024-2025",), centre=("Centrum 07",))
    assert data.of_item(one, "A1").equals(data.of_item(LAST_YEAR, "A1"))
    assert data.of_item(LAST_YEAR, "A1")["centre"].nunique() > 10


def test_a_difference_has_one_p_and_is_corrected_over_the_network_here(own_store: Path) -> None:
    """On the pages of a centre it is corrected over the tests of that centre."""
    here = data.compared(LAST_YEAR, "effect")
    p, q = (here[c].dropna().to_numpy(float) for c in ("p", "q"))
    assert q.tolist() == pytest.approx(false_discovery_control(p).tolist())


def test_items_without_a_cut_and_of_other_roles_are_not_offered(own_store: Path) -> None:
    assert set(data.modules(LAST_YEAR)) == {"A", "B", "C", "D", "E"}


def test_high_controlled_motivation_never_has_the_colour_of_good() -> None:
    assert fair.colour(load(), "E1", "higher") == colours.GOOD  # autonomous
    assert fair.colour(load(), "E7", "higher") == colours.POOR
    assert fair.colour(load(), "E7", "lower") == colours.ACCENT


@pytest.mark.parametrize(
    ("item", "outcome", "colour"),
    [
        ("A1", "higher", colours.GOOD),
        ("A1", "lower", colours.POOR),
        ("C4", "higher", colours.GOOD),  # turned: high is enabling
        ("A1", "same", colours.PALE),
        ("A1", "too_few", colours.PALE),
    ],
)
def test_a_colour_says_whether_a_difference_is_favourable(
    item: str, outcome: str, colour: str
) -> None:
    assert fair.colour(load(), item, outcome) == colour


def test_every_item_of_every_module_has_its_figures(own_store: Path) -> None:
    for module in data.modules(LAST_YEAR):
        figures.matrix(LAST_YEAR, module)
        for item in data.items(LAST_YEAR, module):
            assert figures.funnel(LAST_YEAR, item, True) is not None, item
            assert figures.differences(LAST_YEAR, item) is not None, item
            assert data.item_sentences(LAST_YEAR, item), item


def test_the_matrix_marks_only_differences(own_store: Path) -> None:
    figure = figures.matrix(LAST_YEAR, "C")
    assert figure is not None
    marks = list(figure.data[0].text)
    assert len(data.differing(LAST_YEAR, "C")) == marks.count("▲") + marks.count("▼") > 0


# The pages.


@pytest.mark.parametrize("title", PAGES)
def test_every_page_opens_in_dutch(opened: Any, title: str) -> None:
    app = opened(title)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == title


def test_the_comparison_opens_with_a_sentence_and_says_what_chance_does(opened: Any) -> None:
    text_ = said(opened("Eerlijk vergelijken", module="C", item="C3"))
    assert "Vaker ondersteunend dan in de andere centra: Centrum 02" in text_
    assert "één centrum op de twintig" in text_
    assert "Open stip" not in text_


def test_smoothed_estimates_are_a_choice_in_the_address(opened: Any) -> None:
    app = opened("Eerlijk vergelijken", smoothed="yes")
    assert "Een klein centrum schuift daarin op naar het gemiddelde van alle centra" in said(app)
    hollow = re.compile(r'd="M[^"]*a[^"]*" fill="none" stroke=')  # circles
    assert any(len(hollow.findall(figure.svg)) > 10 for figure in drawn(app))


def test_every_module_can_be_chosen(opened: Any) -> None:
    app = opened("Eerlijk vergelijken")
    for module in app.selectbox(key="module").options:
        app.selectbox(key="module").set_value(module[0]).run()
        assert not app.exception, module


def test_the_change_tracks_never_speak_of_low_and_high(opened: Any) -> None:
    text_ = said(opened("Verandertrajecten"))
    assert "op een schaal van 1 tot 10" in text_
    assert "Schaal 1–10: geen grens laag/hoog." in text_
    assert "% hoog" not in text_
    assert "% laag" not in text_


def test_a_zero_measurement_of_the_example_stands_beside_what_came_after(opened: Any) -> None:
    text_ = said(opened("Verandertrajecten"))
    assert "hoger dan voordien" in text_
    assert "mensen die twee keer antwoordden" in text_
    assert "Er is nog geen nulmeting" not in text_


def test_without_a_zero_measurement_the_page_says_how_to_add_one(
    opened: Any, own_store: Path
) -> None:
    with sqlite3.connect(own_store) as store:
        store.execute("update survey set moment = 'short' where moment = 'zero'")
    text_ = said(opened("Verandertrajecten"))
    assert "Er is nog geen nulmeting" in text_
    assert "met moment “nulmeting”" in text_


def test_without_change_tracks_the_page_says_why_it_is_empty(opened: Any) -> None:
    app = opened("Verandertrajecten", strategy="infosessie")
    assert not app.exception
    assert "Geen gegevens: in deze keuze kreeg niemand" in said(app)


@pytest.mark.parametrize("title", PAGES)
def test_every_page_speaks_english_when_asked(opened: Any, title: str) -> None:
    app = opened(title, lang="en")
    assert not app.exception
    assert "95 % interval" in said(app)


# The tables as they are taken away.


def test_the_tables_on_screen_have_words_for_ids(opened: Any) -> None:
    app = opened("Eerlijk vergelijken", module="A", item="A1")
    app.toggle(key="funnel_table").set_value(True).run()
    shown = app.dataframe[0].value
    assert "binnen de trechter" in set(shown.astype(str).to_numpy().ravel())
    app = opened("Verandertrajecten")
    app.toggle(key="before_after_table").set_value(True).run()
    shown = set(app.dataframe[0].value.astype(str).to_numpy().ravel())
    assert {"dezelfde mensen, voor en na", "hoger dan voordien", "2024-25"} <= shown


@pytest.mark.parametrize("table", FAIR_TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_differ_and_every_column_has_its_meaning(table: Any, language: str) -> None:
    speak(language)
    assert definitions(table)["meaning"].str.len().min() > 5
    speak("nl")
    columns = {**GROUPS, **{column.name: column for column in table.columns}}
    headings = [str(column.title) for column in columns.values()]
    assert len(set(headings)) == len(headings)
