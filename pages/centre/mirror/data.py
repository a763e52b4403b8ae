"""The mirror's door to the checklists and the answers of the whole network."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from measurement.centre.mirror.mirror import blind_spots, mirror
from measurement.centre.mirror.sentences import network_sentence
from measurement.tables import records
from pages.desk import centres, source
from pages.desk.cache import kept, whatever_is_printed
from pages.desk.selection import Selection


@whatever_is_printed
@kept
def mirrored(selection: Selection) -> pd.DataFrame:
    """The declared table ``mirror`` of the network, in the chosen years and strategies."""
    answers = source.answers(replace(selection, centre=(), initiative=()))
    questionnaire, factors = source.questionnaire(), centres.known().ids
    return mirror(centres.checklists(), answers, questionnaire, factors)


@whatever_is_printed
@kept
def blind(selection: Selection) -> pd.DataFrame:
    """The declared table ``blind_spots``."""
    return blind_spots(mirrored(selection))


@whatever_is_printed
@kept
def blind_sentences(selection: Selection) -> list[str]:
    """Where the blind spots of the network are."""
    names = centres.known().names
    return [
        network_sentence(r, str(names[str(r.factor)]))
        for r in records(blind(selection))
        if r.n_blind_spot
    ]
