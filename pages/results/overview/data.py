"""What the first screen shows: the effect, its chain, the sentences, and what needs a look."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from measurement.measures import overview
from measurement.measures.attention import Concern
from measurement.measures.attention import attention as of_selection
from measurement.questionnaire import comparability
from pages.desk.cache import kept, whatever_is_printed
from pages.desk.selection import Selection
from pages.desk.source import all_answers, answers


@whatever_is_printed
@kept
def effect_table(selection: Selection) -> pd.DataFrame:
    """Shares of the effect items per kind of survey, in the order of the chain."""
    return overview.effect(answers(selection))


@whatever_is_printed
@kept
def chain_table(selection: Selection) -> pd.DataFrame:
    """Shares per level of the chain of effect, in order."""
    return overview.chain(answers(selection))


@kept
def headline(selection: Selection) -> list[str]:
    """The first screen in sentences."""
    return overview.headline(all_answers(selection), selection.denominator)


@whatever_is_printed
@kept
def attention(selection: Selection) -> list[Concern]:
    """What needs a look, in the scope of the filter; of school years also those before it."""
    everything = all_answers(replace(selection, school_year=()))
    breaks = comparability.load()
    return of_selection(all_answers(selection), everything, breaks, selection.centre)
