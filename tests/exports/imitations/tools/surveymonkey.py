"""SurveyMonkey: two header rows; a question stands over the first of its columns only."""

from ..answers import DASHED, NUMBERS, Spelling, item_column
from ..columns import Cell, Column, always
from ..crowd import gather
from ..files import Dialect, month_first
from ..people import Crowd, Person, address
from ..plan import Plan
from ..wordings import (
    CENTRE,
    COMMENT,
    DISCIPLINE,
    FACTOR,
    FACTORS,
    GRID,
    MIXED,
    WORDING,
    YEAR_CLASSES,
    YEARS,
)

PLATFORM = "surveymonkey"


def metadata() -> tuple[Column, ...]:
    """The columns the tool itself adds; names and addresses are mostly empty."""
    return (
        Column(("Respondent ID", None), lambda person: str(114_000_000_000 + person.number)),
        Column(("Collector ID", None), always("425000001")),
        Column(("Date Created", None), lambda person: person.start),
        Column(("Date Modified", None), lambda person: person.end),
        Column(("IP Address", None), address),
        Column(("Email Address", None), lambda person: person.email or None),
        Column(("First Name", None), lambda person: person.name.partition(" ")[0] or None),
        Column(("Last Name", None), lambda person: person.name.rpartition(" ")[2] or None),
        Column(("Custom Data 1", None), always(None)),
    )


def background() -> tuple[Column, ...]:
    """Centre, discipline and experience."""
    return (
        Column((CENTRE, "Open-Ended Response"), lambda person: person.spelling),
        Column((DISCIPLINE, "Response"), lambda person: person.discipline),
        Column((YEARS, "Response"), lambda person: YEAR_CLASSES[person.years]),
    )


def grid(items: tuple[str, ...], spelling: Spelling) -> tuple[Column, ...]:
    """The statements in the second row, the question over the first of them."""
    return tuple(
        item_column((None if place else GRID, WORDING[item]), item, spelling)
        for place, item in enumerate(items)
    )


def several() -> tuple[Column, ...]:
    """A column per factor, which repeats the factor where it was ticked."""

    def one(place: int, factor: str) -> Column:
        def cell(person: Person) -> Cell:
            return factor if factor in person.factors else None

        return Column((None if place else FACTOR, factor), cell)

    return tuple(one(place, factor) for place, factor in enumerate(FACTORS))


def survey(name: str, crowd: Crowd, spelling: Spelling, dialect: Dialect | None) -> Plan:
    """An export of all answers."""
    columns = (
        *metadata(),
        *background(),
        *grid(crowd.items, spelling),
        *several(),
        Column((COMMENT, "Open-Ended Response"), lambda person: person.comment or None),
    )
    return Plan(name, PLATFORM, columns, gather(crowd), "Sheet", dialect)


def plans() -> tuple[Plan, ...]:
    """Labels in a workbook and in csv, numbers in a workbook."""
    labels = Spelling(DASHED, ("N.v.t. of geen zicht op",))
    numbers = Spelling(NUMBERS, ("N.v.t.",))
    return (
        survey("surveymonkey_labels", Crowd(seed=501), labels, None),
        survey("surveymonkey_numbers", Crowd(seed=502, items=MIXED), numbers, None),
        survey("surveymonkey_csv", Crowd(seed=503), labels, Dialect(moment=month_first)),
    )
