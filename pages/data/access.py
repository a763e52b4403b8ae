"""Who has access: given, changed and ended; the limits for small groups; the audit log."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.shared import access_forms, access_limits, access_list, person, signin, source

person.me().require("manage_access")
access_forms.told()
if not signin.configured():
    st.info(
        _(
            "Sign-in is not set up: whoever opens this dashboard on this computer sees and may do everything. What you give here is kept, and takes effect once sign-in is set up."
        ),
        icon=":material/lock_open:",
    )
accounts = source.store().access.list()
st.subheader(_("Who has access"), anchor=False)
access_forms.listing(accounts)
one, other, many = st.tabs([_("Give access"), _("Change or end"), _("Many at once")])
with one:
    access_forms.give()
with other:
    access_forms.change_or_end(accounts)
with many:
    access_list.many()
st.subheader(_("Limits for small groups"), anchor=False)
access_limits.limits()
st.subheader(_("Audit log"), anchor=False)
access_limits.log()
