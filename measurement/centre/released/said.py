"""What was released of the items of a centre, in sentences: never more certain than what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from measurement.centre.released.told import Told, told
from measurement.denominator import WITHOUT, Denominator, of_words
from measurement.measures.extremes import Value, at_end, named, overlap
from measurement.measures.sentences import reach_sentences
from measurement.tables import records
from measurement.words import mark, percent, plural, some, text, year

Name = Callable[[str], str]
MOST = 6


def items_sentences(
    table: pd.DataFrame, name: Name, denominator: Denominator, factors: bool = False
) -> list[str]:
    """The items of one module: the highest and the lowest, beside the rest, and how much is told.

    ``table``: rows of ``released_items``; ``name`` names an item. Only what is told exactly is the
    highest or the lowest. Of ``factors`` high is enabling.
    """
    rows = list(records(table))
    exact = [r for r in rows if str(r.told) == "exact" and told(r, denominator).n]
    said = [_ends(exact, name, denominator, factors), *_beside(rows, name), *_how_many(rows)]
    return [one for one in said if one]


def ticked_sentence(table: pd.DataFrame, name: Name, denominator: Denominator) -> str:
    """The options that were ticked most and least often, of what is told exactly; '' without two.

    ``table``: rows of ``released_items`` of a list; ``name`` names an item.
    """
    figures = {f"“{name(str(r.item))}”": told(r, denominator) for r in records(table)}
    return _apart(figures, mark("Most often ticked: {most}; least often: {least}."))


def parts_sentence(table: pd.DataFrame, labels: Sequence[str], denominator: Denominator) -> str:
    """The parts of one item where it is most and least often high, of what is told exactly.

    ``table``: rows of ``released_items`` of one item per school year or strategy, ``labels`` the
    name of every row. '' where no two can be laid beside each other.
    """
    rows = zip(labels, records(table), strict=True)
    figures = {label: told(row, denominator) for label, row in rows}
    return _apart(figures, mark("Most often high: {most}; least often: {least}."))


def _apart(figures: Mapping[str, Told], message: str) -> str:
    """The highest and the lowest share by their names; where they overlap it may be chance."""
    exact = [
        Value(name, round(one.share, 3), f"{one}, {one.part}", one.lower, one.upper)
        for name, one in figures.items()
        if one.how == "exact" and one.n
    ]
    top, bottom = (at_end(exact, end) if exact else [] for end in (max, min))
    if len(top) == len(exact):
        return ""
    said = text(message, most=named(top), least=named(bottom))
    if overlap(bottom, top):
        said += " " + text("Their intervals overlap: that may be chance.")
    return said


def _ends(rows: Sequence[Any], name: Name, denominator: Denominator, factors: bool) -> str:
    """The highest and the lowest share; '' where no two can be laid beside each other."""
    message = mark("Most often high: {most}; least often: {least}.")
    if factors:
        message = mark("Most often enabling: {most}; least often: {least}.")
    return _apart({f"“{name(str(r.item))}”": told(r, denominator) for r in rows}, message)


def _beside(rows: Sequence[Any], name: Name) -> Iterator[str]:
    """Which items differ from the other centres by a test."""
    for outcome in ("higher", "lower"):
        names = [f"“{name(str(r.item))}”" for r in rows if str(r.differs) == outcome]
        if names and outcome == "higher":
            yield text("Higher than in the other centres: {names}.", names=some(names))
        elif names:
            yield text("Lower than in the other centres: {names}.", names=some(names))


def _how_many(rows: Sequence[Any]) -> Iterator[str]:
    """Of how many items not everything is told."""
    bounds, few = (sum(str(r.told) == how for r in rows) for how in ("at_most", "n_only"))
    if bounds:
        yield plural(
            "Of {n} item it is only told between which numbers the high scores lie.",
            "Of {n} items it is only told between which numbers the high scores lie.",
            bounds,
        )
    if few:
        yield plural(
            "Of {n} item only the number of answers is told.",
            "Of {n} items only the number of answers is told.",
            few,
        )


def told_sentence(table: pd.DataFrame) -> str:
    """How many items are told exactly, within bounds, or not."""
    n = {how: int((table["told"] == how).sum()) for how in ("exact", "at_most", "n_only")}
    said = [
        plural(
            "Of {n} item the high scores are told exactly",
            "Of {n} items the high scores are told exactly",
            n["exact"],
        )
    ]
    if n["at_most"]:
        said.append(text("of {n} within bounds", n=n["at_most"]))
    if n["n_only"]:
        said.append(text("of {n} only how many answered", n=n["n_only"]))
    return ", ".join(said) + "."


def elsewhere_sentence(n: int) -> str:
    """That answers of a chosen school year stand with those of others; '' where none do."""
    if not n:
        return ""
    return plural(
        "Of {n} item the answers of this school year were released together with those of other years: choose all school years.",
        "Of {n} items the answers of this school year were released together with those of other years: choose all school years.",
        n,
    )


def evolution_sentences(table: pd.DataFrame, name: Name) -> list[str]:
    """What changed by a test, the newest school year first; nothing else is called a change.

    ``table``: rows of ``released_evolution``; ``name`` names an item.
    """
    rows = {(str(r.item), str(r.school_year)): r for r in records(table)}
    changed = [r for r in rows.values() if str(r.changed) in ("higher", "lower")]
    changed.sort(key=lambda r: str(r.school_year), reverse=True)
    said = [_change(r, rows[str(r.item), str(r.previous)], name) for r in changed[:MOST]]
    if len(changed) > MOST:
        said.append(
            plural(
                "And {n} more change: see the table.",
                "And {n} more changes: see the table.",
                len(changed) - MOST,
            )
        )
    return [*(said or [_nothing(table), *reach_sentences(table)]), *_bounded(table)]


def joined_sentence(n: int) -> str:
    """That answers of joined school years are in no evolution; '' where there are none."""
    if not n:
        return ""
    return plural(
        "Of {n} item school years with few answers were released together only: joined years stand in no evolution.",
        "Of {n} items school years with few answers were released together only: joined years stand in no evolution.",
        n,
    )


def _change(row: Any, before: Any, name: Name) -> str:
    values: dict[str, object] = {
        "name": name(str(row.item)),
        "year": year(str(row.school_year)),
        "then": year(str(row.previous)),
        "value": _judged(row),
        "before": _judged(before),
    }
    if str(row.changed) == "higher":
        return text("{name}: {year} is higher than {then} ({value} against {before}).", **values)
    return text("{name}: {year} is lower than {then} ({value} against {before}).", **values)


def _judged(row: Any) -> str:
    """The share that the test is about: of who gave a score."""
    n = int(row.n_scored)
    return f"{percent(int(row.n_high_least), n)} {of_words(n, WITHOUT)}"


def _nothing(table: pd.DataFrame) -> str:
    """Why no change is told."""
    if table["previous"].isna().all():
        return text("There is no pair of school years that can be compared yet.")
    if table["p"].isna().all():
        return text("Too few answers in one of the years to say whether anything changed.")
    return text("No change is larger than what chance alone can give.")


def _bounded(table: pd.DataFrame) -> Iterator[str]:
    n = int((table["told"] != "exact").sum())
    if n:
        yield plural(
            "{n} figure is not told exactly and is compared with none.",
            "{n} figures are not told exactly and are compared with none.",
            n,
        )
