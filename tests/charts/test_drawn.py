"""Figures drawn without a browser: places are worked out from the values, and nothing is left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from measurement.charts import colours
from measurement.charts.axes import Axis
from measurement.charts.bars import Bar, diverging
from measurement.charts.canvas import axis, figure, note
from measurement.charts.counts import rates
from measurement.charts.drawn.lettering import FONTS, wide
from measurement.charts.drawn.screen import WIDTHS, on_screen
from measurement.charts.drawn.strokes import hatched
from measurement.charts.drawn.svg import svg
from measurement.charts.grids import states
from measurement.charts.rows import Row
from measurement.charts.slim import row_chart
from measurement.charts.surveys.reach import crowd
from measurement.charts.years.large import lines
from measurement.charts.years.series import SHARE, Axes, Line, Point

SVG = "{http://www.w3.org/2000/svg}"


class Tags(HTMLParser):
    """Every tag that a browser finds in a html, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))


def tags(html: str) -> list[dict[str, str]]:
    return [attrs for _, attrs in Tags(html).seen]


def tree(figure: go.Figure, width: float = 760) -> ElementTree.Element:
    return ElementTree.fromstring(svg(figure, width))


def said(root: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def boxes(root: ElementTree.Element, colour: str) -> list[dict[str, float]]:
    found = [box.attrib for box in root.iter(f"{SVG}rect") if box.get("fill") == colour]
    return [{key: float(box[key]) for key in ("x", "y", "width", "height")} for box in found]


def test_bars_are_as_long_as_their_shares_and_meet_at_zero() -> None:
    # 29 low and 41 high of 89, in a drawing of 760 - 4 - 112 pixels from -(100 x 29 / 89) - 6 to 106
    root = tree(diverging([Bar("Gevolgen", 29, 41, 19, 89)], "laag", "hoog"))
    unit = (760 - 4 - 112) / (100 * 29 / 89 + 6 + 106)
    low, high = (boxes(root, shade)[0] for shade in (colours.POOR, colours.GOOD))
    assert low["width"] == pytest.approx(100 * 29 / 89 * unit, abs=0.02)
    assert high["width"] == pytest.approx(100 * 41 / 89 * unit, abs=0.02)
    assert low["x"] + low["width"] == pytest.approx(high["x"], abs=0.02)


def test_texts_stay_texts_with_the_figures_in_them() -> None:
    told = said(tree(diverging([Bar("Gevolgen <voor> & van", 29, 41, 19, 89)], "laag", "hoog")))
    for text in ("Gevolgen <voor> & van", "32,6", "46,1", "21,3", "89", "laag", "hoog"):
        assert text in told


def test_an_interval_reaches_from_its_lower_to_its_upper_bound() -> None:
    root = tree(diverging([Bar("Gevolgen", 29, 41, 19, 89, 0.36, 0.56)], "laag", "hoog"))
    unit = (760 - 4 - 112) / (100 * 29 / 89 + 6 + 106)
    zero = 4 + (100 * 29 / 89 + 6) * unit
    line = next(
        p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("stroke") == colours.interval()
    )
    start, end = re.match(r"M([\d.]+),[\d.]+H([\d.]+)", line).groups()  # type: ignore[union-attr]
    assert float(start) == pytest.approx(zero + 36 * unit, abs=0.02)
    assert float(end) == pytest.approx(zero + 56 * unit, abs=0.02)


def test_a_value_that_is_missing_draws_nothing_and_breaks_a_line() -> None:
    line = {"type": "scatter", "mode": "lines", "x": [0, 1, 2, 3, 4], "y": [1, 2, None, 2, 1]}
    drawn = figure([line], 200, xaxis=axis(range=[0, 4]), yaxis=axis(range=[0, 3]))
    assert len(list(tree(drawn).iter(f"{SVG}path"))) == 2


def test_names_beside_an_axis_get_the_room_that_they_need() -> None:
    names = ["Beleid op het vlak van de dienstverlening", "Borgen"]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [1, 2],
        "y": [0, 1],
        "marker": {"color": "#123456"},
    }
    drawn = figure(
        [bars],
        200,
        xaxis=axis(range=[0, 2], visible=False),
        yaxis=axis(tickvals=[0, 1], ticktext=names, range=[1.5, -0.5]),
    )
    assert all(box["x"] > wide(names[0], 13) for box in boxes(tree(drawn), "#123456"))


def test_a_kind_of_trace_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="pie"):
        svg(figure([{"type": "pie", "values": [1]}], 200))


def test_markup_of_people_is_text_and_only_our_own_tags_are_read() -> None:
    drawn = figure([], 100, annotations=[note("<b>vet</b> <script>x</script> &lt;i>", 0.5, 0.5)])
    root = tree(drawn)
    assert "vet <script>x</script> <i>" in said(root)
    assert [t.text for t in root.iter(f"{SVG}tspan") if t.get("font-weight")] == ["vet"]


@given(st.tuples(st.floats(1, 300), st.floats(1, 300)), st.sampled_from(["/", "\\", "x", "-", "|"]))
def test_hatching_stays_within_its_box(size: tuple[float, float], shape: str) -> None:
    drawn = hatched((10, 20, 10 + size[0], 20 + size[1]), shape, "#000000", "", 8)
    path = ElementTree.fromstring(f"<g>{drawn}</g>")[1].get("d", "")
    for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path):
        assert 10 - 0.01 <= float(x) <= 10 + size[0] + 0.01
        assert 20 - 0.01 <= float(y) <= 20 + size[1] + 0.01


def test_a_text_is_as_wide_as_the_font_says() -> None:
    font = ImageFont.truetype(FONTS / "EffectSans-Regular.ttf", 200)
    assert wide("Centrum 07", 13) == pytest.approx(font.getlength("Centrum 07") / 200 * 13)
    assert wide("<b>Centrum</b><br>07", 13) > wide("Centrum", 13)  # bold, of the longer line


def test_every_character_that_the_project_writes_is_in_the_cuts() -> None:
    texts = (ROOT / "measurement/locale/nl.po").read_text("utf-8")
    texts += "".join(p.read_text("utf-8") for p in (ROOT / "measurement/charts").rglob("*.py"))
    texts += "".join(p.read_text("utf-8") for p in (ROOT / "data/questionnaire").glob("*.csv"))
    for cut in ("Regular", "Italic", "Bold", "Semibold"):
        font = ImageFont.truetype(FONTS / f"EffectSans-{cut}.ttf", 40)
        nothing = bytes(font.getmask("\U0010ffff"))
        lacking = {c for c in set(texts) if c.isprintable() and bytes(font.getmask(c)) == nothing}
        assert lacking == set(), cut


def test_marks_on_a_page_are_as_large_as_in_a_picture() -> None:
    page, picture = (
        ImageFont.truetype(FONTS / f"Effect{name}", 400)
        for name in ("Marks.woff", "Sans-Regular.ttf")
    )
    for mark in "◐★":
        assert page.getbbox(mark) == picture.getbbox(mark)
    assert page.getbbox("◐")[2:] == pytest.approx(picture.getbbox("●")[2:], rel=0.05)


def test_the_cuts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
    assert {path.suffix for path in Path(FONTS).glob("EffectSans*")} == {".ttf", ".woff2"}


# ---------------------------------------------------------------- on a page


def test_a_figure_on_a_page_is_drawn_for_every_width_with_what_its_marks_tell() -> None:
    shown = diverging([Bar("Gevolgen", 29, 41, 19, 89)], "laag", "hoog")
    (one,) = tags(on_screen(shown, "items", "Takeaway.\nSecond line."))
    assert (one["class"], one["id"]) == ("figure", "figure-items")
    assert one["aria-label"] == "Takeaway. Second line."
    for width in WIDTHS:
        root = ElementTree.fromstring(one[f"data-w{width}"])
        assert root.get("viewBox", "").split()[2] == str(width)
        told = [mark.get("data-told", "") for mark in root.iter() if "data-told" in mark.attrib]
        assert any("41" in text and "\n" in text and "<" not in text for text in told)


def test_a_figure_with_a_width_of_its_own_is_drawn_at_that() -> None:
    shown = figure([{"type": "scatter", "mode": "markers", "x": [1], "y": [1]}], 90, width=171)
    (one,) = tags(on_screen(shown, "small", "Takeaway."))
    assert [name for name in one if name.startswith("data-w")] == ["data-w171"]


HOSTILE = "<img src=x onerror=alert(1)> 'a' \"b\" & </svg><script>alert(2)</script> -->"


@given(st.text(max_size=30).map(lambda text: HOSTILE[:40] + text + HOSTILE[40:]))
def test_what_people_wrote_stays_text_on_a_page(name: str) -> None:
    shown = diverging([Bar(name, 29, 41, 19, 89)], "laag", "hoog")
    (one,) = tags(on_screen(shown, "items", name))
    assert set(one) == {"class", "id", "role", "aria-label", *(f"data-w{w}" for w in WIDTHS)}
    drawn = Tags(one["data-w1040"]).seen
    assert {tag for tag, _ in drawn} <= {"svg", "g", "rect", "path", "text", "tspan"}
    assert not [key for _, attrs in drawn for key in attrs if key.startswith("on") or "href" in key]


def test_a_picture_tells_nothing_to_who_points_at_it() -> None:
    assert "data-told" not in svg(diverging([Bar("Gevolgen", 29, 41, 19, 89)], "laag", "hoog"))


def test_on_a_dark_page_letters_are_light_and_in_a_picture_of_it_dark() -> None:
    token = colours._dark.set(True)
    try:
        shown = diverging([Bar("Gevolgen", 29, 41, 19, 89)], "laag", "hoog")
        page = on_screen(shown, "items", "Takeaway.")
    finally:
        colours._dark.reset(token)
    assert colours.INKS[True] in page
    assert colours.INKS[False] not in page
    assert colours.INKS[True] not in svg(shown)


# ---------------------------------------------------------------- on a phone


def texts(root: ElementTree.Element) -> dict[str, tuple[float, float]]:
    """Where the first line of every text is held."""
    found = {}
    for text in root.iter(f"{SVG}text"):
        first = next(text.iter(f"{SVG}tspan"), None)
        if first is not None:
            found["".join(text.itertext())] = (float(first.get("x", 0)), float(first.get("y", 0)))
    return found


CENTRE = "Centrum voor leerlingenbegeleiding"
LONG = ["Verandertraject signaalfunctie", "Verandertraject onthaal"]


def test_names_that_leave_no_room_beside_a_plot_stand_above_their_rows() -> None:
    wide_one, narrow = (tree(rates(LONG, [10, 20], [40, 40]), width) for width in (760, 360))
    whole, part = boxes(narrow, colours.LINE), boxes(narrow, colours.GOOD)
    assert part[0]["width"] / whole[0]["width"] == pytest.approx(0.25, abs=0.001)
    assert whole[0]["width"] > 360 / 3
    assert part[0]["height"] == pytest.approx(boxes(wide_one, colours.GOOD)[0]["height"], abs=0.02)
    for i, name in enumerate(LONG):
        x, y = texts(narrow)[name]
        assert x == whole[i]["x"]
        assert whole[i]["y"] - 13 < y < whole[i]["y"]
        assert i == 0 or y - 13 > whole[i - 1]["y"] + whole[i - 1]["height"]
    assert (
        texts(wide_one)["Verandertrajectsignaalfunctie"][1]
        > boxes(wide_one, colours.LINE)[0]["y"] - 13
    )


def test_a_heading_above_names_above_rows_stands_nearer_to_its_own_rows() -> None:
    rows = [
        Row(LONG[i % 2] + f" {i}", 6.1, 5.8, 6.4, 20, heading="" if i % 2 else f"Deel {i}")
        for i in range(4)
    ]
    found = texts(tree(row_chart(rows, Axis(1, 8, (1, 8)), head="gemiddelde"), 360))
    name_above, heading, own = (
        found[said][1] for said in (f"{LONG[1]} 1", "Deel 2", f"{LONG[0]} 2")
    )
    row_above = name_above + 17
    assert row_above < heading - 13
    assert 17 < own - heading < heading - row_above + 13


def test_heads_of_columns_that_are_turned_lie_beside_each_other_and_on_the_paper() -> None:
    heads = [f"S{i} Collectieve betrokkenheid en participatie van iedereen" for i in range(9)]
    drawn = states(["Centrum 01"], heads, [["a"] * 9], [["a"] * 9], {"a": "#123456"}, {"a": "●"})
    root = tree(drawn, 360)
    turned = [t for t in root.iter(f"{SVG}text") if "rotate" in t.get("transform", "")]
    spans = [[float(s.get("y", 0)) for s in t.findall(f"{SVG}tspan")] for t in turned]
    middles = [float(t.get("transform", "").split()[1]) for t in turned]
    assert len(turned) == len(heads)
    assert max(map(len, spans)) * 1.3 * 11.5 < middles[1] - middles[0]
    for text in turned:
        edge = float(text.get("transform", "").split()[2].rstrip(")"))
        longest = max("".join(line.itertext()) for line in text.findall(f"{SVG}tspan"))
        assert edge - wide(longest, 11.5) >= 0
    assert float(root.get("height", 0)) - edge > 28  # room for a row


def test_a_legend_stands_above_the_heads_of_columns_that_it_would_lie_on() -> None:
    rows = [Row("Collectief leren", 6.1, 5.8, 6.4, 20, other=6.0)]
    drawn = row_chart(rows, Axis(1, 8, (1, 8)), CENTRE, "andere centra", "gemiddelde")
    narrow, wide_one = (texts(tree(drawn, width)) for width in (360, 760))
    assert narrow["gemiddelde"][1] - narrow[CENTRE][1] > 13
    assert wide_one["gemiddelde"][1] - wide_one[CENTRE][1] < 13
    assert min(y for _x, y in narrow.values()) > 9  # on the paper


def test_what_is_said_at_the_end_of_an_axis_stays_on_the_paper() -> None:
    dots = {"type": "scatter", "mode": "markers", "x": [0, 1], "y": [1, 1]}
    ends = axis(tickvals=[0, 1], ticktext=["nooit of zelden", "altijd"], range=[0, 1])
    (x, _y) = texts(tree(figure([dots], 200, xaxis=ends, yaxis=axis(visible=False))))[
        "nooit of zelden"
    ]
    assert x >= wide("nooit of zelden", 13) / 2 - 0.01


def test_names_stand_above_the_rows_of_a_grid_whose_columns_would_lie_on_each_other() -> None:
    centres = [f"CLB {i:02d}" for i in range(19)]
    drawn = crowd([LONG[0], LONG[1]], centres, [[1] * 19, [2] * 19])
    root = tree(drawn, 360)
    cells = [box for box in root.iter(f"{SVG}rect") if box.get("x") is not None]
    left, step = (
        float(cells[0].get("x", 0)),
        float(cells[1].get("x", 0)) - float(cells[0].get("x", 0)),
    )
    assert step > wide("00", 11.5)
    for row, name in enumerate(LONG):
        top = float(cells[19 * row].get("y", 0))
        assert texts(root)[name][0] < left + step
        assert top - 13 < texts(root)[name][1] < top
    bottom = float(cells[0].get("y", 0)) + float(cells[0].get("height", 0))
    assert texts(root)[LONG[1]][1] - 12 > bottom


def test_the_value_above_a_point_stands_on_no_line_of_the_axis() -> None:
    own = Line(
        "A1",
        (Point(0, 0.865, 0.7, 0.945, 37, "86,5 %"), Point(1, 0.6, 0.5, 0.66, 40, "60 %", mark="↓")),
    )
    root = tree(lines(own, Axes(("23-24", "24-25"), SHARE)))
    grid = [re.match(r"M[\d.]+,([\d.]+)h", p.get("d", "")) for p in root.iter(f"{SVG}path")]
    levels = [float(found[1]) for found in grid if found]
    assert len(levels) >= len(SHARE.ticks)
    for said in ("86,5 %", "↓60 %"):
        (found,) = [t for t in root.iter(f"{SVG}text") if "".join(t.itertext()) == said]
        baselines = [float(line.get("y", 0)) for line in found.findall(f"{SVG}tspan")]
        assert not [y for y in levels if min(baselines) - 9 < y < max(baselines) + 1]
