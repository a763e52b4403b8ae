"""The pages' door to what is known of centres: checklists, mirror, profile. Kept as in source."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from measurement import checklist, profile, success_factor_files
from measurement.answers import Answers
from measurement.centre_scales import capacities, motivation
from measurement.knoster import knoster
from measurement.mirror import blind_spots, mirror
from measurement.mirror_words import network_sentence, reason_sentence
from measurement.pooling import Offer, pooling_offer
from measurement.success_factors import SuccessFactors
from measurement.tables import records
from measurement.talking_points import TalkingPoint, talking_points
from pages.shared import source
from pages.shared.source import Selection, kept


def known() -> SuccessFactors:
    """Success factors, elements, terms and talking points (read again when their files change)."""
    return success_factor_files.load()


def whole(selection: Selection) -> Selection:
    """The same years and strategies, of the whole network."""
    return replace(selection, centre=(), initiative=())


def network_answers(selection: Selection) -> Answers:
    """The answers of the whole network in the chosen years and strategies."""
    return source.answers(whole(selection))


@kept
def checklists() -> pd.DataFrame:
    """The declared table ``checklist``, drafts included."""
    return source.store().checklists(known())


@kept
def centres() -> list[str]:
    """Every centre with answers or a checklist."""
    asked = source.answers().respondents["centre"].dropna().astype(str)
    return sorted({*asked, *checklists()["centre"].astype(str)})


@kept
def mirrored(selection: Selection) -> pd.DataFrame:
    """The declared table ``mirror`` of the network."""
    return mirror(
        checklists(), network_answers(selection), source.questionnaire(), factors=known().ids
    )


@kept
def mirror_of(selection: Selection, centre: str) -> pd.DataFrame:
    """The mirror of one centre; one without answers or checklist is named all the same."""
    table = mirrored(selection)
    own = table[table["centre"] == centre]
    if len(own):
        return own
    return mirror(
        checklists(),
        network_answers(selection),
        source.questionnaire(),
        factors=known().ids,
        centres=[centre],
    )


@kept
def reasons(selection: Selection, centre: str) -> dict[str, str]:
    """A sentence per success factor: both views with their figures, or what is missing."""
    return {
        str(r.factor): reason_sentence(r, source.questionnaire())
        for r in records(mirror_of(selection, centre))
    }


@kept
def blind(selection: Selection) -> pd.DataFrame:
    """The declared table ``blind_spots``."""
    return blind_spots(mirrored(selection))


@kept
def blind_sentences(selection: Selection) -> list[str]:
    """Where the blind spots of the network are."""
    names = known().names
    return [
        network_sentence(r, str(names[str(r.factor)]))
        for r in records(blind(selection))
        if r.n_blind_spot
    ]


@kept
def in_short(selection: Selection, centre: str) -> list[str]:
    """Three or four sentences on a centre."""
    return list(
        profile.in_short(
            network_answers(selection),
            centre,
            mirrored(selection),
            known().names,
            source.all_answers(whole(selection)),
        )
    )


@kept
def talk(selection: Selection, centre: str) -> list[TalkingPoint]:
    """Questions for the talk, each with its figure."""
    return list(
        talking_points(
            network_answers(selection),
            centre,
            mirrored(selection),
            known().questions,
            known().names,
        )
    )


@kept
def offer(selection: Selection, centre: str) -> list[Offer]:
    """What more years or strategies would give."""
    return list(pooling_offer(source.answers(), centre, selection.school_year, selection.strategy))


@kept
def readiness() -> pd.DataFrame:
    """The declared table ``readiness``."""
    return checklist.readiness(checklists(), known())


@kept
def spread() -> pd.DataFrame:
    """What every filler of a centre said, side by side."""
    return checklist.spread(checklists(), known())


@kept
def missing() -> pd.DataFrame:
    """The declared table of factors that are not fully present, with tip and warning."""
    return checklist.missing(checklists(), known())


@kept
def pressure_support() -> pd.DataFrame:
    """Pressure and support per centre."""
    return checklist.pressure_support(checklists(), known())


@kept
def change() -> pd.DataFrame:
    """What changed since the checklist before."""
    return checklist.change(checklists())


@kept
def matrix() -> pd.DataFrame:
    """Centres × factors."""
    return checklist.matrix(checklists(), known())


@kept
def elements(selection: Selection) -> pd.DataFrame:
    """The evidence by the five elements of Knoster."""
    return knoster(network_answers(selection), source.questionnaire())


@kept
def scales(selection: Selection, centre: str, role: str) -> pd.DataFrame:
    """Motivation or capacities of a centre beside the rest."""
    make = motivation if role == "motivation" else capacities
    return make(network_answers(selection), centre)
