"""What was released of a centre is asked for by who may see that centre, and kept apart from previews."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from measurement.centre.released.tables import RELEASED_ITEMS
from measurement.errors import SurveyError
from measurement.tables import check
from pages.desk import released
from pages.desk.selection import Look
from pages.frame import person
from pages.frame.person import Person

pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")
DIRECTOR = Person("a@b.be", "", "director", "director", ("Centrum 07",))
LOOKING = Person("local", "", "staff", "director", ("Centrum 07",))
ANALYST = Person("c@b.be", "", "analyst", "analyst")


@pytest.fixture
def let_in() -> Iterator[Callable[[Person], None]]:
    yield person.let_in
    person.let_in(None)


def test_a_director_gets_the_own_centre_and_no_other(let_in: Callable[[Person], None]) -> None:
    let_in(DIRECTOR)
    table = released.items(Look("Centrum 07"))
    check(table, RELEASED_ITEMS)
    assert set(table["centre"]) == {"Centrum 07"}
    with pytest.raises(SurveyError):
        released.items(Look("Centrum 08"))


def test_what_was_kept_for_another_reader_is_refused_all_the_same(
    let_in: Callable[[Person], None],
) -> None:
    let_in(person.OWNER)
    assert len(released.items(Look("Centrum 08")))
    let_in(DIRECTOR)
    with pytest.raises(SurveyError):
        released.items(Look("Centrum 08"))


@pytest.mark.parametrize(
    ("who", "may"),
    [(person.OWNER, True), (LOOKING, True), (DIRECTOR, False), (ANALYST, False)],
)
def test_a_preview_is_for_staff_also_where_they_look_as_a_director(
    who: Person, may: bool, let_in: Callable[[Person], None]
) -> None:
    let_in(who)
    look = Look("Centrum 07", preview=True)
    if may:
        assert released.told(look).startswith("Voorproef van")
    else:
        with pytest.raises(SurveyError):
            released.items(look)


def test_every_role_reads_the_same_of_a_centre(let_in: Callable[[Person], None]) -> None:
    tables = []
    for who in (person.OWNER, ANALYST, DIRECTOR):
        let_in(who)
        tables.append(released.trend(Look("Centrum 07")))
    assert tables[0] is tables[1] is tables[2]
    assert released.told(Look("Centrum 07")).startswith("Vrijgegeven op")
