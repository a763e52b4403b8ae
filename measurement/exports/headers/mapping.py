"""The meaning of every column of an export, where a person chose it or by its header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from measurement.exports.headers.choices import AS_READ, meaning_of, names_of
from measurement.exports.headers.header import Header
from measurement.exports.headers.known import Names
from measurement.exports.headers.meaning import ASK, CODE, ID, LOOK, RESEMBLES, SIMILAR, Meaning
from measurement.exports.headers.platforms import Platform


def meanings(
    headers: tuple[Header, ...], names: Names, platform: Platform, chosen: Mapping[str, str]
) -> list[Meaning]:
    """The meaning of every column. ``chosen`` maps names of columns to what a person chose."""
    called = names_of([header.shown for header in headers])
    read = [
        meaning_of(chosen[name], names.questionnaire)
        if chosen.get(name, AS_READ) != AS_READ
        else names.meaning(header, platform)
        for name, header in zip(called, headers, strict=True)
    ]
    return _without_doubles(_without_look_alikes(read))


def _without_doubles(columns: list[Meaning]) -> list[Meaning]:
    """A header that only resembles an item gives way to the column that is that item."""
    sure = {m.key for m in columns if m.kind == "item" and m.how != SIMILAR}
    return [
        replace(m, kind="unknown", how=RESEMBLES)
        if m.kind == "item" and m.how == SIMILAR and m.key in sure and m.score < 100
        else m
        for m in columns
    ]


def _without_look_alikes(columns: list[Meaning]) -> list[Meaning]:
    """A code that only looks like an item's gives way to the column that surely is that item.

    So does the whole array that it stands in: ``ZAAL[A1]`` beside a declared ``BEG[SQ001]``, and
    then ``ZAAL[A2]`` too. Of two arrays that claim one item neither is taken. Where codes of the
    questionnaire are used, an array that is not named after its module is none of it.
    """
    sure = {m.key for m in columns if m.how not in (LOOK, SIMILAR, ASK) and m.key}
    declared = {m.key for m in columns if m.how == CODE}
    claims: dict[str, set[str]] = {}
    for m in columns:
        if m.array:
            claims.setdefault(m.key, set()).add(m.array)
    lost = {m.array for m in columns if m.how == LOOK and (m.key in sure or len(claims[m.key]) > 1)}
    if declared:
        lost |= {m.array for m in columns if m.how == LOOK and not _of_module(m)}
    return [
        replace(m, kind="unknown", how=ASK)
        if (m.how == LOOK and m.array in lost) or (m.how == ID and m.key in declared)
        else m
        for m in columns
    ]


def _of_module(meaning: Meaning) -> bool:
    """Whether an array is called as the letters of its items' ids: ``A[SQ001]`` is A1."""
    return meaning.array == meaning.key.rstrip("0123456789").casefold()
