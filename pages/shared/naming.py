"""The second and third step of an import: name the survey, see what changes, confirm."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from measurement.errors import SurveyError, rows_shown
from measurement.exports.checked import checked
from measurement.exports.persons import school_year_of
from measurement.exports.platforms import by_id
from measurement.exports.recognised import Recognised
from measurement.store.adding import Addition
from measurement.store.invitations import Invitation
from measurement.store.naming import SurveyNaming
from measurement.words import plural, year
from measurement.words import text as _
from pages.shared import source, uploads
from pages.shared.uploads import Upload


def confirm(files: list[Upload]) -> None:
    """Show every file with its recognition and naming, and one button for all of them."""
    additions, whole = [], True
    for place, upload in enumerate(files):
        with st.container(border=True):
            if upload.found is None:
                whole = False
                st.markdown(f"**{upload.name}**")
                for problem in upload.error.problems if upload.error else ():
                    st.error(str(problem), icon=":material/error:")
                continue
            additions.append(_one(place, upload.found))
    good = [a for a in additions if a is not None]
    whole = whole and len(good) == len(additions)
    if not good:
        return
    n = sum(int((a.recognised.respondents["excluded"] == "").sum()) for a in good)
    if not whole:
        st.caption(_("Files that cannot be used, or that are not named yet, are left out of the import."))
    if source.store().is_example:
        st.caption(_("The example data are removed when you import your first file."))
    label = plural("Import {n} answer", "Import {n} answers", n)
    if st.button(label, type="primary", icon=":material/done_all:", key="confirm"):
        _store(good)


def _one(place: int, found: Recognised) -> Addition | None:
    told = checked(found, source.questionnaire())
    _recognition(found, told)
    keep = _exclusions(place, found, told["excluded"])
    _problems(found)
    naming = _naming(place, found)
    return Addition(found, naming, keep, ()) if naming else None


def _recognition(found: Recognised, told: dict[str, Any]) -> None:
    known = source.questionnaire()
    modules = Counter(known.item_by_id[i].module for i in told["items"])
    parts = ", ".join(f"{m} ({n})" for m, n in sorted(modules.items()))
    st.markdown(f"**{found.file}**")
    line = _("{tool}: {n} respondents, {partial} of them partial. Items per module: {modules}.", tool=by_id(found.platform).label, n=told["respondents"], partial=told["partial"], modules=parts)
    if told["factors"]:
        line += " " + _("{n} factors of a multi-select question.", n=len(told["factors"]))
    st.markdown(line)
    with st.popover(_("What was recognised"), icon=":material/visibility:"):
        st.dataframe(
            pd.DataFrame([(c.header, _said(c.meaning), c.how) for c in found.columns], columns=[_("header"), _("meaning"), _("how")]), hide_index=True
        )


def _said(meaning: str) -> str:
    """What a column is for, in words."""
    kind, _colon, key = meaning.partition(":")
    item = source.questionnaire().item_by_id.get(key)
    names = {"meta": _("metadata, not stored"), "unknown": _("not recognised"), "open": _("open text, not stored"), "consent": _("consent"), "question": _("factors (multi-select)"), "person": _("person characteristic"), "survey": _("survey"), "other": _("other, written in")}
    return f"{key} · {item.wording}" if item is not None else f"{names.get(kind, kind)} {key if kind in ('person', 'survey') else ''}".strip()


def _exclusions(place: int, found: Recognised, excluded: dict[str, list[int]]) -> tuple[int, ...]:
    """Rows left out by kind; test rows and duplicates can be taken back in."""
    rows = {k: v for k, v in excluded.items() if v}
    if not rows:
        return ()
    total = sum(map(len, rows.values()))
    parts = ", ".join(f"{len(v)} {_(k)}" for k, v in rows.items())
    keep: list[int] = []
    with st.expander(plural("{n} row is not counted: {parts}", "{n} rows are not counted: {parts}", total, parts=parts), icon=":material/rule:"):
        for kind, numbers in rows.items():
            st.markdown(f"- **{_(kind)}**: {_('rows {rows}', rows=rows_shown(numbers))}")
        back = [r for k in ("test", "duplicate") for r in rows.get(k, [])]
        if back:
            keep = st.multiselect(_("Count these rows after all"), back, key=f"keep_{place}_{found.digest[:8]}", placeholder=_("Choose Excel rows"), format_func=lambda r: _("row {row}", row=str(r)))
    return tuple(keep)


def _problems(found: Recognised) -> None:
    """Problems grouped by kind, each with its remedy, behind one line."""
    if not found.problems:
        return
    with st.expander(plural("{n} remark", "{n} remarks", len(found.problems)), icon=":material/lightbulb:"):
        for problem in found.problems:
            st.markdown(f"- {problem}".replace("$", "\\$"))


def _naming(place: int, found: Recognised) -> SurveyNaming | None:
    """What the file does not say itself: year, strategy, initiative, moment, invited."""
    known = source.questionnaire()
    live = found.respondents[found.respondents["excluded"] == ""]
    said: dict[str, str] = dict(getattr(found, "survey", {}) or {})
    open_ones = [k for k in ("school_year", "strategy", "initiative", "moment") if (live[k] == "").any()]
    values = {k: said.get(k, "") for k in ("school_year", "strategy", "initiative", "moment")}
    mark = f"{place}_{found.digest[:8]}"
    columns = st.columns(5)
    if "school_year" in open_ones:
        proposed = proposed_year(live)
        options = _years(proposed)
        with columns[0]:
            values["school_year"] = st.selectbox(_("School year"), options, index=options.index(proposed) if proposed in options else None, key=f"year_{mark}", format_func=year, placeholder=_("Choose a school year")) or ""
    if "strategy" in open_ones:
        ids = [s.id for s in known.strategies if s.modules] or [s.id for s in known.strategies]
        guess = _strategy_in(found.file)
        with columns[1]:
            values["strategy"] = st.selectbox(_("Strategy"), ids, index=ids.index(guess) if guess in ids else None, key=f"strategy_{mark}", format_func=lambda s: str(known.strategy_label(s)), placeholder=_("Choose a strategy")) or ""
    moments = list(known.strategy_by_id[values["strategy"]].modules) if values["strategy"] in known.strategy_by_id else list(known.moments)
    if "moment" in open_ones and len(moments) > 1:
        guess = _moment_in(found, moments)
        with columns[2]:
            values["moment"] = st.selectbox(_("Moment"), moments, index=moments.index(guess) if guess else 0, key=f"moment_{mark}_{values['strategy']}", format_func=lambda m: str(known.moment_label(m)), placeholder=_("Choose a moment"))
    if "initiative" in open_ones:
        with columns[3]:
            values["initiative"] = st.text_input(_("Initiative"), values["initiative"], key=f"initiative_{mark}", placeholder=_("Name of the training or PLC"))
    several = live["initiative"].nunique() > 1
    invited = None
    if not several:
        with columns[4]:
            invited = st.number_input(_("Invited"), min_value=0, value=None, step=1, key=f"invited_{mark}", placeholder=_("unknown"), help=_("How many people got this survey. Left empty, the response rate is unknown."))
    if several:
        st.caption(_("The file names {n} initiatives itself; invitations per initiative and centre come from the template or from a table.", n=int(live["initiative"].nunique())))
    missing = [k for k in open_ones if not values[k] and k != "moment"]
    if missing:
        st.caption(_("Still needed: {what}.", what=", ".join(_(k.replace("_", " ")) for k in missing)))
        return None
    return SurveyNaming(values["school_year"], values["strategy"], values["initiative"].strip(), values["moment"], int(invited) if invited is not None else None)


def proposed_year(live: pd.DataFrame) -> str:
    """The school year in which most answers came in; '' without dates."""
    dates = live["answered_on"].dropna()
    return Counter(map(school_year_of, dates)).most_common(1)[0][0] if len(dates) else ""


def _years(proposed: str) -> list[str]:
    now = pd.Timestamp.now().year
    last = max(now, int(proposed[:4]) if proposed else now)
    return [f"{y}-{y + 1}" for y in range(last, 2018, -1)]


def _strategy_in(file: str) -> str:
    """A strategy whose name stands in the file's name."""
    from measurement.exports.platforms import plain

    words = f" {plain(file)} "
    for strategy in source.questionnaire().strategies:
        names = (strategy.id, strategy.label.nl, strategy.label.en, *strategy.aliases)
        if strategy.modules and any(f" {plain(n)} " in words for n in names):
            return strategy.id
    return ""


def _moment_in(found: Recognised, moments: list[str]) -> str:
    """The moment whose modules the file's items belong to."""
    known = source.questionnaire()
    asked = {known.item_by_id[i].module for i in found.items}
    for strategy in known.strategies:
        fits = {m: len(asked & set(modules)) for m, modules in strategy.modules.items() if m in moments}
        if len(fits) > 1 and len(set(fits.values())) > 1:
            return max(fits, key=lambda m: fits[m])
    return ""


def _store(additions: list[Addition]) -> None:
    store = source.store()
    try:
        example = store.is_example
        receipts = store.add_all(additions, source.questionnaire())
        rows = [Invitation(*row) for a in additions for row in getattr(a.recognised, "invitations", ())]
        if rows:
            store.invite(rows, source.questionnaire())
        if example:
            store.decline_example()
            store.clear_example()
    except SurveyError as error:
        st.error(str(error), icon=":material/error:")
        return
    n = sum(r.n_added for r in receipts)
    st.session_state["imported"] = plural("{n} answer added. The figures are up to date.", "{n} answers added. The figures are up to date.", n)
    uploads.forget()
    st.rerun()
