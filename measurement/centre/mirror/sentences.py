"""The words of the mirror: verdicts and reasons, and one sentence per cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from measurement.centre.mirror.tables import MIRROR_WORDS, REASON_WORDS
from measurement.charts.told import bound_words
from measurement.questionnaire.model import Questionnaire
from measurement.words import Label, Sentence, number, percent, plural, say, text

_MEANINGS = {
    "strength": say("present according to the checklist, and staff experience it so"),
    "work_point": say(
        "not fully present according to the checklist, and staff experience little of it"
    ),
    "blind_spot": say("present according to the checklist, but staff do not experience it so"),
    "hidden_strength": say(
        "not fully present according to the checklist, yet staff do experience it"
    ),
    "no_data": say("no verdict: the reason says what is missing"),
}
_MISSING = {
    "no_link": say("No item of the survey is linked to this success factor."),
    "neither": say("There is no checklist, and nobody gave a score to the linked items."),
    "no_checklist": say("There is no checklist that names this success factor."),
    "no_survey": say("Nobody gave a score to the linked items."),
    "only_ticked": say("Staff only ticked options in a list; that decides no verdict."),
}
_SAID = {
    "strength": say(
        "Present according to the checklist, and staff experience it so: {part} scores are favourable ({facts})."
    ),
    "blind_spot": say(
        "Present according to the checklist, but staff do not experience it so: {part} scores are favourable ({facts})."
    ),
    "hidden_strength": say(
        "Not fully present according to the checklist, yet staff do experience it: {part} scores are favourable ({facts})."
    ),
    "work_point": say(
        "Not fully present according to the checklist, and staff experience little of it: {part} scores are favourable ({facts})."
    ),
    "no_data": say("Staff are divided: {part} scores are favourable ({facts})."),
}


_UNDECIDED = ("uncertain", "too_few")


def verdict_label(verdict: str, reason: str = "") -> Sentence:
    """The words for a verdict; without one, for why: divided or too few answers."""
    return REASON_WORDS[reason] if reason in _UNDECIDED else MIRROR_WORDS[verdict]


def verdict_meaning(verdict: str) -> Sentence:
    """What a verdict means, for a legend."""
    return _MEANINGS[verdict]


def name_of(factor: str, names: Mapping[str, Label]) -> str:
    """The name of a success factor; its id where it has none."""
    return str(names.get(factor, factor))


def cell_words(row: Any) -> str:
    """The verdict of a row of ``mirror`` in a few words; one that is not certain says so."""
    label = str(verdict_label(str(row.verdict), str(row.reason)))
    return text("{verdict} (perhaps)", verdict=label) if row.reason == "leaning" else label


def reason_sentence(row: Any, questionnaire: Questionnaire) -> str:
    """Why a row of ``released_mirror`` has its verdict: both views with their figures, or what is missing."""
    reason = str(row.reason)
    if reason in _MISSING:
        return str(_MISSING[reason])
    if reason == "too_few":
        return text(
            "Too few people answered the linked items: at least {least} are needed.",
            least=questionnaire.thresholds.few_answers,
        )
    figures = figures_of(row, questionnaire)
    said = str(Sentence(_SAID[str(row.verdict)].message, figures))
    if reason != "leaning":
        return said
    return f"{said} " + text("The interval reaches past half: this may be chance.")


def figures_of(row: Any, questionnaire: Questionnaire) -> dict[str, object]:
    """The figures of a row of ``released_mirror`` as they stand in a sentence.

    ``part``: ``9 of 12``, ``at most 3 of 12``; ``facts``: the share, where it is told exactly, with
    the interval and at least how many persons gave these scores.
    """
    least, most, n = int(row.n_favourable_least), int(row.n_favourable_most), int(row.n_answers)
    persons = plural("at least {n} person", "at least {n} persons", int(row.n))
    share = [percent(most, n)] if least == most else []
    facts = [*share, interval_words(row.lower, row.upper, questionnaire), persons]
    part = bound_words(least, most, n, n)
    return {"part": part, "facts": "; ".join(facts), "persons": persons}


def interval_words(lower: float, upper: float, questionnaire: Questionnaire) -> str:
    """An interval with its confidence, in whole per cents."""
    return text(
        "{confidence}% interval {lower}–{upper}%",
        confidence=number(100 * questionnaire.thresholds.confidence),
        lower=number(100 * float(lower)),
        upper=number(100 * float(upper)),
    )


def network_sentence(row: Any, name: str) -> str:
    """Where a success factor is a blind spot, from a row of ``blind_spots``."""
    n = int(row.n_blind_spot)
    if not n:
        return text("{factor}: a blind spot in no centre.", factor=name)
    return plural(
        "{factor}: a blind spot in {n} centre, {certain} of them certain.",
        "{factor}: a blind spot in {n} centres, {certain} of them certain.",
        n,
        factor=name,
        certain=int(row.n_blind_spot_certain),
    )


def chance_sentence(mirrored: pd.DataFrame, questionnaire: Questionnaire) -> str:
    """How many certain verdicts there are, and how many chance alone would give; '' without any.

    Where staff are divided half and half, an interval of 95 % lies beside even in at most one of
    twenty cells. The cells are not corrected for their number.
    """
    judged = mirrored[mirrored["reason"].isin(("clear", "leaning", "uncertain"))]
    n, certain = len(judged), int(judged["certain"].sum())
    if not n:
        return ""
    most = -(-n * (100 - round(100 * questionnaire.thresholds.confidence)) // 100)
    return text(
        "Of {cells} with enough answers {certain} are certain. If staff were divided half and half everywhere, chance alone would make at most about {most} of them so.",
        cells=plural("{n} cell", "{n} cells", n),
        certain=certain,
        most=most,
    )
