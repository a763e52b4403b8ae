"""What was published, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from measurement.access.tables import RELEASED_QUOTES, RELEASES
from measurement.releases.atoms import SEPARATOR
from measurement.releases.history import History, Withdrawal
from measurement.releases.release import Release
from measurement.rows import framed
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.renaming import names_today
from measurement.store.releases import quotes as published
from measurement.store.releases import record


def releases(connection: Connection) -> pd.DataFrame:
    """The declared table ``releases``, the newest first."""
    history = record.history(connection)
    quotes = published.counts(connection)
    back = {one.number for one in history.undone}
    gone = {w.release: w for w in history.withdrawals if w.release and w.number not in back}
    lost = Counter(_release(atom) for w in history.withdrawals for atom in w.atoms)
    rows = (
        _row(one, quotes[one.number], lost[one.number], gone.get(one.number))
        for one in reversed(history.releases)
    )
    return framed(rows, RELEASES)


def _release(atom: str) -> int:
    """The release of an atom, which its id begins with."""
    return int(atom.partition(SEPARATOR)[0])


def _row(one: Release, quotes: int, lost: int, gone: Withdrawal | None) -> tuple[Any, ...]:
    wholes = [atom for atom in one.atoms if atom.level == "whole"]
    return (
        one.number,
        one.day,
        one.by,
        "|".join(one.years),
        len({atom.centre for atom in wholes}),
        len(wholes),
        sum(atom.n for atom in wholes),
        quotes,
        lost,
        gone.day if gone else None,
        gone.by if gone else None,
    )


def quotes(connection: Connection, holding: Collection[int]) -> pd.DataFrame:
    """The declared table ``released_quotes``, of the releases that hold."""
    return framed(published.shown(connection, holding), RELEASED_QUOTES)


def names_of(connection: Connection, centre: str, history: History) -> tuple[str, ...]:
    """The names under which a centre was published, and its own."""
    meant, today = centre_spellings(connection), names_today()
    there = {atom.centre for one in history.releases for atom in one.atoms}
    there |= {name for one in history.releases for name in one.response["centre"].dropna()}
    found = {name for name in there if today(meant.get(name, name)) == today(centre)}
    return (centre, *sorted(found - {centre}))
