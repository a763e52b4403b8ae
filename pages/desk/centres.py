"""The pages' door to what is known of centres: checklists, mirror, profile. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from measurement.centre import profile
from measurement.centre.checklist import checklist
from measurement.centre.mirror.knoster import knoster
from measurement.centre.mirror.mirror import blind_spots, hidden_factors, mirror
from measurement.centre.mirror.sentences import network_sentence, reason_sentence
from measurement.centre.scales import capacities, motivation
from measurement.centre.talking_points import TalkingPoint, talking_points
from measurement.centre.wider_choice import Offer, pooling_offer, wider_offer
from measurement.counting.answers import Answers
from measurement.protection import director
from measurement.protection.director import own_centres, own_lists, without_persons
from measurement.protection.protect import withheld_table
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.linked_items import linked_items
from measurement.questionnaire.model import Role
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.tables import records
from pages.desk import source, tables
from pages.desk.cache import kept, kept_per_scope, whatever_is_printed
from pages.desk.selection import Selection
from pages.frame import person


def known() -> SuccessFactors:
    """Success factors, elements, terms and talking points (read again when their files change)."""
    return success_factor_files.load()


def whole(selection: Selection) -> Selection:
    """The same years and strategies, of the whole network."""
    return replace(selection, centre=(), initiative=())


def network_answers(selection: Selection) -> Answers:
    """The answers of the whole network in the chosen years and strategies."""
    return source.answers(whole(selection))


def own_rows(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of centres that this person sees: all, or for a director the own ones."""
    return director.own_rows(table, person.me().scope)


@kept_per_scope
def checklists() -> pd.DataFrame:
    """The declared table ``checklist``, drafts included; for a director of the own centres."""
    return own_lists(source.store().checklists.table(known()), person.me().scope)


@kept_per_scope
def centres() -> list[str]:
    """Every centre with answers or a checklist; for a director the own ones."""
    asked = source.answers().respondents["centre"].dropna().astype(str)
    return own_centres({*asked, *checklists()["centre"].astype(str)}, person.me().scope)


@whatever_is_printed
@kept_per_scope
def withheld(selection: Selection, centre: str) -> pd.DataFrame:
    """The declared table ``withheld`` of one centre: what this reader does not get, and why."""
    if person.me().scope.sees_all or not source.anything(centre):
        return withheld_table([])
    table = source.shielded(whole(selection)).withheld
    items = table["item"].isin(list(source.questionnaire().item_by_id))  # scales stand on no page
    return table[(table["centre"] == centre) & items].reset_index(drop=True)


def _reasons_withheld(selection: Selection) -> dict[tuple[str, str], str]:
    tables = [withheld(selection, centre) for centre in person.me().centres]
    return {(str(r.centre), str(r.item)): str(r.reason) for t in tables for r in records(t)}


def withheld_with(selection: Selection, centre: str, role: Role) -> pd.DataFrame:
    """Its rows on the items with this role in the questionnaire."""
    table, items = withheld(selection, centre), source.questionnaire().items_with(role)
    return table[table["item"].isin(list(items))].reset_index(drop=True)


@whatever_is_printed
@kept_per_scope
def mirrored(selection: Selection) -> pd.DataFrame:
    """The declared table ``mirror`` of the network; for a director of the own centres."""
    return mirror(
        checklists(),
        network_answers(selection),
        source.questionnaire(),
        factors=known().ids,
        centres=None if person.me().scope.sees_all else person.me().centres,
        withheld=_reasons_withheld(selection),
    )


@whatever_is_printed
@kept_per_scope
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


@whatever_is_printed
@kept_per_scope
def reasons(selection: Selection, centre: str) -> dict[str, str]:
    """A sentence per success factor: both views with their figures, or what is missing."""
    return {
        str(r.factor): reason_sentence(r, source.questionnaire())
        for r in records(mirror_of(selection, centre))
    }


@whatever_is_printed
@kept
def blind(selection: Selection) -> pd.DataFrame:
    """The declared table ``blind_spots``."""
    return blind_spots(mirrored(selection))


@whatever_is_printed
@kept
def blind_sentences(selection: Selection) -> list[str]:
    """Where the blind spots of the network are."""
    names = known().names
    return [
        network_sentence(r, str(names[str(r.factor)]))
        for r in records(blind(selection))
        if r.n_blind_spot
    ]


@whatever_is_printed
@kept_per_scope
def in_short(selection: Selection, centre: str) -> list[str]:
    """Three or four sentences on a centre."""
    return list(
        profile.in_short(
            network_answers(selection),
            centre,
            mirrored(selection),
            known().names,
            {str(r.item): str(r.reason) for r in records(withheld(selection, centre))},
            tables.period(selection),
        )
    )


@whatever_is_printed
@kept_per_scope
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


@whatever_is_printed
@kept_per_scope
def offer(selection: Selection, centre: str) -> list[Offer]:
    """What more years or strategies would give; of a director's views the widest."""
    if not person.me().scope.sees_all:
        return list(wider_offer(source.answers(whole(selection)), source.answers(), centre))
    return list(pooling_offer(source.answers(), centre, selection.school_year, selection.strategy))


@kept_per_scope
def readiness() -> pd.DataFrame:
    """The declared table ``readiness``."""
    return checklist.readiness(checklists(), known())


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


@whatever_is_printed
@kept_per_scope
def elements(selection: Selection) -> pd.DataFrame:
    """The evidence by the five elements of Knoster; for a director those seen as a whole."""
    questionnaire = source.questionnaire()
    table = knoster(network_answers(selection), questionnaire)
    hidden = hidden_factors(linked_items(questionnaire, "knoster"), _reasons_withheld(selection))
    partly = {key for key, reason in hidden.items() if reason != "few"}
    keys = zip(table["centre"].astype(str), table["element"].astype(str), strict=True)
    whole_ones = [key not in partly for key in keys]
    return table[pd.Series(whole_ones, index=table.index, dtype=bool)].reset_index(drop=True)


@whatever_is_printed
@kept_per_scope
def scales(selection: Selection, centre: str, role: Role) -> pd.DataFrame:
    """Motivation or capacities of a centre beside the rest."""
    make = motivation if role == "motivation" else capacities
    return without_persons(make(network_answers(selection), centre), person.me().scope)
