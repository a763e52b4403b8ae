"""The workbook in which checklists are filled in without the app, for one or many centres.

Its two sheets are two ways to say the same: a column per centre, or a row per centre and factor
(with room for a remark). :mod:`measurement.checklist_files` reads either, and both.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from measurement.checklist_layout import NAMES, SHEETS
from measurement.success_factors import FILLERS, STATES, SuccessFactors
from measurement.words import language, say, speak

_COLUMNS, _ROWS = 60, 2000
_HEADER = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "border": 1}
_EXPLAINED = (
    say("Fill in one of the two sheets, or both for different centres."),
    say("Sheet '{wide}': one column per centre.", wide=SHEETS["wide"]),
    say(
        "Sheet '{long}': one row per centre and factor, with room for a remark. No names of people, please.",
        long=SHEETS["long"],
    ),
    say("An empty cell is a factor that you have not filled in yet."),
)


def template(
    known: SuccessFactors, centres: Sequence[str] = (), filled: Sequence[str] = ()
) -> bytes:
    """The workbook, in Dutch: ``centres`` may be chosen from, ``filled`` head the first columns."""
    spoken = language()
    speak("nl")
    try:
        return _written(known, centres, filled)
    finally:
        speak(spoken)


def _written(known: SuccessFactors, centres: Sequence[str], filled: Sequence[str]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        styles = {
            "head": book.add_format(_HEADER),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        sheets = [book.add_worksheet(name) for name in SHEETS.values()]
        allowed = _lists(sheets[3], known, centres)
        _wide(sheets[0], known, filled, allowed, styles)
        _long(sheets[1], allowed, styles)
        _explain(sheets[2], known, styles)
    return stream.getvalue()


def _lists(sheet: Any, known: SuccessFactors, centres: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The rule per kind of cell; its values stand on a hidden sheet."""
    values = {
        "centre": list(centres),
        "filled_by": [str(known.label("filler", name)) for name in FILLERS],
        "state": [str(known.label("state", name)) for name in STATES],
        "factor": [f"{factor.id} {factor.name}" for factor in known.factors],
    }
    rules = {}
    for column, (key, names) in enumerate(values.items()):
        if names:
            sheet.write_column(0, column, names)
            letter = chr(ord("A") + column)
            place = f"={SHEETS['lists']}!${letter}$1:${letter}${len(names)}"
            rules[key] = {"validate": "list", "source": place, "error_type": "warning"}
    sheet.hide()
    return rules


def _wide(
    sheet: Any,
    known: SuccessFactors,
    filled: Sequence[str],
    allowed: dict[str, dict[str, Any]],
    styles: dict[str, Any],
) -> None:
    head = ("centre", "date", "filled_by")
    names = [NAMES[key][0] for key in head] + [f"{f.id} {f.name}" for f in known.factors]
    sheet.freeze_panes(3, 1)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, _COLUMNS, 20)
    sheet.set_row(1, None, styles["day"])
    for row, name in enumerate(names):
        sheet.write_string(row, 0, name, styles["head"])
        key = head[row] if row < len(head) else "state"
        if key in allowed:
            sheet.data_validation(row, 1, row, _COLUMNS, allowed[key])
    for column, centre in enumerate(filled, start=1):
        sheet.write_string(0, column, centre)


def _long(sheet: Any, allowed: dict[str, dict[str, Any]], styles: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for column, (key, names) in enumerate(NAMES.items()):
        sheet.write_string(0, column, names[0], styles["head"])
        width = 60 if key == "note" else 40 if key == "factor" else 20
        sheet.set_column(column, column, width, styles["day"] if key == "date" else None)
        if key in allowed:
            sheet.data_validation(1, column, _ROWS, column, allowed[key])


def _explain(sheet: Any, known: SuccessFactors, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 48, styles["wrapped"])
    sheet.set_column(1, 2, 80, styles["wrapped"])
    row = 0
    for line in map(str, _EXPLAINED):
        sheet.write_string(row, 0, line)
        row += 1
    row += 1
    for column, title in enumerate(_titles()):
        sheet.write_string(row, column, title, styles["head"])
    for factor in known.factors:
        row += 1
        cells = (f"{factor.id} {factor.name}", str(factor.description), str(factor.tip))
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text)


def _titles() -> Iterable[str]:
    return map(str, (say("success factor"), say("What it means"), say("A tip when it is lacking")))
