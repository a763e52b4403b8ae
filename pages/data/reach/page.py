"""Reach and targets: who took part in what, and how far the targets are."""

from __future__ import annotations

import streamlit as st

from measurement.reach.tables import MATRIX, REACH, TARGETS
from measurement.words import text as _
from measurement.words import year
from pages.data.reach import figures, lists, yearly
from pages.desk import filters, panels, source
from pages.desk.shown import reach
from pages.frame import parts, person
from pages.frame.writing import plain

ALL = "all"


def choose() -> tuple[str, tuple[str, ...]]:
    """The school year ('' for all) and the strategies."""
    left, right = st.columns([1, 3])
    questionnaire = source.questionnaire()
    with left:
        school_year = filters.one_of_many(
            "reach_year",
            _("School year"),
            [*reach.years(), ALL],
            lambda y: _("All school years") if y == ALL else year(y),
            _("Choose a school year"),
        )
    school_year = "" if school_year == ALL else school_year
    offered = reach.strategies((school_year,) if school_year else ())
    with right:
        strategy = filters.one_of(
            "reach_strategy",
            _("Strategy"),
            {
                ALL: _("All strategies"),
                **{s: str(questionnaire.strategy_label(s)) for s in offered},
            },
        )
    return school_year, () if strategy == ALL else (strategy,)


def reached(years: tuple[str, ...], strategies: tuple[str, ...]) -> None:
    """Sentences, people per centre, and centres × initiatives."""
    if reach.chosen(years, strategies).empty:
        st.info(_("There are no participations in this choice."), icon=":material/info:")
        return
    met = reach.met_said(years[0]) if years and reach.definitions() else ""
    panels.sentences([*reach.sentences(years, strategies), met])
    people(years, strategies)
    crowd(years, strategies)


def people(years: tuple[str, ...], strategies: tuple[str, ...]) -> None:
    """Different people per centre, on its staff."""
    parts.heading(_("People per centre"))
    panels.panel(
        "reach_people",
        figures.people(years, strategies),
        reach.reach_table(years, strategies, "centre"),
        REACH,
        said=figures.people_said(years, strategies),
        how=_(
            "Different people per centre (blue), on the number of staff (grey) where it is known; a person counts once, however many sessions he or she attended. Centres by name."
        ),
        caption=figures.beyond_staff(years, strategies),
        by=("centre",),
        name=_("reach"),
    )


def crowd(years: tuple[str, ...], strategies: tuple[str, ...]) -> None:
    """Centres × strategies; of one strategy its initiatives."""
    parts.heading(_("Who follows what"))
    per_strategy = figures.what(years, strategies) == "strategy"
    if per_strategy:
        st.caption(_("Choose a strategy above to see its initiatives."))
    panels.panel(
        "reach_matrix",
        figures.crowd(years, strategies),
        figures.crowd_table(years, strategies),
        REACH if per_strategy else MATRIX,
        said=figures.crowd_said(years, strategies),
        how=_(
            "Different people per centre and strategy, or per initiative of one strategy; the darker, the more people. A dot: nobody took part. Centres without any participation are shown where they are known from other data."
        ),
        by=("strategy", "centre") if per_strategy else (),
        name=_("matrix"),
    )


def board(school_year: str) -> None:
    """Every target, of the network in a sentence and of every centre in the figure."""
    table = reach.target_table(school_year)
    if not table["in_period"].all():
        st.caption(
            _(
                "The targets hold from 2025 to 2030. {year} lies outside that period: this is where things stood, not whether a target was missed.",
                year=year(school_year),
            )
        )
    panels.panel(
        "targets",
        figures.board(school_year),
        table,
        TARGETS,
        said=reach.target_sentences(school_year),
        how=_(
            "✓ met, ✗ not met, ○ not reached yet in a year in which the target does not hold, – no data; beside it how many of how many. Above: the network as a whole; a target that is set for centres counts the centres that meet it."
        ),
        name=_("targets"),
    )
    with st.expander(_("How each target is measured"), icon=":material/info:"):
        for target in reach.definitions():
            st.markdown(f"- **{plain(target.label)}**: {plain(target.note)}")


school_year, strategies = choose() if reach.years() else ("", ())
parts.links()
if reach.everything().empty:
    st.info(
        _("There are no participations yet: drop a list of participants."), icon=":material/info:"
    )
else:
    reached((school_year,) if school_year else (), strategies)
target_year = school_year or next(iter(reach.years()), "")
if target_year and reach.definitions():
    parts.heading(_("Targets in {year}", year=year(target_year)))
    board(target_year)
if target_year:
    label = _("Figures of {year}", year=year(target_year))
    with panels.folded(label, "yearly_open", ":material/numbers:") as opened:
        if opened:
            yearly.show(target_year)
with panels.folded(
    _("Invited, from the participations"), "derived_open", ":material/mail:"
) as opened:
    if opened:
        yearly.derived()
if person.me().may("import_exports"):
    with panels.folded(
        _("Lists of participants"),
        "lists_open",
        ":material/upload_file:",
        expanded=reach.everything().empty,
    ) as opened:
        if opened:
            lists.drop()
            lists.register()
