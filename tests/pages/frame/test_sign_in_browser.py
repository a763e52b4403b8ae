"""Signing in for real: a browser, the dashboard, and an OpenID provider on this machine."""

from __future__ import annotations

import base64
import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from conftest import Server, copied, free_port, wait_for
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from pypdf import PdfReader

from measurement.access.roles import LOCAL
from measurement.centre.mirror.released import experiences
from measurement.centre.released.items import released_items, released_trend
from measurement.centre.released.seen import Seen, offered
from measurement.counting.answers import Answers
from measurement.counting.counts import count
from measurement.measures.comparison import against_rest
from measurement.measures.factors import factors
from measurement.measures.response import response
from measurement.measures.shares import shares
from measurement.questionnaire.files.reading import load
from measurement.store import ChecklistDraft, Entry, open_store

pytestmark = pytest.mark.browser

PEOPLE = {"staf": "staff", "ana": "analyst", "dir": "director"}
CENTRES = [f"Centrum {number:02}" for number in range(1, 20)]
OWN = "Centrum 07"
# What stands in the store of other centres only; nothing of it may reach a director.
PLANTED = "Geheim van een ander centrum"
Picture = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider with four people, of whom the dashboard knows three."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--host", "localhost"]
    command += ["--port", str(port), "--token-max-age", "3600"]
    for name in (*PEOPLE, "vreemd"):
        claims = {"email": f"{name}@school.be", "name": name, "email_verified": True}
        command += ["--user-claims", json.dumps({"sub": name, **claims})]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        wait_for(f"{url}/.well-known/openid-configuration", 30)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def signed(
    provider: str, example_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A dashboard that people sign in to, on the example data with something planted in it."""
    folder = tmp_path_factory.mktemp("signed")
    store = copied(example_store, folder / "store.sqlite")
    with open_store(str(store)) as opened:
        for name, role in PEOPLE.items():
            centres = [OWN] if role == "director" else []
            opened.access.grant(LOCAL, f"{name}@school.be", role, centres)
        for number in range(1, 20):
            if (centre := f"Centrum {number:02}") != OWN:
                entries = {"S1": Entry("absent", PLANTED)}
                opened.checklists.save(ChecklistDraft(centre, date.today(), "directie", entries))
        entries = {"S1": Entry("absent", PLANTED)}
        opened.checklists.save(ChecklistDraft(OWN, date.today(), "medewerker", entries))
    port = free_port()
    (folder / "secrets.toml").write_text(
        f"""
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "{"geheim-" * 8}"
client_id = "dashboard"
client_secret = "dashboard"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[access]
staff = ["staf@school.be"]
""",
        encoding="utf-8",
    )
    options = ("--secrets.files", str(folder / "secrets.toml"))
    server = Server(store, *options, host="localhost", port=port)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody; the provider's style sheet from outside is not asked for."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, accept_downloads=True, base_url=None
    )
    context.route("**cdn.jsdelivr.net**", lambda route: route.abort())
    yield context
    context.close()


def sign_in(context: BrowserContext, server: Server, name: str) -> Page:
    """The first page that somebody gets."""
    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("button", name="Aanmelden").click(timeout=60_000)
    page.get_by_role("button", name=name, exact=True).click(timeout=20_000)
    page.wait_for_url(f"{server.url}/**", timeout=30_000)
    return page


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text, exact=True, level=1)).to_be_visible(
        timeout=60_000
    )
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=20_000)


def rooms(page: Page) -> list[str]:
    """The rooms in the menu."""
    bar = page.get_by_test_id("stNavSectionHeader")
    return [text.split("\n")[0].strip() for text in bar.all_inner_texts()]


def sign_out(page: Page, name: str) -> None:
    """Sign out, at the provider too, and arrive at its page that says so."""
    page.get_by_role("button", name=name).first.click()
    page.get_by_role("button", name="Afmelden").click(timeout=20_000)
    page.wait_for_url("**/oauth2/end_session**", timeout=30_000)


def test_who_is_not_known_gets_a_sentence_and_no_page(signed: Server, visitor) -> None:
    page = sign_in(visitor, signed, "vreemd")
    expect(page.get_by_text("school.be, maar je hebt nog geen toegang")).to_be_visible(
        timeout=60_000
    )
    for address in ("factoren", "gegevens", "centrumprofiel", "toegang"):
        page.goto(f"{signed.url}/{address}")
        expect(page.get_by_text("maar je hebt nog geen toegang")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("Centrum 0")).to_have_count(0)


def test_staff_see_all_rooms_and_sign_out_in_every_tab(signed: Server, visitor) -> None:
    page = sign_in(visitor, signed, "staf")
    title(page, "Overzicht")
    assert rooms(page) == ["Resultaten", "Centrum", "Gegevens", "Hulp"]
    other = visitor.new_page()
    other.goto(f"{signed.url}/toegang")
    title(other, "Toegang")
    expect(other.get_by_text("dir@school.be").first).to_be_attached()
    sign_out(page, "staf")
    # The other tab still holds its session; its next action finds the sign-in ended.
    other.get_by_text("en", exact=True).first.click()
    expect(other.get_by_text("signed out").or_(other.get_by_text("afgemeld"))).to_be_visible(
        timeout=30_000
    )
    page.goto(signed.url)
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible(timeout=60_000)


def test_analysts_take_away_but_do_not_import_or_give_access(
    signed: Server, visitor, tmp_path: Path, picture: Picture
) -> None:
    page = sign_in(visitor, signed, "ana")
    title(page, "Overzicht")
    page.goto(f"{signed.url}/uitvoer")
    title(page, "Uitvoer")
    picture(page, "answers")
    with page.expect_download(timeout=90_000) as started:
        page.get_by_role("button", name="SPSS").click(timeout=60_000)
    started.value.save_as(tmp_path / "answers.sav")
    answers, described = pyreadstat.read_sav(tmp_path / "answers.sav")
    assert len(answers) > 800
    assert "Ik ben tevreden over de inhoud" in described.column_names_to_labels["A1"]
    for address in ("gegevens", "toegang"):
        page.goto(f"{signed.url}/{address}")
        title(page, "Geen pagina")


def test_a_director_gets_the_own_profile_first_and_takes_it_along_on_one_page(
    signed: Server, visitor, tmp_path: Path, picture: Picture
) -> None:
    page = sign_in(visitor, signed, "dir")
    title(page, "Centrumprofiel")
    expect(page.get_by_role("heading", name=OWN).first).to_be_visible()
    expect(page.get_by_text("Eerste vragen voor het gesprek")).to_be_visible()
    picture(page, "profile")
    page.get_by_role("button", name="Rapport (PDF, Word)").click()
    with page.expect_download(timeout=90_000) as started:
        page.get_by_role("button", name="Samenvatting, A4").click()
    started.value.save_as(tmp_path / "summary.pdf")
    sheets = PdfReader(tmp_path / "summary.pdf").pages
    assert len(sheets) == 1
    assert OWN in sheets[0].extract_text()


def test_a_director_fills_in_the_own_checklist_and_finds_it_again(
    signed: Server, visitor, picture: Picture
) -> None:
    page = sign_in(visitor, signed, "dir")
    title(page, "Centrumprofiel")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Checklist").click()
    title(page, "Checklist")
    page.wait_for_timeout(500)  # a list that is open while the page is drawn closes again
    page.get_by_role("combobox", name="Checklist").click()
    page.get_by_role("option", name="Nieuwe checklist").click()
    page.get_by_role("button", name="Beginnen").click(timeout=30_000)
    expect(page.get_by_text("Ingevuld: 0 van 9")).to_be_visible(timeout=30_000)
    for n, state in enumerate(("volledig aanwezig", "deels aanwezig"), start=1):
        card = page.get_by_role("radiogroup", name="Toestand").nth(n - 1)
        card.get_by_role("radio", name=state).click()
        expect(page.get_by_text(f"Ingevuld: {n} van 9")).to_be_visible(timeout=30_000)
    picture(page, "saved")
    page.reload()
    title(page, "Checklist")
    expect(page.get_by_text("Ingevuld: 2 van 9")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("radio", checked=True)).to_have_count(3)  # and the language
    expect(page.get_by_text("Niet volledig aanwezig: ").first).to_be_visible()


class Wire:
    """Everything that reaches a browser: frames of the websocket and bodies of answers."""

    def __init__(self, page: Page, server: Server) -> None:
        self.heard = bytearray()
        self.frames = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("response", lambda response: self._body(response, server.url))

    def _frame(self, payload: bytes | str) -> None:
        self.frames += 1
        self.heard += payload if isinstance(payload, bytes) else payload.encode()

    def _body(self, response, url: str) -> None:
        if response.url.startswith(url) and "/media/" in response.url and response.ok:
            with contextlib.suppress(Error):  # of a page that was left before; files are read below
                self.heard += response.body()


def test_nothing_of_another_centre_reaches_a_director(
    signed: Server, visitor, tmp_path: Path
) -> None:
    page = visitor.new_page()
    wire = Wire(page, signed)
    page.goto(signed.url)
    page.get_by_role("button", name="Aanmelden").click(timeout=60_000)
    page.get_by_role("button", name="dir", exact=True).click(timeout=20_000)
    title(page, "Centrumprofiel")
    assert rooms(page) == ["Centrum", "Hulp"]
    expect(page.get_by_role("heading", name=OWN).first).to_be_visible()
    for switch in page.get_by_test_id("stCheckbox").filter(has_text="Tabel").all():
        switch.click()
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=20_000)
    every = page.get_by_role("option", name="Alle schooljaren")
    for _attempt in range(5):  # a list that is open while the page is drawn closes again
        page.wait_for_timeout(1_000)
        page.get_by_role("combobox", name="Schooljaar").click()
        page.wait_for_timeout(500)
        if every.is_visible():
            break
    every.click()
    page.wait_for_timeout(2_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="Meenemen").first.click()  # of the first figure
    with page.expect_download() as started:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name="Excel").first.click()
    started.value.save_as(tmp_path / "own.xlsx")
    # Pages of others are none for a director, also with their choices in the address.
    for address, name in (
        ("factoren?centre=Centrum+03", "Geen pagina"),
        (
            "centrumprofiel?centrum=Centrum+03&school_year=2023-2024&initiative=PLG+1",
            "Centrumprofiel",
        ),
        ("open-antwoorden", "Geen pagina"),
        ("uitvoer", "Geen pagina"),
        ("spiegel", "Geen pagina"),
        ("doorlichting", "Geen pagina"),
        ("?look_as=staff", "Centrumprofiel"),
        ("checklist", "Checklist"),
        ("methode", "Methode"),
        ("privacy", "Privacy"),
    ):
        page.goto(f"{signed.url}/{address}")
        title(page, name)
    others = [name for name in CENTRES if name != OWN]
    cells = _cells(tmp_path / "own.xlsx")
    heard = bytes(wire.heard) + "\n".join(map(str, cells)).encode()
    assert wire.frames > 50
    assert OWN.encode() in heard
    assert PLANTED.encode() not in heard
    assert [name for name in others if name.encode() in heard] == []
    assert _quotes_of_others(signed.store, heard) == []
    own, foreign = _bounds(signed.store)
    seen = _numbers(heard)
    assert len(seen & own) > 30  # so are figures found that are there
    assert seen & foreign == set()


DIGITS = 10


def _bounds(store: Path) -> tuple[set[float], set[float]]:
    """The bounds of every share: those a director may have, and all others of other centres.

    Bounds have so many digits that they name the count and the group, where a share is a share of
    many groups. A count of another centre that the director's own tables have too tells nothing.
    """
    with open_store(str(store)) as opened:
        answers = opened.answers(load()).without_zero()
        history, made = opened.releases.history().of({OWN}), load()
    own: set[float] = set()
    for view in offered(history):
        seen = Seen(history, (OWN,), made, view)
        for table in (released_items(seen), released_trend(seen)):
            for end in ("", "_all"):
                own |= _told(table, f"share{end}", f"lower{end}", f"upper{end}")
        for link in ("success_factor", "knoster"):
            for one in experiences(history.atoms, made, view, link):
                rows = pd.DataFrame([{**one._asdict(), "n": one.n_answers}])
                rows["x_least"], rows["x_most"] = (
                    rows["least"] / rows["n"],
                    rows["most"] / rows["n"],
                )
                own |= _told(rows, "x", "lower", "upper")
    found = set()
    for by in (("centre",), ("centre", "school_year"), ("centre", "school_year", "strategy")):
        others = answers.where(centre=[c for c in CENTRES if c != OWN])
        found |= _bounds_of(others, by)
    assert len(found - own) > 1000
    return own, found - own


def _told(table: pd.DataFrame, share: str, lower: str, upper: str) -> set[float]:
    """The shares and bounds of released tables, and how far these lie apart."""
    names = (f"{share}_least", f"{share}_most", lower, upper)
    least, most, low, high = (table[name].to_numpy(float) for name in names)
    values = np.concatenate([least, most, low, high, least - low, high - most])
    return {round(float(v), DIGITS) for v in values if 0.001 < v < 0.999}


def _bounds_of(answers: Answers, by: Sequence[str]) -> set[float]:
    """Bounds, and how far they lie from the share, which is what a figure draws."""
    made = answers.questionnaire
    counts = count(answers, by)
    compare = "centre" if "centre" in by else None
    tables = [shares(counts, made), response(answers, by)]
    tables.append(factors(counts, by, made, compare=compare))
    if compare:
        items = [i for i in made.items_with("effect") if i in counts.items]
        tables.append(against_rest(counts, items, made))
    return set().union(*map(_of_columns, tables))


def _of_columns(table: pd.DataFrame) -> set[float]:
    found: set[float] = set()
    bounds = [c for c in table if "lower" in c.split("_") and not c.startswith("detectable")]
    for end in bounds:
        name = [part for part in end.split("_") if part != "lower"]
        share = "_".join(name if name not in ([], ["all"]) else ["share", *name])
        lower, upper, value = (
            table[c].to_numpy(float) for c in (end, end.replace("lower", "upper"), share)
        )
        for values in (lower, upper, value - lower, upper - value):
            found |= {round(float(v), DIGITS) for v in values if 0.001 < v < 0.999}
    return found


def _numbers(heard: bytes) -> set[float]:
    """Every fraction in the bytes: written out, as numbers of 8 bytes, or those in base64."""
    text = {float(found) for found in re.findall(rb"(?<![\d.])\d{1,2}\.\d{6,}", heard)}
    packed = [base64.b64decode(found) for found in re.findall(rb'"bdata": ?"([^"]+)"', heard)]
    places = [heard[shift : shift + (len(heard) - shift) // 8 * 8] for shift in range(8)]
    whole = np.concatenate(
        [np.frombuffer(part[: len(part) // 8 * 8], "<f8") for part in (*packed, *places)]
    )
    with np.errstate(invalid="ignore"):
        fits = whole[(whole > 0.001) & (whole < 100)]
    found = np.fromiter(text, float)
    every = np.concatenate([fits, fits / 100, found, found / 100])
    return set(np.round(every, DIGITS).tolist())


def _cells(book: Path) -> list[object]:
    rows = (row for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True))
    return [cell for row in rows for cell in row if cell is not None]


def _quotes_of_others(store: Path, heard: bytes) -> list[str]:
    """Texts of open answers of other centres, and of own ones that were not released."""
    with open_store(str(store)) as opened:
        table = opened.comments.table()
    kept = table[(table["centre"] != OWN) | ~table["released"]]
    released = set(table.loc[table["released"], "quote"].astype(str))
    texts = {str(text) for text in kept["text"]} - released
    assert len(texts) > 20
    return [text for text in texts if len(text) > 15 and text.encode() in heard]


def test_withdrawn_access_holds_at_the_next_action_and_for_files(signed: Server, visitor) -> None:
    with open_store(str(signed.store)) as opened:
        opened.access.grant(LOCAL, "vreemd@school.be", "director", ["Centrum 07"])
    page = sign_in(visitor, signed, "vreemd")
    title(page, "Centrumprofiel")
    page.get_by_role("button", name="Meenemen").first.click()  # of the first figure
    expect(page.get_by_role("button", name="Excel", exact=True)).to_be_visible(timeout=20_000)
    with open_store(str(signed.store)) as opened:
        opened.access.end(LOCAL, "vreemd@school.be")
    downloads = []
    page.on("download", lambda found: downloads.append(found))
    page.get_by_test_id("stDownloadButton").get_by_role("button", name="Excel").first.click()
    page.wait_for_timeout(2_000)
    assert downloads == []
    page.get_by_test_id("stCheckbox").filter(has_text="Afdrukweergave").click()
    expect(page.get_by_text("maar je hebt nog geen toegang")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Centrum 07")).to_have_count(0)
