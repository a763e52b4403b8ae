"""Open answers beside the scores of who wrote them, and what occurs with low and high scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.comments.tables import SCORED
from measurement.counting import bands
from measurement.counting.answers import Answers
from measurement.counting.columns import SURVEY_COLUMNS, categories
from measurement.counting.effective import n_codes_of, whole
from measurement.counting.intervals import Floats, newcombe, share
from measurement.counting.significance import corrected, decided, fisher
from measurement.questionnaire.favourable import low_is_good
from measurement.questionnaire.model import Thresholds

BANDS = ("low", "mixed", "high")
LEANS = ("low", "high", "even", "too_few")
LOW, MIXED, HIGH = range(3)
_KEYS = ["respondent", *SURVEY_COLUMNS]
_COUNTED = ("n_low", "of_low", "n_high", "of_high")
Numbers = NDArray[np.int64]


def scored(comments: pd.DataFrame, answers: Answers) -> pd.DataFrame:
    """The declared table ``scored``: the remarks, with the scores of who wrote them.

    The scores are those of the same person in the same survey on the items with the role effect:
    ``n_scored`` of them, with ``score`` their mean (missing without any). ``band`` compares how
    many of them are low and high, on scales with a cut: more low, more high, or equal (mixed);
    missing without any. A negative item is turned, so that high is favourable.
    """
    keys = [key for key in _KEYS if key != "respondent"]
    sums_of_persons = _sums(answers)
    left = comments[_KEYS].astype(dict.fromkeys(keys, object))
    right = sums_of_persons.astype(dict.fromkeys(keys, object))
    sums = left.merge(right, on=_KEYS, how="left", validate="many_to_one")
    sums.index = comments.index
    n_low, n_high = sums["n_low"].fillna(0), sums["n_high"].fillna(0)
    band = np.select([n_low + n_high == 0, n_low > n_high, n_low < n_high], [-1, LOW, HIGH], MIXED)
    n_scored = sums["n_scored"].fillna(0).astype("int64")
    with_scores = comments.assign(
        n_scored=n_scored,
        score=share(sums["points"].fillna(0), n_scored),
        band=categories(band, BANDS),
    )
    return with_scores[list(SCORED.names)]


def _sums(answers: Answers) -> pd.DataFrame:
    """Per person and survey: how many effect scores, their sum, how many low and high."""
    questionnaire = answers.questionnaire
    items = [i for i in questionnaire.items_with("effect") if i in answers.items]
    codes = answers.codes[:, [answers.items.index(item) for item in items]]
    columns = np.arange(len(items))
    tables = _readings(answers, items)
    counted = {name: table[columns, codes].sum(axis=1) for name, table in tables.items()}
    per_answer = answers.respondents[_KEYS].assign(**counted)
    return per_answer.groupby(_KEYS, as_index=False, observed=True, dropna=False).sum()


def _readings(answers: Answers, items: Sequence[str]) -> dict[str, Numbers]:
    """What each code of each item stands for: a score, its points, low, high."""
    questionnaire, n_codes = answers.questionnaire, n_codes_of(answers)
    band = bands.bands_of(questionnaire, items, n_codes, low_is_good(questionnaire, items))
    return {
        "n_scored": bands.scored(len(items), n_codes),
        "points": band.points,
        "n_low": band.low,
        "n_high": band.high,
    }


def bands_of(table: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which remarks are of people with mostly low, and which with mostly high scores."""
    code = table["band"].cat.codes.to_numpy()
    return code == LOW, code == HIGH


def leaning(
    table: pd.DataFrame,
    by: Sequence[str],
    count: Callable[[pd.DataFrame], pd.DataFrame],
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """What ``count`` finds in the remarks of each group, and whether that leans to low or high.

    ``count`` gives one row per word or theme, with ``n``, ``n_low``, ``of_low``, ``n_high`` and
    ``of_high``. Where the remarks of one of the bands are of fewer persons than ``few_answers``, or
    none of them has the word, nothing is tested: ``leans`` is too_few. Else ``p`` is of Fisher's exact test that
    the word occurs in as large a share of both bands, ``q`` is corrected over all tests of the
    table, and ``leans`` says low or high only when q is at most the false-discovery limit. Remarks
    of one person are no remarks of several: test and interval rest on the effective number of
    remarks of a band, (Σm)² / Σm² with m those of each person.
    """
    limits = limits or Thresholds.model_validate({})
    groups = _groups(table, by)
    parts = [_named(count(part), by, key) for key, part in groups]
    counted = pd.concat(parts, ignore_index=True)
    lengths = [len(part) for part in parts]
    persons = np.repeat([_fewest(part) for _, part in groups], lengths)
    numbers = [counted[name].to_numpy(np.int64) for name in _COUNTED]
    k_low, n_low, k_high, n_high = numbers
    worth = np.repeat([_worth(part) for _, part in groups], lengths, axis=0)
    difference = share(k_low, n_low) - share(k_high, n_high)
    tested = (persons >= limits.few_answers) & (k_low + k_high > 0)
    p = _exact(numbers, worth, tested)
    q = corrected(p)
    lower, upper = newcombe(
        k_low * worth[:, 0],
        n_low * worth[:, 0],
        k_high * worth[:, 1],
        n_high * worth[:, 1],
        limits.confidence,
    )
    return counted.assign(
        share_low=share(k_low, n_low),
        share_high=share(k_high, n_high),
        difference=difference,
        difference_lower=lower,
        difference_upper=upper,
        p=p,
        q=q,
        leans=categories(decided(p, q, difference, limits.false_discovery), LEANS),
    )


def _exact(numbers: Sequence[Numbers], worth: Floats, tested: NDArray[np.bool_]) -> Floats:
    """p of Fisher's exact test on the effective numbers of remarks; missing where not tested."""
    k_low, n_low, k_high, n_high = numbers
    low = whole(share(k_low, n_low), n_low * worth[:, 0], k_low, n_low, share(k_high, n_high))
    high = whole(share(k_high, n_high), n_high * worth[:, 1], k_high, n_high, share(k_low, n_low))
    p = np.full(len(tested), np.nan)
    p[tested] = fisher(*(side[tested] for side in (*low, *high)))
    return p


def _fewest(table: pd.DataFrame) -> int:
    """The persons behind the remarks of the band, low or high, that has fewest."""
    return min(int(table.loc[band, "respondent"].nunique()) for band in bands_of(table))


def _worth(table: pd.DataFrame) -> list[float]:
    """What a remark of the band, low and high, is worth: less where one person wrote several."""
    given = [table.loc[band, "respondent"].value_counts().to_numpy() for band in bands_of(table)]
    return [float(m.sum() / (m**2).sum()) if len(m) else 1.0 for m in given]


def _groups(
    table: pd.DataFrame, by: Sequence[str]
) -> list[tuple[tuple[object, ...], pd.DataFrame]]:
    """The groups with their rows; without any remark one group of no name."""
    if not by or table.empty:
        return [(("",) * len(by), table)]
    return list(table.groupby(list(by), observed=True))


def _named(counted: pd.DataFrame, by: Sequence[str], key: Sequence[object]) -> pd.DataFrame:
    names = {name: str(value) for name, value in zip(by, key, strict=True)}
    return counted.assign(**names)
