"""The second and third step of an import: name the survey, see what changes, confirm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from measurement.errors import SurveyError
from measurement.exports.checked import checked
from measurement.exports.proposals import by_date, in_words, open_keys, proposed, years_by_date
from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SURVEY, SurveyNaming
from measurement.school_year import school_year_from
from measurement.store.updates.adding import Addition
from measurement.store.updates.receipts import Receipt
from measurement.words import plural, year
from measurement.words import text as _
from pages.data.imports import by_hand, recognised, unknown_centres, updates
from pages.desk import source, uploads
from pages.desk.uploads import Upload
from pages.frame import person


def confirm(files: list[Upload]) -> None:
    """Show every file with its recognition and naming, and one button for all of them."""
    additions: list[Addition | None] = []
    boxes: list[Any] = []
    whole = True
    for place, upload in enumerate(files):
        box = st.container(border=True)
        with box:
            if upload.found is None:
                whole = False
                st.markdown(f"**{upload.name}**")
                for problem in upload.error.problems if upload.error else ():
                    st.error(str(problem), icon=":material/error:")
                by_hand.nothing_recognised(upload)
                continue
            additions.append(_one(place, upload))
            boxes.append(box)
    named = [(a, box) for a, box in zip(additions, boxes, strict=True) if a is not None]
    good = [a for a, _box in named]
    whole = whole and len(good) == len(additions)
    receipts = updates.previews(good) if good else []
    if not receipts:
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
    n = sum(r.n_same + r.n_changed + r.n_added for r in receipts)
    label = plural("Import {n} answer", "Import {n} answers", n)
    if any(r.updates for r in receipts):
        label = _("Take over these changes")
    asked = any(r.open for r in receipts)
    icon = ":material/done_all:"
    if st.button(label, type="primary", icon=icon, key="confirm", disabled=asked):
        _store(good)


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
    naming = _naming(place, found)
    again, counts, out = updates.chosen(found.digest)
    if naming is None:
        return None
    named = found if naming.school_year else by_date(found)
    return Addition(named, naming, (*keep, *counts), out, again)


def _naming(place: int, found: Recognised) -> SurveyNaming | None:
    """What the file does not say itself; None while something needed is missing."""
    known, guess = source.questionnaire(), proposed(found, source.questionnaire())
    wanted = open_keys(found)
    mark = f"{place}_{found.digest[:8]}"
    columns = dict(zip((*SURVEY, "invited"), st.columns(5), strict=True))
    values = dict.fromkeys(SURVEY, "")
    if "school_year" in wanted:
        values["school_year"] = _school_year(columns["school_year"], mark, found, guess.school_year)
    if "strategy" in wanted:
        ids = [s.id for s in known.strategies if s.modules] or [s.id for s in known.strategies]
        values["strategy"] = _choice(
            columns["strategy"],
            f"strategy_{mark}",
            _("Strategy"),
            ids,
            guess.strategy,
            lambda s: str(known.strategy_label(s)),
        )
    if "moment" in wanted:
        strategy = known.strategy_by_id.get(values["strategy"] or guess.strategy)
        prescribed = list(strategy.modules) if strategy else []
        moments = prescribed + [m for m in known.moments if m not in prescribed]
        first = guess.moment if guess.moment in moments else moments[0] if moments else ""
        values["moment"] = _choice(
            columns["moment"],
            f"moment_{mark}_{values['strategy']}",
            _("Moment"),
            moments,
            first,
            lambda m: str(known.moment_label(m)),
        )
    if "initiative" in wanted:
        values["initiative"] = (
            columns["initiative"]
            .text_input(
                _("Initiative"),
                guess.initiative,
                key=f"initiative_{mark}",
                placeholder=_("Name of the training or PLC"),
            )
            .strip()
        )
    invited = _invited(found, mark, columns["invited"], guess.invited)
    needed = {
        "school_year": _("school year"),
        "strategy": _("strategy"),
        "initiative": _("initiative"),
    }
    missing = [name for key, name in needed.items() if key in wanted and not values[key]]
    values["school_year"] = values["school_year"].removeprefix(_BY_DATE)
    if missing:
        st.caption(_("Still needed: {what}.", what=", ".join(missing)))
        return None
    return SurveyNaming(**values, invited=invited)


_BY_DATE = "by date"  # every answer in the school year of its date


def _school_year(column: Any, mark: str, found: Recognised, guess: str) -> str:
    """The school year; answers of several go each to their own, unless the reader names one."""
    dated = years_by_date(found)
    live = found.respondents[found.respondents["excluded"] == ""]
    all_dated = sum(dated.values()) == int((live["school_year"] == "").sum())
    several = len(dated) > 1
    if several:
        st.caption(str(in_words(dated)))
    options = [_BY_DATE, *_years(max(dated))] if several and all_dated else _years(guess)
    return _choice(
        column,
        f"year_{mark}",
        _("School year"),
        options,
        guess or _BY_DATE,
        lambda one: _("by date of each answer") if one == _BY_DATE else year(one),
    )


def _choice(
    column: Any, key: str, label: str, options: list[str], guess: str, shown: Callable[[str], str]
) -> str:
    """A choice with the proposal already made; '' while nothing is chosen."""
    index = options.index(guess) if guess in options else None
    return (
        column.selectbox(
            label, options, index=index, key=key, format_func=shown, placeholder=_("Choose…")
        )
        or ""
    )


def _invited(found: Recognised, mark: str, column: Any, guess: int | None) -> int | None:
    """How many were invited, for a file of one initiative."""
    live = found.respondents[found.respondents["excluded"] == ""]
    several = live["initiative"].nunique()
    if several > 1:
        st.caption(
            _(
                "The file names {n} initiatives itself; after adding, fill in how many people were invited to each under 'Invited per survey'.",
                n=int(several),
            )
        )
        return None
    with column:
        number = st.number_input(
            _("Invited"),
            min_value=0,
            value=guess,
            step=1,
            key=f"invited_{mark}",
            placeholder=_("unknown"),
            help=_("How many people got this survey. Left empty, the response rate is unknown."),
        )
    return int(number) if number is not None else None


def _years(guess: str) -> list[str]:
    """School years to choose from, the last first."""
    now = date.today().year
    last = max(now, int(guess[:4]) if guess else now)
    return [school_year_from(y) for y in range(last, 2018, -1)]


def _store(additions: list[Addition]) -> None:
    person.me().require("import_exports")
    store = source.store()
    try:
        receipts = store.imports.add_all(additions, source.questionnaire(), instead_of_example=True)
    except SurveyError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state["imported"] = _done(receipts)
    uploads.remember()
    uploads.forget()
    st.rerun()


def _done(receipts: list[Receipt]) -> str:
    """What was stored."""
    first = sum(r.n_added for r in receipts if not r.updates)
    said = [f"{r.file}: {r.told}." for r in receipts if r.updates]
    if first or not said:
        said.insert(0, plural("{n} answer added.", "{n} answers added.", first))
    said.append(_("The figures are up to date."))
    if any(r.already for r in receipts):
        said.append(
            _(
                "The same file is in the store under another survey too: undo one of them if that was a mistake."
            )
        )
    return " ".join(said)
