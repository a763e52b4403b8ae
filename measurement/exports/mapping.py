"""The meaning of every column of an export, where a person chose it or by its header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from measurement.exports.headers import Header
from measurement.exports.meaning import ASK, CHOSEN, SIMILAR, Meaning
from measurement.exports.names import Names
from measurement.exports.platforms import Platform
from measurement.questionnaire import TEXT, Questionnaire


def meanings(
    headers: tuple[Header, ...], names: Names, platform: Platform, chosen: Mapping[str, str]
) -> list[Meaning]:
    """The meaning of every column. ``chosen`` maps headers to ids that a person chose."""
    found = []
    for header in headers:
        choice = chosen.get(header.shown, chosen.get(str(header.index)))
        if choice is None:
            found.append(names.meaning(header, platform))
        else:
            found.append(_of_choice(choice, names.questionnaire))
    return _without_doubles(found)


def _of_choice(choice: str, questionnaire: Questionnaire) -> Meaning:
    if not choice:
        return Meaning("unknown", "", CHOSEN)
    if any(choice == option.id for option in questionnaire.options):
        return Meaning("option", choice, CHOSEN)
    known = questionnaire.item_by_id.get(choice)
    if known is None:
        return Meaning("person", choice, CHOSEN)
    if known.closed:
        return Meaning("item", choice, CHOSEN)
    kind = "open" if known.scale == TEXT and known.dimension != "education" else "person"
    return Meaning(kind, known.id if kind == "open" else known.dimension, CHOSEN)


def _without_doubles(found: list[Meaning]) -> list[Meaning]:
    """A header that only resembles an item gives way to the column that is that item."""
    sure = {m.key for m in found if m.kind == "item" and m.how != SIMILAR}
    return [
        replace(m, kind="unknown", how=ASK)
        if m.kind == "item" and m.how == SIMILAR and m.key in sure and m.score < 100
        else m
        for m in found
    ]
