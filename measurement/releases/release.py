"""A release: everything that is published at once, made of answers and of the releases so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.repeated import correlated
from measurement.measures.response import response
from measurement.releases.atoms import Atom, Place, atom
from measurement.releases.given import Given, Identity, given
from measurement.releases.limits import ALL, FROZEN, HELD, LIMITS, PARTS, TERMS, Limits, Terms
from measurement.releases.partition import Block, Waiting, partition, strategies_together
from measurement.releases.readings import readings
from measurement.releases.tally import tally
from measurement.releases.telling import Told, told_together
from measurement.releases.totals import Total, totals


class News(NamedTuple):
    """Of how many answers (persons × initiatives) to a survey something is first in an atom now."""

    year: str
    centre: str
    survey: int
    answers: int


@dataclass(frozen=True, eq=False)
class Release:
    """What was published at once.

    ``held``: the keyed hashes of every answer in an atom, with the id of the atom (the whole, not
    its strategies). ``rho``: per item how far answers of one person go together, for intervals
    (:func:`~measurement.counting.repeated.correlated`).
    ``response``: the declared table ``response`` by centre and school year, as it was then, without
    zero measurements.
    ``waiting``: what was too few to be published, and ``news``: where the rest came from; these are
    for staff and not part of the release.
    """

    number: int
    day: str
    by: str
    years: tuple[str, ...]
    atoms: tuple[Atom, ...]
    totals: tuple[Total, ...]
    held: Mapping[str, str]
    rho: Mapping[str, float]
    response: pd.DataFrame
    waiting: tuple[Waiting, ...] = ()
    news: tuple[News, ...] = ()


@dataclass(frozen=True)
class Before:
    """What earlier releases mean for the next one.

    ``held``: keys of answers that were in an atom; ``covered``: item, moment, centre and school year
    of which there is an atom; ``totals``: item, school year and moment of which there is a total,
    told or not.
    """

    number: int = 0
    held: Set[str] = field(default_factory=frozenset)
    covered: Set[tuple[str, str, str, str]] = field(default_factory=frozenset)
    totals: Set[tuple[str, str, str]] = field(default_factory=frozenset)


class Published(NamedTuple):
    """What is published of one item."""

    atoms: list[Atom]
    totals: list[Total]
    held: dict[str, str]
    waiting: list[Waiting]
    rows: list[int]


def release(
    answers: Answers,
    identities: Sequence[Identity],
    secret: bytes,
    before: Before,
    *,
    day: str,
    by: str,
    years: Collection[str] | None = None,
    terms: Terms = TERMS,
) -> Release:
    """The next release of these answers, made on a day by somebody.

    ``identities`` are those of the rows of ``answers``, ``secret`` is the key of their hashes.
    ``years`` are the school years to publish, all of each; without it all there are.
    """
    items = [item for item in answers.items if item not in terms.hidden]
    there = sorted(set(answers.respondents["school_year"].dropna().astype(str)))
    chosen = tuple(year for year in there if years is None or year in years)
    read = readings(answers.questionnaire, items, terms.strict).values()
    found = [
        published(one, before, terms.limits, terms.rules)
        for one in given(answers, identities, secret, read, chosen)
    ]
    return Release(
        number=before.number + 1,
        day=day,
        by=by,
        years=chosen,
        atoms=tuple(a for one in found for a in one.atoms),
        totals=tuple(t for one in found for t in one.totals),
        held={key: name for one in found for key, name in one.held.items()},
        rho=correlated(answers.without_zero(), items, terms.limits.centres),
        response=_response(answers, chosen),
        waiting=tuple(w for one in found for w in one.waiting),
        news=_news(answers, sorted({row for one in found for row in one.rows})),
    )


def _news(answers: Answers, rows: Sequence[int]) -> tuple[News, ...]:
    people = answers.respondents.iloc[list(rows)]
    where = (people[c].tolist() for c in ("school_year", "centre", "survey"))
    places = Counter(zip(*where, strict=True))
    return tuple(News(y, c, int(of), n) for (y, c, of), n in sorted(places.items()))


def _response(answers: Answers, years: Collection[str]) -> pd.DataFrame:
    later = answers.without_zero().where(school_year=years)
    rates = response(later, ("centre", "school_year"))
    return rates[rates["centre"].notna()].reset_index(drop=True)


def published(
    found: Given, before: Before, limits: Limits = LIMITS, rules: Set[str] = ALL
) -> Published:
    """What is published of the answers to one item."""
    fresh = found.fresh(before.held) if HELD in rules else found
    item = found.reading.item
    there = {(c, y) for i, moment, c, y in before.covered if (i, moment) == (item, found.moment)}
    told, waiting = partition(fresh, there, limits)
    number = before.number + 1
    made = Published([], [], {}, waiting, [])
    for block in told:
        atoms = _atoms(fresh, block, number, limits, rules)
        made.atoms.extend(atoms)
        made.rows.extend(fresh.row[block.rows].tolist())
        made.held.update(
            (key, atoms[0].id) for row in block.rows.tolist() for key in fresh.keys[row].own
        )
    new = [
        year
        for year in sorted(set(found.year.tolist()))
        if (item, year, found.moment) not in before.totals or FROZEN not in rules
    ]
    made.totals.extend(totals(found, number, new, limits, rules))
    return made


def _atoms(found: Given, block: Block, number: int, limits: Limits, rules: Set[str]) -> list[Atom]:
    """The atom of a block, its parts, and the strategies that are together in a part."""
    one, names = found.reading, found.strategy[block.rows]
    rows = {kind: block.rows[names == kind] for kind in sorted(set(names.tolist()))}
    people = {kind: set(found.person[at].tolist()) for kind, at in rows.items()}
    kinds = strategies_together(people, limits.persons if PARTS in rules else 1)
    whole = tally(found, block.rows)
    parts = [tally(found, np.concatenate([rows[kind] for kind in part])) for part in kinds]
    apart = len(block.years) == 1
    how = told_together(whole, parts, one, limits.persons, rules, apart)

    def place(strategies: tuple[str, ...]) -> Place:
        return Place(number, block.centre, one.item, block.years, strategies, found.moment)

    made = [atom(place(tuple(rows)), "whole", whole, how.whole, one, rules)]
    for part, size, of in zip(kinds, parts, how.parts, strict=True):
        made.append(atom(place(part), "part", size, of, one, rules))
        for kind in part if len(part) > 1 else ():
            member = tally(found, rows[kind])
            made.append(atom(place((kind,)), "member", member, Told("n_only"), one))
    return made
