"""The profile's door to what was released of a centre. Kept per release, the same for every role.

What stands beside it, the checklist and who took part, is no answer and is living.
"""

from __future__ import annotations

import pandas as pd

from measurement.centre.mirror.mirror import in_force
from measurement.centre.mirror.released import (
    Experience,
    experiences,
    released_knoster,
    released_mirror,
)
from measurement.centre.mirror.sentences import reason_sentence
from measurement.centre.released import figures as others
from measurement.centre.released import first, short, talk
from measurement.centre.released.factors import released_factors
from measurement.centre.released.said import items_sentences
from measurement.centre.released.talk import TalkingPoint
from measurement.denominator import Denominator
from measurement.measures.extremes import verdicts_said
from measurement.measures.tables import Side
from measurement.questionnaire.model import Role
from measurement.releases.views import Choice
from measurement.store.taken import Asked
from measurement.tables import records
from pages.desk import centres, publishing, released, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.frame import person

States = tuple[tuple[str, str], ...]  # success factor and state: the checklist, as plain values


@kept_of_centre
def with_role(look: Look, role: Role) -> pd.DataFrame:
    """The rows of ``released_items`` with this role in the questionnaire."""
    table, items = released.items(look), source.questionnaire().items_with(role)
    return table[table["item"].isin(list(items))].reset_index(drop=True)


@kept_of_centre
def factors(look: Look) -> pd.DataFrame:
    """The declared table ``released_factors``."""
    return released_factors(released.seen(look))


@kept_of_centre
def factor_sentences(look: Look) -> list[str]:
    """How the factors of a centre differ from those of the rest, as far as that may be told."""
    return short.factor_sentences(factors(look), look.centre, source.questionnaire())


@kept_of_centre
def response(look: Look) -> pd.DataFrame:
    """The declared table ``released_response``."""
    return others.released_response(released.seen(look))


@kept_of_centre
def scales(look: Look, role: Role) -> pd.DataFrame:
    """The declared table ``released_scales``."""
    return others.released_scales(released.seen(look), role)


@kept_of_centre
def means(look: Look) -> pd.DataFrame:
    """The declared table ``released_means``."""
    return others.released_means(released.seen(look))


@kept_of_centre
def experienced(look: Look, link: str) -> tuple[Experience, ...]:
    """What staff experience of every success factor, or element of Knoster."""
    seen = released.seen(look)
    return experiences(seen.history.atoms, seen.made, seen.view, link)


@kept_of_centre
def elements(look: Look) -> pd.DataFrame:
    """The declared table ``released_knoster``."""
    return released_knoster(look.centre, experienced(look, "knoster"), source.questionnaire())


@kept_of_centre
def quotes(look: Look) -> list[str]:
    """What colleagues wrote, as it was released; of a strategy alone nothing is told."""
    table = publishing.quotes()
    names = list(publishing.names_of(look.centre))
    own = table[table["centre"].isin(names)]
    if look.school_year:
        own = own[own["school_year"] == look.school_year]
    return [] if look.strategy else [str(quote) for quote in own["quote"]]


def checklist(centre: str) -> States:
    """The state of every success factor by the checklists that hold now."""
    states = in_force(centres.checklists())
    return tuple((factor, state) for (of, factor), state in states.items() if of == centre)


@kept_of_centre
def mirror(look: Look, states: States) -> pd.DataFrame:
    """The declared table ``released_mirror``: the checklist of now beside what was released."""
    found, factors = experienced(look, "success_factor"), centres.known().ids
    return released_mirror(look.centre, dict(states), found, source.questionnaire(), factors)


@kept_of_centre
def reasons(look: Look, states: States) -> dict[str, str]:
    """A sentence per success factor: both views with their figures, or what is missing."""
    table, made = mirror(look, states), source.questionnaire()
    return {str(r.factor): reason_sentence(r, made) for r in records(table)}


@kept_of_centre
def in_short(look: Look, states: States, denominator: Denominator) -> list[str]:
    """Three or four sentences on a centre."""
    mirrored, names = mirror(look, states), centres.known().names
    return short.in_short(released.seen(look), mirrored, names, denominator)


@kept_of_centre
def clearly(look: Look, side: Side, denominator: Denominator) -> list[str]:
    """What clearly helps, or hinders."""
    return first.clearly(factors(look), source.questionnaire(), side, denominator)


@kept_of_centre
def contradicting(look: Look, states: States) -> list[str]:
    """Where the checklist and staff contradict each other."""
    return first.contradicting(mirror(look, states), centres.known().names)


@kept_of_centre
def mirror_said(look: Look, states: States) -> str:
    """How many verdicts the mirror has, of which kind."""
    return first.mirror_sentence(mirror(look, states))


@kept_of_centre
def elements_said(look: Look) -> str:
    """Which elements of change staff miss."""
    known = centres.known().element_by_id
    return first.elements_sentence(elements(look), {id: str(e.label) for id, e in known.items()})


@kept_of_centre
def means_said(look: Look) -> str:
    """The highest and the lowest mean of the experiment."""
    return first.means_sentence(means(look), wordings())


@kept_of_centre
def said(look: Look, role: Role, denominator: Denominator) -> list[str]:
    """What the items of a role say, before their figure."""
    return items_sentences(with_role(look, role), wordings().__getitem__, denominator)


@kept_of_centre
def factors_said(look: Look) -> list[str]:
    """How many factors help and hinder, and how they differ from those of the rest."""
    table = factors(look)
    verdicts = table[table["kind"] == "scale"]["verdict"].astype(str)
    return [verdicts_said(list(verdicts)), *factor_sentences(look)]


def wordings() -> dict[str, str]:
    """The wording of every item, by its id."""
    return {id: str(item.wording) for id, item in source.questionnaire().item_by_id.items()}


@kept_of_centre
def questions(look: Look, states: States) -> list[TalkingPoint]:
    """Questions for the talk, each with its figure."""
    terms, made = centres.known(), source.questionnaire()
    return talk.talking_points(
        made, mirror(look, states), factors(look), terms.questions, terms.names
    )


def asked(look: Look, denominator: Denominator) -> Asked:
    """What is asked of a report: what this page shows."""
    choice = Choice(look.school_year, look.strategy)
    return Asked(choice, look.preview, person.me().by, denominator=denominator)
