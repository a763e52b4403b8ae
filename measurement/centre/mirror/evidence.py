"""What staff experience of each success factor or element: the answers to the items linked to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.centre.mirror.tables import EVIDENCE
from measurement.counting.answers import Answers
from measurement.counting.bands import bands, bands_of, n_scored, scored, total
from measurement.counting.counts import count
from measurement.counting.effective import (
    DEFAULT,
    HAIR,
    Persons,
    kish,
    n_codes_of,
    per_person,
)
from measurement.counting.intervals import share, wilson
from measurement.questionnaire.favourable import low_is_good
from measurement.questionnaire.linked_items import Linked, linked_items
from measurement.questionnaire.model import Questionnaire


class Standing(NamedTuple):
    """How a share of favourable scores stands: the lean of the share, and how sure it is.

    ``lean``: favourable, unfavourable or divided; '' without or with too few scores.
    ``certain``: the whole interval lies on that side of even.
    """

    lean: str
    certain: bool


def standing(
    share: float, lower: float, upper: float, n: int, questionnaire: Questionnaire
) -> Standing:
    """How the share of favourable scores of ``n`` persons stands.

    Two conditions, because each guards against another error. The *share* must be of weight:
    from ``mirror_high`` it is favourable, up to ``mirror_low`` unfavourable, in between divided
    (in a large group 52 % lies surely above even and still says little). The *interval* must not
    reach past even, ``enabling_share``, as for the verdict of a factor: only then is it certain
    (in a small group 70 % may be chance). Below ``few_answers`` persons it says nothing.
    """
    limits = questionnaire.thresholds
    if n < limits.few_answers or np.isnan(share):
        return Standing("", False)
    if share >= limits.mirror_high:
        return Standing("favourable", bool(lower > limits.enabling_share))
    if share <= limits.mirror_low:
        return Standing("unfavourable", bool(upper < limits.enabling_share))
    return Standing("divided", False)


def evidence(
    answers: Answers,
    questionnaire: Questionnaire,
    link: str = "success_factor",
    wanted: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The declared table ``evidence``: one row per centre and success factor (or element).

    ``share`` is pooled: favourable scores among all scores on the linked items, negative items
    turned, not applicable left out. Scores of one person depend on one another, so the interval is
    that of the share among ``n_effective`` scores: n_answers / (1 + ρ(Σm²/Σm − 1)), with m the
    scores of a person on all linked items, and never more than ``n``, the persons. Missing where
    nobody gave a score. ``wanted`` names the factors to list, linked or not.
    ρ is that of the network, per factor: with d and q per person and item as in
    :func:`~measurement.counting.effective.correlations`, v = p(1 − p) per score and V = Σ√v per person,
    Σ[(Σd)² − Σq] / Σ[V² − Σv], within 0.35 and 1.
    Sources: E. B. Wilson (1927), see :func:`~measurement.counting.intervals.wilson`; L. Kish (1965), Survey
    Sampling, on the design effect of unequal clusters.
    """
    linked = linked_items(questionnaire, link)
    factors = tuple(linked if wanted is None else wanted)
    tally = _tally(answers, linked)
    columns = [_columns(tally, factor, linked.get(factor, Linked())) for factor in factors]
    return _table(columns, tally.groups, factors, questionnaire.thresholds.confidence)


class _Tally(NamedTuple):
    """Per centre and linked item the scores, the favourable ones, and the answers to lists."""

    groups: pd.Series
    scores: Mapping[str, NDArray[np.int64]]
    favourable: Mapping[str, NDArray[np.int64]]
    listed: Mapping[str, NDArray[np.int64]]
    people: _People
    network: _People


def _tally(answers: Answers, linked: Mapping[str, Linked]) -> _Tally:
    scales = [i for one in linked.values() for i in one.scales if i in answers.items]
    ticked = [i for one in linked.values() for i in one.ticked if i in answers.items]
    counts, lists = count(answers, ["centre"], scales), count(answers, ["centre"], ticked)
    high = bands(counts, low_is_good(answers.questionnaire, scales)).high
    return _Tally(
        groups=counts.groups["centre"],
        scores=dict(zip(scales, n_scored(counts).T, strict=True)),
        favourable=dict(zip(scales, total(counts, high).T, strict=True)),
        listed=dict(zip(ticked, n_scored(lists).T, strict=True)),
        people=_people(answers, ["centre"], scales),
        network=_people(answers.network or answers, [], scales),
    )


def _columns(tally: _Tally, factor: str, mine: Linked) -> dict[str, NDArray[Any]]:
    """The columns of one factor, a value per centre."""
    size = len(tally.groups)
    asked = [i for i in mine.scales if i in tally.scores]
    n = np.array([tally.scores[i] for i in asked], np.int64).reshape(len(asked), size)
    hits = np.array([tally.favourable[i] for i in asked], np.int64).reshape(len(asked), size)
    lists = [tally.listed[i] for i in mine.ticked if i in tally.listed]
    n_persons, squares = tally.people.per_group(asked)
    worth = kish(n.sum(axis=0).astype(float), squares, tally.network.correlation(asked))
    return {
        "factor": np.full(size, factor, object),
        "n_linked": np.full(size, len(mine.scales) + len(mine.ticked), np.int64),
        "n": n_persons,
        "n_effective": np.minimum(worth, n_persons),
        "n_answers": n.sum(axis=0),
        "n_favourable": hits.sum(axis=0),
        "items": _listed(n.T, asked),
        "n_ticked_answers": np.max([np.zeros(size, np.int64), *lists], axis=0),
    }


class _People(NamedTuple):
    """The scores and favourable scores of every person on every linked item, by centre."""

    items: tuple[str, ...]
    each: Persons

    def _of(self, items: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        places = [self.items.index(item) for item in items]
        scores, favourable = (sums[:, places] for sums in self.each.sums)
        return scores, favourable

    def per_group(self, items: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Per group who has a score on one of the items, and Σm² of the scores on all of them."""
        m = self._of(items)[0].sum(axis=1)
        n = np.bincount(self.each.group[m > 0], minlength=self.each.n_groups)
        squares = np.bincount(self.each.group, m.astype(float) ** 2, self.each.n_groups)
        return n.astype(np.int64), squares.astype(np.float64)

    def correlation(self, items: Sequence[str]) -> float:
        """ρ of :func:`evidence`: how far the scores of a person on these items go together."""
        m, s = (x.astype(float) for x in self._of(items))
        p = np.nan_to_num(share(s.sum(axis=0), m.sum(axis=0)))
        apart, alone = s - m * p, s * (1 - p) ** 2 + (m - s) * p**2
        v = p * (1 - p)
        num = (apart.sum(axis=1) ** 2 - alone.sum(axis=1)).sum()
        den = ((m @ np.sqrt(v)) ** 2 - m @ v).sum()
        return float(np.clip(num / den, DEFAULT, 1)) if den > HAIR else DEFAULT


def _people(answers: Answers, by: Sequence[str], items: Sequence[str]) -> _People:
    n_codes = n_codes_of(answers)
    turned = low_is_good(answers.questionnaire, items)
    high = bands_of(answers.questionnaire, items, n_codes, turned).high
    return _People(tuple(items), per_person(answers, by, items, scored(len(items), n_codes), high))


def _listed(n: NDArray[np.int64], items: Sequence[str]) -> NDArray[np.object_]:
    """Per centre the items with a score, joined by comma; missing where there is none."""
    texts = [
        ", ".join(i for i, any_score in zip(items, row, strict=True) if any_score) for row in n > 0
    ]
    return np.array([text or None for text in texts], object)


def _table(
    columns: Sequence[Mapping[str, NDArray[Any]]],
    centre: pd.Series,
    factors: Sequence[str],
    confidence: float,
) -> pd.DataFrame:
    """The table, by centre and then factor; answers of an unknown centre are left out."""
    with_name = centre.notna().to_numpy(bool)
    names = centre[with_name].astype(str).to_numpy(object)
    stacked = {
        name: np.stack([part[name][with_name] for part in columns], axis=1).ravel()
        for name in (columns[0] if columns else {})
    }
    empty = {n: np.zeros(0, np.int64) for n in EVIDENCE.names} | {"n_effective": np.zeros(0)}
    table = pd.DataFrame({"centre": np.repeat(names, len(factors)), **(stacked or empty)})
    pooled = share(table["n_favourable"], table["n_answers"])
    size = table["n_effective"].to_numpy(float)
    lower, upper = wilson(pooled * size, size, confidence)
    return table.assign(
        share=pooled,
        lower=lower,
        upper=upper,
        centre=pd.Categorical(table["centre"], list(dict.fromkeys(names))),
        factor=pd.Categorical(table["factor"], list(factors)),
        items=pd.Categorical(table["items"]),
    )[list(EVIDENCE.names)]
