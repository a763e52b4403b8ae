"""A centre in short, by what was released: sentences that say no more than holds over every bound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from measurement.centre.mirror.mirror import contradictions
from measurement.centre.mirror.sentences import figures_of, name_of
from measurement.centre.released.factors import (
    by_hindering,
    factor_part,
    hinders_most,
    released_factors,
)
from measurement.centre.released.figures import released_response
from measurement.centre.released.items import released_items
from measurement.centre.released.seen import Seen
from measurement.denominator import WITHOUT, Denominator, of_words, part_words
from measurement.measures.overview import centre_sentences
from measurement.measures.sentences import doubt, reach_sentences
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import Label, number, percent, plural, some, text, year

MOST_NAMED = 3


def in_short(
    seen: Seen, mirrored: pd.DataFrame, names: Mapping[str, Label], denominator: Denominator
) -> list[str]:
    """Three or four sentences: who answered, effect beside the rest, what hinders, a contradiction.

    ``mirrored`` is the table ``released_mirror`` of the same choice, ``names`` the success factors.
    A difference is named when it survives the correction, a factor is called hindering when its
    whole interval is, over the whole bound; what is less than certain says so. How many call it so
    is told on the denominator of its figure.
    """
    factors = released_factors(seen)
    said = [_who(seen), _effect(seen), _hindering(factors, seen.made, denominator)]
    said.append(_contradiction(mirrored, names, seen.made, factors))
    return [sentence for sentence in said if sentence]


def _who(seen: Seen) -> str:
    """How many surveys were filled in, of how many invitations, by at least how many people."""
    table = released_response(seen)
    people = max((a.persons for own in seen.atoms.values() for a in own), default=0)
    answered = int(table["n_answered"].sum())
    figures = {
        "period": year(seen.view.school_year) or text("all school years together"),
        "surveys": plural("{n} survey was filled in", "{n} surveys were filled in", answered),
        "people": plural("at least {n} colleague", "at least {n} colleagues", people),
    }
    invited = table["n_invited"]
    known = len(table) > 0 and bool(invited.notna().all()) and int(invited.sum()) >= answered
    if known:
        rate = percent(answered, int(invited.sum()), 0)
        said = text(
            "In {period} {surveys} by {people}: {rate} of {invited} invitations.",
            rate=rate,
            invited=int(invited.sum()),
            **figures,
        )
    else:
        said = text("In {period} {surveys} by {people}; the response rate is not known.", **figures)
    lines = [said, *dict.fromkeys(filter(None, map(doubt, records(table))))]
    if people < seen.made.thresholds.small_group:
        lines.append(text("That is a small group: a few answers more can change the picture."))
    return " ".join(lines)


def _effect(seen: Seen) -> str:
    """The effect items that differ from the rest after correction."""
    table = released_items(seen)
    table = table[table["item"].isin(list(seen.made.items_with("effect")))]
    beside = table[table["differs"].notna()]
    if table.empty:
        return ""
    if beside.empty:
        return text(
            "Of the effect nothing can be laid beside the other centres: too little of it is told."
        )
    if (beside["differs"] == "too_few").all():
        return text("There are too few answers to compare the effect with the other centres.")
    higher, lower = (
        _differing(seen.made, beside[beside["differs"] == d]) for d in ("higher", "lower")
    )
    said = []
    if higher:
        said.append(
            text(
                "Higher than in the other centres at the same mix of strategies: {items}.",
                items=higher,
            )
        )
    if lower:
        said.append(
            text(
                "Lower than in the other centres at the same mix of strategies: {items}.",
                items=lower,
            )
        )
    return " ".join(said) or _no_difference(len(beside), len(table), beside)


def _no_difference(n: int, of: int, beside: pd.DataFrame) -> str:
    if n == of:
        nothing = text(
            "No difference in effect with the other centres survives the correction for many comparisons."
        )
    else:
        nothing = text(
            "Of the {n} of {of} items on the effect that can be compared none differs from the other centres beyond chance.",
            n=n,
            of=of,
        )
    return " ".join([nothing, *reach_sentences(beside)])


def _differing(made: Questionnaire, table: pd.DataFrame) -> str:
    """The items with both shares, surest first."""
    rows = list(records(table.sort_values("q", kind="stable")))
    parts = [
        text(
            "{item} ({own} high {of}, elsewhere {rest})",
            item=_level(made, str(row.item)),
            own=percent(int(row.n_high_most), int(row.n_scored), 0),
            of=of_words(int(row.n_scored), WITHOUT),
            rest=f"{number(100 * float(row.rest))}\u00a0%",
        )
        for row in rows
    ]
    return str(some(parts, MOST_NAMED))


def _level(made: Questionnaire, item: str) -> str:
    """The level of effect that an item measures; its wording where the chain has none."""
    measured = made.item_by_id[item]
    levels = {level.id: level.label for level in made.levels}
    known = levels.get(measured.dimension)
    return str(measured.wording) if known is None else str(known).lower()


def _hindering(factors: pd.DataFrame, made: Questionnaire, denominator: Denominator) -> str:
    """What hinders most, as far as that holds whatever lies within the bounds."""
    rows = by_hindering(factors)
    if not rows:
        asked = (factors["kind"] == "scale").any()
        return text("There are too few answers on what helps and hinders.") if asked else ""
    most = hinders_most(factors, rows)
    first = next((row for row in rows if row.verdict == "hindering"), rows[0])
    everything = len(rows) == int((factors["kind"] == "scale").sum())
    if everything and all(r.share_least >= made.thresholds.enabling_share for r in rows):
        return text("No factor is called hindering by half of the scores or more.")
    figures = {
        "factor": str(made.factor_label(str(first.factor))).lower(),
        "part": part_words(factor_part(first, "hindering", denominator), denominator),
    }
    if first.verdict == "hindering":
        if most is first:
            return text("Most often hindering: {factor} ({part}).", **figures)
        return text("Clearly hindering: {factor} ({part}).", **figures)
    if most is first and rows[0].verdict == "mixed":
        return text(
            "No factor clearly hinders. Most often hindering: {factor} ({part}), not clearly more or less than half.",
            **figures,
        )
    return text("Of the factors that are told none clearly hinders.")


def worth_a_talk(mirrored: pd.DataFrame, factors: pd.DataFrame) -> Any | None:
    """The row of ``released_mirror`` that is announced as worth a talk; none without contradiction."""
    rows = by_hindering(factors)
    found = contradictions(mirrored, str(rows[0].item) if rows else "")
    return found[0] if found else None


def _contradiction(
    mirrored: pd.DataFrame, names: Mapping[str, Label], made: Questionnaire, factors: pd.DataFrame
) -> str:
    """The contradiction most worth a talk: certain ones first, then what hinders most."""
    row = worth_a_talk(mirrored, factors)
    if row is None:
        return ""
    figures = figures_of(row, made) | {"factor": name_of(str(row.factor), names)}
    if row.verdict == "blind_spot":
        said = text(
            "According to the checklist “{factor}” is in place, but {part} scores of staff are favourable ({persons}): worth a talk.",
            **figures,
        )
    else:
        said = text(
            "According to the checklist “{factor}” is not fully in place, yet {part} scores of staff are favourable ({persons}): worth a talk.",
            **figures,
        )
    return said if row.certain else f"{said} " + text("The group is too small to be sure of it.")


def factor_sentences(factors: pd.DataFrame, centre: str, made: Questionnaire) -> list[str]:
    """How a centre's factors differ from the rest, from the table ``released_factors``."""
    beside = factors[factors["differs"].notna()]
    if beside.empty:
        few = text(
            "Nothing of this can be laid beside the other centres: too little of it is told."
        )
        return [few] if len(factors) else []
    if beside["differs"].isin(("higher", "lower")).any() or len(beside) == len(factors):
        return centre_sentences(beside, centre, made)
    nothing = text(
        "Of the {n} of {of} factors that can be compared none differs from the other centres beyond chance.",
        n=len(beside),
        of=len(factors),
    )
    return [nothing, *reach_sentences(beside)]
