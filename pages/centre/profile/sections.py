"""The parts of a centre's profile with a figure: what was released of it, largest first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from measurement.centre.mirror.tables import RELEASED_MIRROR
from measurement.centre.released.tables import RELEASED_FACTORS, RELEASED_ITEMS
from measurement.charts.told import span_note
from measurement.denominator import Denominator, base_words, judged_words
from measurement.words import text as _
from pages.centre.profile import data, figures
from pages.desk import centres, panels, released
from pages.desk.selection import Look
from pages.frame import parts
from pages.frame.writing import plain


def first(look: Look, states: data.States, denominator: Denominator) -> None:
    """What a director reads first: what helps and hinders, where views contradict, what to ask."""
    left, right = st.columns(2, gap="medium")
    with left:
        _listed(_("Clearly helps"), data.clearly(look, "enabling", denominator))
        _listed(_("Clearly hinders"), data.clearly(look, "hindering", denominator))
        if (data.factors(look)["told"] == "at_most").any():
            st.caption(_("At least: told within bounds only, to protect who answered."))
    with right:
        _listed(_("Checklist and staff contradict each other"), data.contradicting(look, states))
        points = data.questions(look, states)[:2]
        _listed(_("First questions for the talk"), [point.question for point in points])


def _listed(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown("\n".join([f"**{title}**", *(f"- {plain(line)}" for line in lines)]))


def caption(denominator: Denominator, table: pd.DataFrame) -> str:
    """Of whom the figures are, and what a hatched span means where there is one."""
    said = base_words(denominator)
    return f"{said} {span_note()}" if (table["told"] == "at_most").any() else said


def how(what: str = "") -> str:
    """What the dots are; a difference is told of the scores."""
    return _(
        "{what} with 95 % interval; diamond: all other centres together at the same mix of strategies, where that may be told. {judged}",
        what=what or _("Share of high scores"),
        judged=judged_words(),
    )


def effect(look: Look, denominator: Denominator) -> None:
    """The chain of effect beside the other centres."""
    parts.heading(_("Effect"), below=True)
    table = data.with_role(look, "effect")
    panels.panel(
        "effect",
        figures.effect(look, denominator),
        table,
        RELEASED_ITEMS,
        said=data.said(look, "effect", denominator),
        caption=caption(denominator, table),
        how=how(),
        name=released.file_name(look, _("effect")),
    )


def factors(look: Look, denominator: Denominator) -> None:
    """What helps and what hinders, and how that differs from the other centres."""
    parts.heading(_("What helps and what hinders"), below=True)
    table = data.factors(look)
    panels.panel(
        "one_centre",
        figures.factors(look, denominator),
        table,
        RELEASED_FACTORS,
        said=data.factors_said(look),
        caption=caption(denominator, table),
        how=how(_("Share enabling, negative items turned,")),
        name=released.file_name(look, _("factors")),
    )


def mirror(look: Look, states: data.States) -> None:
    """What the checklist says beside what staff experience, and why each verdict."""
    parts.heading(_("Mirror"), below=True)
    reasons = data.reasons(look, states)
    panels.panel(
        "mirror",
        figures.mirror(look, states),
        data.mirror(look, states),
        RELEASED_MIRROR,
        said=data.mirror_said(look, states),
        caption=_("What the checklist of now says beside what staff experienced."),
        how=_(
            "Dot: favourable scores on the linked items, of who gave a score, with an interval that counts persons; hatched where they are told within bounds. Above the rows: what the checklist says, and the verdict; 'perhaps' means that it may be chance."
        ),
        alt=" ".join(reasons.values()),
        name=released.file_name(look, _("mirror")),
    )
    with st.expander(_("Why these verdicts?")):
        terms = centres.known()
        st.markdown(
            "\n".join(
                f"- **{plain(terms.factor_label(f))}**: {plain(why)}" for f, why in reasons.items()
            )
        )


def talk(look: Look, states: data.States) -> None:
    """Questions for the talk, each with the figure that gave rise to it."""
    points = data.questions(look, states)
    if points:
        parts.heading(_("Questions for the talk"), below=True)
        st.markdown(
            "\n".join(
                f"{i}. **{plain(p.question)}**  \n   {plain(p.figure)}"
                for i, p in enumerate(points, start=1)
            )
        )
