"""Mess that people add to an export: keys, notes, old versions, padding, totals, other orders."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from .columns import Cell, Column, Row
from .files import Sheet
from .people import Kind, Person
from .plan import Plan, rows_of
from .truth import counted

Measure = Callable[[Sequence[int | None]], Cell]

KEY: tuple[Row, ...] = (
    ("Antwoordsleutel",),
    ("1 = helemaal niet akkoord",),
    ("2 tot 7 = daartussen",),
    ("8 = helemaal akkoord",),
    ("N.v.t. = niet van toepassing of geen zicht op",),
    (),
)
NOTES: tuple[Row, ...] = (
    ("Nota's bij de bevraging",),
    ("Verstuurd op", "3/03/2025"),
    ("Aantal uitgenodigden", 120),
    (),
    ("Opgelet: de antwoorden staan op het tweede blad.",),
)


def with_key(plan: Plan, name: str) -> Plan:
    """The answer key in rows above the header."""
    return replace(plan, name=name, above=KEY)


def with_wide_key(plan: Plan, name: str) -> Plan:
    """The answer key as a small table above the header, codes in one row and labels below."""
    codes: Row = ("Sleutel", *range(1, 9), "nvt")
    ends: Row = ("", "helemaal niet akkoord", *[None] * 6, "helemaal akkoord", "geen zicht op")
    return replace(plan, name=name, above=(codes, ends, ()))


def with_notes_first(plan: Plan, name: str) -> Plan:
    """Notes on the first sheet, the answers on the second."""
    return replace(plan, name=name, before=(Sheet("Nota", NOTES),), sheet="Antwoorden")


def with_old_version_first(plan: Plan, name: str) -> Plan:
    """An older and shorter version of the answers on the first sheet."""
    old = Sheet("Versie 1", rows_of(plan)[:25])
    return replace(plan, name=name, before=(old,), sheet="Versie 2")


def with_hidden_copy(plan: Plan, name: str) -> Plan:
    """A hidden first sheet with an older copy, longer than the sheet that counts."""
    rows = rows_of(plan)
    old = Sheet("Kopie", [*rows, *rows[8:14]], hidden=True)
    return replace(plan, name=name, before=(old,), sheet="Gegevens")


def with_padding(plan: Plan, name: str) -> Plan:
    """900 formatted rows without content below the answers."""
    return replace(plan, name=name, padding=900)


def with_levels(plan: Plan, name: str) -> Plan:
    """A row with the level of measurement of every column below the answers."""
    levels: Row = tuple(one.level for one in plan.columns)
    return replace(plan, name=name, below=(levels,))


def with_mean(plan: Plan, name: str) -> Plan:
    """A row with means below the answers."""
    return replace(plan, name=name, below=(_summary(plan, "Gemiddelde", _mean),))


def with_total(plan: Plan, name: str) -> Plan:
    """A row with the number of answers per item below the answers."""
    return replace(plan, name=name, below=(_summary(plan, "Totaal", _number),))


def with_margin(plan: Plan, name: str) -> Plan:
    """Empty rows above and empty columns to the left of the table."""
    return replace(plan, name=name, above=((), (), ()), left=2)


def shuffled(plan: Plan, name: str, seed: int) -> Plan:
    """All columns moved about, but the items as they were asked: partial answers stay so."""
    places = list(range(len(plan.columns)))
    Random(seed).shuffle(places)
    mixed = [plan.columns[place] for place in places]
    items = iter([one for one in plan.columns if one.item])
    return replace(
        plan, name=name, columns=tuple(next(items) if one.item else one for one in mixed)
    )


def _summary(plan: Plan, label: str, measure: Measure) -> Row:
    people = counted(plan.people)
    cells: list[Cell] = [
        measure([_points(one, person) for person in people]) if one.item else None
        for one in plan.columns
    ]
    return (label, *cells[1:])


def _points(one: Column, person: Person) -> int | None:
    answer = person.answers[one.item]
    return answer if isinstance(answer, int) and person.kind is Kind.RESPONDENT else None


def _mean(points: Sequence[int | None]) -> Cell:
    given = [point for point in points if point is not None]
    return round(sum(given) / len(given), 2)


def _number(points: Sequence[int | None]) -> Cell:
    return sum(point is not None for point in points)
