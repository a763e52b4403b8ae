"""Who takes which place in the lists of participants: as enrolled in the surveys, by 561 people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from numpy.random import default_rng

from data.example.generator.answers import SEED, Enrolment, Person, enrol, respond
from data.example.generator.centres import STARTERS
from data.example.generator.surveys import SURVEYS

N_PEOPLE = 561
N_TRAINED = 205  # of 2024-25

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
