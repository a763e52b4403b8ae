"""A panel: a figure, what it says, the table behind it, and files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from measurement.charts.drawn.screen import on_screen
from measurement.denominator import WITH
from measurement.measures.sentences import one_person_sentence, table_sentences
from measurement.protection.director import sees_persons
from measurement.protection.small_groups import counts_people, least, small_groups
from measurement.reports.book.account import Account
from measurement.reports.book.cells import yes_no
from measurement.reports.book.workbook import Contents, workbook
from measurement.reports.files import csv
from measurement.reports.pictures import Kind, Shown, Words, pictured
from measurement.tables import Table
from measurement.words import text as _
from pages.desk import account, glossary, source, wording
from pages.frame import person
from pages.frame.writing import plain

PAPER = 600  # pixels of an upright sheet
PICTURES: tuple[tuple[Kind, str], ...] = (("png", "image/png"), ("svg", "image/svg+xml"))
ON_PAPER = 200  # rows of a table


def panel(
    key: str,
    figure: go.Figure | None,
    table: pd.DataFrame,
    declared: Table,
    *,
    said: str | Sequence[str],
    how: str,
    caption: str = "",
    alt: str = "",
    by: Sequence[str] = (),
    name: str = "",
) -> None:
    """Show what a figure says, the figure, its caption, and the table and files behind it.

    ``said`` stands before the figure: what it shows, composed from its table. ``how`` tells how to
    read it, folded under *How do I read this?*. ``alt`` says the takeaway to who cannot see the
    figure, otherwise ``said`` or the caption does: what it says of the table is not said again
    under it. On screen the table has names and percentages; the files, with the ``name`` of the
    table where there is no other, hold the declared table, unrounded.
    """
    lines = in_a_sentence(said)
    title = " ".join(lines) or alt or caption
    alt, name = alt or title, name or declared.name
    if table.empty:
        st.info(_("No data: nobody in this choice was asked this."), icon=":material/info:")
        return
    if figure is None:
        st.info(_("Too few answers to draw this."), icon=":material/info:")
        return
    sentences(lines)
    drawing(figure, key, alt)
    rests = [*table_sentences(table), *_of_one_person(table)]
    if under := [part for part in (caption, *(one for one in rests if one not in alt)) if part]:
        st.caption(plain(" ".join(under)))
    caption = " ".join(part for part in (caption, *rests) if part)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        wanted = st.toggle(_("Table"), key=f"{key}_table")
        with taking(key) as opened:
            if opened:
                told = account.of_file(alt, [caption, how])
                _downloads(key, {name: table}, {name: declared}, by, told)
                under = [part for part in (caption, how) if part]
                pictures(key, figure, Words(title, " ".join(under), alt), name)
        explained(how, *glossary.explained(how, caption, *lines))
    if wanted:
        _on_screen(key, table, declared)


def in_a_sentence(said: str | Sequence[str]) -> list[str]:
    """What a figure says; where nothing stands out of it, that."""
    lines = [line for line in ([said] if isinstance(said, str) else said) if line]
    return lines or [_("Too few answers to say what stands out here.")]


def explained(how: str, *meanings: str) -> None:
    """How to read a figure, and what its learned words mean, folded."""
    with st.popover(_("How do I read this?"), icon=":material/help:"):
        st.markdown("\n\n".join([plain(how), *meanings]))


def _of_one_person(table: pd.DataFrame) -> list[str]:
    """Where one person gave most of the answers: never for a director, who may know who."""
    said = one_person_sentence(table) if sees_persons(person.me().scope) else ""
    return [said] if said else []


def _on_screen(key: str, table: pd.DataFrame, declared: Table) -> None:
    """The table as people read it; rows on a small group are marked for who sees them."""
    shown, note = wording.read(table, declared), ""
    if counts_people(declared) and sees_persons(person.me().scope):
        limits = source.limits()
        small = small_groups(table, limits)
        if small.any():
            shown[_("mark")] = small.map({True: _("small group"), False: ""})
            note = _(
                "Small group: fewer than {n} answers. It can give somebody's answer away, so a director does not get it.",
                n=least(table.columns, limits),
            )
    st.dataframe(shown, hide_index=True, height=rows_high(len(shown)))
    _printed(key, shown)
    if wording.left_out(table, declared):
        more = _("Excel and CSV hold more columns, such as all bounds and the tests.")
        note = " ".join(part for part in (note, more) if part)
    if note:
        st.caption(note)


def _printed(key: str, shown: pd.DataFrame) -> None:
    """The same table as it prints: whole, where the one on screen scrolls in a window."""
    rows = shown.head(ON_PAPER)
    rows = rows.assign(**{str(c): rows[c].map(yes_no) for c in rows.select_dtypes(bool)})
    with st.container(key=f"on_paper_{key}_table"):
        with pd.option_context("display.max_colwidth", None):
            st.html(rows.to_html(index=False, border=0, na_rep=""))
        if len(shown) > ON_PAPER:
            st.caption(_("The first {n} rows; Excel and CSV hold all.", n=ON_PAPER))


@contextmanager
def folded(
    label: str, key: str, icon: str | None = ":material/table:", expanded: bool = False
) -> Iterator[bool]:
    """What is worked out and sent only once it is unfolded; yields whether it is."""
    box = st.expander(label, icon=icon, key=key, expanded=expanded, on_change="rerun")
    with box:
        yield bool(box.open)


@contextmanager
def taking(key: str) -> Iterator[bool]:
    """What can be taken along, prepared only once it is opened; yields whether it is."""
    icon = ":material/download:"
    box = st.popover(_("Take along"), icon=icon, key=f"{key}_take", on_change="rerun")
    with box:
        yield bool(box.open)


def drawing(figure: go.Figure, key: str, alt: str, width: int | None = None) -> None:
    """A figure of this width; without, as wide as there is room, which is less in the print view."""
    shown = on_screen(figure, key, alt)
    if width or not st.session_state.get("paper"):
        st.html(shown, width=width or "stretch")
        return
    with st.container(key=f"paper_sized_{key}", width=PAPER):
        st.html(shown)


def table(key: str, rows: pd.DataFrame, declared: Table, name: str, personal: bool = False) -> None:
    """A table without a figure, with its files; those of a ``personal`` one, of persons, are logged."""
    _on_screen(key, rows, declared)
    with st.container(horizontal=True, gap="xsmall"):
        told = account.of_file(name, ())
        _downloads(key, {name: rows}, {name: declared}, (), told, personal)


def _downloads(
    key: str,
    tables: Mapping[str, pd.DataFrame],
    declared: Mapping[str, Table],
    by: Sequence[str],
    told: Callable[[], Account],
    personal: bool = False,
) -> None:
    """Files are built only when asked for; everything they need is bound here."""
    name = next(iter(tables))
    first, rows = declared[name].name, len(tables[name])
    offered = partial(person.logged, table=first, rows=rows) if personal else person.while_allowed
    shares = account.now().denominator or WITH
    contents = Contents(dict(tables), dict(declared), {}, tuple(by), shares, raw=not personal)
    st.download_button(
        "Excel",
        offered(partial(_book, contents, told)),
        f"{name}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{key}_xlsx",
        on_click="ignore",
        icon=":material/download:",
    )
    for belgian, label in ((False, "CSV"), (True, _("CSV for Belgian Excel"))):
        st.download_button(
            label,
            offered(partial(csv, tables[name], belgian)),
            f"{name}.csv",
            "text/csv",
            key=f"{key}_belgian" if belgian else f"{key}_csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _book(contents: Contents, told: Callable[[], Account]) -> bytes:
    return workbook(contents, told())


def _with_choice(caption: str) -> str:
    """The caption, what was chosen on this page and the source: a picture goes where neither stands."""
    lines = account.shown()
    if answers := account.now().left:
        lines.append(_("Source: {answers}", answers=answers))
    return " ".join([caption, *(f"{line}." for line in lines)])


def pictures(key: str, figure: Shown, words: Words, name: str) -> None:
    """The figure as a picture, with its title, caption and the choice in it; drawn only when asked for."""
    words = replace(words, caption=_with_choice(words.caption), alt=words.alt or words.caption)
    for kind, mime in PICTURES:
        st.download_button(
            _("Image") if kind == "png" else "SVG",
            person.while_allowed(partial(pictured, figure, words, kind)),
            f"{name}.{kind}",
            mime,
            key=f"{key}_{kind}",
            on_click="ignore",
            icon=":material/image:",
        )


def sentences(lines: Sequence[str]) -> None:
    """Sentences that come before the figures."""
    if told := [plain(line) for line in lines if line]:
        st.markdown("  \n".join(told))


def rows_high(n: int) -> int:
    """The height in pixels of a table of n rows, ten of them in sight: known before it is drawn."""
    return 33 * (min(n, 10) + 1) + 2
