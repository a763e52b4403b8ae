"""The pages' door to the releases: all of them, what the next would be, and when the last one was."""

from __future__ import annotations

from datetime import date

import pandas as pd

from measurement.releases.history import History, added
from measurement.words import Sentence, day, say
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept_for_previews, kept_while_released
from pages.frame import person


@kept_while_released
def history() -> History:
    """All releases, and what holds of them."""
    return source.store().releases.history()


@kept_for_previews
def previewed() -> History:
    """The releases with what would be released now after them; it is made, and kept nowhere."""
    store, who = source.store(), person.me().by
    today = str(date.today())
    return added(history(), store.releases.preview(source.questionnaire(), day=today, by=who))


@kept_while_released
def names_of(centre: str) -> tuple[str, ...]:
    """All names that a centre had, the present one first."""
    return source.store().releases.names_of(centre)


@kept_while_released
def quotes() -> pd.DataFrame:
    """The declared table ``released_quotes``: of all centres, so it is narrowed by who asks."""
    return source.store().releases.quotes()


@kept_while_released
def last_words() -> str:
    """When the last release was, and its number."""
    last = history().last
    if last is None:
        return ""
    when = day(date.fromisoformat(last.day), full=True)
    return _("Released on {day} (no. {number})", day=when, number=last.number)


def preview_words() -> Sentence:
    """That this is not released, and of which day it is."""
    when = day(date.today(), full=True)
    return say("Preview of {day}: this is how it would be released.", day=when)


def centres(preview: bool = False) -> list[str]:
    """All centres of which something was, or would be, released, or that filled in a checklist."""
    return _centres(previewed() if preview else history())


def _centres(found: History) -> list[str]:
    surveyed = {str(c) for r in found.releases for c in r.response["centre"].dropna()}
    listed = source.store().checklists.listing()["centre"].astype(str)
    names = {*(atom.centre for atom in found.atoms), *surveyed, *listed} - {""}
    earlier = {old for name in names for old in names_of(name)[1:]}
    return sorted(names - earlier)
