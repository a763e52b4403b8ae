"""The pages' only door to the measures. All caching is here, keyed by the store's revision.

A key holds plain values only, never a table; what is kept is shared by all readers and is never
changed by a page.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd
import streamlit as st

from measurement import overview
from measurement.answers import Answers
from measurement.charts import canvas
from measurement.comparison import against_rest
from measurement.counts import Counts, count
from measurement.demo import load_example
from measurement.exports import participation_words
from measurement.factors import factors
from measurement.intervals import wilson
from measurement.questionnaire import Questionnaire
from measurement.questionnaire_files import HOME, fingerprint, folder_of, load
from measurement.response import response
from measurement.shares import distribution, shares
from measurement.store import Store, open_store
from measurement.words import language, speak
from measurement.words import text as _

P = ParamSpec("P")
T = TypeVar("T")
_key: ContextVar[tuple[str, int, str] | None] = ContextVar("key", default=None)


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


def _files() -> str:
    """What changes when a data file changes: of the questionnaire, and of what stands in for it."""
    stamps = [fingerprint(folder) for folder in sorted({folder_of(), folder_of(HOME)})]
    return f"{stamps} {participation_words.stamp()}"


def look_again() -> tuple[str, int, str]:
    """Ask the store for its revision: once at the start of a run."""
    found = (store().url, store().revision, _files())
    _key.set(found)
    return found


@st.cache_resource(max_entries=1024, show_spinner=False)
def _remembered(place: tuple[Any, ...], _make: Callable[[], Any]) -> Any:
    """What stands at this place; made when nothing does."""
    return _make() if place else None


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Work out once per store revision, questionnaire, language and theme; plain arguments only."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (*(_key.get() or look_again()), language(), canvas.is_dark())
        plain = (*args, *sorted(kwargs.items()))
        return cast(T, _remembered((key, name, plain), lambda: make(*args, **kwargs)))

    return found


@kept
def all_answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, zero measurements included."""
    if selection != EVERYTHING:
        return all_answers(EVERYTHING).where(**selection.filters())
    made = store().answers(questionnaire())
    gc.collect()
    gc.freeze()  # what stays for the life of the server need not be looked through again
    return made


@kept
def answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, without zero measurements."""
    if selection != EVERYTHING:
        return answers(EVERYTHING).where(**selection.filters())
    return all_answers(EVERYTHING).without_zero()


@kept
def counts(selection: Selection, *by: str) -> Counts:
    """Counts of the answers of a selection per group."""
    return count(answers(selection), by)


def _rated(counted: Counts) -> Counts:
    """The counts of items on a rating scale, without the ticked options."""
    scale_of = counted.questionnaire.scale_of
    return counted.select([i for i in counted.items if scale_of(i).kind == "rating"])


@kept
def share_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``shares``."""
    return shares(_rated(counts(selection, *by)), questionnaire())


@kept
def distribution_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``distribution``."""
    return distribution(_rated(counts(selection, *by)), questionnaire())


@kept
def response_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``response``."""
    return response(all_answers(selection), by)


@kept
def factor_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``factors``; compared with the rest of the network when by centre."""
    compare = "centre" if "centre" in by else None
    return factors(counts(selection, *by), by, questionnaire(), compare=compare)


@kept
def comparison_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``comparison`` of the effect items: every centre against the rest."""
    counted = counts(selection, *by)
    items = [i for i in questionnaire().items_with("effect") if i in counted.items]
    return against_rest(counted, items, questionnaire())


@kept
def effect_table(selection: Selection) -> pd.DataFrame:
    """Shares of the effect items per kind of survey, in the order of the chain."""
    return overview.effect(answers(selection))


@kept
def chain_table(selection: Selection) -> pd.DataFrame:
    """Shares per level of the chain of effect, in order."""
    return overview.chain(answers(selection))


@kept
def kinds(selection: Selection) -> list[tuple[str, str]]:
    """The kinds of survey of a selection, in the questionnaire's order."""
    return overview.kinds(all_answers(selection))


@kept
def experiment_items(selection: Selection) -> list[str]:
    """The items of an experiment that were answered in this selection."""
    answered = set(share_table(selection)["item"].astype(str))
    return [i for i in questionnaire().items_with("experiment") if i in answered]


@kept
def headline(selection: Selection) -> list[str]:
    """The first screen in sentences."""
    return overview.headline(all_answers(selection))


@kept
def attention(selection: Selection) -> list[str]:
    """What needs a look."""
    return overview.attention(all_answers(selection), all_answers())


@kept
def centre_sentences(selection: Selection, centre: str) -> list[str]:
    """How one centre's factors differ from the rest."""
    network = replace(selection, centre=())
    return overview.centre_sentences(factor_table(network, "centre"), centre, questionnaire())


def interval(n: int, of: int) -> tuple[float, float]:
    """The Wilson interval of one share."""
    bounds = wilson(n, of, questionnaire().thresholds.confidence)
    return float(bounds.lower), float(bounds.upper)


def drawn(n: int, value: float, lower: float, upper: float) -> tuple[float, float, float]:
    """What is drawn of n answers or persons: nothing where they are too few."""
    nothing = float("nan")
    few = n < questionnaire().thresholds.few_answers
    return (nothing, nothing, nothing) if few else (value, lower, upper)


def ready() -> None:
    """Look at the store anew; fill an empty one with the example, unless that was declined."""
    look_again()
    if store().empty and not store().example_declined:
        _fill_with_example()
        st.rerun()


def _fill_with_example() -> None:
    spoken = language()
    bar = st.progress(0.0, _("Putting the example data in place; this happens once…"))

    def show(done: float) -> None:
        speak(spoken)
        bar.progress(min(done, 1.0), _("Putting the example data in place; this happens once…"))

    load_example(store(), questionnaire(), show)
    bar.empty()
