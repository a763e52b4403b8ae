"""The last net: what goes wrong becomes a sentence, also in what a widget does before the page runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from measurement import logs
from measurement.errors import SurveyError, of_file
from pages.frame.writing import plain_lines

P = ParamSpec("P")
_NOT_DONE = "not_done"


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


def tell() -> None:
    """Say what a widget could not do."""
    if (said := st.session_state.pop(_NOT_DONE, None)) is not None:
        st.error(plain_lines(said), icon=":material/error:")
