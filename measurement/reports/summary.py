"""The summary tables that analysts take away, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from measurement.centre.checklist.tables import EXPORTED
from measurement.centre.mirror.tables import MIRROR
from measurement.counting.answers import Answers
from measurement.counting.counts import count
from measurement.measures.comparison_tables import COMPARED
from measurement.measures.factors import factors
from measurement.measures.fair.funnel import fair_by_role
from measurement.measures.fair.tables import FAIR_COMPARISON
from measurement.measures.response import response
from measurement.measures.scales.means import scale_means
from measurement.measures.scales.tables import SCALES
from measurement.measures.shares import shares
from measurement.measures.tables import FACTORS, RESPONSE, SHARES
from measurement.measures.trend.tables import TREND
from measurement.measures.trend.trend import trend
from measurement.questionnaire.comparability import Comparability
from measurement.reach.tables import REACH, TARGETS
from measurement.tables import Table
from measurement.words import Sentence, say

COMPARED_FACTORS = Table("factors", FACTORS.columns + COMPARED.columns)
MIRRORED = Table(
    "mirror",
    tuple(
        c
        for c in MIRROR.columns
        if c.name in {"centre", "factor", "state", "evidence", "n", "verdict"}
    ),
)
DECLARED: dict[str, Table] = {
    "shares": SHARES,
    "response": RESPONSE,
    "factors": FACTORS,
    "scales": SCALES,
    "trend": TREND,
    "comparison": FAIR_COMPARISON,
    "checklist": EXPORTED,
    "mirror": MIRRORED,
    "reach": REACH,
    "targets": TARGETS,
}

# What the tables are called, as names of sheets.
TITLES: dict[str, Sentence] = {
    "shares": say("Items"),
    "response": say("Response"),
    "factors": say("Factors"),
    "scales": say("Scales"),
    "trend": say("Evolution"),
    "comparison": say("Comparison"),
    "checklist": say("Checklist"),
    "mirror": say("Mirror"),
    "reach": say("Reach"),
    "targets": say("Targets"),
}


def summary_tables(
    answers: Answers,
    by: Sequence[str] = (),
    comparability: Comparability | None = None,
    where: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, pd.DataFrame]:
    """The declared tables that follow from answers, one row per group and what is measured.

    ``shares``, ``response``, ``factors``, ``scales``; ``trend`` always per school year, with the
    breaks of ``comparability``; ``comparison`` always per centre. ``where`` are the values that
    stay per column. A centre is compared with the others, and its tests are corrected with
    theirs, whether or not these stay.
    Zero measurements count for the response; for the rest only where the groups or ``where``
    tell moments apart. Raises :class:`SurveyError` for a column that does not exist.
    """
    kept, questionnaire = dict(where or {}), answers.questionnaire
    centres = kept.pop("centre", ())
    whole = network = answers.where(**kept)
    everything = network.where(centre=centres) if centres else network
    if "moment" not in (*by, *kept):
        network = network.without_zero()
    answers = network.where(centre=centres) if centres else network
    rated = [i for i in answers.items if questionnaire.scale_of(i).kind == "rating"]
    counts = count(answers, by)
    over_years = whole if "centre" in by else everything
    by_centre = tuple(by) if "centre" in by else (*by, "centre")
    return {
        "shares": shares(counts.select(rated), questionnaire),
        "response": response(everything, by),
        "factors": factors(counts, by, questionnaire),
        "scales": scale_means(answers, by, least=questionnaire.thresholds.reliability_from),
        "trend": _of(
            centres, trend(over_years, by, comparability=comparability or Comparability())
        ),
        "comparison": _of(centres, fair_by_role(network, by_centre)),
    }


def _of(centres: Sequence[str], table: pd.DataFrame) -> pd.DataFrame:
    """The rows of these centres, or of all."""
    if not centres or "centre" not in table.columns:
        return table
    return table[table["centre"].isin(list(centres))].reset_index(drop=True)
