"""The figures of a centre's profile, of what was released."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.denominator import Denominator
from measurement.questionnaire.model import Role
from measurement.reports.figures import told_parts, told_rows
from pages.centre.profile import data
from pages.desk import centres, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look


@kept_of_centre
def effect(look: Look, denominator: Denominator) -> go.Figure | None:
    """The effect items of a centre, along the chain, with the rest of the network where it is told."""
    table = data.with_role(look, "effect")
    return told_rows.effect(table, source.questionnaire(), denominator, look.centre)


@kept_of_centre
def factors(look: Look, denominator: Denominator) -> go.Figure | None:
    """Enabling and hindering factors on a scale by verdict, those that are sure to help most first."""
    made = source.questionnaire()
    return told_rows.factors(data.factors(look), made, denominator, look.centre)


@kept_of_centre
def scales(look: Look, denominator: Denominator, role: Role) -> go.Figure | None:
    """Motivation or capacities item by item; where high is not favourable the colour is neutral."""
    table = data.with_role(look, role)
    return told_rows.scales(table, source.questionnaire(), denominator, look.centre)


@kept_of_centre
def means(look: Look) -> go.Figure | None:
    """The means of the experiment, before and after, each by itself."""
    return told_parts.means(data.means(look), source.questionnaire())


@kept_of_centre
def mirror(look: Look, states: data.States) -> go.Figure | None:
    """Nine success factors: what staff experience, the checklist and verdict in words."""
    return told_rows.mirror(data.mirror(look, states), centres.known())


@kept_of_centre
def elements(look: Look) -> go.Figure | None:
    """The five elements of change of one centre, with the tension where one is missing."""
    return told_parts.elements(data.elements(look), centres.known())
