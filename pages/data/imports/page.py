"""Drop exports in, see what was recognised, name the survey, confirm; and take imports back."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.data.imports import added, invited, listing, named, unknown_centres
from pages.desk import opening, source, uploads
from pages.frame import net, person

st.markdown(
    _(
        "Drop one or more exports of the survey tool here, as they are: nothing has to be edited by hand. Nothing is stored until you confirm."
    )
)
files = st.file_uploader(
    _("Exports (Excel or csv)"),
    type=["xlsx", "xlsm", "xls", "csv", "txt", "tsv"],
    accept_multiple_files=True,
    key=f"files_{st.session_state.get('round', 0)}",
)
with st.expander(
    _("No export, but your own table? Use the template."), icon=":material/description:"
):
    st.download_button(
        _("Download the template"),
        uploads.template,
        "sjabloon.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="template",
    )
if files:
    named.confirm(uploads.recognised(files))
added.show()
if source.store().empty:
    st.markdown(_("There are no answers in here yet. Until there are, the example can come back."))
    if st.button(_("Put the example data back"), key="example_back", icon=":material/science:"):
        person.me().require("import_exports")
        opening.fill_with_example()
        net.done(_("The example data are back."))
        st.rerun()
if not source.store().imports.table().empty:
    invited.show()
    st.header(_("Imported files"), anchor=False)
    listing.show()
unknown_centres.spellings()
