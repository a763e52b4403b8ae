"""The pages' only door to the measures. All caching is here, keyed by the store's revision.

A key holds plain values only, never a table; what is kept is shared by readers who see the same and
is never changed by a page. What is asked for as a director is made of the protected answers of that
scope, and only by functions that say so (:func:`kept_per_scope`): all others refuse.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd
import streamlit as st

from measurement import comparability, overview
from measurement.access import STAFF
from measurement.answers import Answers
from measurement.attention import attention as of_selection
from measurement.charts import canvas
from measurement.comparison import Family, against_rest
from measurement.counts import Counts, count
from measurement.demo import load_example
from measurement.denominator import WITH, Denominator
from measurement.errors import SurveyError
from measurement.exports import participation_words
from measurement.factors import factors
from measurement.protection import Protected, protected
from measurement.protection_guard import Guard, guard
from measurement.protection_rules import Limits
from measurement.questionnaire import Questionnaire
from measurement.questionnaire_files import HOME, fingerprint, folder_of, load
from measurement.response import response
from measurement.scope import EVERYONE, Scope, View
from measurement.shares import distribution, shares
from measurement.store import Store
from measurement.words import language, say, speak, year
from measurement.words import text as _
from pages.shared import person

P = ParamSpec("P")
T = TypeVar("T")
_key: ContextVar[tuple[str, int, str] | None] = ContextVar("key", default=None)


@dataclass(frozen=True)
class Selection:
    """The reader's choice of data: plain values, so that it can be part of a cache's key.

    ``denominator`` is what shares are printed of; it filters nothing.
    """

    school_year: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    centre: tuple[str, ...] = ()
    denominator: Denominator = WITH

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The columns that are filtered, with the values that stay."""
        names = (f.name for f in fields(self) if f.name != "denominator")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


EVERYTHING = Selection()


def store() -> Store:
    """The one store of this server."""
    return person.store()


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


def _written(value: object) -> str:
    """A plain value in full, so that equal values and only those are written alike.

    A key is asked for a hundred times per page; hashing it would take as long as drawing figures.
    """
    if value is None or isinstance(value, str | int | float | date):
        return repr(value)
    if isinstance(value, tuple):
        return f"({','.join(map(_written, value))})"
    if is_dataclass(value):
        told = (getattr(value, field.name) for field in fields(value))
        return f"{type(value).__name__}({','.join(map(_written, told))})"
    raise TypeError(f"{type(value)} is no plain value for a key")


@st.cache_resource(max_entries=4096, show_spinner=False)
def _remembered(place: str, _make: Callable[[], Any]) -> Any:
    """What stands at this place; made when nothing does."""
    return _make() if place else None


def _keep(make: Callable[P, T], scope_of: Callable[[], Scope | None]) -> Callable[P, T]:
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (*(_key.get() or look_again()), language(), canvas.is_dark())
        plain = (*args, *sorted(kwargs.items()))
        place = _written((key, name, plain, scope_of()))
        return cast(T, _remembered(place, lambda: make(*args, **kwargs)))

    return found


def _everyone() -> Scope:
    scope = person.me().scope
    if not scope.sees_all:
        raise SurveyError(person.NO_ACCESS)
    return EVERYONE


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Work out once per store revision, questionnaire, language and theme; plain arguments only.

    For readers who see all centres; a director is refused.
    """
    return _keep(make, _everyone)


def kept_per_scope(make: Callable[P, T]) -> Callable[P, T]:
    """The same for every reader: made once per scope, of what that scope may see."""
    return _keep(make, lambda: person.me().scope)


def kept_behind(make: Callable[P, T]) -> Callable[P, T]:
    """The same once for all: what holds for everybody, and the material of what is protected."""
    return _keep(make, lambda: None)


def whatever_is_printed(make: Callable[P, T]) -> Callable[P, T]:
    """The same on either denominator: asked for, and kept, once."""

    @wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        plain = [replace(a, denominator=WITH) if isinstance(a, Selection) else a for a in args]
        return make(*cast(Any, plain), **kwargs)

    return found


@kept_behind
def _everything() -> Answers:
    made = store().answers(questionnaire())
    gc.collect()
    gc.freeze()  # what stays for the life of the server need not be looked through again
    return made


@kept_behind
def limits() -> Limits:
    """From how many persons something is shown, as staff set it."""
    return store().limits


@kept_per_scope
def shown_centres() -> tuple[str, ...]:
    """The own centres of a director of which there is anything to show: enough people answered.

    One of few answers would hide what is shown of the others; without figures it is to this
    director what it is to every other: a part of the rest.
    """
    people = _everything().without_zero().respondents
    n = people.groupby("centre", observed=True)["respondent"].nunique()
    return tuple(c for c in person.me().scope.centres if n.get(c, 0) >= limits().group)


@kept_per_scope
def guarded() -> Guard:
    """What this director may see of every item in every view."""
    return guard(_everything(), Scope("director", shown_centres()), limits())


@kept_per_scope
def views() -> tuple[View, ...]:
    """The choices of school year and strategy that a director may be offered."""
    return guarded().views() if shown_centres() else ()


def names_of_centres() -> list[str]:
    """All centres with answers or a checklist, for staff who look as one of their directors."""
    if person.me().own_role != STAFF:
        raise SurveyError(person.NO_ACCESS)
    return _named()


@kept_behind
def _named() -> list[str]:
    asked = _everything().respondents["centre"].dropna().astype(str).unique()
    return sorted({*asked, *store().checklist_listing()["centre"].astype(str)})


def nobody(centre: str) -> bool:
    """Whether nobody of a centre answered at all."""
    return not (_everything().respondents["centre"] == centre).any()


def anything(centre: str) -> bool:
    """Whether this reader may see figures of this centre: for a director enough people answered."""
    return not person.me().is_director or (centre in shown_centres() and bool(views()))


def view_of(selection: Selection) -> View:
    """The view that a director's selection is; raises :class:`SurveyError` for anything finer."""
    years, strategies = selection.school_year, selection.strategy
    finer = len(years) > 1 or len(strategies) > 1 or selection.initiative or selection.centre
    if finer or (strategies and not years):
        raise SurveyError(say("This selection cannot be protected. Choose a wider one."))
    return View(*years, *strategies)


@whatever_is_printed
@kept_per_scope
def shielded(selection: Selection) -> Protected:
    """The answers of a view as a director may have them, and what is withheld."""
    known = guarded()
    return protected(_everything(), known.scope, view_of(selection), known.limits, known=known)


@whatever_is_printed
@kept_per_scope
def all_answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, zero measurements included (but for directors)."""
    if person.me().is_director:
        return shielded(selection).answers
    if selection != EVERYTHING:
        return all_answers(EVERYTHING).where(**selection.filters())
    return _everything()


@whatever_is_printed
@kept_per_scope
def answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, without zero measurements."""
    if person.me().is_director:
        return shielded(selection).answers
    if selection != EVERYTHING:
        return answers(EVERYTHING).where(**selection.filters())
    return all_answers(EVERYTHING).without_zero()


@whatever_is_printed
@kept_per_scope
def counts(selection: Selection, *by: str) -> Counts:
    """Counts of the answers of a selection per group."""
    return count(answers(selection), by)


def _rated(counted: Counts) -> Counts:
    """The counts of items on a rating scale, without the ticked options."""
    scale_of = counted.questionnaire.scale_of
    return counted.select([i for i in counted.items if scale_of(i).kind == "rating"])


@whatever_is_printed
@kept_per_scope
def share_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``shares``."""
    return shares(_rated(counts(selection, *by)), questionnaire())


@whatever_is_printed
@kept_per_scope
def distribution_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``distribution``."""
    return distribution(_rated(counts(selection, *by)), questionnaire())


@whatever_is_printed
@kept_per_scope
def response_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``response``."""
    return response(all_answers(selection), by)


@whatever_is_printed
@kept_per_scope
def later_response(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``response`` without zero measurements: for every role the same."""
    return response(answers(selection), by)


def period(selection: Selection) -> str:
    """The school years of a choice, for a sentence."""
    years = [year(one) for one in sorted(selection.school_year)]
    return " + ".join(years) or _("all school years together")


@whatever_is_printed
@kept_per_scope
def factor_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``factors``; compared with the rest of the network when by centre."""
    compare = "centre" if "centre" in by else None
    table = factors(counts(selection, *by), by, questionnaire(), compare=compare)
    if person.me().is_director:  # a second cut, that the protection does not judge
        return table.assign(strict_hindering=float("nan"))
    return table


@whatever_is_printed
@kept_per_scope
def compared_factors(selection: Selection, family: Family = "network") -> pd.DataFrame:
    """The declared table ``factors`` per centre, compared with the others.

    The filter on centres is left out. ``family``: on pages of the network the tests of all centres
    are corrected together, on the page about one centre those of each by themselves.
    """
    everywhere, by = replace(selection, centre=()), ("centre",)
    table = factor_table(everywhere, *by)
    if family == "network":
        return table
    found = factors(counts(everywhere, *by), by, questionnaire(), "centre", family)
    return found.assign(strict_hindering=table["strict_hindering"])


def factors_of_centres(selection: Selection, family: Family = "network") -> pd.DataFrame:
    """The rows of ``compared_factors`` of factors on a scale, of centres that are known."""
    table = compared_factors(selection, family)
    return table[(table["kind"] == "scale") & table["centre"].notna()]


@whatever_is_printed
@kept_per_scope
def comparison_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``comparison`` of the effect items, for the pages about one centre.

    The tests of every centre are corrected by themselves, for staff as for a director.
    """
    counted = counts(selection, *by)
    items = [i for i in questionnaire().items_with("effect") if i in counted.items]
    return unnamed(against_rest(counted, items, questionnaire(), family="centre"))


def unnamed(table: pd.DataFrame) -> pd.DataFrame:
    """The table without whether one person gave most of the answers, for who may know that person."""
    if person.me().is_director and "one_person" in table.columns:
        return table.drop(columns="one_person")
    return table


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


@kept
def headline(selection: Selection) -> list[str]:
    """The first screen in sentences."""
    return overview.headline(all_answers(selection), selection.denominator)


@whatever_is_printed
@kept
def attention(selection: Selection) -> list[str]:
    """What needs a look, in the scope of the filter; of school years also those before it."""
    everything = all_answers(replace(selection, school_year=()))
    known = comparability.load()
    return of_selection(all_answers(selection), everything, known, selection.centre)


@whatever_is_printed
@kept_per_scope
def centre_sentences(selection: Selection, centre: str, family: Family = "network") -> list[str]:
    """How one centre's factors differ from the rest, by the table ``compared_factors``."""
    table = compared_factors(selection, family)
    return overview.centre_sentences(table, centre, questionnaire())


def drawn(n: int, value: float, lower: float, upper: float) -> tuple[float, float, float]:
    """What is drawn of n answers or persons: nothing where they are too few."""
    nothing = float("nan")
    few = n < questionnaire().thresholds.few_answers
    return (nothing, nothing, nothing) if few else (value, lower, upper)


def ready() -> None:
    """Look at the store anew; fill an empty one with the example, unless that was declined."""
    _tidied(store().url, date.today())
    look_again()
    if store().empty and not store().example_declined:
        _fill_with_example()
        st.rerun()


@st.cache_resource(max_entries=2, show_spinner=False)
def _tidied(url: str, today: date) -> bool:
    """Once a day, store and start: delete the school years that are due, where staff set that."""
    gone = bool(url) and not store().tidy_up(today).empty
    if gone:
        forget()
    return gone


def forget() -> None:
    """Let go of everything that was worked out: who was erased must not stay in memory."""
    _remembered.clear()


def _fill_with_example() -> None:
    spoken = language()
    bar = st.progress(0.0, _("Putting the example data in place; this happens once…"))

    def show(done: float) -> None:
        speak(spoken)
        bar.progress(min(done, 1.0), _("Putting the example data in place; this happens once…"))

    load_example(store(), questionnaire(), show)
    bar.empty()
