"""The pages' door to capacities and motivation: scales, profiles, association. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from measurement.measures.scales import sentences
from measurement.measures.scales.association import association
from measurement.measures.scales.comparison import scale_against_rest
from measurement.measures.scales.means import scale_means
from measurement.measures.scales.motivation import profiles
from measurement.measures.scales.scales import ScaleOf, scales_of
from measurement.questionnaire.model import Role
from measurement.questionnaire.scale_labels import scale_labels
from measurement.tables import records
from measurement.words import Label
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection


def labels() -> Mapping[str, Label]:
    """The names of the scales (read again when their file changes)."""
    return scale_labels()


def scale_label(scale: str) -> str:
    """The name of a scale; its id, with spaces, where it has none."""
    return str(labels().get(scale) or scale.replace("_", " "))


@kept
def scales() -> Mapping[str, ScaleOf]:
    """Every scale by its id, in the questionnaire's order."""
    return {scale.id: scale for scale in scales_of(source.questionnaire(), labels())}


@kept
def means(selection: Selection, subject: str, *by: str) -> pd.DataFrame:
    """The declared table ``SCALE_MEANS`` of ``capacities`` or ``motivation``."""
    table = scale_means(source.answers(selection), by, reliability=False)
    return _about(table, subject)


@kept
def with_reliability(selection: Selection, subject: str) -> pd.DataFrame:
    """The declared table ``SCALES``, with Cronbach's alpha: the first one takes seconds."""
    least = source.questionnaire().thresholds.reliability_from
    return _about(scale_means(source.answers(selection), least=least), subject)


@kept
def against_rest(selection: Selection, subject: str) -> pd.DataFrame:
    """The declared table ``SCALE_COMPARISON``: every centre; the filter on centres is left out."""
    network = source.answers(replace(selection, centre=()))
    return _about(scale_against_rest(network), subject)


@kept
def profile_table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``PROFILES``."""
    return profiles(source.answers(selection), by)


def association_from() -> int:
    """The number of persons from which an association is worked out."""
    return source.questionnaire().thresholds.association_from


@kept
def association_table(selection: Selection) -> pd.DataFrame:
    """The declared table ``ASSOCIATION``."""
    return association(source.answers(selection), least=association_from())


@kept
def item_table(selection: Selection, subject: Role) -> pd.DataFrame:
    """The declared table ``distribution`` of the items of a subject."""
    table = tables.distribution_table(selection)
    return table[table["item"].isin(source.questionnaire().items_with(subject))]


@kept
def capacity_sentences(selection: Selection) -> list[str]:
    """How many answers, and which level is highest or lowest."""
    table = means(selection, "capacities")
    return sentences.capacity_sentences(table, scale_label, source.questionnaire())


@kept
def motivation_sentences(selection: Selection) -> list[str]:
    """Autonomous and controlled motivation, relative autonomy, the most frequent profile."""
    questionnaire = source.questionnaire()
    return [
        *sentences.motivation_sentences(means(selection, "motivation"), scale_label, questionnaire),
        *sentences.profile_sentences(profile_table(selection), questionnaire),
    ]


@kept
def association_sentences(selection: Selection) -> list[str]:
    """Which associations are clear."""
    table = association_table(selection)
    questionnaire = source.questionnaire()
    return sentences.association_sentences(table, scale_label, questionnaire, association_from())


@kept
def centre_sentences(selection: Selection, centre: str, subject: str) -> list[str]:
    """On which scales a centre differs from the rest."""
    table = against_rest(selection, subject)
    return sentences.centre_scale_sentences(table, centre, scale_label, subject)


@kept
def reliability(selection: Selection, subject: str) -> list[str]:
    """The reliability of every level, with the number of persons it rests on."""
    least = source.questionnaire().thresholds.reliability_from
    rows = [r for r in records(with_reliability(selection, subject)) if r.kind == "level"]
    said = [(scale_label(str(r.scale)), sentences.reliability_words(r, least)) for r in rows]
    return [f"{name}: {words}" for name, words in said if words]


def _about(table: pd.DataFrame, subject: str) -> pd.DataFrame:
    return table[table["subject"] == subject].reset_index(drop=True)
