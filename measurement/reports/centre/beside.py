"""What is known of a centre beside the answers of surveys: it is no answer, so it is living."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from measurement.centre.checklist.checklist import missing, readiness
from measurement.centre.inspection.inspection import LEVELS
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.success_factors import YES_OR_NO, SuccessFactors
from measurement.reports.paper.parts import Grid, Section
from measurement.tables import records
from measurement.words import mark, number, plural, text, year

READY = {
    "ready": mark("All three preconditions are fully present: ready to start."),
    "partly": mark("Not every precondition is fully present yet."),
    "not_ready": mark("A precondition is absent: work on that first."),
    "unknown": mark("Not every precondition is filled in."),
}


@dataclass(frozen=True)
class Beside:
    """The tables ``checklist``, ``inspections``, ``reach`` and ``facts`` of one centre, and released quotes.

    Only what a director of the centre may see: ``checklists`` without those of single colleagues,
    ``reached`` empty where too few people took part.
    """

    terms: SuccessFactors
    comparability: Comparability
    checklists: pd.DataFrame
    inspections: pd.DataFrame
    reached: pd.DataFrame
    quotes: pd.DataFrame
    facts: pd.DataFrame


def checklist_section(beside: Beside) -> Section:
    """Whether the centre is ready to start, and what is missing."""
    title = text("Ready to start?")
    if beside.checklists.empty:
        return Section(title, (text("There is no checklist of this centre yet."),))
    row = next(records(readiness(beside.checklists, beside.terms)))
    lacking = list(records(missing(beside.checklists, beside.terms)))
    rows = tuple(
        (
            str(beside.terms.factor_label(str(r.factor))),
            str(beside.terms.label("state", str(r.state)))
            if pd.notna(r.state)
            else text("not filled in"),
            text("precondition") if r.precondition else "",
            str(r.tip),
        )
        for r in lacking
    )
    heads = (text("Success factor"), text("Checklist"), "", text("Tip"))
    caption = text(
        "What is not fully present by the checklist of now, the most cautious view of those who filled it in."
    )
    grid = Grid(text("What is not fully present"), caption, heads, rows, (3, 2, 1.6, 7), "missing")
    return Section(title, (text(READY[str(row.readiness)]),), (grid,) if rows else ())


def inspection_section(beside: Beside) -> Section | None:
    """The levels that the inspection found; None where it did not come."""
    if beside.inspections.empty:
        return None
    newest = beside.inspections.sort_values("school_year").drop_duplicates("scale", keep="last")
    order = {level: place for place, level in enumerate(LEVELS)}
    rows = sorted(records(newest), key=lambda r: (order[str(r.level)], str(r.scale)))
    said = tuple(
        (
            str(beside.terms.label("scale", str(r.scale))),
            str(beside.terms.label("level", str(r.level))),
            year(str(r.school_year)),
        )
        for r in rows
    )
    heads = (text("Scale"), text("Level"), text("School year"))
    caption = text("The newest result on every scale.")
    return Section(
        text("Inspection"),
        (),
        (Grid(text("Inspection"), caption, heads, said, (4, 3, 2), "inspections"),),
    )


def told_facts(
    facts: Mapping[str, str], terms: SuccessFactors, left_out: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What else is known of a centre: what it is about, and its value; '' for what is so or is not."""
    for key, kind in terms.facts.items():
        value = facts.get(key, "")
        if value and key not in left_out and (value != "no" or kind not in YES_OR_NO):
            yield str(terms.label("fact", key)), "" if kind in YES_OR_NO else value


def facts_section(beside: Beside) -> Section | None:
    """What else is known of the centre; the priority that it has for staff is their own plan."""
    facts = {str(r.key): str(r.value) for r in records(beside.facts)}
    told = told_facts(facts, beside.terms, beside.terms.flags)
    rows = tuple((name, value or text("yes")) for name, value in told)
    if not rows:
        return None
    title = text("What else is known")
    caption = text("As it is known now; it is no answer to a survey.")
    grid = Grid(title, caption, (text("What"), text("Value")), rows, (6, 3), "facts")
    return Section(title, (), (grid,))


def taking_part(beside: Beside) -> Iterator[str]:
    """Who took part by the lists of participants, in a sentence."""
    for row in records(beside.reached):
        n, staff = int(row.n_unique), row.n_staff
        known = pd.notna(staff) and n <= int(staff)
        of = text("{n} of {of}", n=n, of=int(staff)) if known else number(n)
        yield plural(
            "According to the lists of participants {of} colleague took part in {initiatives} (in {period}), whether or not a survey was filled in.",
            "According to the lists of participants {of} colleagues took part in {initiatives} (in {period}), whether or not a survey was filled in.",
            n,
            of=of,
            period=text("all school years together"),
            initiatives=plural("{n} initiative", "{n} initiatives", int(row.n_initiatives)),
        )


def quoted(beside: Beside, school_year: str) -> tuple[str, ...]:
    """What colleagues wrote, as it was released, of a school year or of all."""
    own = beside.quotes
    if school_year:
        own = own[own["school_year"] == school_year]
    return tuple(str(quote) for quote in own["quote"])
