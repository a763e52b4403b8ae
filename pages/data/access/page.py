"""Who has access: given, changed and ended; the limits for small groups; the audit log."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.data.access import forms, limits, lists
from pages.desk import source
from pages.frame import person, provider

person.me().require("manage_access")
forms.told()
if not provider.configured():
    st.info(
        _(
            "Sign-in is not set up: whoever opens this dashboard on this computer sees and may do everything. What you give here is kept, and takes effect once sign-in is set up."
        ),
        icon=":material/lock_open:",
    )
accounts = source.store().access.list()
st.header(_("Who has access"), anchor=False)
forms.listing(accounts)
one, other, many = st.tabs([_("Give access"), _("Change or end"), _("Many at once")])
with one:
    forms.give()
with other:
    forms.change_or_end(accounts)
with many:
    lists.many()
st.header(_("Limits for small groups"), anchor=False)
limits.limits()
st.header(_("Audit log"), anchor=False)
limits.log()
