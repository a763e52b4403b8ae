"""Figures: positions and texts follow from the tables, and colours can be told apart."""

from __future__ import annotations

import copy

import pytest

from measurement.charts import colours, slim
from measurement.charts.bars import Bar, diverging
from measurement.charts.counts import points, rates
from measurement.charts.grids import heat
from measurement.charts.rows import Axis, Row, row_chart, shares
from measurement.charts.surveys.reach import crowd
from measurement.charts.told import few_words

B4 = Bar("De begeleiding heeft positieve gevolgen", 29, 41, 19, 89, 0.36, 0.56)


def texts(figure) -> str:
    return " ".join(str(a.text) for a in figure.layout.annotations)


def test_bars_lie_on_either_side_of_zero_with_the_counts_shares() -> None:
    figure = diverging([B4], "laag (1–5)", "hoog (6–8)")
    low, high = figure.data[0], figure.data[1]
    assert low.x[0] == pytest.approx(-100 * 29 / 89)
    assert high.x[0] == pytest.approx(100 * 41 / 89)
    assert (low.text[0], high.text[0]) == ("32,6", "46,1")


def test_n_and_not_applicable_stand_in_columns_of_their_own() -> None:
    said = texts(diverging([B4], "laag", "hoog"))
    assert "89" in said
    assert "21,3" in said


def test_without_not_applicable_shares_are_of_the_scores_and_its_own_share_of_all() -> None:
    figure = diverging([Bar("x", 29, 41, 19, 70, n_all=89)], "laag", "hoog")
    assert figure.data[1].text[0] == "58,6"  # 41 of 70
    assert "70" in texts(figure)
    assert "21,3" in texts(figure)  # 19 of 89


def test_high_on_an_unfavourable_item_has_the_colour_of_unfavourable() -> None:
    good, poor = (
        diverging([Bar("x", 1, 9, 0, 10, high=reads)], "l", "h").data[1].marker.color[0]
        for reads in ("favourable", "unfavourable")
    )
    assert (good, poor) == (colours.GOOD, colours.POOR)


def test_nobody_answered_is_no_bar_of_nought_per_cent() -> None:
    figure = diverging([Bar("x", 0, 0, 0, 0)], "l", "h")
    assert figure.data[0].text[0] == ""
    assert "geen gegevens" in figure.data[0].hovertext[0]


def test_dots_carry_their_interval_and_n() -> None:
    figure = shares([Row("Tijd", 0.25, 0.1, 0.5, 20, other=0.4)], "centrum", "andere centra", 0.5)
    own = figure.data[1]
    assert own.x[0] == 25
    assert own.error_x.array[0] == pytest.approx(25)
    assert own.error_x.arrayminus[0] == pytest.approx(15)
    assert "20" in texts(figure)


def test_cells_with_too_few_answers_show_only_their_n() -> None:
    figure = heat(["A"], ["Tijd", "Beleid"], [[0.75, 0.5]], [[4, 20]], 5, [["", "gemengd"]])
    assert list(figure.data[0].z[0]) == [None, 0.5]
    assert "n=4" in texts(figure)
    assert "75" not in figure.data[0].hovertext[0][0]
    persons = heat(["A"], ["Tijd"], [[0.75]], [[20]], 5, [[""]], persons=[[4]])
    assert list(persons.data[0].z[0]) == [None]
    assert "n=20" in texts(persons)
    why = "te weinig antwoorden (n = 20): van minder dan 5 personen"
    assert why in persons.data[0].hovertext[0][0].replace("\u00a0", " ")


def test_a_heat_map_without_any_filled_cell_names_its_rows_and_columns() -> None:
    few = heat(["Gent", "Genk"], ["Tijd"], [[0.5], [0.5]], [[4], [0]], 5, [[""], [""]])
    axes = few.layout
    assert [list(line) for line in few.data[0].z] == [[None], [None]]
    assert (axes.yaxis.ticktext, axes.xaxis.ticktext) == (("Gent", "Genk"), ("Tijd",))
    assert (axes.xaxis.range, axes.yaxis.range) == ((-0.5, 0.5), (1.5, -0.5))


LONG = "Handelingsgericht samenwerken met leerkrachten en ouders in de eerste graad van het secundair onderwijs, groep "


def test_two_initiatives_that_begin_alike_are_told_apart() -> None:
    names = [f"{LONG}A", f"{LONG}B", "PLG Onthaal"]
    assert len(LONG) > 100
    rows = [Row(n, 1.0, 1.0, 1.0, 9) for n in names]
    above = [a.text for a in row_chart(rows, Axis(0, 2)).layout.annotations]
    slim_rows = slim.row_chart(rows, Axis(0, 2)).layout.yaxis.ticktext
    bars = rates(names, [1, 2, 3], [9, 9, 9]).layout.yaxis.ticktext
    for said in (above, slim_rows, bars):
        labels = [label for label in said if "groep" in label]
        assert [label.replace("<br>", " ")[-7:] for label in labels] == ["groep A", "groep B"]
        assert all(len(line) <= 60 for label in labels for line in label.split("<br>"))
    assert len(set(crowd(names, ["Gent"], [[1], [2], [3]]).layout.yaxis.ticktext)) == 3


def test_a_rate_with_an_impossible_survey_in_it_has_a_star() -> None:
    figure = rates(["X", "Y"], [80, 53], [150, 100], ["1 bevraging klopt niet", ""])
    shown = [a.text for a in figure.layout.annotations if " van " in a.text]
    assert [("*" in text, "53" in text) for text in shown] == [(True, True), (False, True)]
    assert figure.data[1].hovertext == ("1 bevraging klopt niet", "")


def test_an_unknown_rate_is_a_word() -> None:
    said = texts(rates(["X", "Y"], [10, 62], [None, 100]))
    assert "onbekend" in said
    assert "62" in said


def test_more_answers_than_invitations_is_no_bar_above_the_end() -> None:
    assert list(rates(["X"], [12], [10]).data[1].x) == [None]


def test_a_distribution_has_a_bar_per_point() -> None:
    figure = points(list("12"), [3, 0], ["unfavourable", "favourable"])
    assert list(figure.data[0].y) == [3, 0]
    assert list(figure.data[0].marker.color) == [colours.POOR, colours.GOOD]


def test_figures_leave_their_input_alone() -> None:
    rows = [B4]
    before = copy.deepcopy(rows)
    diverging(rows, "l", "h")
    assert rows == before


def test_a_slim_row_is_at_most_36_pixels_high_and_prints_its_value() -> None:
    one = Row("Steun van het beleid, met een lange naam", 0.769, 0.7, 0.83, 429, mark="76,9 %")
    figures = [slim.shares([one] * n, "", line=0.5) for n in (10, 20)]
    assert figures[1].layout.height - figures[0].layout.height <= 10 * 36
    assert "76,9" in texts(figures[0])
    assert "429" in texts(figures[0])


def test_a_slim_row_says_the_mark_that_is_more_than_its_value() -> None:
    marked = Row("Tijd", 0.132, 0.1, 0.17, 425, mark="belemmerend · 1–3: 60,2 %")
    assert "belemmerend" in slim.shares([marked], "").layout.yaxis.ticktext[0]
    plain = Row("Tijd", 0.132, 0.1, 0.17, 425, mark="13,2\u00a0%")
    assert slim.shares([plain], "").layout.yaxis.ticktext[0] == "Tijd"


def test_a_slim_row_says_in_place_of_a_value_what_is_told() -> None:
    nothing = float("nan")
    bound = Row("Tijd", nothing, 0, 0.4, 12, mark="hoogstens 3 van 12", least=0, most=0.25)
    few = Row("Rust", nothing, nothing, nothing, 4, mark=few_words(4))
    figure = slim.shares([bound, few], "", line=0.5)
    assert "hoogstens 3<br>van 12" in texts(figure)
    assert "te weinig" in texts(figure)
    assert list(figure.layout.yaxis.ticktext) == ["Tijd", "Rust"]
    assert figure.data[0].base == (0,)


def test_the_line_that_matters_stops_at_a_heading() -> None:
    """Two groups of one row of 28 pixels, each under a heading of 24."""
    rows = [Row("Tijd", 0.1, 0.1, 0.2, 9, heading=one) for one in ("Hindert", "Helpt")]
    figure = slim.shares(rows, "", line=0.5)
    upright = [s for s in figure.layout.shapes if s.x0 == s.x1 == 50]
    assert [s.y1 for s in upright] == pytest.approx([24 / 28, 1 + 48 / 28])
    assert [s.y0 for s in upright] == pytest.approx([1 + 24 / 28, 2 + 48 / 28])


def test_the_line_that_matters_crosses_no_words() -> None:
    figure = slim.shares([Row("Tijd", 0.1, 0.1, 0.2, 9, heading="Factoren")], "", line=0.5)
    inside = [a for a in figure.layout.annotations if not (a.xshift or 0) and a.x > 0]
    assert inside == []
