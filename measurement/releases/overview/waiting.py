"""What of the answers is in no figure of a centre, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.questionnaire.scale import NOT_APPLICABLE
from measurement.releases.overview.tables import REASONS, WAITING
from measurement.releases.release import Release
from measurement.rows import framed


class _Place(NamedTuple):
    """A row of the table; the reason as its place in their order."""

    year: str
    centre: str
    reason: str
    needed: int


@dataclass
class _Found:
    items: set[str] = field(default_factory=set)
    given: int = 0
    persons: int = 0

    def add(self, item: str, given: int, persons: int) -> None:
        self.items.add(item)
        self.given += given
        self.persons = max(self.persons, persons)


def waiting(
    preview: Release, answers: Answers, hidden: Collection[str] = frozenset()
) -> pd.DataFrame:
    """The declared table ``release_waiting``: one row per school year, centre and reason.

    ``preview`` is the release that would be made of ``answers`` now; ``hidden`` are the items that
    do not go to directors. Answers that were published before are nowhere in it.
    """
    found: dict[_Place, _Found] = {}
    for w in preview.waiting:
        place = _Place(w.year, w.centre, "late" if w.late else "few", w.needed)
        found.setdefault(place, _Found()).add(w.item, w.n, w.persons)
    for place, item, given, persons in _never(preview, answers, hidden):
        found.setdefault(place, _Found()).add(item, given, persons)
    rows = (
        (
            *(p.year or None, p.centre or None, p.reason),
            *(len(of.items), of.given, of.persons),
            p.needed or None,
        )
        for p, of in sorted(found.items())
    )
    return framed(rows, WAITING, {"reason": tuple(REASONS)})


def _never(
    preview: Release, answers: Answers, hidden: Collection[str]
) -> Iterator[tuple[_Place, str, int, int]]:
    """Answers that no release of these school years holds: hidden items, no centre, no year."""
    people = answers.respondents
    year, centre = (people[c].astype(object).fillna("").to_numpy(object) for c in _WHERE)
    person = people["respondent"].to_numpy()
    chosen = np.isin(year, preview.years) | (year == "")
    for column, item in enumerate(answers.items):
        told = chosen & (answers.codes[:, column] >= NOT_APPLICABLE)
        for reason, rows in (
            ("hidden", told & (item in hidden)),
            ("no_year", told & (year == "") & (item not in hidden)),
            ("no_centre", told & (centre == "") & (year != "") & (item not in hidden)),
        ):
            for y, c in sorted(set(zip(year[rows], centre[rows], strict=True))):
                at = rows & (year == y) & (centre == c)
                yield _Place(y, c, reason, 0), item, int(at.sum()), len(set(person[at].tolist()))


_WHERE = ("school_year", "centre")
