"""Uploaded files on their way to the store: read once, in a subprocess, with progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from measurement import workplace
from measurement.errors import ExportError
from measurement.exports.headers.choices import EVERYWHERE, Choices
from measurement.exports.recognised import Column, Recognised
from measurement.exports.remembered import names, read
from measurement.exports.unknown import columns_of
from measurement.questionnaire.files.reading import fingerprint
from measurement.words import text as _
from pages.desk import source
from pages.frame import net, person
from pages.frame.writing import plain


@dataclass(frozen=True)
class Upload:
    """A file that was dropped: what was recognised in it, or why it cannot be used."""

    name: str
    mark: str
    found: Recognised | None
    error: ExportError | None = None
    remembered: Choices = field(default_factory=Choices)
    used: Choices = field(default_factory=Choices)
    columns: tuple[Column, ...] = ()  # where none of them can be counted
    file: Any = None  # the bytes themselves, for as long as the reader keeps the file


def recognised(files: list[Any]) -> list[Upload]:
    """Every dropped file, recognised; a file is read once for as long as it is there."""
    uploads: list[Upload] = []
    missing = [f for f in files if not _kept(f)]
    place = st.empty()  # always there: what comes below keeps its place, and stays unfolded
    bar = place.progress(0.0, text=_("Reading…")) if missing else None
    for done, file in enumerate(files):
        if bar is not None:
            bar.progress(done / len(files), text=plain(_("Reading {file}…", file=file.name)))
        uploads.append(_recognised(file))
    place.empty()
    return uploads


def _cache() -> dict[str, Upload]:
    """Uploads of this session; let go of when the import is done or the file taken away."""
    kept: dict[str, Upload] = st.session_state.setdefault("uploads", {})
    return kept


def _key(file: Any) -> str:
    said = _said(file.file_id)
    columns = sorted(said.columns.items())
    cells = sorted((name, *pair) for name, each in said.cells.items() for pair in each.items())
    centres = sorted(_centres(file.file_id).items())
    return f"{file.file_id}|{fingerprint()}|{columns}|{cells}|{centres}|{_without(file.file_id)}"


def _of(what: str, mark: str) -> dict[str, Any]:
    """What was said of one file in this session: its columns, its cells, its centres."""
    said: dict[str, Any] = st.session_state.setdefault(what, {}).setdefault(mark, {})
    return said


def _said(mark: str) -> Choices:
    return Choices(dict(_of("columns", mark)), {n: dict(c) for n, c in _of("cells", mark).items()})


def _without(mark: str) -> bool:
    """Whether this file is to be read without what was remembered."""
    return mark in st.session_state.get("without", ())


def _centres(mark: str) -> dict[str, str]:
    """The centre that is meant by a name, by what was assigned now and before."""
    return {**source.store().by_hand.centre_spellings(), **assigned(mark)}


def assigned(mark: str) -> dict[str, str]:
    """Which centre the reader says is meant by names in this file."""
    return dict(_of("centres", mark))


def _kept(file: Any) -> bool:
    return _key(file) in _cache()


def _recognised(file: Any) -> Upload:
    key, kept = _key(file), _cache()
    if key not in kept:
        for other in [k for k, upload in kept.items() if upload.mark == file.file_id]:
            del kept[other]  # as it was read before something was said of it
        kept[key] = _read(file)
    return kept[key]


def _read(file: Any) -> Upload:
    mark = file.file_id
    memory = None if _without(mark) else source.store().by_hand
    with on_disk(file) as path:
        try:
            file_read = read(path, source.questionnaire(), _said(mark), memory, _centres(mark))
        except ExportError as error:
            columns = columns_of(error, path)
            return Upload(file.name, mark, None, error, used=_said(mark), columns=columns)
    export, before, used = file_read.found, file_read.remembered, file_read.used
    return Upload(file.name, mark, export, None, before, used, file=file)


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """A dropped file as a file on disk, under its own name, for as long as it is read."""
    with workplace.folder() as folder:
        path = folder / Path(file.name).name
        path.write_bytes(file.getvalue())
        yield path


def let_go() -> None:
    """Empty the uploaders: each gets a new key, so that nothing is taken twice."""
    st.session_state["round"] = st.session_state.get("round", 0) + 1


def choose(mark: str, name: str, choice: str) -> None:
    """Keep what a person says a column is ('' leaves it out); the file is read again."""
    _of("columns", mark)[name] = choice


def mean(mark: str, name: str, cell: str, meaning: str, everywhere: bool) -> None:
    """Keep what a person says a cell means, in one column or in every column of an item."""
    _of("cells", mark).setdefault(EVERYWHERE if everywhere else name, {})[cell] = meaning


def assign(mark: str, spelling: str, centre: str) -> None:
    """Keep which centre a person says is meant by a name; '' leaves it open."""
    _of("centres", mark)[spelling] = centre
    if not centre:
        del _of("centres", mark)[spelling]


@net.caught
def do_without(upload: Upload) -> None:
    """Read a file without what was remembered of an earlier one, and let go of that."""
    person.again().require("import_exports")
    if upload.found is not None:
        source.store().by_hand.forget(source.questionnaire().id, names(upload.found))
    st.session_state.setdefault("without", set()).add(upload.mark)


def remember() -> None:
    """Keep what was said of the files that are read now, for the next ones like them."""
    memory = source.store().by_hand
    for upload in _cache().values():
        if upload.found is not None and upload.used:
            memory.remember(source.questionnaire().id, names(upload.found), upload.used)
        if upload.found is not None and (said := assigned(upload.mark)):
            memory.assign_centres(said)


def forget() -> None:
    """Empty the list of dropped files (their uploader gets a new key)."""
    st.session_state["uploads"] = {}
    let_go()


def template() -> bytes:
    """The template workbook for answers."""
    from measurement.exports.template.template import template as made

    return made(source.questionnaire())
