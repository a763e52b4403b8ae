"""The pages' door to checklists, and to what success factors are called; a checklist is no answer."""

from __future__ import annotations

from typing import Any

import pandas as pd

from measurement.centre.checklist import checklist
from measurement.protection.director import own_lists
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept_per_scope
from pages.frame import person


def known() -> SuccessFactors:
    """Success factors, elements, terms and talking points (read again when their files change)."""
    return success_factor_files.load()


@kept_per_scope
def checklists() -> pd.DataFrame:
    """The declared table ``checklist``, drafts included; for a director of the own centres."""
    return own_lists(source.store().checklists.table(known()), person.me().scope)


def centres() -> list[str]:
    """Every centre with answers or a checklist; for a director the own ones."""
    scope = person.me().scope
    return source.centre_names() if scope.sees_all else list(scope.centres)


@kept_per_scope
def readiness() -> pd.DataFrame:
    """The declared table ``readiness``."""
    return checklist.readiness(checklists(), known())


@kept_per_scope
def one_list(number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Readiness and what is missing by one checklist alone, whatever others said."""
    table = checklists()
    own = table[table["checklist"] == number]
    return checklist.readiness(own, known()), checklist.missing(own, known())


@kept_per_scope
def spread() -> pd.DataFrame:
    """What every filler of a centre said, side by side."""
    return checklist.spread(checklists(), known())


@kept_per_scope
def missing() -> pd.DataFrame:
    """The declared table of factors that are not fully present, with tip and warning."""
    return checklist.missing(checklists(), known())


@kept_per_scope
def pressure_support() -> pd.DataFrame:
    """Pressure and support per centre."""
    return checklist.pressure_support(checklists(), known())


@kept_per_scope
def change() -> pd.DataFrame:
    """What changed since the checklist before."""
    return checklist.change(checklists())


@kept_per_scope
def matrix() -> pd.DataFrame:
    """Centres × factors."""
    return checklist.matrix(checklists(), known())


@kept_per_scope
def facts(centre: str) -> pd.DataFrame:
    """The facts that hold now of one centre that this person sees."""
    return _of(centre, source.store().centres.facts())


@kept_per_scope
def inspected(centre: str) -> pd.DataFrame:
    """What the inspection said of one centre that this person sees."""
    return _of(centre, source.store().centres.inspections())


def _of(centre: str, table: pd.DataFrame) -> pd.DataFrame:
    return table[(table["centre"] == centre) & person.me().sees(centre)]


def state_words(state: Any) -> str:
    """A state of the checklist in words; missing is 'not filled in'."""
    return _("not filled in") if pd.isna(state) else str(known().label("state", str(state)))
