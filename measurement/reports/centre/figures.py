"""The figures of a centre's report, each row from the row of a declared table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from measurement.centre.mirror.sentences import cell_words
from measurement.centre.mirror.tables import ELEMENT_WORDS
from measurement.centre.released.seen import Seen
from measurement.centre.released.told import told
from measurement.charts.told import bound_words, span_note
from measurement.denominator import WITH, Denominator, base_words, judged_words
from measurement.measures.sentences import outcome_mark, verdict_label
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Role
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reports.paper.parts import Interval, Intervals, Tone
from measurement.tables import records
from measurement.words import percent, text

NOTHING = math.nan


def item_interval(
    row: Any, denominator: Denominator, label: str, word: str = "", tone: Tone = "own"
) -> Interval:
    """A row of ``released_items``, with the rest of the network where that is told."""
    found = told(row, denominator)
    beside = "" if pd.isna(row.differs) else outcome_mark(str(row.differs))
    return Interval(
        label=label,
        said=str(found),
        n=found.n,
        value=found.share,
        lower=found.lower,
        upper=found.upper,
        least=found.share_least,
        most=found.share_most,
        other=float(row.rest_all if denominator == WITH else row.rest),
        word=" · ".join(part for part in (word, beside) if part),
        tone=tone,
    )


def caption(denominator: Denominator, rows: Sequence[Interval], what: str = "") -> str:
    """What the dots are, and of whom; a difference is told of the scores."""
    said = text(
        "{what} with 95 % interval; diamond: all other centres together at the same mix of strategies, where that may be told. {base} {judged}",
        what=what or text("Share of high scores"),
        base=base_words(denominator),
        judged=judged_words(),
    )
    return f"{said} {span_note()}" if any(row.bounded for row in rows) else said


def of_role(
    seen: Seen, table: pd.DataFrame, role: Role, denominator: Denominator, title: str
) -> Intervals | None:
    """The items with a role, those of the effect along their chain; None where there is nothing.

    ``table``: ``released_items``.
    """
    made, items = seen.made, seen.made.items_with(role)
    chain = [level.id for level in made.levels]

    def place(row: Any) -> tuple[int, int]:
        level = made.item_by_id[str(row.item)].dimension
        return chain.index(level) if level in chain else len(chain), row.Index

    found = sorted(records(table[table["item"].isin(list(items))]), key=place)
    rows = tuple(
        item_interval(
            r, denominator, str(made.item_by_id[str(r.item)].wording), tone=_tone(seen, str(r.item))
        )
        for r in found
    )
    if not rows:
        return None
    said = caption(denominator, rows)
    if any(row.tone == "pale" for row in rows):
        said += " " + text("Grey: high is not favourable here.")
    names = (text("high"), seen.centre, text("other centres"))
    return Intervals(title, said, rows, *names, source="released_items")


def _tone(seen: Seen, item: str) -> Tone:
    return "own" if sides(seen.made, item).high == "favourable" else "pale"


def of_factors(
    seen: Seen, table: pd.DataFrame, denominator: Denominator, title: str
) -> Intervals | None:
    """What helps and what hinders, what is sure to help most first; ``table``: ``released_factors``."""
    ordered = table[table["kind"] == "scale"].sort_values(
        ["share_least", "share_most"], ascending=False, kind="stable"
    )
    rows = tuple(
        item_interval(r, denominator, str(seen.made.factor_label(str(r.factor))), _verdict(r))
        for r in records(ordered)
    )
    if not rows:
        return None
    said = caption(denominator, rows, text("Share enabling, negative items turned,"))
    return Intervals(
        title,
        said,
        rows,
        text("enabling"),
        seen.centre,
        text("other centres"),
        0.5,
        "released_factors",
    )


def _verdict(row: Any) -> str:
    return "" if pd.isna(row.verdict) else str(verdict_label(str(row.verdict)))


def of_mirror(mirrored: pd.DataFrame, terms: SuccessFactors, title: str) -> Intervals | None:
    """What the checklist says beside what staff experience, per success factor."""
    rows = tuple(_of_factor(r, terms) for r in records(mirrored) if int(r.n_answers))
    if not rows:
        return None
    said = text(
        "Dot: favourable scores on the linked items, of who gave a score, with an interval that counts persons; hatched where they are told within bounds. The word at the end is the verdict; 'perhaps' means that it may be chance."
    )
    return Intervals(
        title, said, rows, text("favourable"), text("staff"), line=0.5, source="released_mirror"
    )


_TONES: dict[str, Tone] = {
    "strength": "good",
    "hidden_strength": "good",
    "blind_spot": "poor",
    "work_point": "poor",
}


def _of_factor(row: Any, terms: SuccessFactors) -> Interval:
    state = (
        text("not filled in") if pd.isna(row.state) else str(terms.label("state", str(row.state)))
    )
    checklist = text("checklist")
    label = f"{terms.factor_label(str(row.factor))} ({checklist}: {state})"
    return _experienced(row, label, str(cell_words(row)), _TONES.get(str(row.verdict), "pale"))


def of_elements(elements: pd.DataFrame, terms: SuccessFactors, title: str) -> Intervals | None:
    """The five elements of change by what staff experience; ``elements``: ``released_knoster``."""
    rows = tuple(_of_element(r, terms) for r in records(elements) if int(r.n_answers))
    if not rows:
        return None
    said = text(
        "Favourable scores on the items linked to each element, of who gave a score, with 95 % interval; where one is missing, the tension to expect is named."
    )
    if any(row.bounded for row in rows):
        said += f" {span_note()}"
    return Intervals(
        title, said, rows, text("favourable"), text("staff"), line=0.5, source="released_knoster"
    )


def _of_element(row: Any, terms: SuccessFactors) -> Interval:
    element = terms.element_by_id.get(str(row.element))
    name = str(element.label) if element else str(row.element)
    word = str(ELEMENT_WORDS[str(row.state)])
    if not pd.isna(row.tension) and element is not None:
        tension = text("tension to expect")
        word += f" · {tension}: {element.tension}"
    tones: dict[str, Tone] = {"present": "good", "missing": "poor"}
    return _experienced(row, name, word, tones.get(str(row.state), "pale"))


def _experienced(row: Any, label: str, word: str, tone: Tone) -> Interval:
    """The favourable scores on linked items: exactly, within bounds, or how many there are."""
    least, most, n = int(row.n_favourable_least), int(row.n_favourable_most), int(row.n_answers)
    untold, exact = (least, most) == (0, n), least == most
    return Interval(
        label=label,
        said=percent(most, n) if exact else bound_words(least, most, n, n),
        n=n,
        value=float(row.evidence_most) if exact else NOTHING,
        lower=NOTHING if untold else float(row.lower),
        upper=NOTHING if untold else float(row.upper),
        least=NOTHING if untold else float(row.evidence_least),
        most=NOTHING if untold else float(row.evidence_most),
        word=word,
        tone=tone,
    )
