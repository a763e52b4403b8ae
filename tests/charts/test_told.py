"""What is only told within bounds, or only by its number, is never drawn as a value."""

from __future__ import annotations

import math
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from measurement.charts import colours
from measurement.charts.bars import Bar, diverging
from measurement.charts.rows import Axis as Ends
from measurement.charts.rows import Row, row_chart, shares
from measurement.charts.told import bound_words
from measurement.charts.years.large import lines
from measurement.charts.years.series import SHARE, Axes, Line, Point
from measurement.charts.years.small import small

NAN = math.nan
AT_MOST, FEW = "hoogstens 3 van 12", "6 antwoorden; te weinig om meer te tonen"
Draw = Callable[[Line, Axes], go.Figure]
AT_MOST_3_OF_12 = Row("Tijd", NAN, 0.02, 0.5, 12, least=0, most=3 / 12, mark=AT_MOST, other=0.4)
ONLY_6 = Row("Middelen", NAN, NAN, NAN, 6, mark=FEW)
EXACT = Row("Steun", 0.75, 0.5, 0.9, 20)


def texts(figure: go.Figure) -> list[str]:
    return [str(a.text) for a in figure.layout.annotations]


def spans(figure: go.Figure) -> list[go.Bar]:
    return [t for t in figure.data if t.type == "bar" and t.marker.pattern.shape]


def rails(figure: go.Figure) -> list[str | None]:
    return [s.line.dash for s in figure.layout.shapes if s.y0 == s.y1]


@pytest.mark.parametrize(
    ("least", "most", "scored", "of", "said"),
    [
        (0, 3, 12, 12, "hoogstens 3 van 12"),
        (0, 3, 10, 12, "hoogstens 3 van 12"),
        (9, 12, 12, 12, "minstens 9 van 12"),
        (7, 10, 10, 12, "minstens 7 van 12"),  # two of the twelve gave no score: no more are known
        (4, 7, 12, 12, "4 tot 7 van 12"),
        (5, 5, 12, 12, "5 van 12"),
        (0, 12, 12, 12, "12 antwoorden; te weinig om meer te tonen"),
        (0, 1, 1, 1, "1 antwoord; te weinig om meer te tonen"),
    ],
)
def test_bounds_are_words(least: int, most: int, scored: int, of: int, said: str) -> None:
    assert bound_words(least, most, scored, of) == said


def test_a_bound_is_a_hatched_span_and_no_dot() -> None:
    figure = shares([EXACT, AT_MOST_3_OF_12], "centrum", "andere centra")
    (span,) = spans(figure)
    assert (list(span.base), list(span.x)) == ([0], [25])  # from 0 to 3 of 12
    dots = figure.data[-1].x
    assert dots[0] == 75
    assert math.isnan(dots[1])
    assert "hoogstens 3 van 12" in " ".join(texts(figure))


def test_the_interval_of_a_bound_reaches_beyond_the_span_on_both_sides() -> None:
    (span,) = spans(shares([AT_MOST_3_OF_12], "centrum"))
    assert span.error_x.array[0] == pytest.approx(100 * (0.5 - 3 / 12))
    assert span.error_x.arrayminus[0] == pytest.approx(100 * (3 / 12 - 0.02))


def test_the_other_centres_stand_beside_a_bound_without_a_line_to_it() -> None:
    figure = shares([AT_MOST_3_OF_12], "centrum", "andere centra")
    assert list(figure.data[1].x) == [40]
    assert rails(figure) == [None]


def test_only_the_number_of_answers_is_words_on_a_dotted_row_with_n() -> None:
    figure = shares([ONLY_6], "centrum")
    assert not spans(figure)
    assert math.isnan(figure.data[0].x[0])
    assert rails(figure) == ["2px,7px"]
    said = " ".join(texts(figure))
    assert "6 antwoorden; te weinig om meer te tonen" in said
    assert "6" in texts(figure)


def test_hover_texts_say_what_the_row_says_and_no_more() -> None:
    (span,) = spans(shares([AT_MOST_3_OF_12, ONLY_6], "centrum"))
    assert span.hovertext == (
        "Tijd<br>hoogstens 3 van 12<br>interval rond beide grenzen: 2,0 tot 50,0",
    )


def test_a_bound_of_a_mean_lies_on_its_own_axis() -> None:
    row = Row("Groei", NAN, NAN, NAN, 9, least=4, most=6, mark="4 tot 6")
    (span,) = spans(row_chart([row], Ends(1, 10)))
    assert (list(span.base), list(span.x)) == ([4], [2])


def bar(least: int, most: int, n: int, words: str, **reads: str) -> Bar:
    counts = {"n_all": n, "n_high_most": most}
    return Bar("Tijd", n - most, least, 0, n, 0.02, 0.5, words=words, **counts, **reads)


def test_a_bounded_bar_is_a_hatched_span_with_words_and_has_no_figure() -> None:
    figure = diverging([bar(0, 3, 12, AT_MOST)], "laag (1–5)", "hoog (6–8)")
    assert [list(t.x) for t in figure.data[:2]] == [[None], [None]]
    assert [t.text[0] for t in figure.data[:2]] == ["", ""]
    (span,) = spans(figure)
    assert (list(span.base), list(span.x)) == ([0], [25])
    assert any("hoog (6–8): hoogstens 3 van 12" in said for said in texts(figure))


def test_where_the_bound_is_on_the_other_side_it_says_at_least() -> None:
    figure = diverging([bar(9, 12, 12, "minstens 9 van 12", high="unfavourable")], "laag", "hoog")
    (span,) = spans(figure)
    assert (list(span.base), list(span.x)) == ([75], [25])
    assert span.marker.line.color == (colours.POOR,)
    assert any("hoog: minstens 9 van 12" in said for said in texts(figure))


def test_a_bar_of_which_only_n_is_told_has_words_in_its_place() -> None:
    figure = diverging([Bar("Tijd", 0, 0, 1, 6, n_all=6, few=True, words=FEW)], "laag", "hoog")
    assert not spans(figure)
    said = texts(figure)
    assert any("6 antwoorden; te weinig om meer te tonen" in one for one in said)
    assert {"6", "16,7"} <= set(said)  # n, and 1 of 6 not applicable
    assert figure.data[0].hovertext == figure.data[1].hovertext == ("",)


def test_exact_bars_beside_bounded_ones_keep_their_figures_and_intervals() -> None:
    figure = diverging(
        [bar(0, 3, 12, AT_MOST), Bar("Steun", 5, 15, 0, 20, 0.5, 0.9)], "laag", "hoog"
    )
    low, high = figure.data[:2]
    assert list(low.x) == [None, -25]
    assert list(high.x) == [None, 75]
    assert list(high.error_x.array) == [0, pytest.approx(15)]
    assert list(high.error_x.arrayminus) == [0, pytest.approx(25)]


YEARS = Axes(("22-23", "23-24", "24-25", "25-26"), SHARE)
EXACT_BOUND_FEW = Line(
    "Tijd",
    (
        Point(0, 0.5, 0.3, 0.7, 20, "50,0 %"),
        Point(1, 0.75, 0.5, 0.9, 20, "75,0 %"),
        Point(2, NAN, 0.02, 0.5, 12, "hoogstens 3 van 12", least=0, most=0.25),
        Point(3, NAN, NAN, NAN, 6, "te weinig"),
    ),
)


@pytest.mark.parametrize("draw", [lines, small])
def test_over_the_years_a_bound_is_an_upright_span_to_which_no_line_goes(draw: Draw) -> None:
    figure = draw(EXACT_BOUND_FEW, YEARS)
    (span,) = spans(figure)
    assert (list(span.x), list(span.base), list(span.y)) == ([2], [0], [0.25])
    stretches = [list(t.x) for t in figure.data if t.type == "scatter" and t.mode == "lines"]
    assert stretches == [[0, 1]]
    assert [y == y for y in figure.data[-1].y] == [True, True, False, False]


def test_a_year_of_which_only_n_is_told_has_words_at_the_bottom_and_its_n() -> None:
    figure = lines(EXACT_BOUND_FEW, YEARS)
    (words,) = (a for a in figure.layout.annotations if "te weinig" in a.text)
    assert (words.x, words.y) == (3, 0)
    assert figure.layout.xaxis.ticktext[3] == "25-26<br>n 6"
