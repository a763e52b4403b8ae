"""The invented list of participants and yearly figures, in agreement with the example surveys.

Exactly as in the annual report: 2290 participations of 561 people over three school years; in
2024-25 14 trainings with 38 sessions and 664 participations of 205 people from 19 centres, 132 new
members of staff from all centres in the starters' track, 12 learning communities, and a change
track in every centre. Also those of the website, the materials and its users. All else is made up.

What agrees with the surveys: who took part in a training, starters' track or learning community of
2023-24 and 2024-25 is, per centre and initiative, exactly as many as were invited. What cannot agree:

- 678 people are invited in the surveys, where the report knows 561. So some took the place of a
  colleague of the same centre; of those who answered as many as possible kept their place.
- Information sessions have no list (580 invitations), and of change tracks only two people per
  centre are in it: the invitations derived from these differ, or there are none.
- Of starters, learning communities and change tracks the list has one row per person and school
  year; of trainings one per session.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from numpy.random import default_rng

from measurement.example_answers import SEED, Enrolment, Person, enrol, hire_staff, respond
from measurement.example_plan import CENTRES, INITIATIVES, STARTERS, SURVEYS, Initiative

FOLDER = Path(__file__).parents[1] / "data" / "example"
FILE, FIGURES = "participations.xlsx", "figures.csv"
MADE = datetime(2025, 7, 1, 9, 0)
N_PARTICIPATIONS, N_PEOPLE = 2290, 561
N_TRAINING, N_TRAINED, N_SESSIONS = 664, 205, 38  # of 2024-25
N_TRAINING_BEFORE = 480  # participations in trainings of 2023-24, made up
HEADER = (
    "Schooljaar",
    "Begeleidingsstrategie",
    "Titel",
    "Sessie",
    "Datum",
    "E-mailadres",
    "Naam",
    "CLB",
    "Functie",
    "Status",
)
TITLE = "Deelnemerslijst POC+ (voorbeeld, verzonnen)"
TYPES = {
    "opleiding_vorming": "Opleiding",
    "starterstraject": "Starters",
    "plg": "PLG",
    "verandertraject": "Verandertraject",
}
FIGURE_COLUMNS = ("school_year", "key", "centre", "value")
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


Places = dict[tuple[int, str], list[Enrolment]]


def places(staff: Sequence[Person]) -> Places:
    """Who takes which place, by first year and strategy: as enrolled, by 561 people."""
    enrolled, answered = _enrolled(staff)
    pool = _pool(staff, enrolled, answered)
    made: Places = {}
    for (year, strategy), found in enrolled.items():
        if strategy in ("infosessie", "verandertraject"):
            continue
        allowed = [p for p in staff if p in pool and p.started < year + (strategy[0] == "s")]
        if (year, strategy) == (2024, "opleiding_vorming"):
            keen = Counter(p for p, _ in answered[year, strategy])
            mine = {e.person for e in found} & pool
            order = sorted(mine, key=lambda p, k=keen: (-k[p], p.number))  # type: ignore[misc]
            allowed = order[:N_TRAINED]
        made[year, strategy] = _placed(found, allowed, once=strategy == "plg")
    return made


def _enrolled(staff: Sequence[Person]) -> tuple[Places, Places]:
    """Who was invited to the surveys, and who of them answered."""
    enrolled: Places = {}
    answered: Places = defaultdict(list)
    for number, survey in enumerate(SURVEYS):
        key = survey.year, survey.strategy
        enrolled[key] = enrol(survey, staff)
        answered[key] += respond(survey, enrolled[key], default_rng([SEED, number]))
    return enrolled, answered


def _pool(staff: Sequence[Person], enrolled: Places, answered: Places) -> set[Person]:
    """The 561 people: all starters, and who answered or is enrolled most; enough per centre."""
    starters = {p for p in staff if p.started >= min(STARTERS)}
    score = Counter(e.person for found in enrolled.values() for e in found)
    for found in answered.values():
        for e in found:
            score[e.person] += 100
    others = sorted(set(staff) - starters, key=lambda p: (-score[p], p.number))
    needed = Counter(e.person.centre for e in enrolled[2023, "plg"])
    first: list[Person] = []
    for person in others:
        if needed[person.centre] > 0:
            needed[person.centre] -= 1
            first.append(person)
    rest = [p for p in others if p not in set(first)]
    return starters | set([*first, *rest][: N_PEOPLE - len(starters)])


def _placed(found: Sequence[Enrolment], allowed: Sequence[Person], once: bool) -> list[Enrolment]:
    """The enrolments with another of the same centre in the place of who is not allowed.

    ``once``: each person may take one place only.
    """
    here = set(allowed)
    load = Counter(e.person for e in found if e.person in here)
    taken = {(e.person, e.initiative.title) for e in found}
    made = []
    for person, initiative in found:
        chosen = person
        if person not in here:
            free = [
                p
                for p in allowed
                if p.centre == person.centre
                and (p, initiative.title) not in taken
                and not (once and load[p])
            ]
            chosen = min(free, key=lambda p: (load[p], p.number))
            load[chosen] += 1
            taken.add((chosen, initiative.title))
        made.append(Enrolment(chosen, initiative))
    return made


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


def figures() -> list[tuple[str, str, str, int]]:
    """The rows of ``figures.csv``; per centre readers of the newsletter and new staff."""
    year = "2024-2025"
    made = [
        (year, "website_views", "", 20353),
        (year, "website_users", "", 7326),
        (year, "materials", "", 108),
        (year, "newsletter_issues", "", 10),
        ("2023-2024", "newsletter_issues", "", 9),
        ("2023-2024", "materials", "", 84),
        (year, "helpdesk_questions", "", 286),
        (year, "helpdesk_sessions", "", 31),
        (year, "e_module_users", "", 174),
    ]
    new = Counter(p.centre.name for p in hire_staff() if p.started == 2024)
    for n, centre in enumerate(CENTRES):
        readers = centre.n_staff * (10 - n % 6) // 10 + (2 if n == 12 else 0)
        made.append((year, "newsletter_readers", centre.name, readers))
        missing = 2 if n in (3, 9, 14) else 0  # new staff that did not follow the starters' track
        made.append((year, "new_staff", centre.name, new[centre.name] + missing))
    return made


def generate(folder: Path) -> list[Path]:
    """Write ``participations.xlsx`` and ``figures.csv``; the paths written."""
    counting = rows()
    every = sorted([*counting, *aside(counting)], key=lambda r: (r.day, r.title, r.session))
    target = folder / FIGURES
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([FIGURE_COLUMNS, *figures()])
    return [_write(folder / FILE, every), target]


def _write(path: Path, every: Iterable[Row]) -> Path:
    """A workbook as an administration writes it: a title above, and two spellings of centres."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        moment = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Deelnemers")
        sheet.write_string(0, 0, TITLE)
        sheet.write_row(2, 0, HEADER)
        for place, row in enumerate(every, start=3):
            for column, cell in enumerate(_cells(row)):
                if isinstance(cell, date):
                    sheet.write_datetime(
                        place, column, datetime(cell.year, cell.month, cell.day), moment
                    )
                elif cell:
                    sheet.write_string(place, column, cell)
    return path


def _cells(row: Row) -> tuple[str | date, ...]:
    spelling = "CLB GO! {}" if row.year == 2022 else "GO! CLB {}" if row.year == 2023 else "{}"
    return (
        f"{row.year}-{row.year + 1}",
        TYPES[row.strategy],
        row.title,
        row.session,
        row.day,
        f"respondent{row.person.number:04d}@voorbeeld.be",
        f"Deelnemer {row.person.number:04d}",
        spelling.format(row.person.centre.name),
        row.role,
        row.status,
    )


def main() -> None:
    """Write the files into ``data/example`` and say what was written."""
    for path in generate(FOLDER):
        print(f"{path.relative_to(FOLDER.parents[1])}  {path.stat().st_size}")


if __name__ == "__main__":
    main()
