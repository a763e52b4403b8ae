"""Google Forms: a time stamp, grids as `question [statement]`, several answers joined by commas."""

from dataclasses import replace
from datetime import datetime

from ..answers import BRACKETS, NUMBERS, Spelling, item_column
from ..columns import Cell, Column, column, constant
from ..crowd import gather
from ..files import Dialect, Sheet, day_first, year_first_with_zone
from ..people import Crowd, Person, pick
from ..plan import Plan, rows_of
from ..wordings import (
    CENTRE,
    CENTRE_EN,
    COMMENT,
    COMMENT_EN,
    DISCIPLINE,
    DISCIPLINE_EN,
    ENGLISH,
    FACTOR,
    GRID,
    GRID_EN,
    MIXED,
    WORDING,
    YEAR_CLASSES,
    YEARS,
)

PLATFORM = "google_forms"
AS_DATES = {"2-5": datetime(2025, 5, 2), "6-10": datetime(2025, 10, 6)}


def experience(person: Person) -> Cell:
    """The class of years; the sheet turned some of the ranges into dates."""
    label = YEAR_CLASSES[person.years]
    return pick((label, AS_DATES.get(label, label)), "years", person.number)


def several(person: Person) -> Cell:
    """The ticked factors joined by commas, though one of them holds a comma itself."""
    return ", ".join(person.factors) or None


def grid(
    items: tuple[str, ...], spelling: Spelling, question: str, wording: dict[str, str]
) -> tuple[Column, ...]:
    """The statements of a grid, in square brackets behind the question."""
    return tuple(item_column((f"{question} [{wording[item]}]",), item, spelling) for item in items)


def metadata(stamp: str, email: str) -> tuple[Column, ...]:
    """The columns the tool itself adds."""
    return (
        column(stamp, lambda person: person.end),
        column(email, lambda person: person.email or None),
    )


def dutch(name: str, crowd: Crowd, spelling: Spelling) -> Plan:
    """A sheet of a form with the Dutch user interface."""
    columns = (
        *metadata("Tijdstempel", "E-mailadres"),
        column(CENTRE, lambda person: person.spelling),
        column(DISCIPLINE, lambda person: person.discipline),
        column(YEARS, experience),
        *grid(crowd.items, spelling, GRID, WORDING),
        column(FACTOR, several),
        column(COMMENT, lambda person: person.comment or None),
        constant("Kolom 16"),
    )
    return Plan(name, PLATFORM, columns, gather(crowd), sheet="Formulierreacties 1")


def in_dutch() -> Plan:
    """Floats with text at the end points, and a second sheet with a partial copy."""
    crowd = Crowd(seed=201, items=MIXED)
    plan = dutch("google_forms_dutch", crowd, Spelling(BRACKETS, ("N.v.t.", "n.v.t.")))
    copied = tuple(row[:8] for row in rows_of(plan)[:12])
    return replace(plan, after=(Sheet("Blad1", copied),))


def as_dutch_csv() -> Plan:
    """The same questions downloaded as csv: comma, UTF-8, dates with the day first."""
    crowd = Crowd(seed=202)
    points = Spelling(NUMBERS, ("N.v.t.", "geen zicht op"))
    plan = dutch("google_forms_dutch_csv", crowd, points)
    columns = tuple(
        column(YEARS, lambda person: YEAR_CLASSES[person.years]) if one.heads == (YEARS,) else one
        for one in plan.columns
    )
    return replace(plan, columns=columns, dialect=Dialect(moment=day_first))


def with_english_ui() -> Plan:
    """An English user interface around Dutch questions."""
    crowd = Crowd(seed=203)
    columns = (
        *metadata("Timestamp", "Email Address"),
        column(CENTRE, lambda person: person.spelling),
        column(DISCIPLINE, lambda person: person.discipline),
        *grid(crowd.items, Spelling(NUMBERS, ("N.v.t. of geen zicht op",)), GRID, WORDING),
        column(COMMENT, lambda person: person.comment or None),
    )
    return Plan(
        "google_forms_english_ui", PLATFORM, columns, gather(crowd), sheet="Form Responses 1"
    )


def in_english() -> Plan:
    """Everything in English, the wordings of the items too, as the form's own csv download."""
    crowd = Crowd(seed=204)
    columns = (
        *metadata("Timestamp", "Username"),
        column(CENTRE_EN, lambda person: person.spelling),
        column(DISCIPLINE_EN, lambda person: person.discipline),
        *grid(crowd.items, Spelling(NUMBERS, ("Not applicable", "N/A")), GRID_EN, ENGLISH),
        column(COMMENT_EN, lambda person: person.comment or None),
    )
    return Plan(
        "google_forms_english_csv",
        PLATFORM,
        columns,
        gather(crowd),
        dialect=Dialect(quote_all=True, moment=year_first_with_zone),
        language="en",
    )
