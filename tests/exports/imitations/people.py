"""The people in an imitation: what they truly answered, before a tool writes it down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from random import Random
from typing import TypeVar

from .wordings import CENTRES, COMMENTS, DISCIPLINES, EIGHT, FACTORS, OTHER_CENTRES

T = TypeVar("T")
FIRST_DAY = datetime(2025, 3, 3, 9, 0)
TEST_DAY = datetime(2025, 3, 1, 9, 0)
FIRST_NAMES = ("An", "Bart", "Els", "Fatima", "Griet", "Ilse", "Jan", "Karim", "Lies", "Wim")
LAST_NAMES = ("Aerts", "Claes", "Goossens", "Maes", "Peeters", "Testelmans", "Willems")


class Mark(Enum):
    """A cell of a closed item that holds no point of the scale."""

    NOT_APPLICABLE = "not applicable"
    SKIPPED = "skipped"
    NOT_SHOWN = "not shown"


Answer = int | Mark


class Kind(Enum):
    """What a row of an export is."""

    RESPONDENT = "respondent"
    TEST = "test"
    DUPLICATE = "duplicate"
    BLANK = "blank"
    REFUSED = "refused"


@dataclass(frozen=True)
class Person:
    """One row below the header; a blank row is a person without anything."""

    kind: Kind
    number: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    centre: str = ""
    spelling: str = ""
    discipline: str = ""
    years: int = 0
    factors: tuple[str, ...] = ()
    comment: str = ""
    start: datetime = TEST_DAY
    end: datetime = TEST_DAY
    email: str = ""
    name: str = ""
    partial: bool = False
    training: str = ""
    status: str = "normal"
    whitespace: bool = False


@dataclass(frozen=True)
class Crowd:
    """How many people of each kind answer which items, and how they behave."""

    seed: int
    items: tuple[str, ...] = EIGHT
    n: int = 56
    n_partial: int = 5
    n_duplicate: int = 3
    n_test: int = 5
    n_blank: int = 4
    n_preview: int = 0
    n_spam: int = 0
    n_refused: int = 0
    centres: tuple[str, ...] = tuple(CENTRES)
    unreached: Mark = Mark.SKIPPED  # how the items after a partial respondent's last are marked
    hidden_block: str = ""  # the module that was not shown to a quarter of the respondents
    trainings: tuple[str, ...] = ()


def pick(options: Sequence[T], *key: object) -> T:
    """One of the options, always the same one for the same key."""
    return Random("|".join(str(part) for part in key)).choice(options)


def address(person: Person) -> str:
    """An IP address from the range for documentation; a duplicate has that of its original."""
    return f"192.0.2.{pick(range(1, 255), 'address', person.spelling, person.answers)}"


def scored(rng: Random, item: str, level: float) -> Answer:
    """An answer to one item of somebody whose scores lie around a level."""
    not_applicable = {"A": 0.02, "B": 0.15, "C": 0.08, "E": 0.0}[item[0]]
    if rng.random() < not_applicable:
        return Mark.NOT_APPLICABLE
    return max(1, min(8, round(rng.gauss(level, 1.6))))


def answers_of(rng: Random, crowd: Crowd) -> dict[str, Answer]:
    """Answers to all items, a few skipped; the last but one never is, so nobody seems partial."""
    level = rng.uniform(4.2, 7.2)
    answers = {item: scored(rng, item, level) for item in crowd.items}
    for item in crowd.items:
        if rng.random() < 0.03 and item != crowd.items[-2]:
            answers[item] = Mark.SKIPPED
    if crowd.hidden_block and rng.random() < 0.25:
        hidden = (item for item in crowd.items if item.startswith(crowd.hidden_block))
        answers.update(dict.fromkeys(hidden, Mark.NOT_SHOWN))
    return answers


def respondent(rng: Random, crowd: Crowd, index: int, start: datetime) -> Person:
    """A respondent who went through the whole questionnaire."""
    first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    centre = rng.choice(crowd.centres)
    return Person(
        kind=Kind.RESPONDENT,
        answers=answers_of(rng, crowd),
        centre=centre,
        spelling=rng.choice((CENTRES | OTHER_CENTRES)[centre]),
        discipline=rng.choice(DISCIPLINES),
        years=rng.randrange(5),
        factors=tuple(factor for factor in FACTORS if rng.random() < 0.3),
        comment=rng.choice(COMMENTS),
        start=start,
        end=start + timedelta(seconds=rng.randint(90, 840)),
        email=f"{first}.{last}{index}@clb-voorbeeld.be".lower() if rng.random() < 0.8 else "",
        name=f"{first} {last}" if rng.random() < 0.5 else "",
        training=rng.choice(crowd.trainings) if crowd.trainings else "",
    )


def stopped(person: Person, items: Sequence[str], at: int, mark: Mark) -> Person:
    """The same respondent, gone before the item at this position."""
    answers = {**person.answers, **dict.fromkeys(items[at:], mark)}
    return replace(person, answers=answers, factors=(), comment="", partial=True)


def refused(person: Person, items: Sequence[str], index: int) -> Person:
    """The same respondent without consent; every second one then left the questions empty."""
    if index % 2:
        person = stopped(person, items, 0, Mark.SKIPPED)
    return replace(person, kind=Kind.REFUSED)
