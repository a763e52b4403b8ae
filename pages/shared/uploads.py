"""Uploaded files on their way to the store: read once, in a subprocess, with progress."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from measurement.errors import ExportError
from measurement.exports import recognise
from measurement.exports.recognised import Recognised
from measurement.questionnaire_files import fingerprint
from measurement.words import text as _
from pages.shared import source


@dataclass(frozen=True)
class Upload:
    """A file that was dropped: what was recognised in it, or why it cannot be used."""

    name: str
    mark: str
    found: Recognised | None
    error: ExportError | None = None


def recognised(files: list[Any]) -> list[Upload]:
    """Every dropped file, recognised; a file is read once for as long as it is there."""
    made: list[Upload] = []
    missing = [f for f in files if not _kept(f)]
    bar = st.progress(0.0, text=_("Reading…")) if missing else None
    for done, file in enumerate(files):
        if bar is not None:
            bar.progress(done / len(files), text=_("Reading {file}…", file=file.name))
        made.append(_recognised(file))
    if bar is not None:
        bar.empty()
    return made


def _cache() -> dict[str, Upload]:
    """Uploads of this session; let go of when the import is done or the file taken away."""
    kept: dict[str, Upload] = st.session_state.setdefault("uploads", {})
    return kept


def _key(file: Any) -> str:
    chosen = sorted(st.session_state.get("columns", {}).get(file.file_id, {}).items())
    return f"{file.file_id}|{fingerprint()}|{chosen}"


def _kept(file: Any) -> bool:
    return _key(file) in _cache()


def _recognised(file: Any) -> Upload:
    key = _key(file)
    if key not in _cache():
        _cache()[key] = _read(file)
    return _cache()[key]


def _read(file: Any) -> Upload:
    chosen = st.session_state.get("columns", {}).get(file.file_id, {})
    with on_disk(file) as path:
        try:
            return Upload(file.name, file.file_id, recognise(path, source.questionnaire(), chosen))
        except ExportError as error:
            return Upload(file.name, file.file_id, None, error)


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """A dropped file as a file on disk, under its own name, for as long as it is read."""
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.getvalue())
        yield path


def let_go() -> None:
    """Empty the uploaders: each gets a new key, so that nothing is taken twice."""
    st.session_state["round"] = st.session_state.get("round", 0) + 1


def choose(mark: str, header: str, item: str) -> None:
    """Remember what a person says a column is ('' leaves it out); the file is read again."""
    st.session_state.setdefault("columns", {}).setdefault(mark, {})[header] = item


def forget() -> None:
    """Empty the list of dropped files (their uploader gets a new key)."""
    st.session_state["uploads"] = {}
    let_go()


def template() -> bytes:
    """The template workbook for answers."""
    from measurement.exports.template import template as made

    return made(source.questionnaire())
