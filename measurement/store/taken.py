"""What people take away of a centre: its report and its summary, of what was released.

Whoever asks, pages or command line, gets the same; only staff may ask for a preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from measurement.centre.released.seen import Seen, offered
from measurement.denominator import WITH, Denominator
from measurement.errors import SurveyError
from measurement.protection.director import own_lists, own_reach
from measurement.protection.scope import Scope
from measurement.questionnaire import comparability, success_factor_files
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reach.reach import reach, staff_of
from measurement.releases.history import History, added
from measurement.releases.limits import Limits
from measurement.releases.views import EVERYTHING, Choice
from measurement.reports.centre.beside import Beside
from measurement.reports.centre.report import Told, centre_report, centre_summary
from measurement.reports.paper.parts import Report
from measurement.store.store import Store
from measurement.words import day, say, text


@dataclass(frozen=True)
class Asked:
    """What is asked of a centre: a choice, and by ``by`` (staff) a preview instead of the release.

    Without a choice it is the newest school year that can be looked at. ``path`` is the
    questionnaire (see :func:`~measurement.questionnaire.files.reading.load`).
    """

    choice: Choice | None = None
    preview: bool = False
    by: str = ""
    path: str | None = None
    denominator: Denominator = WITH


def report(store: Store, centre: str, asked: Asked) -> Report:
    """The report of a centre. Raises :class:`SurveyError` where nothing of it is released."""
    seen, told = _seen(store, centre, asked)
    return centre_report(seen, _network(store, asked).of(seen.names), told, asked.denominator)


def summary(store: Store, centre: str, asked: Asked) -> Report:
    """The summary of a centre on one page. Raises :class:`SurveyError` like :func:`report`."""
    seen, told = _seen(store, centre, asked)
    return centre_summary(seen, _network(store, asked).of(seen.names), told, asked.denominator)


def reports(store: Store, asked: Asked, centres: Iterable[str]) -> Iterator[tuple[str, Report]]:
    """The reports of these centres, one by one; of those alone of which something is released."""
    (history, told), network = _history(store, asked), _network(store, asked)
    for centre in centres:
        seen = _in_choice(store, history, centre, asked)
        if seen.atoms:
            yield centre, centre_report(seen, network.of(seen.names), told, asked.denominator)


def centres(store: Store, asked: Asked) -> list[str]:
    """The centres of which something is released, by their names of today."""
    history, _ = _history(store, asked)
    names = {atom.centre for atom in history.atoms} - {""}
    earlier = {old for name in names for old in store.releases.names_of(name)[1:]}
    return sorted(names - earlier)


def _history(store: Store, asked: Asked) -> tuple[History, Told]:
    history = store.releases.history()
    if asked.preview:
        today = date.today()
        made = store.releases.preview(load(asked.path), day=today.isoformat(), by=asked.by)
        words = text(
            "Preview of {day}: this is how it would be released.", day=day(today, full=True)
        )
        stamp = text("draft, do not pass on")
        return added(history, made), Told(words, today.isoformat(), stamp)
    if history.last is None:
        raise SurveyError(
            say(
                "Nothing has been released yet, so there is no report of a centre. Staff release figures on the page Release, or make a preview."
            )
        )
    when = day(date.fromisoformat(history.last.day), full=True)
    words = text("Released on {day} (no. {number})", day=when, number=history.last.number)
    return history, Told(words, history.last.day)


def _seen(store: Store, centre: str, asked: Asked) -> tuple[Seen, Told]:
    history, told = _history(store, asked)
    seen = _in_choice(store, history, centre, asked)
    if not seen.atoms:
        raise SurveyError(
            say("Nothing on {centre} is released now, so there is no report of it.", centre=centre)
        )
    return seen, told


def _in_choice(store: Store, history: History, centre: str, asked: Asked) -> Seen:
    names = store.releases.names_of(centre)
    own = history.of(names)
    newest = next((c for c in offered(own) if c.school_year and not c.strategy), EVERYTHING)
    return Seen(own, names, load(asked.path), asked.choice or newest)


@dataclass(frozen=True)
class _Network:
    """What is known of all centres beside answers, read once."""

    terms: SuccessFactors
    breaks: Comparability
    checklists: pd.DataFrame
    inspections: pd.DataFrame
    reached: pd.DataFrame
    quotes: pd.DataFrame
    facts: pd.DataFrame
    limits: Limits

    def of(self, names: Sequence[str]) -> Beside:
        """Of one centre, as far as its director sees it."""
        scope, own = Scope("director", tuple(names)), list(names)
        return Beside(
            terms=self.terms,
            comparability=self.breaks,
            checklists=own_lists(self.checklists, scope),
            inspections=self.inspections[self.inspections["centre"].isin(own)],
            reached=own_reach(self.reached, scope, self.limits, ()),
            quotes=self.quotes[self.quotes["centre"].isin(own)],
            facts=self.facts[self.facts["centre"].isin(own)],
        )


def _network(store: Store, asked: Asked) -> _Network:
    terms = success_factor_files.load(asked.path)
    facts = store.centres.facts()
    return _Network(
        terms=terms,
        breaks=comparability.load(asked.path),
        checklists=store.checklists.table(terms),
        inspections=store.centres.inspections(),
        reached=reach(store.reach.table(), ("centre",), staff_of(facts)),
        quotes=store.releases.quotes(),
        facts=facts,
        limits=store.access.limits,
    )
