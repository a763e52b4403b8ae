"""The list of imports, and what each of them set aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from measurement.exports.surveys import SURVEY
from measurement.store.schema import file_import, respondent, survey

_FILED = ("id", "created_at", "file", "digest", "platform")
_NAMES = ("school_years", "strategies", "initiatives", "moments")
COLUMNS = (*_FILED, *_NAMES, "n_respondents", "n_partial", "excluded", "undone", "example")


def imports(connection: Connection) -> pd.DataFrame:
    """One row per import, the newest first.

    ``school_years``, ``strategies``, ``initiatives`` and ``moments`` are tuples, as one file may
    serve several surveys. ``n_respondents`` counts the rows that count, ``n_partial`` those of
    them that were not completed; ``excluded`` is a mapping of why rows do not count to how many;
    ``digest`` is the fingerprint (SHA-256) of the file.
    """
    c = file_import.c
    filed = connection.execute(
        select(
            c.id, c.created_at, c.file, c.digest, c.platform, c.undone_at, c.example, c.notes
        ).order_by(c.id.desc())
    ).all()
    counts = _counts(connection)
    named = _names(connection)
    rows = []
    for row in filed:
        count = counts[row.id]
        aside = Counter({kind: len(rows) for kind, rows in row.notes["aside"].items()})
        kinds = aside + Counter({k: n for (k, _), n in count.items() if k})
        names = [tuple(sorted(part)) for part in named[row.id]]
        n = sum(n for (kind, _), n in count.items() if not kind)
        excluded = dict(kinds)
        seen = (n, count["", False], excluded, row.undone_at is not None, row.example)
        rows.append((*row[:5], *names, *seen))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["created_at"] = pd.to_datetime(frame["created_at"], utc=True)
    return frame.astype({"undone": bool, "example": bool})


def exclusions(connection: Connection, import_id: int) -> dict[str, tuple[int, ...]]:
    """Why rows of an import do not count, with the rows as Excel shows them."""
    kinds: dict[str, list[int]] = defaultdict(list)
    kinds.update(notes(connection, import_id).get("aside", {}))
    r = respondent.c
    chosen = select(r.excluded, r.row).where(r.import_id == import_id, r.excluded != "")
    for kind, row in connection.execute(chosen.order_by(r.row)):
        kinds[kind].append(row)
    return {kind: tuple(rows) for kind, rows in sorted(kinds.items())}


def notes(connection: Connection, import_id: int) -> dict[str, Any]:
    """What is remembered of a file: its ``columns``, ``unmapped``, ``problems``, ``aside``."""
    chosen = select(file_import.c.notes).where(file_import.c.id == import_id)
    return dict(connection.execute(chosen).scalar_one_or_none() or {})


def _counts(connection: Connection) -> defaultdict[int, Counter[tuple[str, bool]]]:
    """Per import, how many rows by why they do not count and whether they were completed."""
    r = respondent.c
    grouped = select(r.import_id, r.excluded, r.completed, func.count()).group_by(
        r.import_id, r.excluded, r.completed
    )
    counts: defaultdict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for import_id, excluded, completed, n in connection.execute(grouped):
        counts[import_id][excluded, bool(completed)] = n
    return counts


def _names(connection: Connection) -> defaultdict[int, tuple[set[str], ...]]:
    names: defaultdict[int, tuple[set[str], ...]] = defaultdict(
        lambda: tuple(set() for _ in SURVEY)
    )
    pairs = connection.execute(
        select(respondent.c.import_id, *(survey.c[key] for key in SURVEY))
        .select_from(respondent)
        .join(survey)
        .distinct()
    )
    for import_id, *values in pairs:
        for part, value in zip(names[import_id], values, strict=True):
            part.add(value)
    return names
