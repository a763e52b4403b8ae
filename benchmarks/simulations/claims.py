"""What the pages would claim of answers: the one place that asks the functions behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.simulations.networks import ROLES
from measurement.answers import Answers
from measurement.checklist_tables import CHECKLIST
from measurement.comparability import Comparability
from measurement.comparison import against_rest
from measurement.counts import count
from measurement.factors import factors
from measurement.mirror import mirror
from measurement.questionnaire import Role
from measurement.scale_comparison import scale_against_rest
from measurement.shares import shares
from measurement.success_factors import STATES
from measurement.trend import trend

DIFFERENT = ("higher", "lower")
TREND, TREND_CENTRES, SCALES = "trend, network", "trend, centres", "scales"


def differences(answers: Answers, role: Role) -> pd.DataFrame:
    """The table behind the pages that compare all centres: centre, item, ``differs``."""
    items = [item for item in answers.questionnaire.items_with(role) if item in answers.items]
    return against_rest(count(answers, ["centre"], items), items, answers.questionnaire)


def of_each_centre(
    answers: Answers, role: Role, centres: Sequence[str] | None = None
) -> dict[str, pd.DataFrame]:
    """The table behind a centre's own pages, of every centre or of those named."""
    table = differences(answers, role)
    wanted = answers.respondents["centre"].cat.categories if centres is None else centres
    return {centre: table[table["centre"] == centre] for centre in wanted}


def own_pages(answers: Answers, role: Role) -> NDArray[np.bool_]:
    """Per centre whether its own pages name a difference."""
    return np.array([_any(t["differs"]) for t in of_each_centre(answers, role).values()], bool)


def differences_claimed(answers: Answers) -> Iterator[tuple[str, bool]]:
    """Per page that compares centres, whether it names any difference."""
    for role in ROLES:
        yield role, _any(differences(answers, role)["differs"])
    yield SCALES, _any(scale_against_rest(answers)["differs"])


def changes_claimed(answers: Answers) -> Iterator[tuple[str, bool]]:
    """For the network and for the centres, whether any change between years is named."""
    for name, by in ((TREND, ()), (TREND_CENTRES, ("centre",))):
        table = trend(answers, by, comparability=Comparability())
        yield name, _any(table["changed"]) or _any(table["zero_changed"])


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
