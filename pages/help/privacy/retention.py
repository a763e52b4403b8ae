"""For how many years answers are kept, and deleting what is older: for staff."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from measurement.access.tables import RETENTION
from measurement.errors import SurveyError
from measurement.store.people.removal import Counts
from measurement.store.people.retention import MOST
from measurement.words import day, year
from measurement.words import text as _
from pages.desk import cache, source, wording
from pages.frame import person
from pages.frame.writing import plain_lines
from pages.help.privacy.wording import KEEP, WIDE, amount, beyond, head, kept_now, say_next, tell

_YEARS, _YEARS_OF, _ITSELF = "privacy_years", "privacy_years_of", "privacy_itself"


def retention() -> None:
    """Set for how many years answers are kept, and delete what is older."""
    head(KEEP)
    tell("retention")
    now = source.store().retention.years
    st.markdown(kept_now(now))
    itself = source.store().retention.automatic
    if _YEARS not in st.session_state or st.session_state.get(_YEARS_OF) != (now, itself):
        st.session_state[_YEARS_OF] = (now, itself)  # somebody else may set it
        st.session_state[_YEARS], st.session_state[_ITSELF] = now, itself
    with st.form("privacy_keep", border=False, width=WIDE):
        years = st.number_input(
            _("Number of years after the school year"),
            min_value=1,
            max_value=MOST,
            value=None,  # so that it can be made empty again
            step=1,
            key=_YEARS,
            placeholder=_("empty: no end"),
        )
        itself = st.checkbox(
            _("Delete what is older by itself, every day"),
            key=_ITSELF,
            help=_(
                "Once a day, as soon as somebody opens the dashboard, 30 days after a school year came due at the earliest. A copy of the store is made before and kept for 30 days. Without this nothing is deleted until you do it yourself, further down."
            ),
        )
        if st.form_submit_button(_("Save"), key="privacy_save", icon=":material/save:"):
            _keep(years, itself)
    _due()


def _keep(years: int | None, itself: bool) -> None:
    try:
        person.me().require("erase_person")
        source.store().retention.keep_for(person.me().by, years, itself)
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    say_next("retention", [_("Saved.")])


def _due() -> None:
    """The school years that are to be deleted by now, and the button that does it."""
    if source.store().retention.years is None:
        return
    due = source.store().retention.due()
    if due.empty:
        st.info(_nothing_due(), icon=":material/check:")
        return
    _by_itself()
    st.markdown(_("To be deleted now: these school years ended too long ago."))
    st.dataframe(wording.read(due, RETENTION), hide_index=True)
    key = "_".join(due["school_year"].astype(str))  # other years ask to be confirmed anew
    sure = st.checkbox(
        _("Yes, delete these school years. It cannot be undone."), key=f"privacy_due_sure_{key}"
    )
    icon = ":material/auto_delete:"
    if st.button(
        _("Delete these school years"),
        key="privacy_delete",
        type="primary",
        disabled=not sure,
        icon=icon,
    ):
        _delete(sure)


def _by_itself() -> None:
    """When the tool deletes these by itself, or why it does not."""
    waiting = source.store().retention.waiting()
    if waiting.newest is not None:
        st.warning(
            _(
                "Nothing is deleted by itself: the clock of this computer says {today}, and the newest entry is of {newest}. Set the clock right. If it is right, delete here.",
                today=day(date.today()),
                newest=day(waiting.newest),
            ),
            icon=":material/schedule:",
        )
    elif source.store().retention.automatic:
        st.info(
            _(
                "The dashboard deletes these by itself from {day} on.",
                day=day(min(waiting.from_day.values())),
            ),
            icon=":material/schedule:",
        )


def _nothing_due() -> str:
    said = _("No school year has to be deleted now.")
    if source.store().example.there:
        said += " " + _("Example data are never deleted this way.")
    return said


def _delete(sure: bool) -> None:
    if not sure:
        return
    try:
        person.me().require("erase_person")
        gone = source.store().retention.apply(person.me().by)
        cache.forget()
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    if gone.empty:
        say_next("retention", [_("There was nothing left to delete.")])
        return
    years = [year(str(one)) for one in gone["school_year"]]
    say_next(
        "retention",
        [_("Deleted of {years}: {amount}.", years=years, amount=amount(_sum(gone))), beyond()],
    )


def _sum(table: pd.DataFrame) -> Counts:
    """The four numbers of the declared table ``retention`` over all its rows."""
    names = ("n_forms", "n_remarks", "n_quotes", "n_participations")
    return Counts(*(int(table[name].sum()) for name in names))
