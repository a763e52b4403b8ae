"""Pooling over years and strategies, offered where one year holds few answers of a centre."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from measurement.counting.answers import Answers
from measurement.words import plural, text


def n_people(answers: Answers) -> int:
    """How many persons gave the answers."""
    return int(answers.respondents["respondent"].nunique())


def surveys(n: int) -> str:
    """How many surveys were filled in, in words."""
    return plural("{n} survey", "{n} surveys", n)


class Offer(NamedTuple):
    """A wider selection: its years and strategies (empty: all), and what it would hold.

    ``wider`` says what was widened: ``years``, ``strategies`` or ``both``.
    """

    wider: str
    school_years: tuple[str, ...]
    strategies: tuple[str, ...]
    n_answers: int
    n_people: int


def pooling_offer(
    everything: Answers,
    centre: str,
    school_years: Sequence[str] = (),
    strategies: Sequence[str] = (),
) -> list[Offer]:
    """What pooling would give a centre that has few persons in the chosen years and strategies.

    Empty when it has ``small_group`` persons or more, or when pooling adds nothing. Otherwise all
    years, all strategies, and both, as far as each holds more answers than what came before.
    ``everything`` holds all years and strategies; none chosen means all.
    """
    own = everything.where(centre=centre)
    years, kinds = tuple(school_years), tuple(strategies)
    chosen = _offer(own, "", years, kinds)
    if chosen.n_people >= everything.questionnaire.thresholds.small_group:
        return []
    offers: list[Offer] = []
    for wide in (
        _offer(own, "years", (), kinds),
        _offer(own, "strategies", years, ()),
        _offer(own, "both", (), ()),
    ):
        before = offers if wide.wider == "both" else []
        if wide.n_answers > max([chosen.n_answers, *(offer.n_answers for offer in before)]):
            offers.append(wide)
    return offers


def wider_offer(chosen: Answers, everything: Answers, centre: str) -> list[Offer]:
    """All years and strategies, where the chosen ones hold few persons of a centre and these more.

    For who may not see every combination: uses the two selections only, as they are protected.
    """
    own = chosen.where(centre=centre)
    wide = _offer(everything.where(centre=centre), "both", (), ())
    small = chosen.questionnaire.thresholds.small_group
    return [wide] if n_people(own) < small and wide.n_answers > own.n else []


def _offer(
    own: Answers, wider: str, school_years: tuple[str, ...], strategies: tuple[str, ...]
) -> Offer:
    filters = {"school_year": school_years, "strategy": strategies}
    wider_answers = own.where(**{column: values for column, values in filters.items() if values})
    return Offer(wider, school_years, strategies, wider_answers.n, n_people(wider_answers))


def offer_sentence(offer: Offer) -> str:
    """An offer in words, for a button or a sentence."""
    figures = {
        "surveys": surveys(offer.n_answers),
        "people": plural("{n} colleague", "{n} colleagues", offer.n_people),
    }
    if offer.wider == "both":
        return text("All school years and strategies: {surveys} by {people}.", **figures)
    if offer.wider == "years":
        return text("All school years: {surveys} by {people}.", **figures)
    return text("All strategies: {surveys} by {people}.", **figures)
