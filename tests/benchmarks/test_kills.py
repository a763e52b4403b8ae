"""Actions that are killed leave everything as before or as after, on both kinds of database.

A small part of ``benchmarks.kills``, with another seed every time, named when a test fails.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.kills.__main__ import KINDS, trials
from benchmarks.kills.actions import ACTIONS, Action, add, checklist, real
from benchmarks.kills.killing import Trial
from benchmarks.kills.places import Databases, Files, Places

SLOW = ("first start", "demo", "clear the example")  # the command of the benchmark does these
EVERY = [name for name in ACTIONS if name not in SLOW]


@pytest.fixture
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    if request.param == "sqlite":
        yield Files(tmp_path)
    else:
        server = request.getfixturevalue("postgresql")
        yield Databases(tmp_path, server)


on_both = pytest.mark.parametrize("places", ["sqlite", "postgresql"], indirect=True)


@on_both
def test_what_is_killed_is_as_before_or_as_after(places: Places) -> None:
    seed = secrets.randbelow(10**9)
    chance = random.Random(seed)
    for trial in trials(places, EVERY, isinstance(places, Files)):
        for outcome in (trial.by_step(chance), trial.by_clock(chance)):
            assert outcome.kind in KINDS[:2], f"seed {seed}: {trial.name} {outcome}"


@on_both
def test_what_takes_two_transactions_is_found_mixed(places: Places) -> None:
    def both(place: object) -> None:
        checklist(place)  # type: ignore[arg-type]
        add(place)  # type: ignore[arg-type]

    base = places.new()
    real(base)
    trial = Trial("two", Action(both, real), places, base)
    chance = random.Random(1)
    assert {trial.by_step(chance).kind for _ in range(8)} & {"mixed"}
