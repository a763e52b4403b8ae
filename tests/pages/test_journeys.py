"""What staff come to do, each from the menu to the figure or the file, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Server, running
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from measurement.exports import recognise
from measurement.exports.surveys import SurveyNaming
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

pytestmark = pytest.mark.browser
EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"
Picture = Callable[[Page, str], None]


@pytest.fixture
def unreleased(tmp_path: Path) -> Iterator[Server]:
    """A dashboard on the answers to two surveys, of which nothing is released."""
    made = load()
    with open_store(str(tmp_path / "store.sqlite")) as store:
        for strategy in ("opleiding_vorming", "infosessie"):
            found = recognise(EXAMPLE / f"2024-2025_{strategy}_short.xlsx", made)
            named = SurveyNaming("2024-2025", strategy, "", "short")
            store.imports.add_all([(found, named)], made)
    with running(tmp_path / "store.sqlite") as server:
        yield server


def opened(page: Page, server: Server, title: str) -> None:
    """A page, chosen in the menu."""
    page.goto(server.url)
    link = page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"{title}$"))
    link.click(timeout=60_000)
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible(
        timeout=60_000
    )
    settled(page)


def settled(page: Page) -> None:
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)


def choose(page: Page, box: str, option: str) -> None:
    """One of a list, when nothing is drawn any more: a list that is open then closes."""
    page.wait_for_timeout(500)
    page.get_by_role("combobox", name=box).click()
    page.get_by_role("option", name=option).click()
    settled(page)


def taken(page: Page, label: str, place: Path) -> Path:
    """The file of a button."""
    with page.expect_download(timeout=90_000) as started:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=label).first.click()
    started.value.save_as(place)
    return place


def test_staff_find_the_item_that_scores_lowest(
    page: Page, shared_server: Server, picture: Picture
) -> None:
    opened(page, shared_server, "Stellingen")
    choose(page, "Module", "B · ")
    expect(page.get_by_text("Het laagst: “De begeleiding heeft positieve gevolgen")).to_be_visible(
        timeout=30_000
    )
    expect(page.get_by_text("46,1", exact=True).first).to_be_visible(timeout=30_000)
    picture(page, "lowest")


def test_staff_prepare_a_talk_and_take_the_report_along(
    page: Page, shared_server: Server, picture: Picture, tmp_path: Path
) -> None:
    opened(page, shared_server, "Centrumprofiel")
    choose(page, "Centrum", "Centrum 07")
    expect(page.get_by_role("heading", name="Centrum 07").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Eerste vragen voor het gesprek")).to_be_visible(timeout=30_000)
    settled(page)
    picture(page, "profile")
    page.get_by_role("button", name="Rapport (PDF, Word)").click()
    report = PdfReader(taken(page, "Rapport (PDF)", tmp_path / "report.pdf"))
    words = " ".join(sheet.extract_text() for sheet in report.pages)
    assert "Centrum 07" in words
    assert "Gespreksvragen" in words


def test_staff_take_all_tables_along_as_a_workbook(
    page: Page, shared_server: Server, picture: Picture, tmp_path: Path
) -> None:
    opened(page, shared_server, "Uitvoer")
    expect(page.get_by_text("Alle tabellen in Excel")).to_be_visible(timeout=60_000)
    picture(page, "tables")
    book = load_workbook(taken(page, "Alle tabellen in Excel", tmp_path / "tables.xlsx"))
    assert len(book.sheetnames) > 8
    assert all(sheet.max_row > 1 for sheet in book.worksheets)


def test_staff_add_a_newer_export_and_take_it_back(
    page: Page, unreleased: Server, picture: Picture, tmp_path: Path
) -> None:
    newer = tmp_path / "2024-2025_infosessie_short.xlsx"
    book = load_workbook(EXAMPLE / newer.name)
    sheet = book.worksheets[0]
    last = [cell.value for cell in sheet[sheet.max_row]]
    sheet.append([9999, *last[1:3], "iemand@anders.be", "Iemand Anders", *last[5:]])
    book.save(newer)
    opened(page, unreleased, "Gegevens")
    page.locator("input[type=file]").first.set_input_files(str(newer))
    expect(page.get_by_text("Deze bevraging is al ingelezen").first).to_be_visible(timeout=60_000)
    settled(page)
    picture(page, "update")
    page.get_by_role("button", name="Deze wijzigingen overnemen").click()
    expect(page.get_by_text(re.compile("1 is nieuw")).first).to_be_visible(timeout=60_000)
    settled(page)
    page.get_by_role("button", name="Ongedaan maken").first.click()
    page.get_by_role("button", name="Ja, maak ongedaan").click()
    expect(page.get_by_role("button", name="Opnieuw meetellen")).to_be_visible(timeout=60_000)
    picture(page, "undone")


def test_staff_release_the_figures_to_directors(
    page: Page, unreleased: Server, picture: Picture
) -> None:
    opened(page, unreleased, "Vrijgeven")
    expect(page.get_by_text("directeurs zien geen cijfers")).to_be_visible(timeout=60_000)
    page.get_by_test_id("stCheckbox").filter(has_text="Ja, geef deze cijfers vrij").click()
    settled(page)
    picture(page, "what")
    page.get_by_role("button", name="Vrijgeven", exact=True).click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Vrijgegeven").first).to_be_visible(
        timeout=90_000
    )
    picture(page, "released")
