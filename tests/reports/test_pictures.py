"""Pictures to take away: read back by libraries that did not write them."""

from __future__ import annotations

import io
import re
from contextvars import copy_context
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image

from measurement.charts import colours
from measurement.charts.bars import Bar, diverging
from measurement.charts.drawn.svg import GAP, beside
from measurement.charts.grids import heat
from measurement.charts.surveys.reach import crowd
from measurement.charts.years.series import SHARE, Axes, Line, Point
from measurement.charts.years.small import SMALL_HEIGHT, SMALL_WIDTH, small
from measurement.reports.pictures import Words, pictured
from measurement.reports.typesetting import TypesettingWarning, typeset

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Effect & <zo>", "Noemer: alle antwoorden, n.v.t. meegerekend. Schooljaar: 2024-25.")
BARS = [Bar("Gevolgen voor de leerlingen", 29, 41, 19, 89, 0.36, 0.56)]


def texts(svg: bytes) -> str:
    root = ElementTree.fromstring(svg)
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_an_svg_holds_title_caption_n_and_figures_as_text() -> None:
    told = texts(pictured(diverging(BARS, "laag", "hoog"), WORDS, "svg"))
    for text in ("Effect & <zo>", "n.v.t. meegerekend", "Schooljaar: 2024-25", "89", "46,1"):
        assert text in told


def test_an_svg_brings_the_cuts_that_it_uses_and_asks_the_network_for_nothing() -> None:
    svg = pictured(diverging(BARS, "laag", "hoog"), WORDS, "svg").decode()
    assert re.findall(r"font-weight:(\d+);font-style:(\w+)", svg) == [
        ("400", "normal"),
        ("700", "normal"),
    ]
    assert set(re.findall(r"url\((.{5})", svg)) == {"data:"}
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_png_has_300_dots_per_inch_and_the_size_of_its_svg() -> None:
    figure = diverging(BARS, "laag", "hoog")
    root = ElementTree.fromstring(pictured(figure, WORDS, "svg"))
    image = Image.open(io.BytesIO(pictured(figure, WORDS, "png")))
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    inches = [pixels / 300 for pixels in image.size]
    assert inches == pytest.approx(
        [float(root.get(s, "")) / 96 for s in ("width", "height")], abs=0.01
    )
    seen = {shade for _n, shade in image.convert("RGB").getcolors(image.width * image.height) or ()}
    for shade in (colours.GOOD, colours.POOR, "#FFFFFF"):
        assert tuple(int(shade[i : i + 2], 16) for i in (1, 3, 5)) in seen


def test_a_picture_is_light_whatever_the_page_of_the_reader() -> None:
    def drawn() -> list[go.Figure]:
        shares = heat(["Gent"], ["Tijd"], [[0.25]], [[20]], 5, [["hindert"]])
        return [diverging(BARS, "laag", "hoog"), shares, crowd(["Gent"], ["Reeks"], [[3]])]

    def in_the_dark() -> list[go.Figure]:
        colours.paper(True)
        return drawn()

    for dark, light in zip(copy_context().run(in_the_dark), drawn(), strict=True):
        assert dark != light
        assert pictured(dark, WORDS, "svg") == pictured(light, WORDS, "svg")


def test_the_same_figure_gives_the_same_bytes() -> None:
    once, again = (pictured(diverging(BARS, "laag", "hoog"), WORDS, "png") for _ in range(2))
    assert once == again


def test_letters_that_are_not_there_are_told() -> None:
    template = b'#set page(height: auto)\n#set text(font: "No Such Font")\nx'
    with pytest.warns(TypesettingWarning, match="font"):
        typeset({"main.typ": template}, "svg")


def test_small_figures_stand_beside_each_other_in_one_picture() -> None:
    years = ("23-24", "24-25")
    names = [f"Centrum {n:02d}" for n in range(1, 6)]
    series = [Line(name, (Point(1, 0.5, 0.4, 0.6, 7, "50,0 %"),)) for name in names]
    panels = [small(line, Axes(years, SHARE)) for line in series]
    told = texts(pictured(panels, WORDS, "svg"))
    assert [name for name in names if name in told] == names
    assert told.count("n 7") == 5
    drawn = beside(panels, 4 * SMALL_WIDTH + 3 * GAP)
    assert drawn.height == 2 * SMALL_HEIGHT + GAP  # four and one
    assert drawn.inside.count(f'translate({SMALL_WIDTH + GAP},0)"') == 1
    assert drawn.inside.count(f'translate(0,{SMALL_HEIGHT + GAP})"') == 1
    assert beside(panels, SMALL_WIDTH).height == 5 * (SMALL_HEIGHT + GAP) - GAP
