"""The answers, as far as this reader may have them: of a director the protected ones of the own centres."""

from __future__ import annotations

import gc

from measurement.access.roles import STAFF
from measurement.counting.answers import Answers
from measurement.counting.counts import Counts, count
from measurement.errors import SurveyError
from measurement.protection import director
from measurement.protection.decide import Guard, guard
from measurement.protection.protect import Protected, protected
from measurement.protection.rules import Limits
from measurement.protection.scope import Scope, View
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.model import Questionnaire
from measurement.store import Store
from pages.desk.cache import kept_behind, kept_per_scope, whatever_is_printed
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
    now = store().access.limits
    return Limits(group=now.persons, open=now.writers, crossed=now.crossed)


@kept_per_scope
def shown_centres() -> tuple[str, ...]:
    """The own centres of a director of which there is anything to show."""
    return director.shown_centres(_everything(), person.me().scope, limits())


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
    return sorted({*asked, *store().checklists.listing()["centre"].astype(str)})


def nobody(centre: str) -> bool:
    """Whether nobody of a centre answered at all."""
    return not (_everything().respondents["centre"] == centre).any()


def anything(centre: str) -> bool:
    """Whether this reader may see figures of this centre: for a director enough people answered."""
    return person.me().scope.sees_all or (centre in shown_centres() and bool(views()))


@whatever_is_printed
@kept_per_scope
def shielded(selection: Selection) -> Protected:
    """The answers of a view as a director may have them, and what is withheld."""
    decision, view = guarded(), director.view_of(selection.filters())
    return protected(_everything(), decision.scope, view, decision.limits, decision=decision)


@whatever_is_printed
@kept_per_scope
def all_answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, zero measurements included (but for directors)."""
    if not person.me().scope.sees_all:
        return shielded(selection).answers
    if selection != EVERYTHING:
        return all_answers(EVERYTHING).where(**selection.filters())
    return _everything()


@whatever_is_printed
@kept_per_scope
def answers(selection: Selection = EVERYTHING) -> Answers:
    """The answers of a selection, without zero measurements."""
    if not person.me().scope.sees_all:
        return shielded(selection).answers
    if selection != EVERYTHING:
        return answers(EVERYTHING).where(**selection.filters())
    return all_answers(EVERYTHING).without_zero()


@whatever_is_printed
@kept_per_scope
def counts(selection: Selection, *by: str) -> Counts:
    """Counts of the answers of a selection per group."""
    return count(answers(selection), by)
