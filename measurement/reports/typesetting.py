"""Typst: pages and pictures from a template, with the project's own letters and no others."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any, Literal

from measurement.charts.drawn.lettering import FONTS

Kind = Literal["pdf", "png", "svg"]
Standard = Literal["ua-1", "a-2a"]  # of PDF: for who hears it, and for archives
DPI = 300


class TypesettingWarning(UserWarning):
    """Something that Typst passes over, such as a font that it does not find."""


def typeset(
    files: Mapping[str, bytes],
    kind: Kind,
    standards: Sequence[Standard] = (),
    made: datetime | None = None,
) -> bytes:
    """What the template ``main.typ`` among the files makes of the others.

    A template reads data from JSON files beside it, so that nothing in them is taken for markup. A
    picture has 300 dots per inch and one page. ``made`` is the time that a PDF tells: the same files with the same time give the same bytes.
    What Typst warns of is a :class:`TypesettingWarning`.
    """
    typst: Any = import_module("typst")  # 30 MB that only files need
    result, told = typst.compile_with_warnings(
        dict(files),
        format=kind,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        ppi=float(DPI) if kind == "png" else None,
        pdf_standards=[*standards],
        timestamp=None if made is None else int(made.timestamp()),
    )
    for warning in told:
        warnings.warn(str(warning), TypesettingWarning, stacklevel=2)
    return bytes(result)
