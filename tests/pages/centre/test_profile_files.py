"""The report of a centre on its page: the same file for every role, and nothing for who may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from typing import Any, TypeVar

import pytest
from opened_pages import director, page

from measurement.access.roles import LOCAL
from measurement.denominator import WITH
from measurement.errors import SurveyError
from measurement.releases.views import Choice
from measurement.reports.paper.forms import written
from measurement.store import Store, open_store, taken
from pages.centre.profile import files
from pages.desk import cache
from pages.desk.selection import Look
from pages.frame import person
from pages.frame.person import Person

PROFILE, CENTRE = "pages/centre/profile/page.py", "Centrum 07"
LOOK = Look(CENTRE, "2024-2025")
STAFF = Person(LOCAL, "", "staff", "staff")
AS_DIRECTOR = Person(LOCAL, "", "staff", "director", (CENTRE,))
DIRECTOR = Person("d@clb.be", "", "director", "director", (CENTRE,))
T = TypeVar("T")
pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(on_example: Path) -> Iterator[Store]:
    with open_store(str(on_example)) as opened:
        yield opened


def seen_by(who: Person, ask: Callable[..., T], *args: Any) -> T:
    """What a function of the pages answers this person, as in a run of its own."""

    def run() -> T:
        person.let_in(who)
        cache.look_again()
        return ask(*args)

    return copy_context().run(run)


@pytest.mark.parametrize("form", ["pdf", "pptx", "docx"])
def test_staff_and_director_get_the_same_file_and_the_command_line_too(
    store: Store, form: Any
) -> None:
    made = [seen_by(who, files.report_of, LOOK, WITH, form)() for who in (STAFF, AS_DIRECTOR)]
    report = taken.report(store, CENTRE, taken.Asked(Choice("2024-2025")))
    assert made == [written(report, form)] * 2


def test_a_director_gets_nothing_of_another_centre_and_no_preview(store: Store) -> None:
    for look in (Look("Centrum 08", "2024-2025"), Look(CENTRE, "2024-2025", preview=True)):
        for make in (files.report_of, files.summary_of):
            build = seen_by(DIRECTOR, make, look, WITH, "pdf" if make is files.report_of else "a4")
            with pytest.raises(SurveyError):
                build()


def test_the_page_offers_the_files_and_to_staff_those_of_all_centres(store: Store) -> None:
    for state, more in (({}, True), (director(CENTRE), False)):
        app = page(PROFILE, state, centrum=CENTRE)
        assert not app.exception
        keys = {str(e.proto.id).rpartition("-")[2] for e in app.get("download_button")}
        assert {"report_pdf", "report_pptx", "report_docx", "summary_a4", "summary_a3"} <= keys
        assert ({"all_pdf", "all_pptx"} <= {b.key for b in app.button}) == more


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_all_centres_are_made_with_progress_and_offered_as_one_file(
    store: Store, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    offered: list[dict[str, bytes]] = []

    def zipped(made: dict[str, bytes], _day: str) -> bytes:
        offered.append(made)
        return b"zip"

    monkeypatch.setattr(files.forms, "zipped", zipped)
    app = page(PROFILE, {}, centrum=CENTRE)
    app.button(key=f"all_{kind}").click().run()
    assert not app.exception
    keys = {str(e.proto.id).rpartition("-")[2] for e in app.get("download_button")}
    assert f"all_{kind}_zip" in keys
    assert len(offered[0]) == 19
    assert {name.rpartition(".")[2] for name in offered[0]} == {kind}
