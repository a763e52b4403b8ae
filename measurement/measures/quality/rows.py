"""What is told of one answer: where it stopped, how even it is, and how quick it was."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, SKIPPED

Codes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]


def last_answered(codes: Codes) -> npt.NDArray[np.intp]:
    """The place of the last question that each row answered; -1 where it answered none.

    >>> last_answered(np.array([[5, 1, 2, 1], [1, 1, 0, 0]], np.uint8)).tolist()
    [2, -1]
    """
    filled = codes > SKIPPED
    if not codes.shape[1]:
        return np.full(len(codes), -1, np.intp)
    last = codes.shape[1] - 1 - np.argmax(filled[:, ::-1], axis=1)
    return np.where(filled.any(axis=1), last, -1)


def even_modules(
    items: Sequence[str], codes: Codes, questionnaire: Questionnaire
) -> tuple[list[list[str]], Mask]:
    """The modules to which each row gave one and the same score, and which rows could have.

    Only blocks of items on one scale count of which a row scored at least ``straight_items``;
    *not applicable* is no score. To tick factors or not is no score either.
    """
    limit = questionnaire.thresholds.straight_items
    even: list[list[str]] = [[] for _ in codes]
    enough = np.zeros(len(codes), dtype=bool)
    for module, places in _blocks(items, questionnaire).items():
        block = codes[:, places]
        scored = block >= FIRST_POINT
        many = scored.sum(axis=1) >= limit
        top = np.where(scored, block, 0).max(axis=1, initial=0)
        low = np.where(scored, block, 255).min(axis=1, initial=255)
        enough |= many
        for row in np.flatnonzero(many & (top == low)).tolist():
            even[row].append(module)
    return even, enough


def _blocks(items: Sequence[str], questionnaire: Questionnaire) -> dict[str, list[int]]:
    """The places of the rated items per module; one on several scales is several blocks."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for place, item in enumerate(items):
        if questionnaire.scale_of(item).kind == "rating":
            one = questionnaire.item_by_id[item]
            blocks.setdefault((one.module, one.scale), []).append(place)
    wide = {
        key: p for key, p in blocks.items() if len(p) >= questionnaire.thresholds.straight_items
    }
    several = len({module for module, _ in wide}) < len(wide)
    return {f"{m} ({s})" if several else m: places for (m, s), places in wide.items()}


def quick(seconds: npt.NDArray[np.float64], codes: Codes, limit: float) -> tuple[Mask, Mask]:
    """Rows that took less than ``limit`` seconds per question answered, and rows that could have.

    >>> hasty, timed = quick(np.array([3.0, 60.0, np.nan]), np.full((3, 4), 9, np.uint8), 2)
    >>> hasty.tolist(), timed.tolist()
    ([True, False, False], [True, True, False])
    """
    answered = (codes > SKIPPED).sum(axis=1)
    timed = ~np.isnan(seconds) & (answered > 0)
    return timed & (np.nan_to_num(seconds) < limit * answered), timed
