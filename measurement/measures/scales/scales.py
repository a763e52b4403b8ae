"""Scales: several items about one thing, and the score of every answer on each of them.

Which scales there are follows from the questionnaire: the levels and dimensions of the items of
capacities and of motivation. A score exists when at least half of the items it is made of do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import bands_of
from measurement.counting.effective import n_codes_of
from measurement.counting.intervals import Floats, share
from measurement.questionnaire.favourable import direction_of_scale, sides_of, turned_in_scale
from measurement.questionnaire.model import Item, Questionnaire, Role
from measurement.questionnaire.scale import FIRST_POINT, NOT_SHOWN
from measurement.words import Label

Kind = Literal["level", "dimension", "derived"]
Labels = Mapping[str, Label]
SUBJECTS: tuple[Role, ...] = ("capacities", "motivation")
KINDS: tuple[Kind, ...] = ("level", "dimension", "derived")
RELATIVE_AUTONOMY = "relative_autonomy"
# A mean of means may lie a hair off the point it stands for.
HAIR = 1e-9


@dataclass(frozen=True)
class ScaleOf:
    """A scale: its items, and where its score is made of other scales, these as ``parts``.

    ``parent`` is the id of the level of a dimension, '' for others. ``direction`` is "-" for
    controlled motivation, "" where high is neither favourable nor unfavourable.
    """

    id: str
    role: Role
    kind: Kind
    parent: str
    items: tuple[str, ...]
    label: Label
    direction: Literal["+", "-", ""] = "+"
    parts: tuple[ScaleOf, ...] = ()


def scales_of(questionnaire: Questionnaire, labels: Labels | None = None) -> tuple[ScaleOf, ...]:
    """The scales of capacities and motivation: each level with its dimensions after it.

    Last comes ``relative_autonomy``, where motivation has one level of autonomous items
    (direction "+") and one of controlled ones ("-"). Items on different rating scales make no
    scale together. ``labels`` holds names by id; without one an id is its own name.
    """
    named = labels or {}
    scales: list[ScaleOf] = []
    for role in SUBJECTS:
        rated = [
            questionnaire.item_by_id[item]
            for item in questionnaire.items_with(role)
            if questionnaire.scale_of(item).kind == "rating"
        ]
        for level in dict.fromkeys(item.level for item in rated):
            own = [item for item in rated if item.level == level]
            scales += _family(role, level, own, named, {scale.id for scale in scales})
    return (*scales, *_relative_autonomy(scales, named, questionnaire))


def _family(
    role: Role, level: str, items: Sequence[Item], labels: Labels, taken: set[str]
) -> Iterator[ScaleOf]:
    """A level and its dimensions; an id that is taken gets the level in front."""
    level_id = f"{role}_{level}" if level in taken else level
    children: list[ScaleOf] = []
    for dimension in dict.fromkeys(item.dimension for item in items):
        if dimension in ("", level):
            continue
        own = [item for item in items if item.dimension == dimension]
        name = f"{level_id}_{dimension}" if dimension in {*taken, level_id} else dimension
        children += _scale(name, role, "dimension", level_id, own, labels)
    if level:
        covered = {item for child in children for item in child.items} == {i.id for i in items}
        parts = tuple(children) if role == "motivation" and covered else ()
        yield from _scale(level_id, role, "level", "", items, labels, parts)
    yield from children


def _scale(
    name: str,
    role: Role,
    kind: Kind,
    parent: str,
    items: Sequence[Item],
    labels: Labels,
    parts: tuple[ScaleOf, ...] = (),
) -> Iterator[ScaleOf]:
    if len({item.scale for item in items}) > 1:
        return
    direction = direction_of_scale(role, (item.direction for item in items))
    ids = tuple(item.id for item in items)
    yield ScaleOf(name, role, kind, parent, ids, _named(labels, name), direction, parts)


def _relative_autonomy(
    scales: Sequence[ScaleOf], labels: Labels, questionnaire: Questionnaire
) -> Iterator[ScaleOf]:
    levels = [s for s in scales if s.role == "motivation" and s.kind == "level"]
    autonomous, controlled = ([s for s in levels if s.direction == d] for d in "+-")
    if len(autonomous) == len(controlled) == 1:
        parts = (autonomous[0], controlled[0])
        items = (*parts[0].items, *parts[1].items)
        if len({questionnaire.item_by_id[item].scale for item in items}) > 1:
            return  # points of two scales cannot be subtracted
        label = _named(labels, RELATIVE_AUTONOMY)
        yield ScaleOf(RELATIVE_AUTONOMY, "motivation", "derived", "", items, label, "", parts)


def _named(labels: Labels, name: str) -> Label:
    return labels.get(name) or Label(name.replace("_", " "))


def relative_autonomy(questionnaire: Questionnaire) -> ScaleOf | None:
    """The scale of relative autonomy: its parts are autonomous and controlled; None without."""
    return next((s for s in scales_of(questionnaire) if s.kind == "derived"), None)


def high_from(scale: ScaleOf, questionnaire: Questionnaire) -> float:
    """The score from which a scale is high: the lowest point of the band of its items.

    So a scale of one item is high exactly where that item is, and a mean of 5.9 is not yet the
    "6 to 8" of the report. Missing where high is not favourable: controlled motivation, relative
    autonomy, and scales without a band.
    """
    band = questionnaire.scale_of(scale.items[0]).high
    good = sides_of(scale.direction, scale.role).high == "favourable"
    return float(min(band)) if band and good else float("nan")


def middle(scale: ScaleOf, questionnaire: Questionnaire) -> float:
    """The middle between the lowest and the highest point: 4.5 on a scale of 1 to 8."""
    points = questionnaire.scale_of(scale.items[0]).points
    return (points[0] + points[-1]) / 2


def ends(scale: ScaleOf, questionnaire: Questionnaire) -> tuple[float, float]:
    """The lowest and the highest score that a scale can have: of a difference −7 and 7."""
    points = questionnaire.scale_of(scale.items[0]).points
    if scale.kind == "derived":
        return float(points[0] - points[-1]), float(points[-1] - points[0])
    return float(points[0]), float(points[-1])


def item_scores(answers: Answers, scale: ScaleOf) -> Floats:
    """The scores on the items of a scale, answers × items; missing where there is none.

    Negative items of capacities are turned (highest + lowest − score), motivation never is.
    """
    scores = np.full((answers.n, len(scale.items)), np.nan)
    questionnaire = answers.questionnaire
    turn = turned_in_scale(questionnaire, scale.role, scale.items)
    for i, item in enumerate(scale.items):
        if item not in answers.items:
            continue
        values = bands_of(questionnaire, [item], n_codes_of(answers), turn).points[0].astype(float)
        values[:FIRST_POINT] = np.nan
        scores[:, i] = values[answers.codes[:, answers.items.index(item)]]
    return scores


def scale_scores(answers: Answers, scales: Sequence[ScaleOf]) -> Floats:
    """The score of every answer on every scale, answers × scales; missing where too little is there.

    The mean of the items that have a score, when at least half of them do. A level of motivation
    is the mean of its sub-scales (autonomous = mean of intrinsic and identified), when at least
    half of all its items have a score; relative autonomy is autonomous − controlled, and needs both.
    Source: R. M. Ryan and J. P. Connell (1989), Perceived locus of causality and
    internalization, Journal of Personality and Social Psychology 57, 749-761.
    """
    columns = [_score(answers, scale) for scale in scales]
    return np.column_stack(columns) if columns else np.empty((answers.n, 0))


def _score(answers: Answers, scale: ScaleOf) -> Floats:
    if not scale.parts:
        return available_mean(item_scores(answers, scale))
    parts = scale_scores(answers, scale.parts)
    if scale.kind == "derived":
        return np.asarray(parts[:, 0] - parts[:, 1], np.float64)
    there = ~np.isnan(item_scores(answers, scale))
    enough = 2 * there.sum(axis=1) >= there.shape[1]
    return np.where(enough, available_mean(parts), np.nan)


def available_mean(values: Floats) -> Floats:
    """The mean of the values of each row; missing where fewer than half are there.

    >>> available_mean(np.array([[6, np.nan], [np.nan, np.nan]]))
    array([ 6., nan])
    """
    there = ~np.isnan(values)
    n = there.sum(axis=1)
    enough = 2 * n >= values.shape[1]
    return share(np.where(there, values, 0).sum(axis=1), np.where(enough, n, 0))


def asked(answers: Answers, scales: Sequence[ScaleOf]) -> NDArray[np.bool_]:
    """Whether an answer was asked any item of a scale (of each part, for a difference)."""
    flags = np.zeros((answers.n, len(scales)), bool)
    for i, scale in enumerate(scales):
        if scale.kind == "derived":
            flags[:, i] = asked(answers, scale.parts).all(axis=1)
            continue
        places = [answers.items.index(item) for item in scale.items if item in answers.items]
        flags[:, i] = (answers.codes[:, places] != NOT_SHOWN).any(axis=1)
    return flags
