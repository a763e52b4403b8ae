"""What staff experience of each success factor or element: the answers to the items linked to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.answers import Answers, categories
from measurement.centre_tables import EVIDENCE, EVIDENCE_ITEMS
from measurement.counts import count, group_rows
from measurement.factors import KINDS
from measurement.intervals import share, wilson
from measurement.linked import Linked, linked_items, turned_items
from measurement.questionnaire import Questionnaire
from measurement.scale import FIRST_POINT, TICK
from measurement.shares import bands, n_scored, total


class Standing(NamedTuple):
    """How a share of favourable scores stands: the lean of the share, and how sure it is.

    ``lean``: favourable, unfavourable or divided; '' without or with too few scores.
    ``certain``: the whole interval lies on that side of even.
    """

    lean: str
    certain: bool


def standing(share: float, lower: float, upper: float, n: int, made: Questionnaire) -> Standing:
    """How the share of favourable scores of ``n`` persons stands.

    Two conditions, because each guards against another error. The *share* must be of weight:
    from ``mirror_high`` it is favourable, up to ``mirror_low`` unfavourable, in between divided
    (in a large group 52 % lies surely above even and still says little). The *interval* must not
    reach past even, ``enabling_share``, as for the verdict of a factor: only then is it certain
    (in a small group 70 % may be chance). Below ``few_answers`` persons it says nothing.
    """
    limits = made.thresholds
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
    turned, not applicable left out. Answers of one person depend on one another, so the interval
    is that of the share among ``n`` persons, not among ``n_answers`` scores. Missing where nobody
    gave a score. ``wanted`` names the factors to list, linked or not.
    Source: E. B. Wilson (1927), see :func:`~measurement.intervals.wilson`; the effective size
    n_answers / (1 + (m − 1)ρ) of L. Kish (1965), Survey Sampling, for m answers per person, at its
    cautious end ρ = 1, where a person's answers are all alike: n_answers / m = n.
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


def _tally(answers: Answers, linked: Mapping[str, Linked]) -> _Tally:
    scales = [i for one in linked.values() for i in one.scales if i in answers.items]
    ticked = [i for one in linked.values() for i in one.ticked if i in answers.items]
    counts, lists = count(answers, ["centre"], scales), count(answers, ["centre"], ticked)
    high = bands(counts, turned_items(scales, answers.questionnaire)).high
    return _Tally(
        groups=counts.groups["centre"],
        scores=dict(zip(scales, n_scored(counts).T, strict=True)),
        favourable=dict(zip(scales, total(counts, high).T, strict=True)),
        listed=dict(zip(ticked, n_scored(lists).T, strict=True)),
        people=_People(answers),
    )


def _columns(tally: _Tally, factor: str, mine: Linked) -> dict[str, NDArray[Any]]:
    """The columns of one factor, a value per centre."""
    size = len(tally.groups)
    asked = [i for i in mine.scales if i in tally.scores]
    n = np.array([tally.scores[i] for i in asked], np.int64).reshape(len(asked), size)
    hits = np.array([tally.favourable[i] for i in asked], np.int64).reshape(len(asked), size)
    lists = [tally.listed[i] for i in mine.ticked if i in tally.listed]
    return {
        "factor": np.full(size, factor, object),
        "n_linked": np.full(size, len(mine.scales) + len(mine.ticked), np.int64),
        "n": tally.people.with_score(asked),
        "n_answers": n.sum(axis=0),
        "n_favourable": hits.sum(axis=0),
        "items": _listed(n.T, asked),
        "n_ticked_answers": np.max([np.zeros(size, np.int64), *lists], axis=0),
    }


class _People:
    """The persons of every centre, to count each once whatever the number of answers."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        grouping = group_rows(answers.respondents, ["centre"])
        pairs = np.column_stack(
            [grouping.index, answers.respondents["respondent"].to_numpy(np.int64)]
        )
        people, index = np.unique(pairs, axis=0, return_inverse=True)
        self._centre, self._person = people[:, 0], index.ravel()
        self._n_centres = len(grouping.groups)

    def with_score(self, items: Sequence[str]) -> NDArray[np.int64]:
        """Per centre the persons with a score on at least one of the items."""
        places = [self._answers.items.index(item) for item in items]
        scored = (self._answers.codes[:, places] >= FIRST_POINT).any(axis=1)
        told = np.zeros(len(self._centre), bool)
        told[self._person[scored]] = True
        return np.bincount(self._centre[told], minlength=self._n_centres).astype(np.int64)


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
    known = centre.notna().to_numpy(bool)
    names = centre[known].astype(str).to_numpy(object)
    stacked = {
        name: np.stack([part[name][known] for part in columns], axis=1).ravel()
        for name in (columns[0] if columns else {})
    }
    empty = {n: np.zeros(0, np.int64) for n in EVIDENCE.names}
    table = pd.DataFrame({"centre": np.repeat(names, len(factors)), **(stacked or empty)})
    pooled = share(table["n_favourable"], table["n_answers"])
    lower, upper = wilson(pooled * table["n"].to_numpy(), table["n"], confidence)
    return table.assign(
        share=pooled,
        lower=lower,
        upper=upper,
        centre=pd.Categorical(table["centre"], list(dict.fromkeys(names))),
        factor=pd.Categorical(table["factor"], list(factors)),
        items=pd.Categorical(table["items"]),
    )[list(EVIDENCE.names)]


def evidence_items(
    answers: Answers, questionnaire: Questionnaire, link: str = "success_factor"
) -> pd.DataFrame:
    """The declared table ``evidence_items``: one row per centre, factor and linked item answered.

    Ticked options stand beside the scales with the share that ticked them; they are not pooled.
    """
    linked = linked_items(questionnaire, link)
    target = {i: f for f, one in linked.items() for i in (*one.scales, *one.ticked)}
    items = [i for i in target if i in answers.items]
    counts = count(answers, ["centre"], items)
    marks = bands(counts, turned_items(items, questionnaire)).high
    ticked = np.array([questionnaire.scale_of(i) is TICK for i in items], bool)
    marks[ticked, FIRST_POINT + 1] = 1
    n, n_marked = n_scored(counts), total(counts, marks)
    lower, upper = wilson(n_marked, n, questionnaire.thresholds.confidence)
    measures: dict[str, NDArray[Any]] = {
        "kind": np.broadcast_to(ticked, n.shape).astype(np.int64),
        "n": n,
        "n_marked": n_marked,
        "share": share(n_marked, n),
        "lower": lower,
        "upper": upper,
    }
    known = counts.groups["centre"].notna().to_numpy(bool)
    table = counts.table(measures, (n > 0) & known[:, None])
    return table.assign(
        factor=pd.Categorical([target[str(i)] for i in table["item"]], list(linked)),
        kind=categories(table["kind"].to_numpy(np.int64), KINDS),
    )[list(EVIDENCE_ITEMS.names)]
