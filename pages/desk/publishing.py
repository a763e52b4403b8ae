"""The pages' door to the releases: all of them, what the next would be, and when the last one was."""

from __future__ import annotations

from datetime import date

from measurement.releases.given import Identity
from measurement.releases.history import History, added
from measurement.releases.release import release
from measurement.tables import records
from measurement.words import Sentence, day, say
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept_for_previews, kept_while_released


@kept_while_released
def history() -> History:
    """All releases, and what holds of them."""
    return _of_all_answers()


@kept_for_previews
def previewed() -> History:
    """The releases with what would be released now after them."""
    return _of_all_answers()


@kept_while_released
def names_of(centre: str) -> tuple[str, ...]:
    """All names that a centre had, the present one first."""
    return (centre,)


def _of_all_answers() -> History:
    answers = source.store().answers(source.questionnaire())
    people = records(answers.respondents[["respondent", "survey"]])
    who = [Identity(str(one.respondent), str(one.survey)) for one in people]
    begun = History()
    made = release(answers, who, b"", begun.before(), day=str(date.today()), by="")
    return added(begun, made)


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
