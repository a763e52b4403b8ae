"""An attacker who enumerates: every way in which persons may have answered, and what is seen of each.

It knows who answered how often. It knows no rule: only what is published in every possible world.
What is so in all worlds that look the same is certain. An insider also knows the own answers.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import product

import numpy as np

from measurement.releases.given import Given, Keys
from measurement.releases.readings import Reading


def fresh_seed() -> int:
    """Another seed at every run, printed; ``RELEASES_SEED`` repeats one."""
    seed = int(os.environ.get("RELEASES_SEED", random.SystemRandom().randrange(10**9)))
    print(f"RELEASES_SEED={seed}")
    return seed


def every(sizes: Sequence[int]) -> np.ndarray:
    """All worlds: in column j every number from 0 to ``sizes[j]``."""
    return np.indices([size + 1 for size in sizes]).reshape(len(sizes), -1).T


def seen(worlds: np.ndarray, look: Callable[[tuple[int, ...]], Hashable]) -> np.ndarray:
    """A number per world: the same where the same is seen. Equal rows are looked at once."""
    rows, place = np.unique(worlds, axis=0, return_inverse=True)
    known: dict[Hashable, int] = {}
    looks = [known.setdefault(look(tuple(row)), len(known)) for row in rows.tolist()]
    return np.array(looks, int)[place.ravel()]


def certain(worlds: np.ndarray, looks: np.ndarray, values: np.ndarray) -> list[tuple[int, int]]:
    """World and column of every value that is the same in all worlds that look the same."""
    group = np.unique(looks, return_inverse=True)[1]
    found = []
    for column in range(values.shape[1]):
        low = np.full(group.max() + 1, np.iinfo(int).max)
        high = np.full(group.max() + 1, np.iinfo(int).min)
        np.minimum.at(low, group, values[:, column])
        np.maximum.at(high, group, values[:, column])
        found += [(world, column) for world in np.flatnonzero((low == high)[group]).tolist()]
    return found


def surely_positive(looks: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Worlds × columns: whether a value is above 0 in every world that looks the same."""
    group = np.unique(looks, return_inverse=True)[1]
    low = np.full((group.max() + 1, values.shape[1]), np.iinfo(int).max)
    np.minimum.at(low, group, values)
    return low[group] > 0


def insiders(
    worlds: np.ndarray, looks: np.ndarray, owners: Sequence[Sequence[int]]
) -> Iterable[tuple[tuple[int, ...], np.ndarray]]:
    """What an outsider sees, and what each owner sees who knows the own columns as well."""
    yield (), looks
    for own in owners:
        key = looks.astype(np.int64)
        for column in own:
            key = key * (int(worlds[:, column].max()) + 1) + worlds[:, column]
        yield tuple(own), key


def known_answers(
    worlds: np.ndarray, looks: np.ndarray, secret: np.ndarray, owners: Sequence[Sequence[int]]
) -> int:
    """How many times somebody else's ``secret`` is surely above 0.

    ``secret``: worlds × persons, how many answers of each person are of the kind that must stay
    unknown; ``owners``: per person the columns of ``worlds`` that are the own answers.
    """
    found = 0
    for own, look in insiders(worlds, looks, owners):
        sure = surely_positive(look, secret)
        others = [i for i, columns in enumerate(owners) if not own or tuple(columns) != own]
        found += int(sure[:, others].sum())
    return found


def patterns(persons: int, most: int) -> list[tuple[int, ...]]:
    """How often each of some persons may have given a score, in falling order."""
    return [m for m in product(range(most, -1, -1), repeat=persons) if list(m) == sorted(m)[::-1]]


def made(
    reading: Reading,
    rows: Iterable[tuple[str, str, str, int, int]],
    key: Callable[[int], Keys] | None = None,
) -> Given:
    """Answers from rows of centre, school year, strategy, person and score (−1: not applicable)."""
    listed = list(rows)
    centre, year, strategy = (np.array([r[i] for r in listed], object) for i in range(3))
    person, score = (np.array([r[i] for r in listed], np.int64) for i in (3, 4))
    keys = [key(i) if key else Keys((f"{r[3]}/{i}",), "s") for i, r in enumerate(listed)]
    return Given(reading, "", centre, year, strategy, person, score, keys, np.arange(len(listed)))
