"""Persons behind answers, and what a comparison could have found, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from measurement.measures.comparison_tables import OUTCOME_WORDS
from measurement.measures.tables import VERDICT_WORDS
from measurement.questionnaire.model import Questionnaire
from measurement.words import Sentence, number, plural, some, text

MANY_UNKNOWN = 0.1  # from here on the tests find too much
_REACH = ("detectable_higher", "detectable_lower")


def answers_of(n: int, n_persons: int) -> str:
    """``58 answers of 27 persons``; only the answers where everybody gave one."""
    answers = plural("{n} answer", "{n} answers", n)
    if n_persons == n:
        return answers
    return plural("{answers} of {n} person", "{answers} of {n} persons", n_persons, answers=answers)


def _scores_of(n: int, n_persons: int) -> str:
    """``58 scores of 27 persons``: beside a share of all answers, n/a counted in."""
    return plural(
        "{scores} scores of {n} person",
        "{scores} scores of {n} persons",
        n_persons,
        scores=number(n),
    )


def row_words(row: Any, differs: str = "") -> str:
    """What a row of a table rests on, for who points at it: persons, and what would have shown.

    '' where everybody gave one answer and nothing is compared. ``differs`` is the outcome of its
    comparison: of what was not tested nothing could have shown.
    """
    n, persons = getattr(row, "n_scored", 0), getattr(row, "n_persons", None)
    said = []
    if persons is not None and persons == persons and int(persons) < int(n):
        said.append(_scores_of(int(n), int(persons)))
    return "<br>".join(part for part in (*said, reach_words(row, differs)) if part)


def reach_words(row: Any, differs: str) -> str:
    """What a comparison could have found, for who points at it; '' of what was not tested."""
    return _reach_of(row) if differs and differs != "too_few" else ""


def _reach_of(row: Any) -> str:
    """The smallest difference that would have shown, in both directions."""
    higher, lower = (float(getattr(row, name)) for name in _REACH)
    if higher != higher and lower != lower:
        return text("Only a difference of more than a half would show here.")
    if higher != higher:
        return text(
            "Would show: {lower} points lower; higher cannot be shown here.", lower=_points(lower)
        )
    if lower != lower:
        return text(
            "Would show: {higher} points higher; lower cannot be shown here.",
            higher=_points(higher),
        )
    return text(
        "Would show: {higher} points higher or {lower} points lower.",
        higher=_points(higher),
        lower=_points(lower),
    )


def _points(share: float) -> str:
    return number(round(100 * share))


def unknown_sentence(share_unknown: float) -> str:
    """That tests count unknown people as somebody else each; '' below a tenth of the answers.

    Simulated: with half of the answers of unknown people a difference is found between identical
    centres in some 18 % of runs, with all of them in 43 %, where 5 % is meant.
    """
    if share_unknown < MANY_UNKNOWN:
        return ""
    return text(
        "Of {share} of these answers it is not known who gave them. Each counts as somebody else, so differences are found too easily.",
        share=f"{number(100 * share_unknown)}\u00a0%",
    )


def table_sentences(table: pd.DataFrame) -> list[str]:
    """What stands under a figure made of this table: persons, reach, what is left out."""
    return [*_persons(table), *reach_sentences(table), *_left_out(table)]


def _persons(table: pd.DataFrame) -> Iterator[str]:
    n = "n_scored" if "n_scored" in table.columns else "n"  # means, scales and series have n scores
    if not {n, "n_persons"} <= set(table.columns):
        return
    scores, persons = (table[c].to_numpy(float, na_value=0) for c in (n, "n_persons"))
    told = persons > 0
    if "measure" in table.columns:
        told &= table["measure"].to_numpy() != "rate"  # of invitations
    scores, persons = scores[told], persons[told]
    if not (scores > persons).any():
        return
    if len(scores) == 1:
        yield _scores_of(int(scores[0]), int(persons[0])) + "."
        return
    yield text(
        "Here are {scores} scores of {persons} persons: intervals and tests count persons.",
        scores=_range(int(scores.min()), int(scores.max())),
        persons=_range(int(persons.min()), int(persons.max())),
    )


def _range(low: int, high: int) -> str:
    if low == high:
        return number(low)
    return text("{low} to {high}", low=number(low), high=number(high))


def reach_sentences(table: pd.DataFrame) -> list[str]:
    """How large a difference would have been found in four of five cases, over the rows tested.

    ``table``: a comparison with the rest, of shares or of scales, or a trend of one kind of measure.
    """
    if "p" not in table.columns:
        return []
    tested = table[table["p"].notna()]
    if tested.empty:
        return []
    if means := _of_means(tested):
        return [means]
    if not {*_REACH} <= set(table.columns):
        return []
    parts = [_direction(tested[name].astype(float)) for name in _REACH]
    if not any(parts):
        return [text("Here only a difference of more than 50 points would show.")]
    higher, lower = parts
    if not higher:
        said = text("{lower} lower; higher cannot be shown here", lower=lower)
    elif not lower:
        said = text("{higher} higher; lower cannot be shown here", higher=higher)
    else:
        said = text("{higher} higher or {lower} lower", higher=higher, lower=lower)
    return [text("What would show here, in four of five cases: {what}.", what=said)]


def _of_means(tested: pd.DataFrame) -> str:
    """The same for means, in points of the scale; '' for shares."""
    of_means = "measure" in tested.columns and set(tested["measure"]) <= {"mean", "scale"}
    column = _REACH[0] if of_means else "detectable"
    if column not in tested.columns or tested[column].isna().all():
        return ""
    low, high = (float(v) for v in (tested[column].min(), tested[column].max()))
    reach = number(low, 1)
    if low != high:
        reach = text("{low} to {high}", low=reach, high=number(high, 1))
    return text(
        "What would show here, in four of five cases: {what}.",
        what=text("a difference of {reach} points of the scale", reach=reach),
    )


def _direction(reach: pd.Series) -> str:
    """``25 to 50 points``; '' where nothing in this direction would show."""
    sizes = reach.dropna()
    if sizes.empty:
        return ""
    low, high = round(100 * float(sizes.min())), round(100 * float(sizes.max()))
    if len(sizes) < len(reach):
        return text("from {low} points (not everywhere)", low=number(low))
    return text("{range} points", range=_range(low, high))


def _left_out(table: pd.DataFrame) -> Iterator[str]:
    if "n_left_out" in table.columns and (n := int(table["n_left_out"].fillna(0).sum())):
        yield plural(
            "{n} answer is of a strategy and year that no other centre has, and is not compared.",
            "{n} answers are of a strategy and year that no other centre has, and are not compared.",
            n,
        )


def one_person_sentence(table: pd.DataFrame) -> str:
    """Where more than half of the answers are one person's; for staff, '' where that is nowhere."""
    if "one_person" not in table.columns:
        return ""
    mine = table["one_person"].fillna(False).astype(bool) & (table["n_scored"] > 1)
    if not mine.any():
        return ""
    column = "centre" if "centre" in table.columns and table["centre"].nunique() > 1 else "item"
    return text(
        "More than half of the answers are of one person at: {names}.",
        names=str(some(list(dict.fromkeys(str(name) for name in table.loc[mine, column])))),
    )


def outcome_label(outcome: str) -> Sentence:
    """The words for an outcome: ``higher``, ``lower``, ``same`` or ``too_few``."""
    return OUTCOME_WORDS[outcome]


def outcome_mark(outcome: str) -> str:
    """The words for an outcome beside a figure; '' where there is no difference to name."""
    return str(OUTCOME_WORDS[outcome]) if outcome in OUTCOME_WORDS and outcome != "same" else ""


def verdict_label(verdict: str) -> Sentence:
    """The words for a verdict, one of :data:`VERDICTS`."""
    return VERDICT_WORDS[verdict]


def band_names(questionnaire: Questionnaire, items: Sequence[str]) -> tuple[str, str]:
    """``low (1–5)`` and ``high (6–8)``, from the scale of the first item with a cut."""
    for item in items:
        scale = questionnaire.scale_of(item)
        if scale.has_cut:
            low, high = (
                f"{b[0]}–{b[-1]}" if len(b) > 1 else str(b[0]) for b in (scale.low, scale.high)
            )
            return text("low ({band})", band=low), text("high ({band})", band=high)
    return text("low"), text("high")


def doubt(row: Any) -> str:
    """That a rate holds an impossible survey, from a row of ``response``; '' where it does not."""
    n = int(row.n_surveys_impossible)
    if not n:
        return ""
    return plural(
        "{n} survey has more answers than invitations, so this rate is not right.",
        "{n} surveys have more answers than invitations, so this rate is not right.",
        n,
    )
