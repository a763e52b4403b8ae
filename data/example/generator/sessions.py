"""The rows of the invented list of participants: who was at which session, and on which day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from numpy.random import default_rng

from data.example.generator.answers import SEED, Enrolment, Person, hire_staff
from data.example.generator.initiatives import INITIATIVES, Initiative
from data.example.generator.places import N_PEOPLE, Places, places

N_PARTICIPATIONS = 2290
N_TRAINING, N_SESSIONS = 664, 38  # of 2024-25
N_TRAINING_BEFORE = 480  # participations in trainings of 2023-24, made up
AMBASSADORS = ("Centrum 01", "Centrum 03", "Centrum 07", "Centrum 09", "Centrum 13", "Centrum 14")
N_AMBASSADORS = 6  # of the 12 learning communities: exactly the half of the target


class Row(NamedTuple):
    """One row of the list: a person at a session."""

    year: int
    strategy: str
    title: str
    session: str
    day: date
    person: Person
    role: str = ""
    status: str = "aanwezig"


def rows() -> list[Row]:
    """All rows of the list that count, by day."""
    staff = hire_staff()
    found = places(staff)
    made = list(_trainings(2024, found[2024, "opleiding_vorming"], N_TRAINING, _sessions_of_2024()))
    before = found[2023, "opleiding_vorming"]
    titles = dict.fromkeys((e.initiative.title for e in before), 2)
    made += _trainings(2023, before, N_TRAINING_BEFORE, titles)
    for year in (2023, 2024):
        for strategy in ("starterstraject", "plg"):
            made += _whole_years(year, strategy, found[year, strategy])
    made += _change_tracks(2024, found)
    people = {p for places_ in found.values() for p, _ in places_}
    made += _first_year(staff, people, N_PARTICIPATIONS - len(made))
    return sorted(made, key=lambda r: (r.day, r.title, r.session, r.person.number))


def _sessions_of_2024() -> dict[str, int]:
    """The number of sessions per training: 38 over 14 trainings."""
    titles = [i.title for i in INITIATIVES["opleiding_vorming"]]
    return {title: 3 if n < N_SESSIONS - 2 * len(titles) else 2 for n, title in enumerate(titles)}


def _day(year: int, place: int, step: int = 0) -> date:
    """A weekday in the school year, another for every place."""
    day = date(year, 9, 23) + timedelta(days=(place * 17) % 190 + 21 * step)
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def _trainings(
    year: int, found: Sequence[Enrolment], n: int, sessions: Mapping[str, int]
) -> Iterator[Row]:
    """Everybody at one session at least, and some at more, so that there are ``n`` rows."""
    rng = default_rng([SEED, year, 77])
    order = list(sessions)
    firsts, others, seen = [], [], Counter[str]()
    for person, initiative in found:
        title = initiative.title
        first = seen[title] % sessions[title]
        seen[title] += 1
        firsts.append((person, title, first))
        others += [(person, title, s) for s in range(sessions[title]) if s != first]
    chosen = rng.choice(len(others), n - len(firsts), replace=False)
    for person, title, session in [*firsts, *(others[i] for i in sorted(chosen.tolist()))]:
        day = _day(year, order.index(title), session)
        name = f"Sessie {session + 1}"
        yield Row(year, "opleiding_vorming", title, name, day, person, _role(person, year))


def _role(person: Person, year: int) -> str:
    """What the administration knows: who is a starter. Anchors are known for PLGs only."""
    return "starter" if year == person.started else ""


def _whole_years(year: int, strategy: str, found: Sequence[Enrolment]) -> Iterator[Row]:
    """One row per person of what lasts a school year; some centres send ambassadors to PLGs."""
    titles = [i.title for i in INITIATIVES[strategy]]
    sent: dict[str, set[str]] = defaultdict(set)
    for person, initiative in found:
        role, centre, title = _role(person, year), person.centre.name, initiative.title
        if strategy == "plg" and centre in AMBASSADORS and title not in sent[centre]:
            if len(sent[centre]) < N_AMBASSADORS:
                role = "ambassadeur" if len(sent[centre]) % 2 else "anker"
            sent[centre].add(title)
        yield Row(year, strategy, title, "", _day(year, titles.index(title)), person, role)


def _change_tracks(year: int, found: Places) -> Iterator[Row]:
    """Two people of every centre in its change track."""
    people = sorted({p for p, _ in found[year, "plg"]}, key=lambda p: p.number)
    for place, initiative in enumerate(INITIATIVES["verandertraject"]):
        for centre in initiative.centres:
            for person in [p for p in people if p.centre.name == centre][:2]:
                day = _day(year, place)
                yield Row(year, "verandertraject", initiative.title, "", day, person)


def _first_year(staff: Sequence[Person], people: Collection[Person], n: int) -> Iterator[Row]:
    """The 2022-23 rows: trainings without a survey, for who is in no other list first."""
    offered = [i for i in INITIATIVES["opleiding_vorming"] if i.invited[0]]
    older = [p for p in staff if p.started < 2023]
    unseen = [p for p in older if p not in people][: N_PEOPLE - len(people)]
    again = [p for p in older if p in people]
    order = [again[i] for i in default_rng([SEED, 2022]).permutation(len(again))]
    chosen = [*unseen, *order][:n]
    for place, person in enumerate(chosen):
        training: Initiative = offered[place % len(offered)]
        day = _day(2022, place % len(offered))
        yield Row(2022, "opleiding_vorming", training.title, "Sessie 1", day, person)


def aside(counting: Sequence[Row]) -> list[Row]:
    """Rows that do not count: who was absent or cancelled, and rows that stand twice."""
    trained = [r for r in counting if r.strategy == "opleiding_vorming" and r.year == 2024]
    attended = {(r.title, r.session, r.person) for r in trained}
    held = sorted({(r.title, r.session, r.day) for r in trained})
    missed = [
        r._replace(session=session, day=day)
        for r in trained
        for title, session, day in held
        if title == r.title and (title, session, r.person) not in attended
    ]
    left = missed[:: max(len(missed) // 48, 1)][:48]
    made = [
        r._replace(status="geannuleerd" if i % 4 == 0 else "afwezig") for i, r in enumerate(left)
    ]
    return [*made, *trained[5:600:100]]
