"""The door to reach and targets: lists of participants, yearly figures and what follows from them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from measurement.exports.participations.participations import (
    Participations,
    recognise_participations,
)
from measurement.protection.director import own_reach
from measurement.reach import reach, target_file
from measurement.reach import sentences as reach_words
from measurement.reach.target_model import Target
from measurement.reach.targets import targets
from measurement.store import Invitation
from measurement.store.reach.participations import ListReceipt
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept, kept_behind, kept_per_scope
from pages.desk.selection import Selection
from pages.frame import person

Chosen = tuple[str, ...]


def recognised(path: Path) -> Participations:
    """What stands in a list. Raises :class:`ExportError` for a file that is none."""
    store = source.store()
    surveys = [] if store.example.there else store.reach.surveys()  # invented names name nothing
    return recognise_participations(path, source.questionnaire(), surveys)


def add(participations: Participations) -> ListReceipt:
    """Add a list; the example data make place for it."""
    person.me().require("import_exports")
    return source.store().reach.add(participations, instead_of_example=True)


def definitions() -> tuple[Target, ...]:
    """The targets (read again when their file changes)."""
    return target_file.load()


@kept_behind
def _listed() -> pd.DataFrame:
    return source.store().reach.table()


@kept
def everything() -> pd.DataFrame:
    """The declared table ``participations``."""
    return _listed()


@kept
def chosen(years: Chosen, strategies: Chosen) -> pd.DataFrame:
    """The participations of these school years and strategies; of none means of all."""
    return _narrowed(everything(), years, strategies)


def _narrowed(table: pd.DataFrame, years: Chosen, strategies: Chosen) -> pd.DataFrame:
    for name, values in (("school_year", years), ("strategy", strategies)):
        table = table[table[name].isin(values)] if values else table
    return table


@kept
def years() -> list[str]:
    """The school years with participations or figures, the newest first."""
    both = (everything()["school_year"], figures()["school_year"])
    return sorted({str(y) for of in both for y in of.dropna()}, reverse=True)


@kept
def strategies(years: Chosen) -> list[str]:
    """The strategies with participations, in the questionnaire's order."""
    here = {str(s) for s in chosen(years, ())["strategy"].dropna()}
    order = [s.id for s in source.questionnaire().strategies]
    return [s for s in order if s in here] + sorted(here - set(order))


@kept
def staff() -> dict[str, int]:
    """The number of staff per centre, where it is known."""
    return reach.staff_of(source.store().centres.facts())


@kept
def centres() -> list[str]:
    """Every centre that is known from answers, participations or facts."""
    asked = source.answers().respondents["centre"].dropna().astype(str)
    there = everything()["centre"].dropna().astype(str)
    return sorted({*asked, *there, *source.store().centres.facts()["centre"].astype(str)})


@kept
def listed_centres() -> list[str]:
    """Those of them on the list of centres, to which the targets apply; all where there is none."""
    official = {centre.name for centre in source.questionnaire().centres}
    names = centres()
    return [c for c in names if c in official] or names


@kept
def reach_table(years: Chosen, strategies: Chosen, *by: str) -> pd.DataFrame:
    """The declared table ``reach``."""
    return reach.reach(chosen(years, strategies), by, staff())


@kept_per_scope
def reach_of_centres(years: Chosen, strategies: Chosen) -> pd.DataFrame:
    """The declared table ``reach`` per centre; for a director of the own centres.

    And only of all years and strategies together, from as many people as any figure.
    """
    table = _narrowed(_listed(), years, strategies)
    known = reach.staff_of(source.store().centres.facts())
    reached = reach.reach(table, ["centre"], known)
    return own_reach(reached, person.me().scope, source.limits(), (*years, *strategies))


@kept
def matrix_table(years: Chosen, strategies: Chosen) -> pd.DataFrame:
    """The declared table ``matrix``, with every centre that is known."""
    return reach.matrix(chosen(years, strategies), listed_centres())


@kept
def sentences(years: Chosen, strategies: Chosen) -> list[str]:
    """What the page says first."""
    total = reach_table(years, strategies)
    per_strategy = reach_table(years, strategies, "strategy")
    lines = reach_words.reach_sentences(total, per_strategy, source.questionnaire(), years)
    asked = source.all_answers(Selection(years)).respondents
    met = () if asked.empty else reach.answered_too(chosen(years, strategies), asked)
    more = (
        reach_words.most_followed(reach_table(years, strategies, "initiative")),
        reach_words.unit_sentence(chosen(years, strategies)),
        reach_words.met_sentence(*met, years) if met else "",
        reach_words.unnamed_sentence(total),
    )
    return [*lines, *(line for line in more if line)]


@kept
def figures() -> pd.DataFrame:
    """The declared table ``figures``."""
    return source.store().reach.figures()


@kept
def _figure_of() -> dict[tuple[str, str, str], int]:
    """The yearly figures by school year, key and centre ('' for the network)."""
    return {
        (str(r.school_year), str(r.key), "" if pd.isna(r.centre) else str(r.centre)): int(r.value)
        for r in records(figures())
    }


def figure(school_year: str, key: str, centre: str = "") -> int | None:
    """One yearly figure; None where it is not filled in."""
    return _figure_of().get((school_year, key, centre))


def record_figures(rows: list[YearlyFigure]) -> None:
    """Keep yearly figures."""
    person.me().require("import_exports")
    source.store().reach.record_figures(rows)


@kept
def target_table(year: str) -> pd.DataFrame:
    """The declared table ``targets`` of one school year."""
    return targets(
        everything(),
        figures(),
        source.store().centres.facts(),
        source.answers(),
        definitions(),
        [year] if year else [],
        listed_centres(),
    )


@kept
def target_sentences(year: str) -> list[str]:
    """One sentence per target, on the network; and with which centres a dialogue follows."""
    table = target_table(year)
    whole = {str(r.target): r for r in records(table[table["centre"].isna()])}
    lines = [reach_words.target_sentence(t, whole[t.id]) for t in definitions()]
    follows = reach_words.dialogue_sentence(table)
    return [*lines, follows] if follows else lines


def met_said(year: str) -> str:
    """Which targets the network met; '' where there is none to meet."""
    table = target_table(year)
    states = {str(r.target): str(r.state) for r in records(table[table["centre"].isna()])}
    met = [str(one.label) for one in definitions() if states[one.id] == "met"]
    if not states or not met:
        return ""
    return _(
        "Targets met: {n} of {whole} ({met}).", n=len(met), whole=len(states), met="; ".join(met)
    )


@kept
def derived_table() -> pd.DataFrame:
    """The declared table ``derived``: numbers of invited that follow from the participations."""
    return reach.invitations_from(everything(), source.all_answers())


def take_over(table: pd.DataFrame) -> int:
    """Store the numbers that were not known yet; how many."""
    person.me().require("import_exports")
    rows = [
        Invitation(
            str(r.school_year),
            str(r.strategy),
            str(r.initiative),
            str(r.moment),
            str(r.centre),
            int(r.n_derived),
        )
        for r in records(table[table["state"] == "new"])
    ]
    source.store().surveys.invite(rows, source.questionnaire())
    return len(rows)
