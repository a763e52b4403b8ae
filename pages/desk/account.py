"""What a page is about, as a reader says it: it goes along in what is taken away from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date

from measurement.denominator import Denominator, base_words
from measurement.reports.book.account import Account, Fact, how, made_on, sources_of
from measurement.tables import records
from measurement.words import say, year
from measurement.words import text as _
from pages.desk import source
from pages.desk.selection import EVERYTHING, Look, Selection
from pages.frame import person

_NAMES = {
    "school_years": say("School year"),
    "strategies": say("Strategy"),
    "initiatives": say("Initiative"),
    "centres": say("Centre"),
}


@dataclass(frozen=True)
class About:
    """What a page is about: of living answers a ``selection``; of a centre what was ``released``.

    ``left`` says how many answers the selection leaves; ``centre`` is the one that is looked at.
    """

    selection: Selection | None = None
    left: str = ""
    centre: str = ""
    released: str = ""
    denominator: Denominator | None = None


_NOTHING = About()
_about: ContextVar[About] = ContextVar("about", default=_NOTHING)


def nothing_yet() -> None:
    """A page begins: nothing was chosen on it."""
    _about.set(_NOTHING)


def now() -> About:
    """What the page is about so far."""
    return _about.get()


@contextmanager
def living() -> Iterator[None]:
    """What is shown within is of no choice and of no release, wherever it stands."""
    token = _about.set(_NOTHING)
    try:
        yield
    finally:
        _about.reset(token)


def looks_at(selection: Selection, left: str = "", shares: bool = True) -> Selection:
    """The page is about this choice from here on; with ``shares`` on its denominator."""
    by = selection.denominator if shares else None
    _about.set(replace(now(), selection=selection, left=left, denominator=by))
    return selection


def looks_at_release(look: Look, told: str, by: Denominator) -> None:
    """The page is about what was released of a centre, ``told`` says when."""
    chosen = Selection(
        (look.school_year,) * bool(look.school_year), (look.strategy,) * bool(look.strategy)
    )
    _about.set(About(chosen, "", look.centre, told, by))


def in_words(selection: Selection) -> dict[str, str]:
    """What is filtered, as a reader says it, by the name that the audit log has for it."""
    questionnaire = source.questionnaire()
    chosen = {
        "school_years": [year(y) for y in selection.school_year],
        "strategies": [str(questionnaire.strategy_label(s)) for s in selection.strategy],
        "initiatives": list(selection.initiative),
        "centres": list(selection.centre),
    }
    return {name: ", ".join(values) for name, values in chosen.items() if values}


def _chosen(about: About) -> list[Fact]:
    """The centre and the choice, with what each is."""
    facts = [(str(_NAMES["centres"]), about.centre)] if about.centre else []
    if about.selection is None:
        return facts
    said = [(str(_NAMES[name]), values) for name, values in in_words(about.selection).items()]
    return facts + (said or [(_("Choice"), _("All answers"))])


def selected(selection: Selection) -> list[str]:
    """The selection in lines for a sheet of definitions."""
    return [f"{label}: {value}" for label, value in _chosen(About(selection))]


def shown() -> list[str]:
    """What this page is about, in lines, and of a centre when it was released."""
    about = now()
    said = [f"{label}: {value}" for label, value in _chosen(about)]
    return said + [about.released] * bool(about.released)


def of_file(title: str, said: Sequence[str], about: About | None = None) -> Callable[[], Account]:
    """Accounts for a file when it is built; ``said`` are sentences that explain its figures.

    A file of a release, and any file for a director, tells no clock and no files that answers came from.
    """
    about = now() if about is None else about
    released = bool(about.released) or not person.me().scope.sees_all
    facts = [(_("What"), title), *((_("Explanation"), line) for line in said if line)]
    facts += [(_("Released"), about.released)] * bool(about.released)
    facts += _chosen(about)
    facts += [(_("Answers"), about.left)] * bool(about.left)
    if about.denominator is not None:
        facts.append((_("Denominator"), base_words(about.denominator)))
    store, questionnaire, limits = source.store(), source.questionnaire(), source.limits()
    chosen = about.selection or EVERYTHING

    def account() -> Account:
        told = [*facts, *how(questionnaire, limits)]
        if released:
            return Account(title, None, tuple(told))
        sources = tuple(sources_of(records(store.imports.table()), chosen.filters()))
        return Account(title, date.today(), (made_on(date.today()), *told), sources)

    return account
