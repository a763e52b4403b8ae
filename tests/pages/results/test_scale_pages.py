"""Capacities and motivation as a reader meets them: sentences, figures, and the two pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from opened_pages import drawn, page, said
from scale_survey import MADE
from survey_tables import answers

from measurement.charts import colours
from measurement.charts.rows import Axis, Row, row_chart
from measurement.charts.side_by_side import Cell, side_by_side
from measurement.charts.stacked import Part, Stack, stacked
from measurement.measures.scales.association import association
from measurement.measures.scales.comparison import scale_against_rest
from measurement.measures.scales.means import scale_means
from measurement.measures.scales.motivation import profiles
from measurement.measures.scales.scales import scales_of
from measurement.measures.scales.sentences import (
    association_sentences,
    capacity_sentences,
    centre_scale_sentences,
    motivation_sentences,
    profile_sentences,
    reliability_words,
)
from measurement.questionnaire.files.reading import HOME, load
from measurement.questionnaire.scale_labels import scale_labels
from measurement.store import open_store
from measurement.tables import records

PAGES = {
    "PLG-capaciteiten": "pages/results/capacities/page.py",
    "Motivatie": "pages/results/motivation/page.py",
}
NAN = float("nan")
ONE_TO_EIGHT = Axis(1, 8, (1, 8))


# ── Names ────────────────────────────────────────────────────────────────────────────────────


def test_every_scale_of_the_questionnaire_has_a_name_in_both_languages() -> None:
    labels = scale_labels(HOME)
    assert {scale.id for scale in scales_of(load())} == set(labels)
    assert all(label.nl and label.en for label in labels.values())


def test_without_a_file_of_names_there_are_none(tmp_path: Path) -> None:
    assert scale_labels(tmp_path) == {}


# ── Sentences ────────────────────────────────────────────────────────────────────────────────


def about(table: str) -> list[str]:
    means = scale_means(answers(table, made=MADE), reliability=False)
    capacities = means[means["subject"] == "capacities"]
    return capacity_sentences(capacities, str.upper, MADE)


def test_a_level_is_highest_when_its_interval_lies_above_the_others() -> None:
    said = about("times P1 P2 P3 O1 O2\n20 8 8 1 2 2\n20 7 7 2 3 3")
    assert said == [
        "40 antwoorden hebben een score voor deze capaciteiten.",
        "IK scoort het hoogst: gemiddeld 7,5 op een schaal van 1 tot 8.",
        "HUIS scoort het laagst: gemiddeld 2,5 op een schaal van 1 tot 8.",
    ]


def test_levels_whose_intervals_overlap_are_not_ranked() -> None:
    """Means 5 and 5.5, each give or take about 1.3: not a word of highest."""
    said = about("times P1 P2 P3 O1 O2\n5 8 8 1 2 2\n5 2 2 7 8 8\n1 5 5 4 8 8")
    assert said[1:] == [
        "De intervallen van de niveaus overlappen: geen enkel ligt duidelijk hoger of lager."
    ]


@pytest.mark.parametrize(
    "table",
    ["times P1 P2 P3 O1 O2\n2 8 8 1 1 1\n2 7 7 1 2 2", "times P1 P2 P3 O1 O2\n40 8 8 1 1 1"],
    ids=["four answers", "no spread"],
)
def test_without_an_interval_to_trust_no_level_is_called_highest(table: str) -> None:
    assert about(table)[1:] == ["Er zijn te weinig antwoorden om te zeggen welk niveau hoger ligt."]


MOTIVES = "times M1 M2 M3 N1 N2 N3"


def motives(table: str) -> list[str]:
    given = answers(f"{MOTIVES}\n{table}", made=MADE)
    means = scale_means(given, reliability=False)
    return [
        *motivation_sentences(means[means["subject"] == "motivation"], str.title, MADE),
        *profile_sentences(profiles(given), MADE),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "9 8 8 8 1 1 1\n9 7 7 7 2 2 1",
            "autonome motivatie (uit zichzelf) ligt gemiddeld 6,1 punten hoger",
        ),
        (
            "9 1 1 1 8 8 8\n9 1 1 2 7 7 7",
            "gecontroleerde motivatie (onder druk) ligt gemiddeld 6,3 punten",
        ),
        ("10 8 8 8 1 1 1\n8 1 1 1 8 8 8", "geen van beide ligt duidelijk hoger"),
        ("8 8 8 8 1 1 1\n10 1 1 1 8 8 8", "geen van beide ligt duidelijk hoger"),
        ("2 8 8 8 1 1 1\n2 7 7 7 1 1 1", "te weinig antwoorden om te zeggen welke van de twee"),
    ],
)
def test_relative_autonomy_is_told_in_words_after_its_interval(table: str, expected: str) -> None:
    assert expected in motives(table)[1]


def test_the_most_frequent_profile_is_named_only_when_it_clearly_is() -> None:
    assert (
        "‘uit zichzelf’ voor: 18 van 20 antwoorden (90,0"
        in motives("18 8 8 8 1 1 1\n2 1 1 1 8 8 8")[-1]
    )
    assert len(motives("10 8 8 8 1 1 1\n8 1 1 1 8 8 8")) == 2


def test_answers_of_fewer_than_five_persons_give_no_level_no_motive_and_no_profile() -> None:
    """Forty answers of four persons are four persons."""

    def levels(n_persons: int) -> list[str]:
        rows = [
            f"{1 + i % n_persons} 8 {7 + i % n_persons % 2} 1 2 {2 + i % n_persons % 2}"
            for i in range(40)
        ]
        return about("\n".join(["respondent P1 P2 P3 O1 O2", *rows]))

    assert levels(4)[1].startswith("Er zijn te weinig antwoorden")
    assert len(levels(5)) == 3

    def told(n_persons: int) -> list[str]:
        rows = [f"{1 + i % n_persons} 8 8 8 1 1 {1 + i % n_persons % 2}" for i in range(40)]
        given = answers("\n".join(["respondent M1 M2 M3 N1 N2 N3", *rows]), made=MADE)
        means = scale_means(given, reliability=False)
        own = means[means["subject"] == "motivation"]
        table = profiles(given)
        assert table["n_persons"].tolist() == [n_persons] * 4
        return [
            *motivation_sentences(own, str.title, MADE),
            *profile_sentences(table, MADE),
        ]

    assert "te weinig antwoorden om te zeggen" in told(4)[1]
    assert len(told(4)) == 2
    assert "te weinig" not in told(9)[1]
    assert "40 van 40 antwoorden" in told(9)[2]


def test_association_is_never_told_as_a_cause() -> None:
    rows = "\n".join(f"1 {1 + i % 8} {1 + i % 8} 5 1 1 1 {1 + i % 8}" for i in range(40))
    table = association(answers(f"{MOTIVES} I\n{rows}", made=MADE))
    said = association_sentences(table, str.title, MADE)
    assert said[0] == "Willen hangt samen met een hogere score voor intentie (samenhang 1,00)."
    for word in ("door", "leidt", "zorgt", "omdat", "oorzaak"):
        assert word not in " ".join(said)
    few = association(answers(f"{MOTIVES} I\n29 8 8 8 1 1 1 7", made=MADE))
    assert association_sentences(few, str.title, MADE) == [
        "Er zijn te weinig personen om een samenhang te berekenen (vanaf 30)."
    ]


def test_a_centre_differs_only_where_the_test_says_so() -> None:
    table = scale_against_rest(
        answers("centre times O1 O2\nX 9 8 8\nX 9 7 7\nY 9 2 2\nY 9 3 3\nZ 2 5 5", made=MADE)
    )
    said = {
        centre: centre_scale_sentences(table, centre, str.title, "capacities") for centre in "XYZ"
    }
    assert said["X"] == ["X scoort hoger dan de rest op: Huis, Leiding."]
    assert said["Y"] == ["Y scoort lager dan de rest op: Huis, Leiding."]
    assert said["Z"] == ["Z: te weinig antwoorden om te vergelijken."]


def test_reliability_is_told_with_its_n_or_with_the_reason_why_not() -> None:
    table = "times P1 P2 P3 O1 O2\n{n} 8 8 2 7 7\n{n} 2 3 7 3 {last}"
    rows = {
        n: {
            str(r.scale): reliability_words(r)
            for r in records(scale_means(answers(table.format(n=n, last=3), made=MADE)))
        }
        for n in (14, 15)
    }
    assert rows[15]["leiding"] == "1,00 op een schaal tot 1 (n = 30)"
    assert (
        rows[14]["leiding"]
        == "te weinig personen om te zeggen hoe goed de stellingen samenhangen (vanaf 30)"
    )
    assert rows[15]["denken"] == ""


# ── Figures ──────────────────────────────────────────────────────────────────────────────────


def texts(figure: go.Figure) -> str:
    return " ".join(str(a.text) for a in figure.layout.annotations)


def test_a_mark_shows_its_mean_its_interval_and_n() -> None:
    figure = row_chart([Row("Leiding", 4.93, 4.71, 5.16, 214)], ONE_TO_EIGHT, head="gem.")
    own = figure.data[0]
    assert own.x[0] == 4.93
    assert (own.error_x.array[0], own.error_x.arrayminus[0]) == pytest.approx(
        (5.16 - 4.93, 4.93 - 4.71)
    )
    assert "4,9" in texts(figure)
    assert "214" in texts(figure)


def test_an_interval_is_drawn_no_further_than_the_scale_reaches() -> None:
    own = row_chart([Row("x", 7.5, 1.1, 13.9, 2)], ONE_TO_EIGHT).data[0]
    assert own.x[0] + own.error_x.array[0] == 8
    assert "13,9" in own.hovertext[0]


def test_a_scale_without_scores_is_no_dot_and_no_nought() -> None:
    figure = row_chart([Row("x", NAN, NAN, NAN, 0)], ONE_TO_EIGHT, head="gem.")
    assert "geen gegevens" in figure.data[0].hovertext[0]
    assert "–" in texts(figure)


def test_a_heading_makes_room_for_itself() -> None:
    row = Row("a", 1, 1, 1, 9)
    figure = row_chart([row, row, replace(row, heading="Kop")], ONE_TO_EIGHT)
    y = figure.data[0].y
    assert y[2] - y[1] > 1.5 * (y[1] - y[0])
    assert "<b>Kop</b>" in texts(figure)


def test_a_cell_of_too_few_persons_shows_only_its_n() -> None:
    cells = [[Cell(6.2, 5, 7, 9, 5), Cell(3.1, 2, 4, 9, 4), Cell(NAN, NAN, NAN, 0, 0)]]
    figure = side_by_side(["PLG"], ["a", "b", "c"], cells, ONE_TO_EIGHT, few=5)
    assert [trace.x[0] for trace in figure.data] == [6.2, None, None]
    assert figure.data[1].hovertext[0] == ""
    assert "n = 9" in texts(figure)
    assert "geen gegevens" in texts(figure)
    assert "n = 0–9" in texts(figure)


def test_parts_of_a_bar_carry_their_mark_and_share() -> None:
    parts = [Part("goed", colours.GOOD, "●"), Part("zwak", colours.POOR, "▲")]
    figure = stacked([Stack("PLG", (60, 20), 80, 40), Stack("leeg", (0, 0), 0, 0)], parts)
    assert list(figure.data[0].x) == [75, None]
    assert figure.data[0].text[0] == "● 75,0"
    assert "▲ goed" not in texts(figure)
    assert "▲ zwak" in texts(figure)
    assert "geen gegevens" in texts(figure)
    assert "20 van 80" in figure.data[1].hovertext[0]


@pytest.mark.parametrize(("n", "shown"), [(4, None), (5, 100)])
def test_a_bar_of_too_few_persons_is_not_drawn(n: int, shown: float | None) -> None:
    figure = stacked([Stack("PLG", (9,), 9, n)], [Part("goed", colours.GOOD)], few=5)
    assert list(figure.data[0].x) == [shown]
    assert ("te weinig antwoorden (n = 9)" in texts(figure)) is (shown is None)
    assert (figure.data[0].hovertext[0] == "") is (shown is None)


def test_a_negative_item_has_its_colours_the_other_way() -> None:
    parts = [Part("1", colours.POOR), Part("8", colours.GOOD)]
    figure = stacked([Stack("x", (1, 1), 2, 2), Stack("y", (1, 1), 2, 2, turned=True)], parts)
    assert list(figure.data[0].marker.color) == [colours.POOR, colours.GOOD]


# ── Pages ────────────────────────────────────────────────────────────────────────────────────


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def opened(on_example: Path) -> Any:
    return lambda title, **query: page(PAGES[title], **query)


@pytest.mark.parametrize("title", PAGES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_opens_and_tells_its_n(opened: Any, title: str, lang: str) -> None:
    app = opened(title, lang=lang)
    assert not app.exception
    assert not app.error
    assert "n = " in said(app)
    assert len(drawn(app)) >= 3


def test_capacities_are_told_per_group_and_against_the_rest(opened: Any) -> None:
    app = opened("PLG-capaciteiten")
    assert "PLG Kleuters" in said(app)
    assert "Hoe goed de stellingen samenhangen" in said(app)
    for by, expected in (("centre", "Centrum 19"), ("school_year", "2024-25")):
        app.segmented_control(key="scale_by").set_value(by).run()
        assert not app.exception
        assert expected in said(app)
    app.selectbox(key="one").set_value("Centrum 05").run()
    assert "Centrum 05" in said(app)


def test_controlled_motivation_is_never_blue(opened: Any) -> None:
    app = opened("Motivatie")
    marks = re.findall(
        r'data-told="[^"]*"><path [^>]*?d="M[^a"L]*([aL])[^>]*?fill="([^"]+)"', drawn(app)[0].svg
    )
    arc, corner = "a", "L"  # a circle, and a square
    assert marks == [(arc, colours.GOOD)] * 3 + [(corner, colours.PALE)] * 3
    assert "geen oorzaak" in said(app)


@pytest.mark.parametrize("by", ["initiative", "school_year"])
def test_profiles_are_told_per_group(opened: Any, by: str) -> None:
    app = opened("Motivatie", profile_by=by)
    assert not app.exception
    assert {"initiative": "PLG Kleuters", "school_year": "2024-25"}[by] in said(app)


def test_where_nothing_was_asked_there_is_a_sentence_and_no_figure(opened: Any) -> None:
    app = opened("Motivatie", strategy="verandertraject")
    assert not app.exception
    assert "aan niemand in deze keuze is motivatie gevraagd" in said(app)
    assert not drawn(app)
    app = opened("PLG-capaciteiten", strategy="infosessie")
    assert "PLG-capaciteiten gevraagd" in said(app)
    assert not drawn(app)


def test_pooled_and_per_year_figures_of_the_example_agree(example_store: Path) -> None:
    with open_store(str(example_store)) as store:
        given = store.answers(load())
    per, whole = (scale_means(given, by, reliability=False) for by in (["school_year"], []))
    for row in whole.itertuples():
        own = per[(per["scale"] == row.scale) & (per["n"] > 0)]
        assert own["n"].sum() == row.n
        assert (own["n"] * own["mean"]).sum() / row.n == pytest.approx(row.mean)
    by_year, pooled = profiles(given, ["school_year"]), profiles(given)
    summed = by_year.groupby("profile", observed=False)["n"].sum()
    assert summed.tolist() == pooled["n"].tolist()
