"""Questions for the talk with a centre, each with the released figure that gave rise to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from measurement.centre.mirror.mirror import contradictions
from measurement.centre.mirror.sentences import interval_words, name_of, reason_sentence
from measurement.centre.released.factors import by_hindering, factor_part
from measurement.centre.released.short import worth_a_talk
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import Label, mark, say, text

LEAST, MOST = 3, 5
_GENERIC = {
    "blind_spot": say("What makes “{subject}” look different to staff than to the management?"),
    "hidden_strength": say("What already goes well with “{subject}”, and who knows that?"),
    "work_point": say("What would be a first step for “{subject}”?"),
    "hindering": say(
        "What stands in the way with “{subject}”, and what can the centre do about it?"
    ),
    "enabling": say("What makes “{subject}” go well, and how do you keep it so?"),
}


@dataclass(frozen=True)
class TalkingPoint:
    """A question, and the sentence with the figure that gave rise to it.

    ``kind``: blind_spot, hidden_strength, work_point (from the mirror), hindering or enabling
    (from the factors); ``subject`` is the id of the success factor or factor. ``certain``: the
    whole interval lies on one side of even.
    """

    key: str
    kind: str
    subject: str
    question: str
    figure: str
    certain: bool
    items: frozenset[str] = frozenset()


def talking_points(
    made: Questionnaire,
    mirrored: pd.DataFrame,
    factors: pd.DataFrame,
    questions: Mapping[str, Label],
    names: Mapping[str, Label],
) -> list[TalkingPoint]:
    """Three to five questions for one centre; fewer only where the figures give no more.

    ``mirrored`` and ``factors`` are the tables ``released_mirror`` and ``released_factors``. In this
    order: what the profile announces as worth a talk
    (:func:`~measurement.centre.released.short.worth_a_talk`); contradictions and hindering factors
    that are certain, up to five; then, until there are three, contradictions that may be chance,
    work points, factors that may hinder, and what helps most. What bears on an item that already
    has its question waits until nothing else is left. ``questions`` holds ``S8:blind_spot`` per
    success factor and verdict, and the id of a factor for what hinders; without a question there
    is a general one.
    """
    points = [
        *(_mirror_point(row, made, questions, names) for row in contradictions(mirrored)),
        *(_mirror_point(row, made, questions, names) for row in _work_points(mirrored)),
        *_factors(factors, made, questions),
    ]
    rank = {"blind_spot": 0, "hindering": 1, "hidden_strength": 2, "work_point": 3, "enabling": 4}
    points.sort(key=lambda p: rank[p.kind])
    strong = [p for p in points if p.certain and p.kind not in ("work_point", "enabling")]
    chosen = _apart([*_announced(points, mirrored, factors), *strong], [], MOST)
    chosen = _apart([p for p in points if p not in strong], chosen, LEAST)
    left = [p for p in points if p not in chosen]
    return [*chosen, *left[: max(0, LEAST - len(chosen))]]


def _announced(
    points: Iterable[TalkingPoint], mirrored: pd.DataFrame, factors: pd.DataFrame
) -> list[TalkingPoint]:
    """The question on what the profile announces."""
    row = worth_a_talk(mirrored, factors)
    key = "" if row is None else f"{row.factor}:{row.verdict}"
    return [point for point in points if point.key == key]


def _apart(
    points: Iterable[TalkingPoint], chosen: list[TalkingPoint], most: int
) -> list[TalkingPoint]:
    """The chosen points and those of ``points`` on other items, until there are ``most``."""
    kept = list(chosen)
    for point in points:
        if len(kept) < most and not any(point.items & other.items for other in kept):
            kept.append(point)
    return kept


def _work_points(mirrored: pd.DataFrame) -> Iterator[Any]:
    rows = mirrored[mirrored["verdict"] == "work_point"]
    return records(rows.sort_values(["certain", "evidence_most"], ascending=[False, True]))


def _mirror_point(
    row: Any, made: Questionnaire, questions: Mapping[str, Label], names: Mapping[str, Label]
) -> TalkingPoint:
    key, subject = f"{row.factor}:{row.verdict}", name_of(str(row.factor), names)
    return TalkingPoint(
        key=key,
        kind=str(row.verdict),
        subject=str(row.factor),
        question=_question(key, str(row.verdict), subject, questions),
        figure=f"{subject}. {reason_sentence(row, made)}",
        certain=bool(row.certain),
        items=frozenset(str(row.items).split(", ")),
    )


def _factors(
    factors: pd.DataFrame, made: Questionnaire, questions: Mapping[str, Label]
) -> Iterator[TalkingPoint]:
    """What hinders, most first: called so by more than half at least; then what helps most."""
    rows = by_hindering(factors)
    for row in rows:
        if row.verdict == "hindering" or 2 * int(row.n_high_most) < row.n_scored:
            yield _factor_point(row, "hindering", made, questions)
    helping = [row for row in rows if row.verdict == "enabling"]
    if helping:
        best = max(helping, key=lambda row: row.share_least)
        yield _factor_point(best, "enabling", made, questions)


def _factor_point(
    row: Any, kind: str, made: Questionnaire, questions: Mapping[str, Label]
) -> TalkingPoint:
    factor, hindering = str(row.factor), kind == "hindering"
    subject = str(made.factor_label(factor))
    low, high = float(row.lower), float(row.upper)
    figure = (
        mark("{factor}: {part} scores are hindering ({interval}).")
        if hindering
        else mark("{factor}: {part} scores are enabling ({interval}).")
    )
    return TalkingPoint(
        key=factor,
        kind=kind,
        subject=factor,
        question=_question(factor if hindering else "", kind, subject, questions),
        figure=text(
            figure,
            factor=subject,
            part=factor_part(row, kind),
            interval=interval_words(*((1 - high, 1 - low) if hindering else (low, high)), made),
        ),
        certain=row.verdict == kind,
        items=frozenset([str(row.item)]),
    )


def _question(key: str, kind: str, subject: str, questions: Mapping[str, Label]) -> str:
    if key in questions:
        return str(questions[key])
    return text(_GENERIC[kind].message, subject=subject)
