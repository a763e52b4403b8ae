"""The annual pack: per kind of survey the response, the items and factors; reach, targets, inspection.

Figures are printed of all answers, not applicable included, as the annual report does. A figure of
which the network's total was released is that total; where one is not, it is of the answers of now
and the whole pack is stamped as a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from measurement.measures.sentences import band_names, verdict_label
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reports.annual.sentences import factor_lines, item_line, response_line
from measurement.reports.paper.parts import Block, Grid, Quotes, Report, Section, Split, Splits
from measurement.tables import records
from measurement.words import language, number, percent, text, year


@dataclass(frozen=True)
class Annual:
    """The tables of two school years, per strategy and moment, and what is known beside answers.

    ``shares``, ``response``, ``factors`` and ``trend`` are declared tables by strategy, school year and
    moment; ``released`` are the items of which every figure is a released total, by strategy.
    ``reached``, ``inspected`` and ``targets`` are sentences with their figures.
    """

    school_year: str
    made: Questionnaire
    terms: SuccessFactors
    shares: pd.DataFrame
    response: pd.DataFrame
    factors: pd.DataFrame
    trend: pd.DataFrame
    reach: pd.DataFrame | None
    targets: tuple[str, ...]
    inspection: pd.DataFrame
    quotes: tuple[str, ...]
    released: frozenset[tuple[str, str]]

    def of(self, table: pd.DataFrame, kind: tuple[str, str], now: bool = True) -> list[Any]:
        """The rows of a kind of survey (strategy, moment) in the year of the pack, or all years."""
        own = (table["strategy"] == kind[0]) & (table["moment"] == kind[1])
        if now:
            own &= table["school_year"] == self.school_year
        return list(records(table[own]))

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of survey of the year, in the questionnaire's order."""
        asked = {
            (str(r.strategy), str(r.moment))
            for r in records(self.response)
            if str(r.school_year) == self.school_year and int(r.n_answered)
        }
        order = [(s.id, moment) for s in self.made.strategies for moment in s.modules]
        return sorted(asked, key=lambda k: (order.index(k) if k in order else len(order), k))


def annual_report(one: Annual, told: str, day: str, stamp: str) -> Report:
    """The pack of a school year; ``stamp`` where a figure of it is not released."""
    sections = [section for kind in one.kinds for section in _kind(one, kind)]
    sections += [*_beside(one)]
    return Report(
        title=text("Annual report {year}", year=year(one.school_year)),
        subtitle=text("Draft text by rules: every sentence says its figure and its table"),
        told=told,
        day=day,
        language=language(),
        sections=tuple(sections),
        stamp=stamp,
    )


def _kind(one: Annual, kind: tuple[str, str]) -> Iterator[Section]:
    name = one.made.survey_label(*kind)
    answered = one.of(one.response, kind)
    lines = [response_line(one.of(one.response, kind, now=False), one.school_year)]
    effects = set(one.made.items_with("effect"))
    rows = [r for r in one.of(one.shares, kind) if str(r.item) in effects]
    before = one.of(one.shares, kind, now=False)
    changes = one.of(one.trend, kind)
    lines += [item_line(r, before, changes, one.made, one.school_year) for r in rows]
    blocks: list[Block] = []
    if rows:
        blocks = [_items(one, kind, rows, int(answered[0].n_answered)), _counts(one, kind, rows)]
    later = kind != one.kinds[0]
    yield Section(name, tuple(line for line in lines if line), tuple(blocks), new_page=later)
    factors = [r for r in one.of(one.factors, kind) if r.kind == "scale" and int(r.n)]
    if factors:
        title = text("{survey}: what helps and what hinders", survey=name)
        yield Section(
            title, tuple(factor_lines(factors, one.made)), (_factors(one, title, factors),)
        )


def _items(one: Annual, kind: tuple[str, str], rows: list[Any], n_answered: int) -> Splits:
    low, high = band_names(one.made, [str(r.item) for r in rows])
    sizes = sorted({int(r.n) for r in rows})
    of = text("n = {n} of {all}", n=" / ".join(map(str, sizes)), all=n_answered)
    caption = text(
        "Of all answers, not applicable included. {n}: answers to these items, of all answers to the survey.",
        n=of,
    )
    bars = tuple(_bar(one, r) for r in rows)
    title = text("Effect, {survey}", survey=one.made.survey_label(*kind))
    return Splits(title, caption, bars, low, high, text("n/a"), "shares")


def _bar(one: Annual, row: Any) -> Split:
    wording = str(one.made.item_by_id[str(row.item)].wording)
    return Split(wording, int(row.n_low), int(row.n_high), int(row.n_not_applicable), int(row.n))


def _counts(one: Annual, kind: tuple[str, str], rows: list[Any]) -> Grid:
    """The counts as the report prints them, and whether the total was released."""
    said = tuple(
        (
            f"{r.item} · {one.made.item_by_id[str(r.item)].wording}",
            number(int(r.n)),
            *(
                f"{number(int(k))} ({percent(int(k), int(r.n))})"
                for k in (r.n_low, r.n_high, r.n_not_applicable)
            ),
            text("released") if (str(r.item), kind[0]) in one.released else text("answers of now"),
        )
        for r in rows
    )
    heads = ("", "n", text("low"), text("high"), text("n/a"), text("figure of"))
    title = text("Figures, {survey}", survey=one.made.survey_label(*kind))
    caption = text("Table shares: the items of the effect, in the order of the questionnaire.")
    return Grid(title, caption, heads, said, (6, 1, 2.2, 2.4, 2.2, 2.4), "shares")


def _factors(one: Annual, title: str, rows: list[Any]) -> Splits:
    bars = tuple(
        Split(
            f"{one.made.factor_label(str(r.factor))}: {verdict_label(str(r.verdict))}",
            int(r.n_hindering),
            int(r.n_enabling),
            int(r.n_not_applicable),
            int(r.n),
        )
        for r in rows
    )
    caption = text("Of all answers, not applicable included; negative items turned. Table factors.")
    names = (text("hindering"), text("enabling"), text("n/a"))
    return Splits(title, caption, bars, *names, "factors")


def _beside(one: Annual) -> Iterator[Section]:
    """Reach, targets, inspection and quotes, where there is something."""
    if one.reach is not None and len(one.reach):
        rows = tuple(_reached(one, r) for r in records(one.reach))
        heads = ("", text("participations"), text("persons"), text("sessions"), text("centres"))
        grid = Grid(text("Reach"), text("Table reach."), heads, rows, (3, 2, 2, 2, 2), "reach")
        yield Section(text("Reach"), (), (grid,), new_page=True)
    if one.targets:
        yield Section(text("Targets"), one.targets)
    if len(one.inspection):
        yield _inspection(one)
    if one.quotes:
        title = text("In their own words")
        yield Section(title, (), (Quotes(title, one.quotes),))


def _reached(one: Annual, row: Any) -> tuple[str, ...]:
    counts = (row.n_participations, row.n_unique, row.n_sessions, row.n_centres)
    name = "" if pd.isna(row.strategy) else str(one.made.strategy_label(str(row.strategy)))
    return (name or text("unknown"), *(number(int(n)) for n in counts))


def _inspection(one: Annual) -> Section:
    rows = tuple(
        (
            str(one.terms.label("scale", str(r.scale))),
            *(number(int(n)) for n in (r.n_below, r.n_approaches, r.n_meets, r.n_exceeds, r.n)),
        )
        for r in records(one.inspection)
    )
    levels = ("below", "approaches", "meets", "exceeds")
    heads = ("", *(str(one.terms.label("level", level)) for level in levels), "n")
    caption = text(
        "Centres per level, of the years in which the inspection came. Table inspection_scales."
    )
    title = text("Inspection")
    return Section(title, (), (Grid(title, caption, heads, rows, (4, 2, 2, 2, 2, 1)),))
