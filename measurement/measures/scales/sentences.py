"""What the tables of scales say, in sentences that claim no more than the intervals allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from measurement.measures.scales.reliability import LEAST
from measurement.measures.scales.scales import middle, relative_autonomy, scales_of
from measurement.measures.scales.tables import PROFILE_LABELS, PROFILES_EXPLAINED
from measurement.measures.sentences import reach_sentences
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import Sentence, mark, number, percent, plural, text

Named = Callable[[str], str]


def capacity_sentences(
    table: pd.DataFrame, named: Named, questionnaire: Questionnaire
) -> list[str]:
    """How many answers there are, and which level is highest or lowest, if any is.

    ``table`` is :data:`SCALE_MEANS` of capacities without groups. A level is called highest only
    when its interval lies above those of all other levels, and every level has enough persons.
    """
    levels = [r for r in records(table) if r.kind == "level"]
    if not levels or not max(int(r.n) for r in levels):
        return []
    n = max(int(r.n) for r in levels)
    said = [
        plural(
            "{n} answer has a score for these capacities.",
            "{n} answers have a score for these capacities.",
            n,
        )
    ]
    return [*said, *_highest_and_lowest(levels, named, questionnaire)]


def _highest_and_lowest(
    levels: Sequence[Any], named: Named, questionnaire: Questionnaire
) -> Iterator[str]:
    few = questionnaire.thresholds.few_answers
    enough = all(int(r.n_persons) >= few and r.lower == r.lower for r in levels)
    if len(levels) < 2:
        return
    if not enough:
        yield text("There are too few answers to say which level is higher.")
        return
    scale = questionnaire.scale_of(scales_by_id(questionnaire)[str(levels[0].scale)][0])
    ends = {"first": scale.points[0], "last": scale.points[-1]}
    top = max(levels, key=lambda r: float(r.mean))
    low = min(levels, key=lambda r: float(r.mean))
    highest = all(top.lower > r.upper for r in levels if r is not top)
    lowest = all(low.upper < r.lower for r in levels if r is not low)
    if highest:
        yield text(
            "{level} is highest: {mean} on average, on a scale of {first} to {last}.",
            level=named(str(top.scale)),
            mean=number(float(top.mean), 1),
            **ends,
        )
    if lowest:
        yield text(
            "{level} is lowest: {mean} on average, on a scale of {first} to {last}.",
            level=named(str(low.scale)),
            mean=number(float(low.mean), 1),
            **ends,
        )
    if not highest and not lowest:
        yield text("The intervals of the levels overlap: none is clearly higher or lower.")


def scales_by_id(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The items of every scale."""
    return {scale.id: scale.items for scale in scales_of(questionnaire)}


def motivation_sentences(
    table: pd.DataFrame, named: Named, questionnaire: Questionnaire
) -> list[str]:
    """Autonomous and controlled motivation beside each other, and relative autonomy in words.

    ``table`` is :data:`SCALE_MEANS` of motivation without groups.
    """
    rows = {str(r.scale): r for r in records(table)}
    whole = relative_autonomy(questionnaire)
    if whole is None or whole.id not in rows or not rows[whole.id].n:
        return []
    (autonomous, controlled), both = (rows[p.id] for p in whole.parts), rows[whole.id]
    points = questionnaire.scale_of(whole.items[0]).points
    said = [
        text(
            "{autonomous} is {a} on average, {controlled} {c}, on a scale of {first} to {last} (n = {n}).",
            autonomous=named(str(autonomous.scale)),
            a=number(float(autonomous.mean), 1),
            controlled=_within(named(str(controlled.scale))),
            c=number(float(controlled.mean), 1),
            first=points[0],
            last=points[-1],
            n=int(both.n),
        )
    ]
    return [*said, *_autonomy(both, questionnaire)]


def _within(name: str) -> str:
    """A name inside a sentence."""
    return name[:1].lower() + name[1:]


def _autonomy(row: Any, questionnaire: Questionnaire) -> Iterator[str]:
    """Relative autonomy in words: more own choice, more pressure, or neither clearly."""
    if int(row.n_persons) < questionnaire.thresholds.few_answers or row.lower != row.lower:
        yield text("There are too few answers to say which of the two prevails.")
        return
    apart = number(abs(float(row.mean)), 1)
    if row.lower > 0:
        yield text(
            "Relative autonomy: on average autonomous motivation is {apart} points higher than controlled motivation.",
            apart=apart,
        )
    elif row.upper < 0:
        yield text(
            "Relative autonomy: on average controlled motivation is {apart} points higher than autonomous motivation.",
            apart=apart,
        )
    else:
        yield text("Relative autonomy: neither of the two is clearly higher.")


def profile_sentences(table: pd.DataFrame, questionnaire: Questionnaire) -> list[str]:
    """How many answers have a profile, and the largest one when its interval lies above the others.

    ``table`` is the table ``profiles`` without groups.
    """
    rows = list(records(table))
    if not rows or not rows[0].n_scored:
        return []
    largest = max(rows, key=lambda r: int(r.n))
    scored = int(largest.n_scored)
    if int(largest.n_persons) < questionnaire.thresholds.few_answers or any(
        largest.lower <= r.upper for r in rows if r is not largest
    ):
        return []
    return [
        text(
            "The most frequent profile is '{profile}': {n} of {scored} answers ({share}).",
            profile=profile_label(str(largest.profile)),
            n=int(largest.n),
            scored=scored,
            share=percent(int(largest.n), scored),
        )
    ]


def association_sentences(
    table: pd.DataFrame, named: Named, questionnaire: Questionnaire, least: int = LEAST
) -> list[str]:
    """Which associations are clear; never a cause. ``table`` is ``association`` without groups."""
    rows = list(records(table))
    if not rows:
        return []
    if all(r.rho != r.rho for r in rows):
        return [text("There are too few persons for an association (from {least}).", least=least)]
    names = {level.id: str(level.label) for level in questionnaire.levels}
    said = []
    for r in (r for r in rows if r.clear):
        dimension = questionnaire.item_by_id[str(r.item)].dimension
        words = {"scale": named(str(r.scale)), "level": _within(names.get(dimension, str(r.item)))}
        words["rho"] = number(float(r.rho), 2)
        sentence = (
            mark("{scale} goes together with a higher score for {level} (association {rho}).")
            if r.rho > 0
            else mark("{scale} goes together with a lower score for {level} (association {rho}).")
        )
        said.append(text(sentence, **words))
    return said or [text("No association is clear: every interval contains 0.")]


def reliability_words(row: Any, least: int = LEAST) -> str:
    """The reliability of a row of :data:`SCALES`; '' for one item and for a difference."""
    if row.kind == "derived" or row.n_items < 2:
        return ""
    if row.alpha == row.alpha:
        return text(
            "{alpha} on a scale to 1 (n = {n})",
            alpha=number(float(row.alpha), 2),
            n=int(row.n_alpha),
        )
    if row.n_alpha < least:
        return text("too few persons for reliability (from {least})", least=least)
    return text("no reliability: the answers hardly differ")


def centre_scale_sentences(
    table: pd.DataFrame, centre: str, named: Named, subject: str
) -> list[str]:
    """On which scales a centre differs from the rest, by the table ``scale_comparison``."""
    own = [r for r in records(table) if r.centre == centre and r.subject == subject]
    if not own or all(r.differs == "too_few" for r in own):
        return [text("{centre}: too few answers to compare.", centre=centre)]
    said = []
    for outcome in ("higher", "lower"):
        names = [named(str(r.scale)) for r in own if r.differs == outcome]
        sentence = (
            mark("{centre} scores higher than the rest on: {names}.")
            if outcome == "higher"
            else mark("{centre} scores lower than the rest on: {names}.")
        )
        if names:
            said.append(text(sentence, centre=centre, names=", ".join(names)))
    if said:
        return said
    nothing = text("{centre} does not clearly differ from the rest.", centre=centre)
    rows = (table["centre"] == centre) & (table["subject"] == subject)
    return [nothing, *reach_sentences(table[rows])]


def neutral_line(questionnaire: Questionnaire) -> float | None:
    """The middle of the scale of motivation, which divides high from low in the profiles."""
    whole = relative_autonomy(questionnaire)
    return middle(whole, questionnaire) if whole else None


def profile_label(profile: str) -> Sentence:
    """The words for a profile, one of :data:`PROFILES`."""
    return PROFILE_LABELS[profile]


def profile_explained(profile: str) -> Sentence:
    """What a profile is, in one line."""
    return PROFILES_EXPLAINED[profile]
