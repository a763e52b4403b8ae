"""The pages' only door to the measures. All caching is here, keyed by the store's revision.

A key holds plain values only, never a table; results are made once per revision and selection.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd
import streamlit as st

from measurement import overview
from measurement.answers import Answers
from measurement.comparison import against_rest
from measurement.counts import Counts, count
from measurement.demo import load_example
from measurement.factors import factors
from measurement.intervals import wilson
from measurement.questionnaire import Questionnaire
from measurement.questionnaire_files import fingerprint, load
from measurement.response import response
from measurement.shares import distribution, shares
from measurement.store import Store, open_store
from measurement.words import language, speak

CACHE = {"max_entries": 256, "show_spinner": False}


@dataclass(frozen=True)
class Selection:
    """The reader's choice of data: plain values, so that it can be part of a cache's key."""

    school_year: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    centre: tuple[str, ...] = ()

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The columns that are filtered, with the values that stay."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


EVERYTHING = Selection()


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The one store of this server."""
    return open_store()


def questionnaire() -> Questionnaire:
    """The questionnaire in force (read again when its files change)."""
    return load()


def key() -> tuple[str, int, str, str]:
    """What every cached result depends on: the store, its revision, the questionnaire, language."""
    return store().url, store().revision, fingerprint(), language()


def answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection."""
    return _answers(key()[:3], selection)


@st.cache_resource(max_entries=64, show_spinner=False)
def _answers(revision: tuple[Any, ...], selection: Selection) -> Answers:
    if selection != EVERYTHING:
        return _answers(revision, EVERYTHING).where(**selection.filters())
    made = store().answers(questionnaire())
    gc.collect()
    gc.freeze()  # what stays for the life of the server need not be looked through at each run
    return made


@st.cache_resource(max_entries=64, show_spinner=False)
def _counts(revision: tuple[Any, ...], selection: Selection, by: tuple[str, ...]) -> Counts:
    return count(_answers(revision, selection), by)


def counts(selection: Selection, *by: str) -> Counts:
    """Counts of the answers of a selection per group."""
    return _counts(key()[:3], selection, by)


def rated(items: tuple[str, ...]) -> list[str]:
    """The items on a rating scale (not the ticked options)."""
    return [i for i in items if questionnaire().scale_of(i).kind == "rating"]


def share_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``shares``."""
    return _shares(key(), selection, by)


@st.cache_data(**CACHE)
def _shares(revision: tuple[Any, ...], selection: Selection, by: tuple[str, ...]) -> pd.DataFrame:
    counted = counts(selection, *by)
    return shares(counted.select(rated(counted.items)), questionnaire())


def distribution_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``distribution``."""
    return _distribution(key(), selection, by)


@st.cache_data(**CACHE)
def _distribution(revision: tuple[Any, ...], selection: Selection, by: tuple[str, ...]) -> pd.DataFrame:
    counted = counts(selection, *by)
    return distribution(counted.select(rated(counted.items)), questionnaire())


def response_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``response``."""
    return _response(key(), selection, by)


@st.cache_data(**CACHE)
def _response(revision: tuple[Any, ...], selection: Selection, by: tuple[str, ...]) -> pd.DataFrame:
    return response(answers(selection), by)


def factor_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``factors``; compared with the rest of the network when by centre."""
    return _factors(key(), selection, by)


@st.cache_data(**CACHE)
def _factors(revision: tuple[Any, ...], selection: Selection, by: tuple[str, ...]) -> pd.DataFrame:
    return factors(counts(selection, *by), by, questionnaire(), compare="centre" if "centre" in by else None)


def comparison_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``comparison`` of the effect items: every centre against the rest."""
    return _comparison(key(), selection, by)


@st.cache_data(**CACHE)
def _comparison(revision: tuple[Any, ...], selection: Selection, by: tuple[str, ...]) -> pd.DataFrame:
    counted = counts(selection, *by)
    items = [i for i in questionnaire().items_with("effect") if i in counted.items]
    return against_rest(counted, items, questionnaire())


def effect_table(selection: Selection) -> pd.DataFrame:
    """Shares of the effect items per kind of survey, in the order of the chain."""
    return _effect(key(), selection)


@st.cache_data(**CACHE)
def _effect(revision: tuple[Any, ...], selection: Selection) -> pd.DataFrame:
    return overview.effect(answers(selection))


def headline(selection: Selection) -> list[str]:
    """The first screen in sentences."""
    return _headline(key(), selection)


@st.cache_data(**CACHE)
def _headline(revision: tuple[Any, ...], selection: Selection) -> list[str]:
    return overview.headline(answers(selection))


def attention(selection: Selection) -> list[str]:
    """What needs a look."""
    return _attention(key(), selection)


@st.cache_data(**CACHE)
def _attention(revision: tuple[Any, ...], selection: Selection) -> list[str]:
    return overview.attention(answers(selection), answers())


def interval(n: int, of: int) -> tuple[float, float]:
    """The Wilson interval of one share."""
    bounds = wilson(n, of, questionnaire().thresholds.confidence)
    return float(bounds.lower), float(bounds.upper)


def fill_with_example() -> None:
    """Put the example data into an empty store, with progress on screen."""
    spoken = language()
    bar = st.progress(0.0)

    def show(done: float) -> None:
        speak(spoken)
        bar.progress(min(done, 1.0))

    load_example(store(), questionnaire(), show)
    bar.empty()


def ready() -> None:
    """Fill an empty store with the example data, unless the reader chose to start empty."""
    if store().empty and not store().example_declined:
        st.caption(_("Putting the example data in place…"))
        fill_with_example()
        st.rerun()
