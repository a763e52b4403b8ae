"""Questions for the talk with a centre, each with the figure that gave rise to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from measurement.centre.hindering import hindering_factors, most_hindering, worth_a_talk
from measurement.centre.mirror.mirror import contradictions
from measurement.centre.mirror.sentences import interval_words, name_of, reason_sentence
from measurement.counting.answers import Answers
from measurement.tables import records
from measurement.words import Label, mark, percent, say, text

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
    answers: Answers,
    centre: str,
    mirrored: pd.DataFrame,
    questions: Mapping[str, Label],
    names: Mapping[str, Label] | None = None,
) -> list[TalkingPoint]:
    """Three to five questions for one centre; fewer only where the figures give no more.

    In this order: what the profile announces as worth a talk
    (:func:`~measurement.centre.hindering.worth_a_talk`); contradictions and hindering factors that are
    certain, up to five; then, until
    there are three, contradictions that may be chance, work points, factors that may hinder, and
    what helps most. What bears on an item that already has its question waits until nothing else
    is left. ``questions`` holds ``S8:blind_spot`` per success factor and verdict, and the id
    of a factor for what hinders; without a question there is a general one.
    """
    own = answers.where(centre=centre)
    points = [
        *_contradictions(mirrored, centre, own, questions, names or {}),
        *_work_points(mirrored, centre, own, questions, names or {}),
        *_factors(own, questions),
    ]
    rank = {"blind_spot": 0, "hindering": 1, "hidden_strength": 2, "work_point": 3, "enabling": 4}
    points.sort(key=lambda p: rank[p.kind])
    strong = [p for p in points if p.certain and p.kind not in ("work_point", "enabling")]
    chosen = _apart([*_announced(points, mirrored, centre, own), *strong], [], MOST)
    chosen = _apart([p for p in points if p not in strong], chosen, LEAST)
    left = [p for p in points if p not in chosen]
    return [*chosen, *left[: max(0, LEAST - len(chosen))]]


def _announced(
    points: Iterable[TalkingPoint], mirrored: pd.DataFrame, centre: str, own: Answers
) -> list[TalkingPoint]:
    """The question on what the profile announces."""
    row = worth_a_talk(mirrored, centre, most_hindering(own))
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


def _contradictions(
    mirrored: pd.DataFrame,
    centre: str,
    own: Answers,
    questions: Mapping[str, Label],
    names: Mapping[str, Label],
) -> Iterator[TalkingPoint]:
    for row in contradictions(mirrored, centre):
        yield _mirror_point(row, own, questions, names)


def _work_points(
    mirrored: pd.DataFrame,
    centre: str,
    own: Answers,
    questions: Mapping[str, Label],
    names: Mapping[str, Label],
) -> Iterator[TalkingPoint]:
    rows = mirrored[(mirrored["centre"] == centre) & (mirrored["verdict"] == "work_point")]
    for row in records(rows.sort_values(["certain", "evidence"], ascending=[False, True])):
        yield _mirror_point(row, own, questions, names)


def _mirror_point(
    row: Any, own: Answers, questions: Mapping[str, Label], names: Mapping[str, Label]
) -> TalkingPoint:
    key, subject = f"{row.factor}:{row.verdict}", name_of(str(row.factor), names)
    return TalkingPoint(
        key=key,
        kind=str(row.verdict),
        subject=str(row.factor),
        question=_question(key, str(row.verdict), subject, questions),
        figure=f"{subject}. {reason_sentence(row, own.questionnaire)}",
        certain=bool(row.certain),
        items=frozenset(str(row.items).split(", ")),
    )


def _factors(own: Answers, questions: Mapping[str, Label]) -> Iterator[TalkingPoint]:
    """What hinders, most first: called so by more than half; then what helps most."""
    rows = hindering_factors(own)
    for row in rows:
        if row.verdict == "hindering" or row.n_hindering * 2 > row.n_scored:
            yield _factor_point(row, "hindering", own, questions)
    helping = [row for row in rows if row.verdict == "enabling"]
    if helping:
        best = max(helping, key=lambda row: row.enabling_scored)
        yield _factor_point(best, "enabling", own, questions)


def _factor_point(
    row: Any, kind: str, own: Answers, questions: Mapping[str, Label]
) -> TalkingPoint:
    factor, hindering = str(row.factor), kind == "hindering"
    subject = str(own.questionnaire.factor_label(factor))
    n = int(row.n_hindering if hindering else row.n_enabling)
    low, high = float(row.enabling_scored_lower), float(row.enabling_scored_upper)
    bounds = (1 - high, 1 - low) if hindering else (low, high)
    figure = (
        mark("{factor}: {part} of {whole} scores are hindering ({share}; {interval}).")
        if hindering
        else mark("{factor}: {part} of {whole} scores are enabling ({share}; {interval}).")
    )
    return TalkingPoint(
        key=factor,
        kind=kind,
        subject=factor,
        question=_question(factor if hindering else "", kind, subject, questions),
        figure=text(
            figure,
            factor=subject,
            part=n,
            whole=int(row.n_scored),
            share=percent(n, int(row.n_scored)),
            interval=interval_words(*bounds, own.questionnaire),
        ),
        certain=row.verdict == kind,
        items=frozenset([str(row.item)]),
    )


def _question(key: str, kind: str, subject: str, questions: Mapping[str, Label]) -> str:
    if key in questions:
        return str(questions[key])
    return text(_GENERIC[kind].message, subject=subject)
