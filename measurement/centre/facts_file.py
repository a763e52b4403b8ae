"""Facts of many centres at once: a workbook to fill in, and reading it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from measurement.centre.cells import CentreCells
from measurement.errors import refuse
from measurement.exports.files.read import read
from measurement.exports.lists import ListSheet, list_on, named
from measurement.forms import Field, Form, workbook
from measurement.questionnaire.centre_facts import Fact
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import YES_OR_NO, SuccessFactors
from measurement.texts import plain
from measurement.words import say

_YES = {"ja", "yes", "1", "x", "waar", "true"}
_LAST_ROW = 500
_USABLE = say("Write yes or no, or a whole number where a number is asked.")
_NO = {"nee", "neen", "no", "0", "onwaar", "false"}


def template(success_factors: SuccessFactors, centres: Sequence[str]) -> bytes:
    """A workbook with a row per centre and a column per fact; every cell may stay empty."""
    fields = [Field("Centrum", (), 24, given=centres)]
    for key, kind in success_factors.facts.items():
        choices = ("ja", "nee") if kind in YES_OR_NO else ()
        fields.append(Field(success_factors.label("fact", key).nl, choices, 24))
    form = Form("Gegevens", fields, _LAST_ROW, (1, 1), shaded=False, strict=True)
    return workbook(lambda: [form])


def facts_file(
    path: Path, success_factors: SuccessFactors, questionnaire: Questionnaire
) -> list[Fact]:
    """The facts of a filled-in workbook or csv, as of today.

    Empty cells say nothing. Raises :class:`ExportError` with every fault, by row.
    """
    heads = named(
        {
            "centre": ("centrum", "centre", "clb"),
            **{fact: _names(success_factors, fact) for fact in success_factors.facts},
        }
    )
    for sheet in read(path).sheets:
        listed = list_on(sheet, heads, lambda told: "centre" in told and len(told) > 1)
        if listed:
            return _facts(
                listed, CentreCells("value", success_factors, questionnaire), success_factors.facts
            )
    raise refuse(
        "no_facts",
        "{file} holds no facts of centres.",
        "The first row must begin with Centrum, followed by the facts: use the template.",
        file=path.name,
    )


def _names(success_factors: SuccessFactors, key: str) -> tuple[str, ...]:
    label = success_factors.label("fact", key)
    return key, label.nl, label.en or label.nl


def _facts(listed: ListSheet, reading: CentreCells, kinds: Mapping[str, str]) -> list[Fact]:
    facts: list[Fact] = []
    for row in listed.rows():
        for key, cell in row.items():
            if key == "centre" or not cell.text:
                continue
            centre, value = row["centre"].text, _value(kinds[key], cell.text)
            if not centre:
                reading.centre(row["centre"])
            elif value is None:
                told = say("'{found}' cannot be used here.", found=cell.text[:40])
                reading.tell(cell, told, _USABLE)
            else:
                centre = reading.centres.known(centre) or centre
                facts.append(Fact(centre, key, value, date.today()))
    reading.check()
    return facts


def _value(kind: str, cell: str) -> str | None:
    if kind in YES_OR_NO:
        return "yes" if plain(cell) in _YES else "no" if plain(cell) in _NO else None
    if kind == "number":
        return cell if cell.isdigit() else None
    return cell
