"""The store, the questionnaire in force, and the answers: for who sees all centres. A director is refused."""

from __future__ import annotations

import gc

from measurement.access.roles import STAFF
from measurement.counting.answers import Answers
from measurement.counting.counts import Counts, count
from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.model import Questionnaire
from measurement.releases.limits import Limits
from measurement.store import Store
from pages.desk.cache import kept, kept_behind, whatever_is_printed
from pages.desk.selection import EVERYTHING, Selection
from pages.frame import person


def store() -> Store:
    """The one store of this server."""
    return person.store()


def questionnaire() -> Questionnaire:
    """The questionnaire in force (read again when its files change)."""
    return load()


@kept_behind
def _everything() -> Answers:
    made = store().answers(questionnaire())
    gc.collect()
    gc.freeze()  # what stays for the life of the server need not be looked through again
    return made


@kept_behind
def limits() -> Limits:
    """From how many persons something is shown, as staff set it."""
    return store().access.limits


def names_of_centres() -> list[str]:
    """All centres with answers or a checklist, for staff who look as one of their directors."""
    if person.me().own_role != STAFF:
        raise SurveyError(person.NO_ACCESS)
    return _named()


@kept_behind
def _named() -> list[str]:
    asked = _everything().respondents["centre"].dropna().astype(str).unique()
    return sorted({*asked, *store().checklists.listing()["centre"].astype(str)})


@kept
def centre_names() -> list[str]:
    """All centres with answers or a checklist."""
    return _named()


@whatever_is_printed
@kept
def all_answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, zero measurements included."""
    if selection != EVERYTHING:
        return all_answers(EVERYTHING).where(**selection.filters())
    return _everything()


@whatever_is_printed
@kept
def answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, without zero measurements."""
    if selection != EVERYTHING:
        return answers(EVERYTHING).where(**selection.filters())
    return all_answers(EVERYTHING).without_zero()


@whatever_is_printed
@kept
def counts(selection: Selection, *by: str) -> Counts:
    """Counts of the answers of a selection per group."""
    return count(answers(selection), by)
