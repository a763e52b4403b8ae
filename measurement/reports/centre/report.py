"""The report of a centre: the profile as its pages show it, in the order of a talk.

Of answers it holds what was released and nothing else, whoever makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from measurement.centre.mirror.mirror import in_force
from measurement.centre.mirror.released import experiences, released_knoster, released_mirror
from measurement.centre.released.factors import released_factors
from measurement.centre.released.first import elements_sentence, mirror_sentence
from measurement.centre.released.items import released_items
from measurement.centre.released.said import told_sentence
from measurement.centre.released.seen import Seen
from measurement.centre.released.short import factor_sentences, in_short
from measurement.centre.released.talk import talking_points
from measurement.denominator import WITH, Denominator
from measurement.questionnaire.model import Role
from measurement.reports.centre import figures, sections
from measurement.reports.centre.beside import (
    Beside,
    checklist_section,
    facts_section,
    inspection_section,
    taking_part,
)
from measurement.reports.paper.parts import (
    Block,
    Intervals,
    Question,
    Questions,
    Report,
    Section,
)
from measurement.words import language, text, year


@dataclass(frozen=True)
class Told:
    """Of which release a report is: in words, its day (ISO), and a stamp where it is a preview."""

    words: str
    day: str
    stamp: str = ""


@dataclass(frozen=True)
class _Centre:
    """A centre in a choice, with what is known beside it; each table is made once."""

    seen: Seen
    beside: Beside
    denominator: Denominator

    @cached_property
    def items(self) -> pd.DataFrame:
        return released_items(self.seen)

    @cached_property
    def factors(self) -> pd.DataFrame:
        return released_factors(self.seen)

    @cached_property
    def mirrored(self) -> pd.DataFrame:
        return mirror_of(self.seen, self.beside)

    def figure(self, role: Role, title: str) -> Block | None:
        return figures.of_role(self.seen, self.items, role, self.denominator, title)

    def factor_figure(self) -> Intervals | None:
        title = text("What helps and what hinders")
        return figures.of_factors(self.seen, self.factors, self.denominator, title)

    def questions(self, most: int) -> list[Block]:
        terms = self.beside.terms
        points = talking_points(
            self.seen.made, self.mirrored, self.factors, terms.questions, terms.names
        )
        asked = tuple(Question(p.question, p.figure) for p in points[:most])
        return [Questions(text("Questions for the talk"), asked)] if asked else []

    def in_short(self) -> list[str]:
        return in_short(self.seen, self.mirrored, self.beside.terms.names, self.denominator)


def centre_report(
    seen: Seen, beside: Beside, told: Told, denominator: Denominator = WITH
) -> Report:
    """The report of a centre in a choice of school year and strategy."""
    one = _Centre(seen, beside, denominator)
    parts = [
        _first(one),
        _section(text("Effect"), one.figure("effect", text("Effect"))),
        _factors(one),
        _mirror(one),
        _more(one),
        sections.evolution(seen, beside),
        checklist_section(beside),
        facts_section(beside),
        inspection_section(beside),
        sections.own_words(seen, beside),
    ]
    return _report(seen, told, [one for one in parts if one is not None])


def centre_summary(
    seen: Seen, beside: Beside, told: Told, denominator: Denominator = WITH
) -> Report:
    """One page of a centre: in short, the effect, what helps and hinders, and what to talk about."""
    one = _Centre(seen, beside, denominator)
    parts = [
        Section(text("In short"), tuple(one.in_short())),
        _section(text("Effect"), one.figure("effect", text("Effect"))),
        _section(text("What helps and what hinders"), _few(one.factor_figure())),
        *(Section(block.title, (), (block,)) for block in one.questions(3)),
    ]
    return _report(seen, told, [one for one in parts if one is not None])


def _report(seen: Seen, told: Told, sections: list[Section]) -> Report:
    return Report(
        title=seen.centre,
        subtitle=_period(seen),
        told=told.words,
        day=told.day,
        language=language(),
        sections=tuple(sections),
        stamp=told.stamp,
    )


def _period(seen: Seen) -> str:
    view = seen.view
    said = year(view.school_year) if view.school_year else text("all school years together")
    return f"{said}, {seen.made.strategy_label(view.strategy)}" if view.strategy else said


def _section(title: str, block: Block | None) -> Section | None:
    return None if block is None else Section(title, (), (block,))


def _first(one: _Centre) -> Section:
    """What a reader needs first: in short, who answered, and questions for the talk."""
    lines = [*one.in_short(), told_sentence(one.items), *taking_part(one.beside)]
    blocks = (*one.questions(5), *sections.response(one.seen))
    return Section(text("In short"), tuple(line for line in lines if line), blocks)


def mirror_of(seen: Seen, beside: Beside) -> pd.DataFrame:
    """The declared table ``released_mirror``: the checklist of now beside what was released."""
    states = in_force(beside.checklists)
    own = {factor: state for (centre, factor), state in states.items() if centre == seen.centre}
    found = experiences(seen.history.atoms, seen.made, seen.view, "success_factor")
    return released_mirror(seen.centre, own, found, seen.made, beside.terms.ids)


def _factors(one: _Centre) -> Section | None:
    block = one.factor_figure()
    if block is None:
        return None
    lines = factor_sentences(one.factors, one.seen.centre, one.seen.made)
    return Section(block.title, tuple(lines), (block,))


def _mirror(one: _Centre) -> Section | None:
    """What the checklist says beside what staff experience; that also by the elements of change."""
    terms, title = one.beside.terms, text("Mirror")
    found = experiences(one.seen.history.atoms, one.seen.made, one.seen.view, "knoster")
    elements = released_knoster(one.seen.centre, found, one.seen.made)
    knoster = text("The same experience by the five elements of change (Knoster)")
    blocks = (
        figures.of_mirror(one.mirrored, terms, title),
        figures.of_elements(elements, terms, knoster),
    )
    shown = tuple(block for block in blocks if block is not None)
    names = {id: str(element.label) for id, element in terms.element_by_id.items()}
    lines = (mirror_sentence(one.mirrored), elements_sentence(elements, names))
    return Section(title, tuple(filter(None, lines)), shown) if shown else None


_FEW = 10


def _few(block: Intervals | None) -> Block | None:
    """What helps most and what hinders most, for one page."""
    if block is None or len(block.rows) <= _FEW:
        return block
    half = _FEW // 2
    rows = (*block.rows[:half], *block.rows[-half:])
    few = text("The factors that help most and least; the report has all of them.")
    return replace(block, rows=rows, caption=f"{block.caption} {few}")


def _more(one: _Centre) -> Section | None:
    """Motivation, capacities and change tracks, where there is something."""
    blocks = [
        one.figure("motivation", text("Motivation")),
        one.figure("capacities", text("PLC capacities")),
        sections.scales(one.seen),
        sections.means(one.seen),
    ]
    found = tuple(block for block in blocks if block is not None)
    return Section(text("Motivation and capacities"), (), found) if found else None
