"""What was understood of a dropped file, to be looked at and corrected: columns, cells, centres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from measurement.exports.headers.choices import ABSENT, AS_READ, NO_ANSWER, NOT_USED, offered
from measurement.exports.marks.marked import marked
from measurement.exports.preview import STRANGE, first_rows
from measurement.exports.recognised import Column, Recognised
from measurement.exports.remembered import in_words
from measurement.questionnaire.model import Questionnaire
from measurement.words import number
from measurement.words import text as _
from pages.data.imports import column_words, new_item
from pages.desk import source, uploads
from pages.desk.uploads import Upload
from pages.frame import net, person
from pages.frame.writing import plain

_LONG, _EXAMPLES = 60, 4


def corrections(upload: Upload) -> None:
    """The first rows as understood, and what every column and cell means, to be changed."""
    found = upload.found
    if found is None:
        return
    _remembered(upload)
    label, mark = _("Look at it and correct it"), f"look_{upload.mark}"
    with st.expander(label, icon=":material/edit_note:", key=mark):
        st.caption(_("The first rows, as they were understood. Nothing is stored yet."))
        st.dataframe(_preview(found), hide_index=True, key=f"preview_{upload.mark}")
        _choose_column(upload, [c for c in found.columns if c.header or c.cells])


def nothing_recognised(upload: Upload) -> None:
    """What the columns are of a file in which none was recognised: said by hand, all of it."""
    if not upload.columns:
        return
    st.caption(
        _(
            "Is this the right file? Then say what its columns are, one by one: the statements first. It is remembered for the next file with the same headers."
        )
    )
    chosen = upload.used.columns
    if chosen:
        known = source.questionnaire()
        said = [f"{n} → {column_words.choice_said(c, known)}" for n, c in chosen.items()]
        st.markdown("\n".join(f"- {plain(line)}" for line in said))
    _choose_column(upload, upload.columns)


def _choose_column(upload: Upload, columns: Sequence[Column]) -> None:
    """One of the columns, and what it is."""
    named = {column.name: column for column in columns}
    name = st.selectbox(
        _("Correct a column"),
        list(named),
        index=None,
        key=f"which_{upload.mark}",
        placeholder=_("Choose a column"),
        format_func=lambda n: _called(named[n]),
    )
    if name in named:
        _column(upload, named[name])


def hand_back(upload: Upload) -> None:
    """The file itself, with every remark in its cell, to take along."""
    found = upload.found
    if found is None or upload.file is None:
        return
    if not found.problems and (found.respondents["excluded"] == "").all():
        return

    def build() -> bytes:
        with uploads.on_disk(upload.file) as path:
            return marked(path, found)

    remarks = _("remarks")
    st.download_button(
        _("The file with remarks"),
        person.while_allowed(build, "import_exports"),
        f"{Path(found.file).stem}-{remarks}{'.xlsm' if found.file.endswith('.xlsm') else '.xlsx'}",
        key=f"marked_{upload.mark}",
        on_click="ignore",
        icon=":material/download:",
        help=_(
            "Your own file, with each remark as a note in its cell and on a sheet of its own. Correct it, and drop it here again."
        ),
    )


def _remembered(upload: Upload) -> None:
    """What of earlier choices is used, and a way to do without."""
    if not upload.remembered:
        return
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.caption(f":material/history: {plain(in_words(upload.remembered))}")
    right.button(
        _("Forget"), key=f"forget_{upload.mark}", on_click=uploads.do_without, args=(upload,)
    )


def _preview(found: Recognised) -> pd.DataFrame:
    """The first rows with headings and values in words."""
    known = source.questionnaire()
    rows = first_rows(found, known)
    rows["excluded"] = [str(column_words.ASIDE.get(kind, kind)) for kind in rows["excluded"]]
    values = {(v.characteristic, v.value): str(v.label) for v in known.values}
    for name in rows.columns.intersection(["net", "ambt", "role", "experience", "education"]):
        rows[name] = [
            ", ".join(values.get((name, one), one) for one in str(cell).split("|"))
            for cell in rows[name]
        ]
    if "strategy" in rows:
        rows["strategy"] = [str(known.strategy_label(s)) if s else "" for s in rows["strategy"]]
    if "moment" in rows:
        rows["moment"] = [str(known.moment_label(m)) if m else "" for m in rows["moment"]]
    named = {n: str(column_words.NAMES.get(n, n)) for n in rows.columns}
    rows["row"] = rows["row"].astype(str)
    return rows.replace({ABSENT: _("not applicable")}).rename(columns=named)


def _called(column: Column) -> str:
    """A column as it stands in a list: its header, and what it is now."""
    kind, _colon, key = column.meaning.partition(":")
    now = key if kind in ("item", "option", "open") else column_words.meaning_said(column.meaning)
    return f"{column.name[:_LONG]} → {now}"


def _column(upload: Upload, column: Column) -> None:
    """What one column is, and what its cells mean."""
    known = source.questionnaire()
    if examples := [f"'{cell[:_LONG]}'" for cell, *_rest in column.cells[:_EXAMPLES]]:
        st.caption(plain(_("In it stands for example: {found}.", found=", ".join(examples))))
    options = [AS_READ, NOT_USED, *offered(known)]
    now = upload.used.columns.get(column.name, AS_READ)
    st.selectbox(
        _("What is this column?"),
        options,
        index=options.index(now) if now in options else 0,
        key=f"meaning_{upload.mark}_{column.name}",
        format_func=lambda choice: _option(choice, column, known),
        on_change=_choose,
        args=(upload.mark, column.name),
    )
    kind, _colon, key = column.meaning.partition(":")
    if kind == "item" or (kind == "unknown" and column.how in ("other_scale", "not_answers")):
        _cells(upload, column, [str(point) for point in known.scale_of(key).points])
    if kind == "unknown":
        new_item.offer(upload.mark, column)


def _option(choice: str, column: Column, known: Questionnaire) -> str:
    if choice != AS_READ:
        return column_words.choice_said(choice, known)
    if column.how == "chosen":
        return _("as this tool would read it")
    return _("as recognised: {what}", what=column_words.meaning_said(column.meaning))


@net.caught
def _choose(mark: str, name: str) -> None:
    choice = st.session_state.get(f"meaning_{mark}_{name}")
    uploads.choose(mark, name, AS_READ if choice is None else str(choice))


def _cells(upload: Upload, column: Column, points: Sequence[str]) -> None:
    """What one text in the cells of an item means."""
    read = {cell: (n, said) for cell, n, said in column.cells}
    if not read:
        return
    _one_higher(upload, column, points)
    left, middle, right = st.columns([3, 3, 2], vertical_alignment="bottom")
    mark = f"{upload.mark}_{column.name}"
    with left:
        cell = _value(read, mark)
    everywhere = right.checkbox(
        _("In every statement"),
        key=f"everywhere_{mark}",
        help=_("This value then means the same in every column of an item in this file."),
    )
    middle.selectbox(
        _("It means"),
        [*points, ABSENT, NO_ANSWER],
        index=None,
        key=f"means_{mark}_{cell}",
        disabled=cell is None,
        placeholder=_("Choose a meaning"),
        format_func=column_words.read_as,
        on_change=_mean,
        args=(upload.mark, column.name, cell, everywhere),
    )


def _value(read: Mapping[str, tuple[int, str]], mark: str) -> str | None:
    """One of the values that stand in a column; first those that say nothing yet."""
    strange = [cell for cell, (_n, said) in read.items() if said == STRANGE]
    return st.selectbox(
        _("Read a value otherwise"),
        [*strange, *(c for c in read if c not in strange)],
        index=None,
        key=f"cell_{mark}",
        placeholder=_("Choose a value"),
        format_func=lambda c: (
            f"{c[:_LONG]} ({number(read[c][0])}×): {column_words.read_as(read[c][1])}"
        ),
    )


def _one_higher(upload: Upload, column: Column, points: Sequence[str]) -> None:
    """For a scale that was coded from 0: every value one point higher, in every statement."""
    first, last = int(points[0]), int(points[-1])
    written = {int(cell) for cell, _n, _said in column.cells if cell.isdecimal()}
    if first - 1 not in written or not written <= set(range(first - 1, last)):
        return
    st.button(
        _(
            "Read every value one point higher: {low} is {first}, {high} is {last}",
            low=str(first - 1),
            first=str(first),
            high=str(last - 1),
            last=str(last),
        ),
        key=f"higher_{upload.mark}_{column.name}",
        on_click=_shift,
        args=(upload.mark, column.name, first, last),
    )


@net.caught
def _shift(mark: str, name: str, first: int, last: int) -> None:
    for point in range(first, last + 1):
        uploads.mean(mark, name, str(point - 1), str(point), everywhere=True)


@net.caught
def _mean(mark: str, name: str, cell: str | None, everywhere: bool) -> None:
    meaning = st.session_state.get(f"means_{mark}_{name}_{cell}")
    if cell is not None and meaning is not None:
        uploads.mean(mark, name, cell, str(meaning), everywhere)
