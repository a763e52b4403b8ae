"""How far answers of one person go together is told of many people only."""

from __future__ import annotations

import pytest
from network import SECRET, who
from survey_tables import answers

from measurement.counting.repeated import REPEATED
from measurement.questionnaire.files.reading import load
from measurement.releases.history import History
from measurement.releases.release import release


def rho(twice: int, points: tuple[int, int], busiest: int = 2) -> dict[str, float]:
    """ρ in a network of 80, of whom ``twice`` answered more than once; one of them gave ``points``."""
    rows = ["respondent survey school_year centre A1"]
    for person in range(80):
        times = 1 if person >= twice else 2 if person else busiest
        for turn in range(times):
            point = points[turn % 2] if not person else 7 if person % 2 else 3
            rows.append(f"{person + 1} {turn + 1} 2024-2025 C{person % 8} {point}")
    given = answers("\n".join(rows), made=load())
    one = release(given, who(given), SECRET, History().before(), day="", by="staff")
    return dict(one.rho)


@pytest.mark.parametrize("twice", [1, 2, REPEATED - 1])
def test_of_who_alone_answered_twice_it_is_not_told_whether_both_were_alike(twice: int) -> None:
    """It stands in every interval of a director's file: who was of two minds was dissatisfied once."""
    assert rho(twice, (7, 3)) == rho(twice, (7, 7)) == {}


def test_of_many_it_is_told() -> None:
    assert rho(60, (7, 3)).keys() == rho(60, (7, 7)).keys() == {"A1"}


def test_beside_one_who_answered_very_often_it_is_not() -> None:
    assert rho(60, (7, 3), busiest=12) == rho(60, (7, 7), busiest=12) == {}
