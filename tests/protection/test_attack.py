"""The attacker finds nothing, and finds the leak when a rule is left out: so it can find one."""

from __future__ import annotations

import numpy as np
import pytest
from attack import attack
from survey_tables import answers

from measurement.protection.decide import WORTH
from measurement.protection.protect import protected, views
from measurement.protection.rules import ALL, RULES, Limits
from measurement.protection.scope import Scope
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import NOT_SHOWN
from measurement.store import open_store

# Left out one at a time.
SEEDS = {
    "minimum": range(6),
    "persons": range(12),
    "scored": range(20),
    "unanimous": range(60),
    "rest": range(30),
    "other_centres": range(10),
    "family": range(20),
    "audit": range(20),
    "views": range(6),
}


def drawn(seed):
    """Small random answers: 2 to 5 centres, 1 to 3 years, 1 to 4 strategies, persons repeated."""
    rng = np.random.default_rng(seed)
    years = ["2023", "2024", "2025"][: rng.integers(1, 4)]
    kinds = "pqrs"[: rng.integers(1, 5)]
    bias, left_out = rng.uniform(0, 1), rng.uniform(0.02, 0.4)
    many = rng.uniform(1, 9)

    def cell(item):
        luck = rng.random() / left_out
        if luck < 0.7:
            return "." if luck < 0.3 else "-" if luck < 0.5 else "n"
        if item == "K1":
            return str(int(rng.random() < bias / 2))
        if item == "V1":
            return str(rng.integers(1, 11))
        return str(rng.integers(6, 9) if rng.random() < bias else rng.integers(1, 6))

    lines = ["respondent school_year strategy centre A1 C4 K1 V1"]
    for centre in "XYZVW"[: rng.integers(2, 6)]:
        for year in years:
            for kind in kinds:
                for _ in range(rng.poisson(rng.uniform(1, 9) if centre == "X" else many)):
                    person = rng.integers(1, 60) + 1000 * ord(centre)
                    cells = " ".join(cell(item) for item in ("A1", "C4", "K1", "V1"))
                    lines.append(f"{person} {year} {kind} {centre} {cells}")
    return answers("\n".join(lines))


@pytest.fixture(scope="module")
def example(example_store):
    with open_store(str(example_store)) as store:
        return store.answers(load())


@pytest.mark.parametrize("number", range(1, 20))
def test_the_director_of_an_example_centre_finds_nothing(example, number):
    assert attack(example, [f"Centrum {number:02}"]) == []


@pytest.mark.parametrize(("own", "worth"), [(["X"], 0), (["X"], WORTH), (["X", "Y"], 0)])
@pytest.mark.parametrize("seed", range(40))
def test_nothing_follows_from_what_is_shown_of_random_answers(seed, own, worth):
    assert attack(drawn(seed), own, worth=worth) == []


@pytest.mark.parametrize("group", [6, 8])
@pytest.mark.parametrize("seed", range(12))
def test_nothing_follows_where_staff_set_another_limit(seed, group):
    assert attack(drawn(seed), ["X"], Limits(group=group), worth=0) == []


def test_of_the_random_answers_enough_is_shown_to_attack():
    shown = views_offered = 0
    for seed in range(40):
        made = drawn(seed)
        for view in views(made, Scope("director", ("X",))):
            found = protected(made, Scope("director", ("X",)), view)
            views_offered += 1
            shown += int((found.answers.codes != NOT_SHOWN).any(axis=0).sum())
    assert shown > views_offered


@pytest.mark.parametrize("rule", RULES)
def test_the_attacker_finds_the_leak_when_a_rule_is_left_out(rule):
    assert any(attack(drawn(seed), ["X"], rules=ALL - {rule}, worth=0) for seed in SEEDS[rule])
