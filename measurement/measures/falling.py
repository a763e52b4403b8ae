"""Whether a response rate fell by more than chance, initiatives and returning persons explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.significance import corrected, decided
from measurement.measures.response import response
from measurement.questionnaire.comparability import Comparability
from measurement.tables import records

KIND = ["strategy", "moment"]
# How alike the answering of people invited to one survey is, until the surveys themselves tell,
# and how many surveys that guess weighs as much as.
_ALIKE, _GUESSED = 0.05, 10
# How alike one person is to itself: who answers one survey answers the next more often.
_ONE_PERSON = 0.35

_LOWER = 1  # as decided() numbers its outcomes


class Wave(NamedTuple):
    """One kind of survey in one school year: invited and answered per survey.

    ``repeats`` is the number of answers that the person behind an answer gave, on average.
    """

    school_year: str
    invited: NDArray[np.int64]
    answered: NDArray[np.int64]
    repeats: float = 1.0

    @property
    def n(self) -> int:
        """How many invitations there were."""
        return int(self.invited.sum())

    @property
    def k(self) -> int:
        """How many answers there were."""
        return int(self.answered.sum())


class Fall(NamedTuple):
    """A kind of survey whose response rate fell, between two school years that can be compared."""

    strategy: str
    moment: str
    before: Wave
    now: Wave


def falls(
    answers: Answers, school_years: Sequence[str], comparability: Comparability
) -> list[Fall]:
    """The kinds of survey whose rate fell in the last of these school years.

    Compared with the last year before it in the same segment of ``comparability``; years in which
    a survey has unknown invitations, or more answers than invitations, are left out. ``answers``
    hold all school years, of the scope that is judged.
    """
    if not school_years:
        return []
    kinds = _waves(answers)
    last = max(school_years)
    pairs: dict[tuple[str, str], tuple[Wave, Wave]] = {}
    for kind, waves in kinds.items():
        segments = comparability.segments([w.school_year for w in waves], ())
        past = [w for w, s in zip(waves, segments, strict=True) if w.school_year <= last]
        if len(past) > 1 and past[-1].school_year == last:
            same = segments[len(past) - 1] == segments[len(past) - 2]
            pairs |= {kind: (past[-2], past[-1])} if same else {}
    alike = [w for waves in kinds.values() for w in waves]
    limit = answers.questionnaire.thresholds.false_discovery
    lower = fallen(list(pairs.values()), alike, limit)
    return [Fall(*kind, *pairs[kind]) for kind, low in zip(pairs, lower, strict=True) if low]


def fallen(
    pairs: Sequence[tuple[Wave, Wave]], waves: Sequence[Wave], limit: float = 0.05
) -> list[bool]:
    """Whether the second of each pair is lower: with nothing changed, any is in ``limit`` of years.

    A t test of the two rates on effective numbers of invitations, one-sided, corrected for the
    number of pairs. ``waves`` show how much surveys of one kind and year differ.
    Source: L. Kish (1965), Survey Sampling, for the design effect; Y. Benjamini and Y. Hochberg
    (1995) for the correction.
    """
    from scipy.stats import t

    if not pairs:
        return []
    rho, freedom = correlation_of_invitations(waves)
    scores = []
    for before, now in pairs:
        p = (before.k + now.k) / (before.n + now.n)
        error = np.sqrt(p * (1 - p) * sum(_design(w, rho) / w.n for w in (before, now)))
        scores.append((now.k / now.n - before.k / before.n) / error if error else 0.0)
    chance = np.asarray(t.cdf(scores, freedom), np.float64)
    outcome = decided(chance, corrected(chance), np.asarray(scores), limit)
    return [bool(value == _LOWER) for value in outcome]


def correlation_of_invitations(waves: Sequence[Wave]) -> tuple[float, int]:
    """The correlation of two invitations to one survey, and the degrees of freedom behind it.

    By analysis of variance of the surveys within a kind and year, drawn to a guess where there
    are few.
    """
    over, room, freedom = 0.0, 0.0, 0
    for wave in waves:
        n, k, df = wave.n, wave.k, len(wave.invited) - 1
        if df and 0 < k < n:
            expected = wave.invited * k / n
            chi = ((wave.answered - expected) ** 2 / (expected * (1 - k / n))).sum()
            size = (n - (wave.invited**2).sum() / n) / df
            over, room, freedom = over + chi - df, room + df * (size - 1), freedom + df
    estimate = min(max(over / room, 0.0), 1.0) if room > 0 else 0.0
    weight = freedom + _GUESSED
    return (freedom * estimate + _GUESSED * _ALIKE) / weight, weight


def _design(wave: Wave, rho: float) -> float:
    """How many times as many invitations the rate of a wave needs as one of strangers would."""
    size = (wave.invited**2).sum() / wave.n
    return float(1 + rho * (size - 1) + _ONE_PERSON * (wave.repeats - 1))


def _waves(answers: Answers) -> dict[tuple[str, str], list[Wave]]:
    """Per kind of survey its school years in order, those with a known and possible rate."""
    return answers.once("waves", lambda: _worked_out(answers))


def _worked_out(answers: Answers) -> dict[tuple[str, str], list[Wave]]:
    table = response(answers, (*KIND, "school_year", "survey"))
    repeats = _repeats(answers)
    by_kind: dict[tuple[str, str], list[Wave]] = {}
    for kind, rows in _groups(table):
        strategy, moment, school_year = kind
        invited = rows["n_invited"]
        if invited.isna().any() or rows["more_than_invited"].any() or not invited.sum():
            continue
        wave = Wave(
            school_year,
            invited.to_numpy(np.int64),
            rows["n_answered"].to_numpy(np.int64),
            repeats.get(kind, 1.0),
        )
        by_kind.setdefault((strategy, moment), []).append(wave)
    return {kind: sorted(waves, key=lambda w: w.school_year) for kind, waves in by_kind.items()}


def _groups(table: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str], pd.DataFrame]]:
    complete = table.dropna(subset=[*KIND, "school_year"])
    for (strategy, moment, school_year), rows in complete.groupby(
        [*KIND, "school_year"], observed=True
    ):
        yield (str(strategy), str(moment), str(school_year)), rows


def _repeats(answers: Answers) -> dict[tuple[str, str, str], float]:
    """Per kind and year: Σm² / Σm of the answers m of each person."""
    keys = [*KIND, "school_year"]
    each = answers.respondents.groupby([*keys, "respondent"], observed=True).size()
    squares = each.rename("m").reset_index().assign(square=lambda f: f["m"] ** 2)
    sums = squares.groupby(keys, observed=True)[["m", "square"]].sum().reset_index()
    return {
        (str(r.strategy), str(r.moment), str(r.school_year)): float(r.square / r.m)
        for r in records(sums)
    }
