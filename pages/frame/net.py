"""What is told after an act: that it is done, and what went wrong as a sentence, also before the page runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from measurement import logs
from measurement.errors import SurveyError, of_file
from pages.frame.writing import plain, plain_lines

P = ParamSpec("P")
_NOT_DONE, _DONE = "not_done", "done"


def sentence(error: Exception) -> SurveyError:
    """What to tell of an error; what nobody thought of is logged under a number."""
    if isinstance(error, SurveyError):
        return error
    if isinstance(error, OSError) and error.errno is not None and error.filename is not None:
        logs.fault("file", error)
        return of_file(error)
    return logs.unforeseen(error)


def caught(act: Callable[P, None]) -> Callable[P, None]:
    """What a widget calls when it is used: when it cannot be done, the page that follows says so."""

    @wraps(act)
    def tried(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except Exception as error:
            st.session_state[_NOT_DONE] = str(sentence(error))

    return tried


def done(said: str) -> None:
    """What was done: told in the run that follows, wherever on the page the reader is."""
    st.session_state[_DONE] = said


def tell() -> None:
    """Say what was done, and what a widget could not do."""
    if (said := st.session_state.pop(_DONE, None)) is not None:
        st.toast(plain(said), icon=":material/check_circle:", duration="long")
    if (said := st.session_state.pop(_NOT_DONE, None)) is not None:
        st.error(plain_lines(said), icon=":material/error:")
