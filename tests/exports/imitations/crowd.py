"""The rows of an imitation in their order: respondents, and everything that must not be counted."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from .people import (
    FIRST_DAY,
    TEST_DAY,
    Answer,
    Crowd,
    Kind,
    Mark,
    Person,
    refused,
    respondent,
    stopped,
)

# Centre, address, name, comment, and the answers, repeated over the items.
TestRow = tuple[str, str, str, str, tuple[Answer, ...]]

TESTS: tuple[TestRow, ...] = (
    ("test", "test@test.be", "Test Tester", "test test", (1,)),
    ("TEST", "test@test.be", "Test Tester", "dit is een test, niet meetellen", (8,)),
    ("Testcentrum", "test@test.be", "", "test", (Mark.NOT_APPLICABLE,)),
    ("GO! CLB Fluxus", "test@test.be", "", "TEST - niet meetellen", (4,)),
    ("test test", "", "Test Tester", "asdf", (1, 2, 3, 4, 5, 6, 7, 8)),
)


def gather(crowd: Crowd) -> tuple[Person, ...]:
    """All rows of an export below its header, numbered as the tool would."""
    rng = Random(crowd.seed)
    people = _everybody(rng, crowd)
    _let_some_stop(rng, crowd, people)
    _repeat_some(rng, crowd, people)
    _insert_tests(rng, crowd, people)
    for index in range(crowd.n_blank):
        blank = Person(Kind.BLANK, whitespace=index % 2 == 1)
        people.insert(rng.randrange(4, len(people) - 2), blank)
    return _numbered(people)


def gather_twins(crowd: Crowd) -> tuple[Person, ...]:
    """The same, where two respondents also answered for another training, minutes later."""
    people = [person for person in gather(crowd) if person.kind is not Kind.BLANK]
    able = [p for p in people if p.kind is Kind.RESPONDENT and p.email and not p.partial]
    for index, person in enumerate(able[10:12]):
        other = next(name for name in crowd.trainings if name != person.training)
        later = timedelta(minutes=4 + index)
        twin = replace(person, training=other, start=person.start + later, end=person.end + later)
        people.insert(people.index(person) + 1, twin)
    return _numbered(people)


def _everybody(rng: Random, crowd: Crowd) -> list[Person]:
    """Respondents in order of time, with refusals, previews and spam among them."""
    extra = [Kind.REFUSED] * crowd.n_refused + [Kind.TEST] * (crowd.n_preview + crowd.n_spam)
    kinds = [Kind.RESPONDENT] * crowd.n + extra
    statuses = ["preview"] * crowd.n_preview + ["spam"] * crowd.n_spam
    rng.shuffle(kinds)
    people: list[Person] = []
    start = FIRST_DAY
    for index, kind in enumerate(kinds):
        start = _later(rng, start)
        person = respondent(rng, crowd, index, start)
        if kind is Kind.REFUSED:
            person = refused(person, crowd.items, index)
        elif kind is Kind.TEST:
            person = replace(person, kind=kind, status=statuses.pop())
        people.append(person)
    return people


def _later(rng: Random, moment: datetime) -> datetime:
    """A next moment, so far off that two people are never within five minutes."""
    return moment + timedelta(minutes=rng.randint(20, 240))


def _let_some_stop(rng: Random, crowd: Crowd, people: list[Person]) -> None:
    """Make some respondents partial; the first of them stopped before the first item."""
    able = [i for i, person in enumerate(people) if person.kind is Kind.RESPONDENT]
    for turn, index in enumerate(sorted(rng.sample(able, crowd.n_partial))):
        at = rng.randint(1, len(crowd.items) - 2) if turn else 0
        people[index] = stopped(people[index], crowd.items, at, crowd.unreached)


def _repeat_some(rng: Random, crowd: Crowd, people: list[Person]) -> None:
    """Send some answers twice: at the same time or minutes later, a name or address lost."""
    able = [p for p in people if p.kind is Kind.RESPONDENT and not p.partial and p.email]
    for turn, person in enumerate(rng.sample(able, crowd.n_duplicate)):
        later = timedelta(seconds=(0, 45, 200)[turn % 3])
        copy = replace(
            person,
            kind=Kind.DUPLICATE,
            start=person.start + later,
            end=person.end + later,
            email="" if turn == 0 else person.email,
            name="" if turn == 1 else person.name,
        )
        people.insert(people.index(person) + rng.randint(1, 3), copy)


def _insert_tests(rng: Random, crowd: Crowd, people: list[Person]) -> None:
    """Put three test rows on top, the others further down."""
    for turn, (spelling, email, name, comment, answers) in enumerate(TESTS[: crowd.n_test]):
        moment = TEST_DAY + timedelta(minutes=turn)
        person = Person(
            kind=Kind.TEST,
            answers=dict(zip(crowd.items, cycle(answers), strict=False)),
            spelling=spelling,
            discipline="Psycho-pedagogisch consulent",
            comment=comment,
            start=moment,
            end=moment + timedelta(minutes=1),
            email=email,
            name=name,
            training=crowd.trainings[0] if crowd.trainings else "",
        )
        people.insert(turn if turn < 3 else rng.randrange(10, len(people)), person)


def _numbered(people: list[Person]) -> tuple[Person, ...]:
    """The people with consecutive numbers; blank rows have none."""
    numbered: list[Person] = []
    number = 0
    for person in people:
        number += person.kind is not Kind.BLANK
        numbered.append(replace(person, number=number))
    return tuple(numbered)
