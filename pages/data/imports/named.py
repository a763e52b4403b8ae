"""The second and third step of an import: name the survey, see what changes, confirm."""

from __future__ import annotations

from typing import Any

import streamlit as st

from measurement.errors import SurveyError
from measurement.exports.checked import checked
from measurement.exports.proposals import by_date
from measurement.exports.recognised import Recognised
from measurement.store.updates import sentences
from measurement.store.updates.adding import Addition
from measurement.store.updates.receipts import Receipt
from measurement.words import plural
from measurement.words import text as _
from pages.data.imports import added, by_hand, recognised, survey_named, unknown_centres, updates
from pages.desk import source, uploads
from pages.desk.uploads import Upload
from pages.frame import person
from pages.frame.writing import plain, plain_lines


def confirm(files: list[Upload]) -> None:
    """Show every file with its recognition and naming, and one button for all of them."""
    named, whole = _looked_at(files)
    good = [addition for addition, _box in named]
    receipts = updates.previews(good) if good else []
    if not receipts:
        _waiting([upload.found for upload in files if upload.found is not None])
        return
    for (addition, box), receipt in zip(named, receipts, strict=True):
        with box:
            updates.show(addition, receipt)
    if not whole:
        st.caption(
            _("Files that cannot be used, or that are not named yet, are left out of the import.")
        )
    if source.store().example.there:
        st.caption(_("The example data are removed when you import your first file."))
    if cost := sentences.cost(receipts):
        st.warning(cost, icon=":material/visibility_off:")
    if _confirmed(receipts):
        _store(good)


def _looked_at(files: list[Upload]) -> tuple[list[tuple[Addition, Any]], bool]:
    """What can be added, each with the box that it stands in; and whether that is every file."""
    additions: list[Addition | None] = []
    boxes: list[Any] = []
    whole = True
    for place, upload in enumerate(files):
        box = st.container(border=True)
        with box:
            if upload.found is None:
                whole = False
                st.markdown(f"**{plain(upload.name)}**")
                for problem in upload.error.problems if upload.error else ():
                    st.error(plain_lines(problem), icon=":material/error:")
                by_hand.nothing_recognised(upload)
                continue
            additions.append(_one(place, upload))
            boxes.append(box)
    named = [(a, box) for a, box in zip(additions, boxes, strict=True) if a is not None]
    return named, whole and len(named) == len(additions)


def _confirmed(receipts: list[Receipt]) -> bool:
    """Whether the button was pressed; it waits while the reader has to say what a file is."""
    n = sum(r.n_same + r.n_changed + r.n_added for r in receipts)
    label = plural("Import {n} answer", "Import {n} answers", n)
    if any(r.updates for r in receipts):
        label = _("Take over these changes")
    asked = any(r.open for r in receipts)
    icon = ":material/done_all:"
    return st.button(label, type="primary", icon=icon, key="confirm", disabled=asked)


def _waiting(files: list[Recognised]) -> None:
    """The button as it will be, so that what is still needed is seen to lead somewhere."""
    if n := sum(int((found.respondents["excluded"] == "").sum()) for found in files):
        label = plural("Import {n} answer", "Import {n} answers", n)
        st.button(label, icon=":material/done_all:", key="confirm_waits", disabled=True)


def _one(place: int, upload: Upload) -> Addition | None:
    found = upload.found
    if found is None:
        return None
    told = checked(found, source.questionnaire())
    recognised.recognition(found, told)
    keep = recognised.exclusions(place, found, told["excluded"])
    recognised.problems(found)
    by_hand.hand_back(upload)
    recognised.unrecognised(upload.mark, found)
    unknown_centres.ask(upload)
    by_hand.corrections(upload)
    naming = survey_named.ask(place, found)
    again, counts, out = updates.chosen(found.digest)
    if naming is None:
        return None
    named = found if naming.school_year else by_date(found)
    return Addition(named, naming, (*keep, *counts), out, again)


def _store(additions: list[Addition]) -> None:
    person.me().require("import_exports")
    store = source.store()
    try:
        receipts = store.imports.add_all(
            additions, source.questionnaire(), instead_of_example=True, by=person.me().by
        )
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    added.remember(receipts)
    uploads.remember()
    uploads.forget()
    st.rerun()
