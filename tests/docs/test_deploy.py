"""What stands in ``docs/deploy`` works: several processes behind nginx, and on one PostgreSQL."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import new_database
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from benchmarks.behind import Behind, behind_nginx, configured, nginx
from benchmarks.servers import ROOT, a_server

EXPORT = ROOT / "tests" / "data" / "exports" / "ms_forms_nl.xlsx"


def test_the_configuration_of_nginx_is_valid(tmp_path: Path) -> None:
    conf = configured(tmp_path, 8443, [8501, 8502])
    told = subprocess.run([*nginx(conf), "-t"], check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr


def test_an_image_is_made_without_what_is_not_in_the_repository() -> None:
    """A store, its key and the secrets stand beside the code; nothing of it goes along."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split():
        name = line.strip("/")
        assert {name, f"**/{name}"} & set(ignored) or name.startswith((".", "*"))
    assert {".git", ".venv", ".streamlit/secrets.toml"} <= set(ignored)


@pytest.fixture(scope="module")
def behind() -> Iterator[Behind]:
    with behind_nginx(2) as found:
        yield found


@pytest.mark.browser
def test_a_page_its_uploads_and_its_files_stay_with_one_process(
    browser: Browser, behind: Behind, tmp_path: Path
) -> None:
    for number in range(
        4
    ):  # with files and uploads anywhere one in three hundred would get through
        context = browser.new_context(ignore_https_errors=True, accept_downloads=True)
        sent = [{"name": k, "value": v, "url": behind.origin} for k, v in behind.cookies().items()]
        context.add_cookies(sent)
        page = context.new_page()
        page.goto(f"{behind.origin}/factoren")
        expect(page.get_by_role("heading", name="Factoren", level=1)).to_be_visible(timeout=90_000)
        page.get_by_role("button", name="Meenemen").first.click(timeout=60_000)
        with page.expect_download(timeout=30_000) as started:
            page.get_by_role("button", name="Excel").first.click(timeout=30_000)
        started.value.save_as(tmp_path / f"{number}.xlsx")
        assert load_workbook(tmp_path / f"{number}.xlsx").worksheets[0].max_row > 4
        page.goto(f"{behind.origin}/gegevens")
        page.locator("input[type=file]").first.set_input_files(EXPORT, timeout=60_000)
        expect(page.get_by_text("104").first).to_be_visible(timeout=60_000)
        context.close()


@pytest.mark.browser
def test_two_processes_on_one_server_of_postgresql_see_what_the_other_changes(
    page: Page,
    postgresql: str,
    on_postgresql: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MEASUREMENT_SECRET_FILE", str(tmp_path / "store.key"))
    address = new_database(postgresql, on_postgresql)
    empty = page.get_by_text("Er zijn nog geen antwoorden")
    with a_server(address) as (one, _process), a_server(address) as (other, _other):
        for url in (one, other):
            page.goto(url)
            expect(page.get_by_role("heading", name="Respons", exact=True)).to_be_visible(
                timeout=180_000
            )
            expect(empty).to_have_count(0)
        page.goto(one)
        page.get_by_role("button", name="Voorbeeldgegevens").click(timeout=60_000)
        page.get_by_role("button", name="Leeg beginnen").click()
        expect(page.get_by_role("heading", name="Gegevens", exact=True)).to_be_visible(
            timeout=60_000
        )
        page.goto(other)
        expect(empty).to_be_visible(timeout=60_000)
