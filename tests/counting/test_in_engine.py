"""Counts made by an engine are the table that memory makes, effective numbers included."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from databases import new_database
from pandas.testing import assert_frame_equal
from sqlalchemy import create_engine

from measurement.counting import in_engine
from measurement.counting.answers import Answers
from measurement.counting.counts import count
from measurement.errors import SurveyError
from measurement.measures.factors import factors
from measurement.measures.shares import distribution, shares
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

CHOICES: tuple[tuple[tuple[str, ...], dict[str, tuple[str, ...]]], ...] = (
    ((), {}),
    (("school_year",), {}),
    (("strategy", "centre"), {}),
    (("centre",), {"school_year": ("2024-2025",)}),
    (("school_year", "initiative", "moment"), {}),
    (("experience",), {"centre": ("Centrum 07", "Centrum 03")}),
)


@pytest.fixture(scope="module")
def answers(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


def some_of(answers: Answers, seed: int) -> Answers:
    """Random answers of these, in another order and with other persons behind them."""
    rng = np.random.default_rng(seed)
    rows = rng.permutation(answers.n)[: int(rng.integers(1, 700))]
    people = answers.respondents.iloc[rows].reset_index(drop=True)
    people = people.assign(respondent=rng.integers(1, 90, len(rows)))
    gone = rng.random(len(rows)) < 0.1
    people = people.assign(centre=people["centre"].where(~gone))
    return Answers(
        people, answers.items, answers.codes[rows], answers.invitations, answers.questionnaire
    )


def long(answers: Answers) -> pd.DataFrame:
    table = answers.long()
    texts = [c for c in table.columns if isinstance(table[c].dtype, pd.CategoricalDtype)]
    return table.assign(**{c: table[c].astype(object) for c in texts})


@contextmanager
def in_database(address: str, answers: Answers) -> Iterator[in_engine.Run]:
    engine = create_engine(address)
    with engine.connect() as connection:
        long(answers).to_sql("answers", connection, index=False)  # gone with the connection
        yield in_engine.of_connection(connection)
    engine.dispose()


@contextmanager
def in_duckdb(answers: Answers) -> Iterator[in_engine.Run]:
    with duckdb.connect() as connection:
        connection.register("answers", long(answers))
        yield in_engine.of_text(lambda text: connection.sql(text).df())


Inside = Callable[[Answers], AbstractContextManager[in_engine.Run]]


@pytest.fixture(scope="module", params=["sqlite", "duckdb", "postgresql"])
def inside(request: pytest.FixtureRequest) -> Inside:
    """Puts answers in an engine; PostgreSQL is a real server."""
    if request.param == "duckdb":
        return in_duckdb
    if request.param == "sqlite":
        return partial(in_database, "sqlite://")
    server, engine = map(request.getfixturevalue, ("postgresql", "on_postgresql"))
    return lambda answers: in_database(new_database(server, engine), answers)


@pytest.fixture(scope="module")
def whole(inside: Inside, answers: Answers) -> Iterator[in_engine.Run]:
    """An engine with the whole example in it."""
    with inside(answers) as run:
        yield run


def same(
    answers: Answers, run: in_engine.Run, by: tuple[str, ...], where: dict[str, tuple[str, ...]]
) -> None:
    made = answers.questionnaire
    chosen = answers.where(**where) if where else answers
    memory, engine = count(chosen, by), in_engine.count(run, made, by, where=where)
    for measure in (shares, distribution, factors_by(by)):
        assert_frame_equal(
            measure(memory, made), measure(engine, made), check_categorical=False, check_dtype=False
        )


def factors_by(by: tuple[str, ...]) -> Callable[..., pd.DataFrame]:
    return lambda counts, made: factors(counts, by, made)


@pytest.mark.parametrize(("by", "where"), CHOICES)
def test_an_engine_counts_what_memory_counts(answers, whole, by, where) -> None:
    same(answers, whole, by, where)


def test_an_engine_counts_what_memory_counts_of_any_answers(answers, inside) -> None:
    seed = int(os.environ.get("COUNTING_SEED", random.randrange(2**31)))
    for number in range(4):
        chosen = some_of(answers, seed + number)
        by, where = random.Random(seed + number).choice(CHOICES)
        with inside(chosen) as run:
            same(chosen, run, by, where)


def test_a_person_with_several_roles_is_not_counted_by_an_engine(answers) -> None:
    with in_duckdb(answers) as run, pytest.raises(SurveyError, match="role"):
        in_engine.count(run, answers.questionnaire, ("role",))


def test_nothing_is_counted_where_nothing_is(answers) -> None:
    with in_database("sqlite://", answers) as run:
        made = in_engine.count(
            run, answers.questionnaire, ("centre",), where={"centre": ("nergens",)}
        )
        assert made.groups.empty
        assert shares(made, answers.questionnaire).empty
