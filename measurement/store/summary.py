"""The summary tables of what a store holds beside answers: checklists, mirror, reach and targets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from measurement.counting.answers import Answers
    from measurement.store import Store

BY = ("school_year", "strategy", "initiative", "centre")


def exported(
    store: Store, questionnaire: str | None, centres: Sequence[str] = ()
) -> pd.DataFrame | None:
    """The checklists in the store, of these centres or of all; None when it holds none."""
    from measurement.centre.checklist.tables import EXPORTED
    from measurement.questionnaire.success_factor_files import load

    if store.checklists.listing().empty:
        return None
    table = store.checklists.table(load(questionnaire))
    table = table[list(EXPORTED.names)]
    return table[table["centre"].isin(list(centres))] if centres else table


def mirrored(checklists: pd.DataFrame, answers: Answers, questionnaire: str | None) -> pd.DataFrame:
    """The declared table ``mirror`` of these checklists and answers, its main columns."""
    from measurement.centre.mirror.mirror import mirror
    from measurement.questionnaire.success_factor_files import load

    table = mirror(checklists, answers, answers.questionnaire, factors=load(questionnaire).ids)
    return table[["centre", "factor", "state", "evidence", "n", "verdict"]]


def reach_table(
    store: Store, by: Sequence[str] = (), filters: Mapping[str, Collection[str]] | None = None
) -> pd.DataFrame | None:
    """The declared table ``reach`` by those columns of ``by`` that participations have (``BY``).

    ``filters`` are the values that stay per column of ``BY``. None when nothing is left, or when
    another column is filtered, that participations do not have.
    """
    from measurement.reach.reach import reach, staff_of

    if set(filters or {}) - set(BY):
        return None
    table = store.reach.table()
    for name, values in (filters or {}).items():
        table = table[table[name].isin(list(values))] if values else table
    if table.empty:
        return None
    return reach(table, [name for name in by if name in BY], staff_of(store.centres.facts()))


def target_table(
    store: Store, questionnaire: str | None, filters: Mapping[str, Collection[str]] | None = None
) -> pd.DataFrame | None:
    """The declared table ``targets``, of the network and of every centre on the list.

    Of the school years in ``filters``, else of the last with participations or figures; of the
    centres in it alone. None when nothing is known of reach, there are no targets, or ``filters``
    names what targets do not have.
    """
    wanted = dict(filters or {})
    school_years, centres = wanted.pop("school_year", ()), wanted.pop("centre", ())
    if wanted:
        return None
    from measurement.questionnaire.files import reading
    from measurement.reach import target_file
    from measurement.reach.targets import targets

    asked, definitions = (
        reading.load(questionnaire),
        target_file.load(questionnaire),
    )
    table, figures = store.reach.table(), store.reach.figures()
    both = {str(y) for of in (table, figures) for y in of["school_year"].dropna()}
    chosen = sorted(school_years or sorted(both)[-1:])
    if not both or not definitions:
        return None
    answers, facts = store.answers(asked).without_zero(), store.centres.facts()
    columns = (table["centre"], answers.respondents["centre"], facts["centre"])
    there = sorted({str(c) for column in columns for c in column.dropna()})
    official = {centre.name for centre in asked.centres}
    listed = [c for c in there if c in official] or there
    measured = targets(table, figures, facts, answers, definitions, chosen, listed)
    return measured[measured["centre"].isin(list(centres))] if centres else measured
