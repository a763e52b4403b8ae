"""A store of a nation: the example many times over, in ten school years and 58 centres.

Run: ``python -m benchmarks.large_store F.sqlite [--times 61]``: 61 times is 100 000 answers. Other
people, initiatives and centres at every time; everything else as in the example.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measurement.example.load import load_example
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

CENTRES, YEARS = 58, 10
Row = dict[str, Any]
TABLES = ("import", "survey", "invitation", "respondent")


def large_store(path: Path, times: int) -> int:
    """Make the store; how many answers count in it."""
    with open_store(str(path)) as store:
        load_example(store, load())
    with sqlite3.connect(path) as raw:
        raw.row_factory = sqlite3.Row
        every = {table: _rows(raw, table) for table in TABLES}
        most = {table: max(row["id"] for row in rows) for table, rows in every.items()}
        for time in range(1, times):
            for table, rows in every.items():
                _insert(raw, table, [_another(table, row, time, most) for row in rows])
        (n,) = raw.execute("select count(*) from respondent where excluded = ''").fetchone()
    raw.close()
    return int(n)


def _rows(raw: sqlite3.Connection, table: str) -> list[Row]:
    return [dict(row) for row in raw.execute(f'select * from "{table}"')]


def _insert(raw: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    places = ", ".join(f":{name}" for name in rows[0])
    raw.executemany(f'insert into "{table}" ({names}) values ({places})', rows)


def _another(table: str, row: Row, time: int, most: dict[str, int]) -> Row:
    """The same row of other people, in another school year and other centres."""
    changes: dict[str, Callable[[Any], Any]] = {
        "id": lambda value: value + time * most[table],
        "import_id": lambda value: value and value + time * most["import"],
        "survey_id": lambda value: value and value + time * most["survey"],
        "digest": lambda value: hashlib.sha256(f"{value}{time}".encode()).hexdigest(),
        "school_year": lambda value: _year(value, time),
        "initiative": lambda value: f"{value} {time}",
        "centre": lambda value: _centre(value, time),
        "response": lambda value: value and value + time * most["respondent"],
        "person": lambda value: value and hashlib.sha256(f"{value}{time}".encode()).hexdigest(),
        "ticket": lambda _value: None,
        "marks": lambda _value: None,
    }
    return {name: changes.get(name, lambda same: same)(value) for name, value in row.items()}


def _year(value: str, time: int) -> str:
    first = int(value[:4]) - 2 * (time % (YEARS // 2))
    return f"{first}-{first + 1}"


def _centre(value: str, time: int) -> str:
    digits = "".join(filter(str.isdigit, value))
    return f"Centrum {(int(digits) + 19 * time - 1) % CENTRES + 1:02}" if digits else value


def main() -> None:
    """Make the store that is named."""
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    options.add_argument("--times", type=int, default=61)
    asked = options.parse_args()
    print(f"{large_store(asked.out, asked.times)} answers")


if __name__ == "__main__":
    main()
