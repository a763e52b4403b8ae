"""What a figure says first: what is highest and lowest, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from measurement.tables import records
from measurement.words import number, say, some, text


@dataclass(frozen=True)
class Value:
    """One value by its name, as it is printed (``said``), with its interval where it has one.

    Values of fewer than ``few`` persons are never called highest or lowest.
    """

    name: str
    value: float
    said: str
    lower: float = float("nan")
    upper: float = float("nan")
    n_persons: int = 0


def spread(values: Iterable[Value], few: int = 0) -> str:
    """The highest and the lowest value in a sentence; '' where fewer than two can be named.

    Where their intervals overlap it says that the difference may be chance.

    >>> spread([Value("A", 0.9, "90 %", 0.8, 0.95), Value("B", 0.2, "20 %", 0.1, 0.3)])
    'Het hoogst: A (90 %). Het laagst: B (20 %).'
    """
    told = [one for one in values if one.value == one.value and one.n_persons >= few]
    if len(told) < 2:
        return ""
    low, high = at_end(told, min), at_end(told, max)
    if len(high) == len(told):
        return text("All are the same: {value}.", value=high[0].said)
    ends = {"high": named(high), "low": named(low)}
    if overlap(low, high):
        return text(
            "Highest: {high}. Lowest: {low}. Their intervals overlap: that difference may be chance.",
            **ends,
        )
    return text("Highest: {high}. Lowest: {low}.", **ends)


def at_end(values: Sequence[Value], end: Callable[[Iterable[float]], float]) -> list[Value]:
    """All that share the highest (``max``) or the lowest (``min``) value, or are printed like it."""
    last = end(one.value for one in values)
    said = {one.said for one in values if one.value == last}
    return [one for one in values if one.value == last or one.said in said]


def named(shared: Sequence[Value]) -> str:
    """The first of what shares a value, and that value: each its own where it is printed otherwise.

    >>> named([Value("A", 0.5, "50 %"), Value("B", 0.5, "50 %")])
    'A, B (50 %)'
    >>> named([Value("A", 0.5, "1 van 2"), Value("B", 0.5, "2 van 4")])
    'A (1 van 2), B (2 van 4)'
    """
    if len({one.said for one in shared}) == 1:
        return f"{some([one.name for one in shared])} ({shared[0].said})"
    return str(some([f"{one.name} ({one.said})" for one in shared]))


def overlap(low: Iterable[Value], high: Sequence[Value]) -> bool:
    """Whether the interval of one of the lowest reaches that of one of the highest."""
    return any(one.upper >= other.lower for one in low for other in high)


def along(values: Sequence[Value]) -> str:
    """How the last value of a chain compares with its first; '' where there is no chain."""
    told = [one for one in values if one.value == one.value]
    if len(told) < 2:
        return ""
    first, last = told[0], told[-1]
    ends = {"first": first.name, "start": first.said, "last": last.name, "end": last.said}
    if last.upper < first.lower:
        return text(
            "The effect thins out: {first} {start} high, {last} {end} high, and their intervals do not overlap.",
            **ends,
        )
    if last.lower > first.upper:
        return text("The effect grows: {first} {start} high, {last} {end} high.", **ends)
    return text("{first}: {start} high, {last}: {end} high; that difference may be chance.", **ends)


def verdicts_said(verdicts: Sequence[str]) -> str:
    """How many factors help, hinder and are mixed, by their verdicts; '' where none has one."""
    n = {side: sum(v == side for v in verdicts) for side in ("enabling", "hindering", "mixed")}
    if not sum(n.values()):
        return ""
    return text(
        "Of {n} factors: {helps} enabling, {hinders} hindering, {mixed} mixed.",
        n=sum(n.values()),
        helps=n["enabling"],
        hinders=n["hindering"],
        mixed=n["mixed"],
    )


def centres_said(table: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """The factor that hinders, and the one that helps, in most centres, from ``factors`` per centre.

    ``names`` are those of the factors. A centre counts where its answers allow a verdict.
    """
    judged = table[table["verdict"].isin(["enabling", "hindering", "mixed"])]
    worded = {
        "hindering": say("{factor} hinders in most centres: {k} of {n}."),
        "enabling": say("{factor} helps in most centres: {k} of {n}."),
    }
    said = []
    for side, sentence in worded.items():
        of = judged[judged["verdict"] == side].groupby("factor", observed=True).size()
        if not of.empty:
            k = int(of.max())
            most = [str(factor) for factor in of.index[of == k]]
            whole = {f: int((judged["factor"].astype(str) == f).sum()) for f in most}
            told = [
                text(sentence.message, factor=names[f], k=k, n=n)
                for f, n in whole.items()
                if 2 * k > n
            ]
            said.append(" ".join(told))
    return [line for line in said if line]


def distribution_said(spread: pd.DataFrame, shares: pd.DataFrame) -> str:
    """The point that was chosen most often and the mean, of one item; '' where nobody scored.

    ``spread`` holds its rows of ``distribution``, ``shares`` its row of ``shares``.
    """
    total = int(spread["n"].sum())
    if not total:
        return ""
    most = int(spread["n"].max())
    points = [str(row.point) for row in records(spread) if row.n == most]
    mean = float(shares["mean"].iloc[0]) if len(shares) else float("nan")
    said = text(
        "Chosen most often: {point} ({n} of {total}).",
        point=some(points),
        n=most,
        total=total,
    )
    if mean != mean:
        return said
    return f"{said} " + text("Mean: {mean}.", mean=number(mean, 1))
