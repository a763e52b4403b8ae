"""Answers from a small text table, so that a test shows its input."""

from __future__ import annotations

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import CATEGORIES, INVITATION_COLUMNS
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.releases.given import Identity
from measurement.releases.history import History, added
from measurement.releases.release import release

STATES = {".": NOT_SHOWN, "-": SKIPPED, "n": NOT_APPLICABLE}

SMALL = Questionnaire.model_validate(
    {
        "id": "small",
        "title": {"nl": "klein"},
        "scales": [
            {
                "id": "1-8",
                "points": [1, 2, 3, 4, 5, 6, 7, 8],
                "low": [1, 2, 3, 4, 5],
                "high": [6, 7, 8],
                "strict_low": [1, 2, 3],
            },
            {"id": "1-10", "points": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]},
        ],
        "modules": [
            {"id": "A", "role": "effect", "label": {"nl": "effect"}},
            {"id": "C", "role": "factors", "label": {"nl": "factoren"}},
            {"id": "V", "role": "experiment", "label": {"nl": "experiment"}},
        ],
        "items": [
            {"id": "A1", "module": "A", "wording": {"nl": "a1"}, "scale": "1-8"},
            {"id": "A2", "module": "A", "wording": {"nl": "a2"}, "scale": "1-8"},
            {"id": "A10", "module": "A", "wording": {"nl": "a10"}, "scale": "1-8"},
            {
                "id": "C1",
                "module": "C",
                "wording": {"nl": "tijd genoeg"},
                "scale": "1-8",
                "dimension": "tijd",
            },
            {
                "id": "C4",
                "module": "C",
                "wording": {"nl": "te veel"},
                "scale": "1-8",
                "direction": "-",
                "dimension": "werkdruk",
            },
            {"id": "V1", "module": "V", "wording": {"nl": "v1"}, "scale": "1-10"},
        ],
        "options": [
            {
                "id": f"K{number}",
                "question": {"nl": "wat hielp?"},
                "wording": {"nl": f"k{number}"},
                "factor": factor,
                "direction": direction,
                "module": "C",
            }
            for number, factor, direction in (
                (1, "tijd", "-"),
                (2, "beleid", "+"),
                (3, "anders", ""),
            )
        ],
        "centres": [
            {"name": "X", "net": "go"},
            {"name": "Y", "net": "go"},
            {"name": "Z", "net": "vrij"},
        ],
    }
)


def answers(table: str, invitations: str = "", made: Questionnaire = SMALL) -> Answers:
    """The answers in a text table.

    Items hold points, ``n`` (not applicable), ``-`` (skipped) or ``.`` (not shown); in other
    columns ``?`` is missing. A column that is left out is missing; ``survey`` is then 1,
    ``completed`` yes. ``times`` repeats a row.
    """
    rows = [row for row in _rows(table) for _ in range(int(row.get("times", "1")))]
    header = table.split("\n")[0 if table.split("\n")[0].strip() else 1].split()
    items = tuple(name for name in header if name in made.item_by_id)
    people = pd.DataFrame(
        {
            "respondent": [int(row.get("respondent", i + 1)) for i, row in enumerate(rows)],
            **{c: pd.Categorical([_value(row, c) for row in rows]) for c in CATEGORIES},
            "completed": np.array([row.get("completed", "yes") == "yes" for row in rows], bool),
            "survey": np.array([int(row.get("survey", 1)) for row in rows], np.int64),
        }
    )
    codes = np.array([[_code(row[i], i, made) for i in items] for row in rows], np.uint8)
    codes = codes.reshape(len(rows), len(items))
    return Answers(people, items, codes, invited(invitations), made)


def invited(table: str) -> pd.DataFrame:
    """The invitations in a text table; ``survey`` is 1 unless told."""
    rows = _rows(table)
    made = {c: pd.Categorical([_value(row, c) for row in rows]) for c in INVITATION_COLUMNS[:5]}
    return pd.DataFrame(
        {
            **made,
            "survey": np.array([int(row.get("survey", 1)) for row in rows], np.int64),
            "n_invited": pd.array(
                [None if row["n_invited"] == "?" else int(row["n_invited"]) for row in rows],
                dtype="Int64",
            ),
        }
    )


def _rows(table: str) -> list[dict[str, str]]:
    lines = [line.split() for line in table.splitlines() if line.strip()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _value(row: dict[str, str], column: str) -> str | None:
    value = row.get(column, "?")
    return None if value == "?" else value


def _code(cell: str, item: str, made: Questionnaire) -> int:
    return STATES[cell] if cell in STATES else made.scale_of(item).code(int(cell))


def released(head: str, *rows: str, made: Questionnaire = SMALL, invitations: str = "") -> History:
    """One release per text of rows under ``head``; who answered in an earlier one did so again in the next."""
    history, table = History(), head.strip() + "\n"
    for number, more in enumerate(rows, start=1):
        table += more
        given = answers(table, invitations, made)
        who = [Identity(f"person {r}", "survey") for r in given.respondents["respondent"]]
        next_one = release(
            given, who, b"key", history.before(), day=f"2025-0{number}-01", by="staff"
        )
        history = added(history, next_one)
    return history
