"""The people of the invented example surveys and what they answer.

A person has an attitude that colours everything he or she answers. Per answer there are latent
traits, per item a latent value around the item's place on the scale; rounding it gives the score.
Where the annual report gives counts, the latent values only rank the respondents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from data.example.generator.centres import (
    AMBTEN,
    CENTRES,
    PLANTED,
    ROLES,
    SCHOOLING,
    STARTERS,
    Centre,
)
from data.example.generator.initiatives import INITIATIVES, Initiative
from data.example.generator.items import Item
from data.example.generator.surveys import Golden, Survey

Matrix = NDArray[np.int8]
Floats = NDArray[np.float64]
SEED = 15
SKIPPED, NOT_APPLICABLE = -1, 0
SKIP_CHANCE = 0.015
ONE_AT_A_TIME = ("starterstraject", "plg", "verandertraject")
LOADING = 0.72
# How much a trait follows the general verdict on the initiative (the correlation).
FOLLOWS = {"A": 1.0, "B": 0.9, "V": 0.9, "C": 0.55, "D": 0.65, "E+": 0.5, "E-": -0.15}
JUDGED = "ABDV"


@dataclass(frozen=True)
class Person:
    """An invented member of staff; ``started`` is the first year of a school year."""

    number: int
    centre: Centre
    ambt: str
    roles: tuple[str, ...]
    schooling: str
    started: int
    attitude: float
    activity: float
    diligence: float

    def roles_in(self, year: int) -> tuple[str, ...]:
        """The roles in a school year; who is new is a starter as well."""
        return (*self.roles, "starter") if year - self.started <= 1 else self.roles

    def seniority(self, year: int) -> str:
        """Years of work in a CLB, in the classes of the questionnaire."""
        classes = ((1, "0-1 jaar"), (5, "2-5 jaar"), (10, "6-10 jaar"))
        years = year - self.started
        return next((words for most, words in classes if years <= most), ">10 jaar")

    def sees_little(self, year: int) -> float:
        """The weight with which the person answers n.v.t. or no view on it."""
        return (3.0 if self.ambt.startswith("admin") else 1.0) + (year - self.started <= 1)


class Enrolment(NamedTuple):
    """One person invited for one initiative."""

    person: Person
    initiative: Initiative


def hire_staff() -> list[Person]:
    """Everyone who works in a centre, starters last; the same in every run."""
    rng = default_rng(SEED)
    posts = [(centre, 0) for centre in CENTRES for _ in range(centre.n_staff)]
    sizes = np.array([centre.n_staff for centre in CENTRES], float)
    for year, n_starters in STARTERS.items():
        whole = rng.choice(len(CENTRES), size=n_starters - len(CENTRES), p=sizes / sizes.sum())
        posts += [(CENTRES[i], year) for i in sorted([*range(len(CENTRES)), *whole.tolist()])]
    numbers = rng.permutation(len(posts)) + 1
    return [_hire(rng, int(numbers[i]), *post) for i, post in enumerate(posts)]


def _hire(rng: Generator, number: int, centre: Centre, year: int) -> Person:
    """One person at a centre; ``year`` is 0 for who worked there before 2023."""
    return Person(
        number,
        centre,
        ambt=str(rng.choice(list(AMBTEN), p=list(AMBTEN.values()))),
        roles=tuple(role for role, chance in ROLES.items() if rng.random() < chance),
        schooling=str(rng.choice(SCHOOLING)),
        started=year or max(1988, 2022 - int(rng.exponential(9))),
        attitude=float(rng.normal()),
        activity=float(rng.lognormal(0, 1.4)),
        diligence=float(rng.lognormal(0, 0.6)),
    )


def enrol(survey: Survey, staff: Sequence[Person]) -> list[Enrolment]:
    """Who is invited: the same people for both moments of a strategy in a school year.

    Trainings and information sessions share people; a PLG or track is followed one at a time.
    """
    rng = default_rng([SEED, survey.year, list(INITIATIVES).index(survey.strategy)])
    enrolments: list[Enrolment] = []
    taken: set[int] = set()
    for initiative in INITIATIVES[survey.strategy]:
        free = [p for p in staff if p.number not in taken and _may_follow(p, survey, initiative)]
        weights = np.array([person.activity for person in free])
        size = survey.invited(initiative)
        chosen = rng.choice(len(free), size, replace=False, p=weights / weights.sum())
        enrolments += [Enrolment(free[i], initiative) for i in sorted(chosen.tolist())]
        if survey.strategy in ONE_AT_A_TIME:
            taken |= {free[i].number for i in chosen}
    return enrolments


def _may_follow(person: Person, survey: Survey, initiative: Initiative) -> bool:
    """Whether the initiative is meant for this person in this school year."""
    if initiative.centres and person.centre.name not in initiative.centres:
        return False
    if survey.strategy == "starterstraject":
        return person.started == survey.year
    newcomers = survey.strategy == "infosessie"
    return person.started < survey.year or (newcomers and person.started == survey.year)


def respond(survey: Survey, invited: Sequence[Enrolment], rng: Generator) -> list[Enrolment]:
    """Those of the invited who answer: exactly ``n_answered``, with the quotas of centres."""
    chosen: list[Enrolment] = []
    for centre, n_wanted in survey.quotas.items():
        own = [e for e in invited if e.person.centre.name == centre]
        chosen += _draw(own, n_wanted, rng)
    others = [e for e in invited if e.person.centre.name not in survey.quotas]
    return chosen + _draw(others, survey.n_answered - len(chosen), rng)


def _draw(enrolments: Sequence[Enrolment], size: int, rng: Generator) -> list[Enrolment]:
    """So many of them if there are, the diligent and those of answering centres first."""
    if not enrolments:
        return []
    weights = np.array([e.person.diligence * e.person.centre.response for e in enrolments])
    size = min(size, len(enrolments))
    chosen = rng.choice(len(enrolments), size, replace=False, p=weights / weights.sum())
    return [enrolments[i] for i in sorted(chosen.tolist())]


def answer(survey: Survey, respondents: Sequence[Enrolment], rng: Generator) -> Matrix:
    """Scores, one row per respondent and one column per item; see ``NOT_APPLICABLE``, ``SKIPPED``.

    The items of ``survey.golden`` come out at its counts; the others follow the latent values.
    """
    modules, n_blank = survey.blank
    silent = np.zeros(len(respondents), bool)
    silent[rng.choice(len(respondents), n_blank, replace=False)] = True
    traits = _traits(respondents, rng)
    scores = np.full((len(respondents), len(survey.items)), SKIPPED, np.int8)
    for column, item in enumerate(survey.items):
        rows = np.flatnonzero(~silent) if item.id[0] in modules else np.arange(len(respondents))
        asked = [respondents[i] for i in rows.tolist()]
        latent = _latent(survey, item, asked, traits[item.trait][rows], rng)
        scores[rows, column] = _scores(survey, item, asked, latent, rng)
    return scores


def _traits(respondents: Sequence[Enrolment], rng: Generator) -> dict[str, Floats]:
    """Per trait a standard normal value per respondent, correlated through the general verdict."""
    attitude = np.array([e.person.attitude for e in respondents])
    verdict = 0.6 * attitude + 0.8 * rng.normal(size=len(respondents))
    return {
        trait: link * verdict + np.sqrt(1 - link**2) * rng.normal(size=len(respondents))
        for trait, link in FOLLOWS.items()
    }


def _latent(
    survey: Survey, item: Item, asked: Sequence[Enrolment], trait: Floats, rng: Generator
) -> Floats:
    """Where each answer lies on the scale before rounding."""
    keys = (item.id, item.trait)
    moved = item.mean + sum(survey.shifts.get(key, 0.0) for key in keys)
    place = np.full(len(asked), moved)
    place += [sum(PLANTED.get((e.person.centre.name, k), 0.0) for k in keys) for e in asked]
    place += [e.initiative.quality * (item.trait in JUDGED) for e in asked]
    loading = -LOADING if item.id == "C4" else LOADING
    noise = np.sqrt(1 - LOADING**2) * rng.normal(size=len(asked))
    place += item.spread * (loading * trait + noise)
    return place


def _scores(
    survey: Survey, item: Item, asked: Sequence[Enrolment], latent: Floats, rng: Generator
) -> Matrix:
    """Scores from latent values: by rank to the golden counts, else by rounding."""
    weights = np.array([e.person.sees_little(survey.year) for e in asked])
    if item.id in survey.golden:
        return _by_rank(survey.golden[item.id], item, latent, weights / weights.sum(), rng)
    top = 10 if item.trait == "V" else 8
    scores = np.clip(np.rint(latent), 1, top).astype(np.int8)
    chance = item.not_applicable * weights / weights.mean()
    scores[rng.random(len(asked)) < chance] = NOT_APPLICABLE
    scores[rng.random(len(asked)) < SKIP_CHANCE] = SKIPPED
    return scores


def _by_rank(golden: Golden, item: Item, latent: Floats, weights: Floats, rng: Generator) -> Matrix:
    """Scores with exact counts per band; within a band the points follow the rank."""
    scores = np.full(len(latent), NOT_APPLICABLE, np.int8)
    absent = rng.choice(len(latent), golden.not_applicable, replace=False, p=weights)
    ranked = np.argsort(latent)
    ranked = ranked[~np.isin(ranked, absent)]
    tilt = np.exp((item.mean - 6.5) * np.arange(3))
    scores[ranked[: golden.low]] = 1 + _points(golden.low, np.array([0.02, 0.05, 0.13, 0.3, 0.5]))
    scores[ranked[golden.low :]] = 6 + _points(golden.high, np.array([0.34, 0.42, 0.24]) * tilt)
    return scores


def _points(n: int, shares: Floats) -> NDArray[np.intp]:
    """The place in the band of each of ``n`` ranked answers.

    >>> _points(4, np.array([0.25, 0.5, 0.25])).tolist()
    [0, 1, 1, 2]
    """
    return np.searchsorted(np.cumsum(shares / shares.sum()), (np.arange(n) + 0.5) / n)
