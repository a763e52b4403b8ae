"""What needs a look: sentences, each of which has enough behind it to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.groups import group_rows
from measurement.counting.intervals import wilson
from measurement.measures.falling import KIND, Wave, falls
from measurement.measures.response import response
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.scale import NOT_APPLICABLE
from measurement.tables import records
from measurement.words import percent, plural, some, text, year

MOSTLY = 0.5
About = Literal["response", "items", "imports"]


@dataclass(frozen=True)
class Concern:
    """A sentence on what needs a look, and what it is about: where one would go to look."""

    said: str
    about: About


def attention(
    answers: Answers,
    everything: Answers,
    comparability: Comparability | None = None,
    centres: Sequence[str] = (),
) -> list[Concern]:
    """What needs a look in this selection.

    ``everything`` holds the other school years too, within the same ``centres`` and other filters
    (none: the whole network), so that every sentence is about what was chosen.
    """
    falling = _falling(answers, everything, comparability or Comparability(), centres)
    return [
        *(Concern(said, "response") for said in falling),
        *_silent_centres(answers),
        *(Concern(said, "items") for said in _mostly_absent(answers)),
        *(Concern(said, "imports") for said in _invitations(answers, centres)),
        *(Concern(said, "imports") for said in _unplaced(answers)),
    ]


def _falling(
    answers: Answers, everything: Answers, comparability: Comparability, centres: Sequence[str]
) -> Iterator[str]:
    chosen = sorted({str(y) for y in answers.respondents["school_year"].dropna()})
    for fall in falls(everything, chosen, comparability):
        said = text(
            "Response falls: {survey}, from {before} in {year_before} to {now} in {year_now}.",
            survey=everything.questionnaire.survey_label(fall.strategy, fall.moment),
            before=_rate(fall.before),
            now=_rate(fall.now),
            year_before=year(fall.before.school_year),
            year_now=year(fall.now.school_year),
        )
        yield f"{_some(centres)}: {said}" if centres else said


def _rate(wave: Wave) -> str:
    return percent(wave.k, wave.n, 0)


def _silent_centres(answers: Answers) -> Iterator[Concern]:
    """Centres that were invited and did not answer, in one sentence over all kinds of survey."""
    table = response(answers, ("strategy", "moment", "centre"))
    silent = table[(table["n_answered"] == 0) & (table["n_invited"].fillna(0) > 0)]
    if silent.empty:
        return
    label = answers.questionnaire.survey_label
    each = [
        f"{', '.join(sorted(rows['centre'].astype(str)))} ({label(str(strategy), str(moment))})"
        for (strategy, moment), rows in silent.groupby(["strategy", "moment"], observed=True)
    ]
    yield Concern(text("Invited, but no answers: {names}.", names="; ".join(each)), "response")


def _mostly_absent(answers: Answers) -> Iterator[str]:
    """Items that more than half called not applicable, with enough persons to say so.

    A person counts once: with the share of his own answers to the item that say so.
    """
    questionnaire, limits = answers.questionnaire, answers.questionnaire.thresholds
    people = answers.respondents["respondent"].to_numpy()
    kinds = group_rows(answers.respondents, KIND)
    rated = [i for i in answers.items if questionnaire.scale_of(i).kind == "rating"]
    for group, kind in enumerate(records(kinds.groups)):
        rows = np.flatnonzero(kinds.index == group)
        for item in rated:
            codes = answers.codes[rows, answers.items.index(item)]
            given = codes >= NOT_APPLICABLE
            absent, n = codes[given] == NOT_APPLICABLE, int(given.sum())
            if n < limits.few_answers or absent.mean() <= MOSTLY:
                continue
            own = pd.Series(absent).groupby(people[rows][given]).mean()
            lower = wilson(float(own.sum()), len(own), limits.confidence).lower
            if len(own) >= limits.few_answers and float(lower) > MOSTLY:
                yield text(
                    "More than half answered not applicable: “{item}” ({part} of {n} answers of {persons}; {survey}).",
                    item=str(questionnaire.item_by_id[item].wording),
                    part=int(absent.sum()),
                    n=n,
                    persons=plural("{n} person", "{n} persons", len(own)),
                    survey=questionnaire.survey_label(str(kind.strategy), str(kind.moment)),
                )


def _invitations(answers: Answers, centres: Sequence[str]) -> Iterable[str]:
    table = response(answers, ("school_year", "strategy", "initiative", "moment"))
    unknown, over = table[table["n_invited"].isna()], table[table["more_than_invited"]]
    if len(unknown) and centres:
        yield plural(
            "The number invited is not known per centre for {n} survey, so there is no response rate here: {names}.",
            "The number invited is not known per centre for {n} surveys, so there is no response rate here: {names}.",
            len(unknown),
            names=_surveys(unknown, answers),
        )
    elif len(unknown):
        yield plural(
            "Invited unknown for {n} survey, so it has no response rate: {names}.",
            "Invited unknown for {n} surveys, so they have no response rate: {names}.",
            len(unknown),
            names=_surveys(unknown, answers),
        )
    if len(over):
        yield plural(
            "More answers than invitations in {n} survey: {names}. Correct the number invited.",
            "More answers than invitations in {n} surveys: {names}. Correct the number invited.",
            len(over),
            names=_surveys(over, answers),
        )


def _surveys(table: pd.DataFrame, answers: Answers) -> str:
    """Surveys by initiative, school year and moment, so that each is named once."""
    moment = answers.questionnaire.moment_label
    return _some(
        f"{r.initiative} ({', '.join([year(str(r.school_year)), str(moment(str(r.moment)))])})"
        for r in records(table)
    )


def _some(names: Iterable[object], most: int = 3) -> str:
    return str(some(sorted({str(n) for n in names}), most))


def _unplaced(answers: Answers) -> Iterable[str]:
    centres = answers.respondents["centre"]
    missing = int(centres.isna().sum())
    if missing:
        yield plural("{n} answer names no centre.", "{n} answers name no centre.", missing)
    listed = {c.name for c in answers.questionnaire.centres}
    unknown = sorted({str(c) for c in centres.dropna().unique()} - listed) if listed else []
    if unknown:
        yield text("Not on the list of centres: {names}.", names=_some(unknown, 5))
