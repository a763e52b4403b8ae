"""Before the first page: the store is looked at anew, tidied up once a day, and filled when empty."""

from __future__ import annotations

import threading
from datetime import date

import streamlit as st

from measurement import workplace
from measurement.example.load import load_example
from measurement.words import language, speak
from measurement.words import text as _
from pages.desk import account
from pages.desk.cache import forget, look_again
from pages.desk.source import questionnaire, store

_filling = threading.Lock()  # of several first visitors one fills the store, the others wait


def ready() -> None:
    """Look at the store anew; fill an empty one with the example, unless that was declined."""
    _tidied(store().url, date.today())
    look_again()
    account.nothing_yet()
    if store().empty and not store().example.declined:
        with _filling:
            if store().empty:
                fill_with_example()
        st.rerun()


@st.cache_resource(max_entries=2, show_spinner=False)
def _tidied(url: str, today: date) -> bool:
    """Once a day, store and start: delete school years that are due, and what a reader left behind."""
    workplace.clear()
    store().file.forget_copies(today)
    gone = bool(url) and not store().retention.tidy_up(today).empty
    if gone:
        forget()
    return gone


def fill_with_example() -> None:
    """Put the invented example data in the store, and show how far that is."""
    spoken = language()
    bar = st.progress(0.0, _("Putting the example data in place; this happens once…"))

    def show(done: float) -> None:
        speak(spoken)
        bar.progress(min(done, 1.0), _("Putting the example data in place; this happens once…"))

    load_example(store(), questionnaire(), show)
    bar.empty()
