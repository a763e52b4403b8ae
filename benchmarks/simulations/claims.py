"""What the pages would claim of answers: the one place that asks the functions behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.simulations.networks import ROLES
from measurement.centre.checklist.tables import CHECKLIST
from measurement.centre.mirror.mirror import mirror
from measurement.counting.answers import Answers
from measurement.counting.counts import count
from measurement.measures.comparison import Family, against_rest
from measurement.measures.factors import factors
from measurement.measures.scales.comparison import scale_against_rest
from measurement.measures.shares import shares
from measurement.measures.trend.trend import trend
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.model import Role
from measurement.questionnaire.success_factors import STATES

DIFFERENT = ("higher", "lower")
FAMILIES: tuple[Family, ...] = ("network", "centre")
OWN = tuple(f"{role}, own pages" for role in ROLES)
Claimed = NDArray[np.bool_] | bool
TREND, TREND_CENTRES, SCALES = "trend, network", "trend, centres", "scales"


def differences(answers: Answers, role: Role, family: Family = "network") -> pd.DataFrame:
    """The table that compares all centres: on the network's pages, or each on its own ones."""
    items = [item for item in answers.questionnaire.items_with(role) if item in answers.items]
    counted = count(answers, ["centre"], items)
    return against_rest(counted, items, answers.questionnaire, family=family)


def claimed(answers: Answers, parts: Collection[str]) -> Iterator[tuple[str, Claimed]]:
    """Per page whether it names any difference or change; per centre on a centre's own pages."""
    if "differences" in parts:
        for role in ROLES:
            yield role, _any(differences(answers, role)["differs"])
        yield SCALES, _any(scale_against_rest(answers)["differs"])
    if "own pages" in parts:
        for role, page in zip(ROLES, OWN, strict=True):
            yield page, _own(differences(answers, role, "centre"))
    if "changes" in parts and answers.respondents["school_year"].nunique() > 1:
        for page, by in ((TREND, ()), (TREND_CENTRES, ("centre",))):
            table = trend(answers, by, comparability=Comparability())
            yield page, _any(table["changed"]) or _any(table["zero_changed"])


def _own(table: pd.DataFrame) -> NDArray[np.bool_]:
    named = table["differs"].isin(DIFFERENT)
    return named.groupby(table["centre"], observed=True).any().to_numpy(bool)


def verdicts(answers: Answers) -> NDArray[np.bool_]:
    """Per centre and factor with enough answers, whether it is called enabling or hindering."""
    found = factors(answers, ["centre"], answers.questionnaire)["verdict"]
    told = found[found.isin(["enabling", "hindering", "mixed"])]
    return np.asarray(told != "mixed", bool)


def certain(answers: Answers) -> NDArray[np.bool_]:
    """Per cell of the mirror with enough persons, whether its verdict is certain."""
    centres = list(answers.respondents["centre"].cat.categories)
    names = sorted({link.success_factor for link in answers.questionnaire.links} - {""})
    rows = [(centre, factor) for centre in centres for factor in names]
    told = pd.DataFrame(rows, columns=["centre", "factor"]).assign(
        date="2025-01-15", filled_by="directeur", state=STATES[-1]
    )
    told = told.reindex(columns=list(CHECKLIST.names))
    found = mirror(told, answers, answers.questionnaire, names, centres)
    found = found[found["reason"].isin(["clear", "leaning", "uncertain"])]
    return found["certain"].to_numpy(bool)


def bounds(answers: Answers) -> pd.DataFrame:
    """The printed interval of the share high per centre and item: ``lower``, ``upper``."""
    table = shares(count(answers, ["centre"]), answers.questionnaire)
    names = {"high_scored_lower": "lower", "high_scored_upper": "upper"}
    return table.rename(columns=names)[["centre", "item", "n_scored", "lower", "upper"]]


def _any(outcome: pd.Series) -> bool:
    return bool(outcome.isin(DIFFERENT).any())
