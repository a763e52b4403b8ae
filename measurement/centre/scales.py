"""Motivation and capacities of one centre beside the rest of the network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.centre.mirror.tables import CAPACITIES, MOTIVATION
from measurement.counting.answers import Answers
from measurement.counting.bands import bands, n_scored, total
from measurement.counting.counts import Counts, count
from measurement.counting.intervals import share
from measurement.measures.comparison import against_rest
from measurement.questionnaire.favourable import READINGS, change_reading, sides
from measurement.questionnaire.model import Role
from measurement.tables import Table, records


def motivation(answers: Answers, centre: str) -> pd.DataFrame:
    """The declared table ``motivation``: one row per item of motivation that the centre answered.

    ``part`` is the kind of motivation, autonomous or controlled. More autonomous motivation than
    elsewhere reads as favourable, less as unfavourable. More controlled motivation reads as
    unfavourable and less as neutral: it is never favourable.
    ``share`` is that of high scores as they were given. Without a cut an item is left out.
    Source: R. M. Ryan and E. L. Deci (2000), Self-determination theory and the facilitation of
    intrinsic motivation, social development, and well-being, American Psychologist 55, 68-78.
    """
    return _beside_rest(answers, centre, "motivation", MOTIVATION)


def capacities(answers: Answers, centre: str) -> pd.DataFrame:
    """The declared table ``capacities``: one row per item of capacity that the centre answered.

    ``part`` is the level: personal, interpersonal, organisational. Higher than elsewhere reads
    as favourable, lower as unfavourable, and the reverse for a negative item.
    """
    return _beside_rest(answers, centre, "capacities", CAPACITIES)


def beside_rest(answers: Answers, centre: str, role: Role) -> pd.DataFrame:
    """The rows of one centre in the table ``comparison``, over the items with this role.

    The correction is over the items of the role in this one centre, for every reader of a page
    about a centre; the pages that compare all centres correct over all of them.
    """
    items = _asked(answers, role)
    counts = count(answers, ["centre"], items)
    table = against_rest(counts, items, answers.questionnaire, family="centre")
    return table[table["centre"] == centre].drop(columns="centre").reset_index(drop=True)


def _asked(answers: Answers, role: Role) -> list[str]:
    return [item for item in answers.questionnaire.items_with(role) if item in answers.items]


def _beside_rest(answers: Answers, centre: str, role: Role, declared: Table) -> pd.DataFrame:
    questionnaire, items = answers.questionnaire, _asked(answers, role)
    counts = count(answers, ["centre"], items)
    table = beside_rest(answers, centre, role)
    table = table[table["n_scored"] > 0].reset_index(drop=True)
    asked = [str(item) for item in table["item"]]
    items_asked = [questionnaire.item_by_id[item] for item in asked]
    readings = [
        change_reading(sides(questionnaire, str(row.item)), str(row.differs))
        for row in records(table)
    ]
    return table.assign(
        dimension=pd.Categorical([one.dimension or one.id for one in items_asked]),
        part=pd.Categorical([one.level for one in items_asked], _parts(items, answers)),
        mean=_means(counts, centre, asked),
        mean_rest=_means(counts.rest("centre"), centre, asked),
        reading=pd.Categorical(readings, list(READINGS)),
    )[list(declared.names)]


def _means(counts: Counts, centre: str, items: Sequence[str]) -> NDArray[np.float64]:
    """The means of the items in the group of one centre."""
    chosen = counts.select(items)
    means = share(total(chosen, bands(chosen).points), n_scored(chosen))
    return np.asarray(means[(counts.groups["centre"] == centre).to_numpy(bool)].ravel())


def _parts(items: Sequence[str], answers: Answers) -> list[str]:
    """The parts of the module in the order of the questionnaire."""
    return list(dict.fromkeys(answers.questionnaire.item_by_id[item].level for item in items))
