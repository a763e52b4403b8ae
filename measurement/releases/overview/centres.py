"""What the directors of each centre get, and what of the network stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from measurement.counting.intervals import share
from measurement.releases.atoms import Atom
from measurement.releases.history import History
from measurement.releases.overview.tables import BY_CENTRE, TOTALS
from measurement.releases.release import Release
from measurement.rows import framed
from measurement.tables import records

Names = Mapping[str, Sequence[str]]  # of every centre all names its atoms stand under


def by_centre(
    history: History, preview: Release, names: Names, quotes: Mapping[str, int]
) -> pd.DataFrame:
    """The declared table ``release_by_centre``: what each would see after this release, by name.

    ``history`` is that with ``preview`` added; ``quotes`` says how many a centre's director gets.
    """
    rows = (
        _row(centre, history.of(of), preview, quotes.get(centre, 0))
        for centre, of in sorted(names.items())
    )
    return framed(rows, BY_CENTRE)


def totals(history: History) -> pd.DataFrame:
    """The declared table ``release_totals``: one row per item and school year, in their order."""
    later = [t for t in history.totals if not t.moment]
    parts = Counter((t.item, t.year) for t in later if t.strategy and t.told)
    rows = (
        (t.item, t.year, t.n, t.centres, t.told, parts[t.item, t.year])
        for t in sorted(later, key=lambda t: t.year)
        if not t.strategy
    )
    return framed(rows, TOTALS)


def _row(centre: str, own: History, preview: Release, quotes: int) -> tuple[Any, ...]:
    wholes = [a for a in own.atoms if a.level == "whole"]
    how = Counter(a.how for a in wholes)
    mine = {a.centre for a in wholes} | {centre}
    invited, answered, rate = _response(own)
    return (
        *(centre, invited, answered, rate),
        *(how["exact"], how["at_most"], how["n_only"]),
        sum(a.joined for a in wholes),
        _by_strategy(own.atoms),
        sum(a.release == preview.number for a in wholes),
        sum(w.n for w in preview.waiting if w.centre in mine),
        quotes,
    )


def _by_strategy(atoms: Iterable[Atom]) -> int:
    """The wholes of which several strategies are told."""
    parts = Counter(a.whole for a in atoms if a.level == "part" and a.how == "exact")
    return sum(n > 1 for n in parts.values())


def _response(own: History) -> tuple[int | None, int, float]:
    """Invited, answered and the rate over all school years, each as it was released last."""
    last = {
        (str(row.centre), str(row.school_year)): row
        for one in _standing(own)
        for row in records(one.response)
    }
    invited = [row.n_invited for row in last.values()]
    answered = sum(int(row.n_answered) for row in last.values())
    if not invited or any(pd.isna(n) for n in invited) or sum(map(int, invited)) < answered:
        return None, answered, float("nan")
    n = sum(map(int, invited))
    return n, answered, float(share(answered, n))


def _standing(history: History) -> Iterator[Release]:
    kept = {a.release for a in history.atoms} | {t.release for t in history.totals}
    return (one for one in history.releases if one.number in kept)
