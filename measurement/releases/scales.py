"""Scales of released atoms: the mean of the means of their items, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from measurement.measures.scales.scales import ScaleOf, ends, scales_of
from measurement.questionnaire.favourable import turned_in_scale
from measurement.questionnaire.model import Questionnaire
from measurement.releases.atoms import Atom
from measurement.releases.views import Choice, Sum, by_item


class ScaleFigure(NamedTuple):
    """The mean of a scale: the mean of the means of its items. ``n``: scores on its items."""

    scale: str
    n: int
    mean: float
    years: tuple[str, ...]


def scale_figures(
    atoms: Iterable[Atom], made: Questionnaire, view: Choice
) -> tuple[ScaleFigure, ...]:
    """The scales of which every item has its mean over the same school years, in a view.

    A mean of items and not of persons: beside the items' means, one over persons would give away
    what somebody answered who skipped an item. So there is no verdict, spread or share of high.
    ``atoms`` are those of one centre.
    """
    sums = by_item(atoms, view)
    found = (_figure(scale, sums, made) for scale in scales_of(made))
    return tuple(one for one in found if one is not None)


def _figure(scale: ScaleOf, sums: dict[str, Sum], made: Questionnaire) -> ScaleFigure | None:
    """A scale of scales from these, another one from its items."""
    if scale.parts:
        figures = [_figure(part, sums, made) for part in scale.parts]
    else:
        figures = [_of_item(item, scale, sums, made) for item in scale.items]
    known = [one for one in figures if one is not None]
    if len(known) < len(figures) or len({one.years for one in known}) != 1:
        return None
    means = [one.mean for one in known]
    mean = means[0] - means[1] if scale.kind == "derived" else sum(means) / len(means)
    return ScaleFigure(scale.id, sum(one.n for one in known), mean, known[0].years)


def _of_item(
    item: str, scale: ScaleOf, sums: dict[str, Sum], made: Questionnaire
) -> ScaleFigure | None:
    """The mean of an item as its scale counts it: negative items of capacities are turned."""
    one = sums.get(item)
    if one is None or one.mean is None:
        return None
    mean = one.mean
    if turned_in_scale(made, scale.role, [item]):
        first, last = ends(scale, made)
        mean = first + last - mean
    return ScaleFigure(item, one.scored, mean, one.years)
