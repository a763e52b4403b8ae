"""What a figure says first: what is highest and lowest, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from measurement.tables import records
from measurement.words import number, say, text


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
    low, high = min(told, key=lambda v: v.value), max(told, key=lambda v: v.value)
    if low.value == high.value:
        return text("All are the same: {value}.", value=high.said)
    ends = {"high": high.name, "top": high.said, "low": low.name, "bottom": low.said}
    if low.upper >= high.lower:
        return text(
            "Highest: {high} ({top}). Lowest: {low} ({bottom}). Their intervals overlap: that difference may be chance.",
            **ends,
        )
    return text("Highest: {high} ({top}). Lowest: {low} ({bottom}).", **ends)


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
            factor, k = str(of.idxmax()), int(of.max())
            n = int((judged["factor"].astype(str) == factor).sum())
            if 2 * k > n:
                said.append(text(sentence.message, factor=names[factor], k=k, n=n))
    return said


def distribution_said(spread: pd.DataFrame, shares: pd.DataFrame) -> str:
    """The point that was chosen most often and the mean, of one item; '' where nobody scored.

    ``spread`` holds its rows of ``distribution``, ``shares`` its row of ``shares``.
    """
    total = int(spread["n"].sum())
    if not total:
        return ""
    top = max(records(spread), key=lambda row: row.n)
    mean = float(shares["mean"].iloc[0]) if len(shares) else float("nan")
    said = text(
        "Chosen most often: {point} ({n} of {total}).",
        point=str(top.point),
        n=int(top.n),
        total=total,
    )
    if mean != mean:
        return said
    return f"{said} " + text("Mean: {mean}.", mean=number(mean, 1))
