"""Tables that pages of several rooms show: made once per choice, for who may see them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from measurement.counting.counts import Counts
from measurement.measures import overview
from measurement.measures.factors import factors
from measurement.measures.overview import strongest
from measurement.measures.response import response
from measurement.measures.shares import distribution, shares
from measurement.measures.tables import Side
from measurement.words import text as _
from measurement.words import year
from pages.desk.cache import kept, whatever_is_printed
from pages.desk.selection import Selection
from pages.desk.source import all_answers, counts, questionnaire


def _rated(counted: Counts) -> Counts:
    """The counts of items on a rating scale, without the ticked options."""
    scale_of = counted.questionnaire.scale_of
    return counted.select([i for i in counted.items if scale_of(i).kind == "rating"])


@whatever_is_printed
@kept
def share_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``shares``."""
    return shares(_rated(counts(selection, *by)), questionnaire())


@whatever_is_printed
@kept
def distribution_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``distribution``."""
    return distribution(_rated(counts(selection, *by)), questionnaire())


@whatever_is_printed
@kept
def distribution_of(selection: Selection, item: str) -> pd.DataFrame:
    """The rows of ``distribution`` of one item."""
    table = distribution_table(selection)
    return table[table["item"] == item]


@whatever_is_printed
@kept
def response_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``response``."""
    return response(all_answers(selection), by)


def period(selection: Selection) -> str:
    """The school years of a choice, for a sentence."""
    years = [year(one) for one in sorted(selection.school_year)]
    return " + ".join(years) or _("all school years together")


@whatever_is_printed
@kept
def factor_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``factors``; compared with the rest of the network when by centre."""
    compare = "centre" if "centre" in by else None
    return factors(counts(selection, *by), by, questionnaire(), compare=compare)


@kept
def strongest_factors(selection: Selection, side: Side) -> pd.DataFrame:
    """The rows of ``factors`` that most help, or most hinder, by their verdict."""
    return strongest(factor_table(selection), side, selection.denominator)


@whatever_is_printed
@kept
def compared_factors(selection: Selection) -> pd.DataFrame:
    """The declared table ``factors`` per centre, compared with the others.

    The filter on centres is left out.
    """
    return factor_table(replace(selection, centre=()), "centre")


def factors_of_centres(selection: Selection) -> pd.DataFrame:
    """The rows of ``compared_factors`` of factors on a scale, of centres that are known."""
    table = compared_factors(selection)
    return table[(table["kind"] == "scale") & table["centre"].notna()]


@whatever_is_printed
@kept
def centre_sentences(selection: Selection, centre: str) -> list[str]:
    """How one centre's factors differ from the rest, by the table ``compared_factors``."""
    table = compared_factors(selection)
    return overview.centre_sentences(table, centre, questionnaire())


def drawn(n: int, value: float, lower: float, upper: float) -> tuple[float, float, float]:
    """What is drawn of n answers or persons: nothing where they are too few."""
    nothing = float("nan")
    few = n < questionnaire().thresholds.few_answers
    return (nothing, nothing, nothing) if few else (value, lower, upper)


@whatever_is_printed
@kept
def kinds(selection: Selection) -> list[tuple[str, str]]:
    """The kinds of survey of a selection, in the questionnaire's order."""
    return overview.kinds(all_answers(selection))


@whatever_is_printed
@kept
def experiment_items(selection: Selection) -> list[str]:
    """The items of an experiment that were answered in this selection."""
    answered = set(share_table(selection)["item"].astype(str))
    return [i for i in questionnaire().items_with("experiment") if i in answered]
