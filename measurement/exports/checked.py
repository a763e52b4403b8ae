"""The summary of a recognised file: what ``check --json`` prints and the import page shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from measurement.exports.recognised import Recognised
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED, Scale

ALWAYS_TOLD = ("test", "duplicate", "blank")


def checked(recognised: Recognised, questionnaire: Questionnaire) -> dict[str, Any]:
    """Counts after exclusions, rows left out by kind, columns not recognised, problems.

    ``n_low`` and ``n_high`` of an item without a cut are None.
    """
    people = recognised.respondents
    live = (people["excluded"] == "").to_numpy()
    return {
        "platform": recognised.platform,
        "sheet": recognised.sheet,
        "header_rows": recognised.header_rows,
        "respondents": int(live.sum()),
        "partial": int((live & ~people["completed"].to_numpy()).sum()),
        "excluded": excluded_rows(recognised),
        **_counted(recognised, questionnaire, live),
        "centres": {
            str(k): int(v)
            for k, v in people.loc[live & (people["centre"] != ""), "centre"].value_counts().items()
        },
        "unmapped": list(recognised.unmapped),
        "problems": [str(problem) for problem in recognised.problems],
    }


def _counted(
    recognised: Recognised, questionnaire: Questionnaire, live: npt.NDArray[np.bool_]
) -> dict[str, dict[str, Any]]:
    """The counts of every rated item and of every ticked factor."""
    headers = _headers(recognised, questionnaire)
    tallies: dict[str, dict[str, Any]] = {"items": {}, "factors": {}}
    for place, item in enumerate(recognised.items):
        scale, codes = questionnaire.scale_of(item), recognised.codes[live, place]
        column = {"column": headers.get(item, "")}
        if scale.kind == "rating":
            tallies["items"][item] = column | item_counts(codes, scale)
        else:
            tallies["factors"][item] = column | ticks(codes)
    return tallies


def excluded_rows(recognised: Recognised) -> dict[str, list[int]]:
    """Excel rows that were left out, by kind; test, duplicate and blank are always named."""
    people = recognised.respondents
    kinds = dict.fromkeys([*ALWAYS_TOLD, *(k for k in people["excluded"].unique() if k)])
    return {kind: [int(r) for r in people.loc[people["excluded"] == kind, "row"]] for kind in kinds}


def item_counts(codes: npt.NDArray[np.uint8], scale: Scale) -> dict[str, Any]:
    """How many answers per state and point of one item."""
    numbers = np.bincount(codes, minlength=FIRST_POINT + len(scale.points))
    points = {point: int(numbers[scale.code(point)]) for point in scale.points}
    return {
        "n_low": sum(points[p] for p in scale.low) if scale.has_cut else None,
        "n_high": sum(points[p] for p in scale.high) if scale.has_cut else None,
        "n_not_applicable": int(numbers[NOT_APPLICABLE]),
        "n_skipped": int(numbers[SKIPPED]),
        "n_not_shown": int(numbers[NOT_SHOWN]),
        "distribution": {str(point): n for point, n in points.items()},
    }


def ticks(codes: npt.NDArray[np.uint8]) -> dict[str, int]:
    """How many answered a multi-select question, and how many ticked this factor."""
    return {
        "n": int((codes >= FIRST_POINT).sum()),
        "n_ticked": int((codes == FIRST_POINT + 1).sum()),
    }


def _headers(recognised: Recognised, questionnaire: Questionnaire) -> dict[str, str]:
    """The header each item or option was read from."""
    headers: dict[str, str] = {}
    for column in recognised.columns:
        kind, _, key = column.meaning.partition(":")
        keys = [key] if kind in ("item", "option") else []
        if kind == "question":
            keys = [o.id for o in questionnaire.options if o.question.nl == key]
        for one in keys:
            headers.setdefault(one, column.header)
    return headers
