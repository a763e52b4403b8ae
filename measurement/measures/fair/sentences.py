"""The fair comparison and the change tracks in sentences, made from their declared tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from measurement.denominator import WITHOUT, Denominator, Printed, of_words, printed
from measurement.measures.fair.tables import (
    CHANGE_WORDS,
    POSITION_WORDS,
)
from measurement.measures.sentences import band_names, reach_sentences
from measurement.questionnaire.favourable import turned
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import TICK
from measurement.tables import records
from measurement.words import Sentence, number, percent, plural, text, year


def high_words(questionnaire: Questionnaire, item: str) -> str:
    """What counts as high for an item: ``high (6–8)``, ``enabling`` or ``ticked``."""
    if questionnaire.scale_of(item).kind == TICK.kind:
        return text("ticked")
    if questionnaire.role_of(item) == "factors":
        return text("enabling")
    return band_names(questionnaire, [item])[1]


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign: ``+1,2`` or ``−0,4``.

    >>> signed(-0.04), signed(-0.4)
    ('0,0', '−0,4')
    """
    size = number(abs(float(value)), digits)
    if not any(figure in size for figure in "123456789"):
        return size
    return f"{'+' if value > 0 else '−'}{size}"


def item_sentences(
    table: pd.DataFrame,
    questionnaire: Questionnaire,
    denominator: Denominator = WITHOUT,
    everybody: Printed | None = None,
) -> list[str]:
    """What the comparison of centres says of one item: rows of ``comparison`` of that item.

    The share of all together is on the ``denominator``, ``everybody`` where answers of unknown
    centres count too; who is called different, of the scores.
    """
    scored = table[table["n_scored"] > 0]
    if scored.empty:
        return []
    item = str(scored["item"].iloc[0])
    rows = [printed(row, "share", denominator) for row in records(table)]
    part, n = (sum(getattr(row, name) for row in rows) for name in ("part", "n"))
    if everybody is not None:
        part, n = everybody.part, everybody.n
    together = text(
        "All answers together: {share} {high} {of}.",
        share=percent(part, n),
        high=high_words(questionnaire, item),
        of=of_words(n, denominator),
    )
    said = [together, *_called(scored, high_words(questionnaire, item))]
    if turned(questionnaire, [item]):
        said.insert(1, text("This item is about a hindrance, so a low score counts as enabling."))
    return [*said, *_untested(scored, questionnaire.thresholds.few_answers)]


def _called(table: pd.DataFrame, high: str) -> Iterable[str]:
    """Who is called different; nobody else is."""
    higher, lower = (table[table["differs"] == outcome] for outcome in ("higher", "lower"))
    if len(higher):
        yield text(
            "More often {high} than in the other centres: {names}.", high=high, names=_named(higher)
        )
    if len(lower):
        yield text(
            "Less often {high} than in the other centres: {names}.", high=high, names=_named(lower)
        )
    if higher.empty and lower.empty and (table["differs"] == "same").any():
        yield text("No centre clearly differs from the other centres: what you see may be chance.")
        yield from reach_sentences(table)


def _named(table: pd.DataFrame) -> str:
    return ", ".join(
        text(
            "{centre} ({share} {of})",
            centre=str(r.centre),
            share=percent(int(r.n_high), int(r.n_scored)),
            of=of_words(int(r.n_scored), WITHOUT),
        )
        for r in records(table.sort_values("centre", key=lambda c: c.astype(str)))
    )


def _untested(table: pd.DataFrame, few: int) -> Iterable[str]:
    names = sorted(table.loc[table["differs"] == "too_few", "centre"].astype(str))
    if len(names) == len(table):
        yield text("There are too few answers to compare centres.")
    elif names:
        yield plural(
            "{n} centre has too few persons to compare (fewer than {few}): {names}.",
            "{n} centres have too few persons to compare (fewer than {few}): {names}.",
            len(names),
            few=few,
            names=", ".join(names),
        )


def module_sentences(table: pd.DataFrame, questionnaire: Questionnaire) -> list[str]:
    """One sentence per item on which centres differ, from the table ``comparison``."""
    said = []
    for item in dict.fromkeys(table["item"].astype(str)):
        rows = table[table["item"] == item]
        if parts := list(_called_names(rows, high_words(questionnaire, item))):
            wording = str(questionnaire.item_by_id[item].wording)
            said.append(f"{item} · {wording}: {'; '.join(parts)}.")
    return said


def _called_names(rows: pd.DataFrame, high: str) -> Iterable[str]:
    higher, lower = (
        ", ".join(sorted(rows.loc[rows["differs"] == outcome, "centre"].astype(str)))
        for outcome in ("higher", "lower")
    )
    if higher:
        yield text("more often {high} in {names}", high=high, names=higher)
    if lower:
        yield text("less often {high} in {names}", high=high, names=lower)


def rating_sentences(table: pd.DataFrame, questionnaire: Questionnaire) -> list[str]:
    """The mean of every item with its interval, from the table ``ratings`` without groups."""
    said = []
    for r in records(table[table["n"] > 0]):
        item = str(r.item)
        points = questionnaire.scale_of(item).points
        if r.n_persons < questionnaire.thresholds.few_answers:
            wording = str(questionnaire.item_by_id[item].wording)
            said.append(text("“{item}”: too few answers (n = {n}).", item=wording, n=int(r.n)))
            continue
        figures = {
            "item": str(questionnaire.item_by_id[item].wording),
            "mean": number(float(r.mean), 1),
            "first": points[0],
            "last": points[-1],
            "n": int(r.n),
        }
        if pd.isna(r.lower):
            said.append(
                text("“{item}”: mean {mean} on a scale of {first} to {last} (n = {n}).", **figures)
            )
            continue
        bounds = {"lower": number(float(r.lower), 1), "upper": number(float(r.upper), 1)}
        said.append(
            text(
                "“{item}”: mean {mean} on a scale of {first} to {last} (95 % interval {lower} to {upper}, n = {n}).",
                **figures,
                **bounds,
            )
        )
    return said


def change_sentences(table: pd.DataFrame, n_tests: int = 1) -> list[str]:
    """What changed since the zero measurement: rows of ``before_after`` of one item.

    ``n_tests`` is the number of tests that were corrected for together.
    """
    return [_change(r, n_tests) for r in records(table)]


def _change(row: Any, n_tests: int) -> str:
    """One row in a sentence; a change is called one only when the corrected test says so."""
    named = {"initiative": str(row.initiative)}
    if not row.n_after:
        return text(
            "{initiative}: zero measurement in {year}, not measured again yet.",
            **named,
            year=year(str(row.year_before)),
        )
    if row.changed == "too_few":
        return text(
            "{initiative}: too few answers to say whether anything changed.",
            **named,
        )
    apart = difference_words(row)
    if row.changed == "higher":
        return text("{initiative}: higher than before ({apart}).", **named, apart=apart)
    if row.changed == "lower":
        return text("{initiative}: lower than before ({apart}).", **named, apart=apart)
    if _alone(row) and n_tests > 1:
        return text(
            "{initiative}: {apart}. Alone that would be a change; among {n} comparisons chance can give it, so it is not called one.",
            **named,
            apart=apart,
            n=n_tests,
        )
    return text("{initiative}: no clear change after correction ({apart}).", **named, apart=apart)


def _alone(row: Any) -> bool:
    """Whether the interval of the difference, by itself, leaves no change out."""
    prefix = "paired_" if row.method == "paired" else ""
    lower, upper = (getattr(row, f"{prefix}difference_{side}") for side in ("lower", "upper"))
    return bool(lower > 0 or upper < 0)


def difference_words(row: Any) -> str:
    """The difference behind the test of a row of ``before_after``, with its interval and people."""
    if row.method == "paired":
        return text(
            "{apart} points, interval {lower} to {upper}, {n} people who answered both times",
            apart=signed(row.paired_difference),
            lower=signed(row.paired_difference_lower),
            upper=signed(row.paired_difference_upper),
            n=int(row.n_paired),
        )
    if row.method == "independent":
        return text(
            "{apart} points, interval {lower} to {upper}, {before} and {after} scores",
            apart=signed(row.difference),
            lower=signed(row.difference_lower),
            upper=signed(row.difference_upper),
            before=int(row.n_before),
            after=int(row.n_after),
        )
    return text("too few answers")


def change_label(change: str) -> Sentence:
    """The words for a change: ``higher``, ``lower``, ``same`` or ``too_few``."""
    return CHANGE_WORDS[change]


def position_label(position: str) -> Sentence:
    """The words for a place in the funnel, such as ``inside`` or ``above_95``."""
    return POSITION_WORDS[position]
