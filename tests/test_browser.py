"""One journey in a real browser: start, drop an export, read a figure, take a table away."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from pages.frame.menu import DOORS

EXPORT = Path(__file__).parent / "data" / "exports" / "ms_forms_nl.xlsx"

pytestmark = pytest.mark.browser


def test_from_an_export_to_a_figure_and_a_table(page: Page, server, tmp_path: Path) -> None:
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Overzicht", level=1)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("voorbeeldgegevens").first).to_be_visible()
    page.get_by_role("button", name="Voorbeeldgegevens").click()
    page.get_by_role("button", name="Leeg beginnen").click()
    expect(page.get_by_role("heading", name="Gegevens", exact=True)).to_be_visible(timeout=20_000)

    page.locator("input[type=file]").set_input_files(str(EXPORT))
    expect(page.get_by_text("104").first).to_be_visible(timeout=20_000)
    expect(page.get_by_text("12 andere rijen").first).to_be_visible()
    expect(page.get_by_text("Nog nodig: strategie, initiatief.")).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=20_000)
    box = page.get_by_role("combobox", name="Strategie")
    box.scroll_into_view_if_needed()  # a list that is open while the page scrolls closes again
    page.wait_for_timeout(1_000)
    box.click()
    page.get_by_role("option", name="Opleiding en vorming").click()
    expect(page.get_by_text("Nog nodig: initiatief.")).to_be_visible(timeout=20_000)
    page.get_by_role("textbox", name="Initiatief").fill("Handelingsgerichte diagnostiek")
    page.get_by_role("textbox", name="Initiatief").press("Enter")
    page.get_by_role("spinbutton", name="Uitgenodigd").fill("160")
    page.get_by_role("spinbutton", name="Uitgenodigd").press("Enter")
    page.get_by_role("button", name="104 antwoorden").click()
    expect(page.get_by_text("104 antwoorden toegevoegd").first).to_be_visible(timeout=20_000)

    page.goto(server.url)
    expect(page.get_by_text("65 %").first).to_be_visible(timeout=20_000)
    expect(page.get_by_text("68,9", exact=True).first).to_be_visible(
        timeout=20_000
    )  # A1: 71 of 103
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(2_000)
    page.get_by_role("button", name="Meenemen").nth(1).click()  # the first is of a picture alone
    with page.expect_download() as started:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name="Excel").first.click()
    file = tmp_path / "table.xlsx"
    started.value.save_as(file)
    sheet = load_workbook(file).worksheets[0]
    assert sheet.max_row > 4


def test_a_page_opens_by_its_own_address_on_a_fresh_server(page: Page, server) -> None:
    page.goto(f"{server.url}/factoren")
    expect(page.get_by_role("heading", name="Factoren", level=1)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_every_page_draws_itself_and_asks_nothing_from_outside(page: Page, shared_server) -> None:
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for door in DOORS:
        page.goto(f"{shared_server.url}/{door.address}")
        heading = page.get_by_role("heading", name=str(door.title), exact=True, level=1)
        expect(heading).to_be_visible(timeout=60_000)
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=20_000)
        expect(page.get_by_test_id("stException")).to_have_count(0)
    inside = (shared_server.url, shared_server.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(inside)] == []
    assert errors == []


def printed(page: Page, url: str, figures: int) -> PdfReader:
    """What comes out of a printer, once the page with so many figures is drawn."""
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    if figures:
        last = page.locator(".figure svg").nth(figures - 1)
        expect(last).to_be_attached(timeout=60_000)
    page.wait_for_timeout(1_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=20_000)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("address", "figures", "said"),
    [
        ("items", 3, "Schooljaar: 2024-25"),  # what was chosen, in words
        ("factoren", 3, "Eén centrum naast de andere centra"),
        ("checklist", 1, "Centrum 19"),  # in a table that shows ten rows on screen
        ("privacy", 0, "Hoelang"),
    ],
)
def test_a_page_prints_whole_on_a4_without_buttons_and_filters(
    page: Page, shared_server, address: str, figures: int, said: str
) -> None:
    told, ends, sizes = [], [], []

    def read(text: str, paper: list[float], at: list[float], _font: object, size: float) -> None:
        told.append(text)
        if text.strip():
            ends.append(at[4] * paper[0] + paper[4])
            sizes.append(abs(size * at[3] * paper[3]))

    width, height = (842, 595) if figures else (595, 842)
    for sheet in printed(page, f"{shared_server.url}/{address}", figures).pages:
        assert [float(v) for v in sheet.mediabox[2:]] == pytest.approx([width, height], abs=1)
        assert sheet.extract_text(visitor_text=read).strip(), "a sheet with nothing on it"
    words = " ".join("".join(told).split())
    assert said in words
    for button in ("Meenemen", "Rapport (PDF", "Filters", "Bekijk als", "Opslaan"):
        assert button not in words
    assert max(ends) < width
    assert min(sizes) > 6.2, "letters too small to read"


def test_no_heading_stands_apart_from_its_figure_on_paper(page: Page, shared_server) -> None:
    sheets = [
        sheet.extract_text() for sheet in printed(page, f"{shared_server.url}/factoren", 3).pages
    ]
    for heading, figure in (("Centra × factoren", "Centrum 19"), ("Eén centrum naast", "100 %")):
        together = [
            said for said in sheets if heading in said
        ]  # the first may name it in a sentence
        assert together, heading
        assert figure in together[-1], heading


def test_from_the_dark_theme_a_page_prints_in_ink_on_white(page: Page, shared_server) -> None:
    page.emulate_media(color_scheme="dark")
    printed(page, f"{shared_server.url}/factoren", 3)
    assert "dark" in page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).colorScheme")
    page.emulate_media(color_scheme="dark", media="print")
    colour = "e => getComputedStyle(e).color"
    assert page.get_by_role("heading", level=1).evaluate(colour) == "rgb(43, 55, 64)"
    chart = page.locator(".figure").first
    assert "invert" in chart.evaluate("e => getComputedStyle(e).filter")


def test_a_figure_fits_the_room_there_is_and_tells_what_is_pointed_at(
    page: Page, shared_server
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{shared_server.url}/factoren")
    figure = page.locator(".figure").first
    drawn = figure.locator("svg")
    expect(drawn).to_have_attribute("width", "1040", timeout=60_000)
    for width, fits in ((390, "360"), (1366, "1040")):
        page.set_viewport_size({"width": width, "height": 768})
        expect(drawn).to_have_attribute("width", fits)
        place, room = drawn.bounding_box(), figure.bounding_box()
        assert place["width"] == pytest.approx(room["width"], abs=1)
        assert place["height"] > 100
    told = page.locator("#told")
    expect(told).to_be_hidden()
    mark = drawn.locator("[data-told]").first
    mark.hover()
    expect(told).to_have_text(mark.get_attribute("data-told"))
    page.get_by_role("heading", level=1).hover()
    expect(told).to_be_hidden()
