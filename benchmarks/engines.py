"""Counting where the answers are kept: cost per engine at 1×, 10× and 100×, and how it grows.

Run: ``python -m benchmarks.engines [--sizes 100000 1000000 10000000] [--postgresql URL] [--spark]
[--only DuckDB Spark]``.
A row of the long table is one answer to one item. The floor is the plainest count of the same
engine in the same run: how many rows there are per item. ``--spark`` needs pyspark and Java.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as parquet
from sqlalchemy import create_engine, func, select

from measurement.counting import in_engine, statements
from measurement.questionnaire.files.reading import load

BY, YEARS, CENTRES, ITEMS = ("school_year", "centre"), 10, 58, 30
Engine = Callable[[Path], Any]


def long_table(n: int) -> pd.DataFrame:
    """``n`` invented answers to 30 items, of people who filled in two surveys on average."""
    rng, made = np.random.default_rng(20250630), load()
    items = [i for i in made.counted if len(made.scale_of(i).points) == 8][:ITEMS]
    rows = -(-n // len(items))
    year = rng.integers(0, YEARS, rows)
    state = rng.choice(3, (rows, len(items)), p=(0.03, 0.07, 0.9))
    score = np.where(state == 2, rng.integers(1, 9, state.shape), 0)
    wide = {
        "school_year": np.array([f"{2015 + y}-{2016 + y}" for y in range(YEARS)], object)[year],
        "centre": np.array([f"Centrum {c + 1:02}" for c in range(CENTRES)], object)[
            rng.integers(0, CENTRES, rows)
        ],
        "respondent": rng.integers(1, rows // 2 + 2, rows),
    }
    table = pd.DataFrame({k: np.repeat(v, len(items)) for k, v in wide.items()})
    names = np.array(["skipped", "not_applicable", "answered"], object)
    return table.assign(
        **dict.fromkeys([c for c in statements.COLUMNS if c not in wide], "x"),
        item=np.tile(np.array(items, object), rows),
        state=names[state.ravel()],
        score=pd.arrays.IntegerArray(score.ravel(), score.ravel() == 0),
    ).iloc[:n]


@contextmanager
def in_duckdb(file: Path) -> Iterator[in_engine.Run]:
    """DuckDB over the Parquet file, nothing loaded."""
    with duckdb.connect() as connection:
        connection.execute(f"create view answers as select * from read_parquet('{file}')")
        yield in_engine.of_text(lambda text: connection.sql(text).df())


@contextmanager
def in_database(url: str, file: Path) -> Iterator[in_engine.Run]:
    """A database that SQLAlchemy knows, with the table in it; dropped afterwards."""
    engine = create_engine(url)
    with engine.connect() as connection:
        for batch in parquet.ParquetFile(file).iter_batches(500_000):
            batch.to_pandas().to_sql(
                "answers", connection, index=False, if_exists="append", chunksize=50_000
            )
        connection.commit()
        yield in_engine.of_connection(connection)
        connection.exec_driver_sql("drop table answers")
        connection.commit()
    engine.dispose()


@contextmanager
def in_spark(file: Path) -> Iterator[in_engine.Run]:
    """Spark in local mode over the Parquet file."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]  # only for this

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(str(file)).createOrReplaceTempView("answers")
    yield in_engine.of_text(lambda text: session.sql(text).toPandas())
    session.stop()


def timed(run: in_engine.Run) -> tuple[float, float]:
    """Seconds of the floor and of the whole count, with effective numbers; the better of two."""
    source, made = statements.answers_table(), load()
    floor = select(source.c.item, func.count().label("n")).group_by(source.c.item)
    ways: tuple[Callable[[], object], ...] = (
        lambda: run(floor),
        lambda: in_engine.count(run, made, BY),
    )
    return tuple(min(_seconds(way) for _ in range(2)) for way in ways)  # type: ignore[return-value]


def _seconds(way: Callable[[], object]) -> float:
    start = perf_counter()
    way()
    return perf_counter() - start


def main() -> None:
    """Print a table per engine, and the power of n that its cost grows with."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    options.add_argument("--postgresql", default="")
    options.add_argument("--spark", action="store_true")
    options.add_argument("--only", nargs="+", default=[""], help="begins of names of engines")
    asked = options.parse_args()
    print("| engine | answers | floor (s) | count (s) | ratio |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        engines: dict[str, Engine] = {
            "DuckDB over Parquet": in_duckdb,
            "SQLite": lambda file: in_database(f"sqlite:///{folder}/answers.sqlite", file),
        }
        if asked.postgresql:
            engines["PostgreSQL"] = lambda file: in_database(asked.postgresql, file)
        if asked.spark:
            engines["Spark, local"] = in_spark
        engines = {k: v for k, v in engines.items() if k.startswith(tuple(asked.only))}
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for n in asked.sizes:
            file = Path(folder) / f"{n}.parquet"
            long_table(n).to_parquet(file)
            for name, engine in engines.items():
                with engine(file) as run:
                    floor, count = timed(run)
                taken[name].append(count)
                print(f"| {name} | {n:,} | {floor:.2f} | {count:.2f} | {count / floor:.1f} |")
    if len(asked.sizes) > 1:
        for name, seconds in taken.items():
            power = np.polyfit(np.log(asked.sizes), np.log(seconds), 1)[0]
            print(f"\n{name}: grows with n to the power {power:.2f}")


if __name__ == "__main__":
    main()
