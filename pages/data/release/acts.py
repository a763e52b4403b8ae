"""What staff do here: release, withdraw a release, and undo that; each only after it was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from measurement.errors import SurveyError
from measurement.releases.overview import sentences
from measurement.words import text as _
from measurement.words import year
from pages.data.release import data
from pages.desk import source
from pages.frame import person
from pages.frame.writing import plain, plain_lines

ACTION = "release_figures"
_TOLD, _HELD = "release_told", "release_held"


def told() -> None:
    """What was done in the run before."""
    if message := st.session_state.pop(_TOLD, None):
        st.success(plain(message), icon=":material/check_circle:")


def release(years: data.Years) -> None:
    """The button that releases these school years, with what it does."""
    found = data.prospect(years)
    one, table = found.release, found.by_centre
    if not one.atoms:
        st.info(_("There is nothing to release now."), icon=":material/info:")
        return
    if _confirmed(
        "release_now",
        str(one.years),
        sentences.consequences(one, int((table["n_new"] > 0).sum())),
        _("Yes, release these figures: {years}.", years=[year(y) for y in one.years]),
        (_("Release"), ":material/publish:"),
    ):
        _do(lambda by: _released(by, years))


def _released(by: str, years: data.Years) -> str:
    made = source.store().releases.publish(
        source.questionnaire(), day=data.today(), by=by, years=years or None
    )
    return sentences.released_sentence(made)


def withdraw_or_undo() -> None:
    """Choose a release; withdraw it, or undo its withdrawal."""
    standing = data.standing()
    number = st.selectbox(
        _("Which release"),
        list(standing),
        index=None,
        key="release_which",
        format_func=standing.__getitem__,
        placeholder=_("Choose a release"),
    )
    if number is None:
        return
    if data.withdrawn(number):
        if _confirmed(
            "release_undo",
            str(number),
            sentences.undoing(),
            _("Yes, directors may see these figures again."),
            (_("Undo the withdrawal"), ":material/undo:"),
        ):
            _do(lambda by: _undone(by, number))
    elif _confirmed(
        "release_withdraw",
        str(number),
        sentences.withdrawing(),
        _("Yes, withdraw this release."),
        (_("Withdraw"), ":material/block:"),
    ):
        _do(lambda by: _withdrawn(by, number))


def _withdrawn(by: str, number: int) -> str:
    source.store().releases.withdraw(number, by)
    return sentences.withdrawn_sentence(number)


def _undone(by: str, number: int) -> str:
    source.store().releases.undo_withdrawal(number, by)
    return sentences.undone_sentence(number)


def _confirmed(
    form: str, what: str, lines: Sequence[str], sure: str, button: tuple[str, str]
) -> bool:
    """Whether it is to be done: what it does could be read, the box was ticked and the button pressed.

    Of something else, or when answers or releases changed, it is to be confirmed anew.
    """
    label, icon = button
    state, held = data.state(), st.session_state.get(_HELD, "")
    st.session_state[_HELD] = state
    with st.container(border=True):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        if state != held and st.session_state.get(f"{form}_sure {what} {held}"):
            changed = _("Something changed in the meantime. Look again: nothing was done.")
            st.warning(changed, icon=":material/group:")
        ticked = st.checkbox(sure, key=f"{form}_sure {what} {state}")
        pressed = st.button(label, key=form, type="primary", icon=icon, disabled=not ticked)
    return pressed and ticked


def _do(act: Callable[[str], str]) -> None:
    """Do what only staff may; begin the page anew and tell it there, or say why it cannot be done."""
    try:
        me = person.me()
        me.require(ACTION)
        said = act(me.by)
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    st.session_state[_TOLD] = said
    st.session_state.pop(_HELD)
    st.rerun()
