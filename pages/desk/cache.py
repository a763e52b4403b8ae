"""What was worked out is kept here, and nowhere else; for whom, it says where it is made.

A key holds plain values only, never a table; what is kept is shared by readers who see the same and
is never changed by a page. Without more words it is for readers who see all centres: a director is
refused. What a director gets of answers is :func:`kept_of_centre`: made of releases alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import streamlit as st

from measurement.charts import colours
from measurement.denominator import WITH
from measurement.errors import SurveyError
from measurement.exports.participations import words as participation_words
from measurement.protection.scope import EVERYONE, Scope
from measurement.questionnaire.files.reading import HOME, fingerprint, folder_of
from measurement.words import language
from pages.desk.selection import Look, Selection
from pages.frame import person

P = ParamSpec("P")
T = TypeVar("T")
_key: ContextVar[tuple[str, int, str] | None] = ContextVar("key", default=None)
_stamp: ContextVar[str] = ContextVar("stamp", default="")


def _files() -> str:
    """What changes when a data file changes: of the questionnaire, and of what stands in for it."""
    stamps = [fingerprint(folder) for folder in sorted({folder_of(), folder_of(HOME)})]
    return f"{stamps} {participation_words.stamp()}"


def look_again() -> tuple[str, int, str]:
    """Ask the store for its revision, and for that of what is released: once at the start of a run."""
    state = (person.store().url, person.store().revision, _files())
    _key.set(state)
    _stamp.set(person.store().releases.stamp)
    return state


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
    """What stands at this place; made when nothing does. Named arguments are found sooner."""
    return _make() if place else None


def _keep(make: Callable[P, T], state: Callable[..., object]) -> Callable[P, T]:
    """Make once per what is asked, questionnaire, language and theme, and per ``state`` of what it rests on.

    ``state`` is asked with what the reader asks, and refuses who may not ask it.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        url, _revision, files = _key.get() or look_again()
        plain = (*args, *sorted(kwargs.items()))
        key = (url, files, language(), colours.is_dark(), state(*args, **kwargs))
        place = _written((key, name, plain))
        return cast(T, _remembered(place=place, _make=lambda: make(*args, **kwargs)))

    return found


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Work out once per store revision; plain arguments only.

    For readers who see all centres; a director is refused.
    """
    return _keep(make, lambda *_asked, **_named: (_revision(), _everyone()))


def kept_per_scope(make: Callable[P, T]) -> Callable[P, T]:
    """The same for every reader, of what is no answer: made once per scope, of what that scope may see."""
    return _keep(make, lambda *_asked, **_named: (_revision(), person.me().scope))


def kept_behind(make: Callable[P, T]) -> Callable[P, T]:
    """The same once for all: what holds for everybody, and the material of what is protected."""
    return _keep(make, lambda *_asked, **_named: _revision())


def kept_of_centre(make: Callable[Concatenate[Look, P], T]) -> Callable[Concatenate[Look, P], T]:
    """Work out what releases say of one centre: once per state of the releases, the same for every role.

    No change of answers makes it anew. Asked for a centre that this person does not see, or for
    a preview by who may make none, it raises :class:`SurveyError`.
    """
    return _keep(make, _looked_at)


def kept_while_released(make: Callable[P, T]) -> Callable[P, T]:
    """Work out once per state of the releases what no reader gets as it is: the whole of them."""
    return _keep(make, lambda *_asked, **_named: _released())


def kept_for_previews(make: Callable[P, T]) -> Callable[P, T]:
    """Work out what would be released now; who makes no previews is refused."""
    return _keep(make, lambda *_asked, **_named: _previewed())


def _everyone() -> Scope:
    scope = person.me().scope
    if not scope.sees_all:
        raise SurveyError(person.NO_ACCESS)
    return EVERYONE


def _looked_at(look: Look, *_asked: object, **_named: object) -> object:
    if not person.me().sees(look.centre):
        raise SurveyError(person.NO_ACCESS)
    return _previewed() if look.preview else _released()


def _previewed() -> object:
    """What a preview follows on: the answers, and what was released of them."""
    if not person.me().previews:
        raise SurveyError(person.NO_ACCESS)
    return _released(), _revision()


def _revision() -> int:
    """What changes when answers do."""
    return (_key.get() or look_again())[1]


def _released() -> str:
    """What changes when, and only when, what is released does."""
    return _stamp.get() or person.store().releases.stamp


def whatever_is_printed(make: Callable[P, T]) -> Callable[P, T]:
    """The same on either denominator: asked for, and kept, once."""

    @wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        plain = [replace(a, denominator=WITH) if isinstance(a, Selection) else a for a in args]
        return make(*cast(Any, plain), **kwargs)

    return found


def forget() -> None:
    """Let go of everything that was worked out: who was erased must not stay in memory."""
    _remembered.clear()
