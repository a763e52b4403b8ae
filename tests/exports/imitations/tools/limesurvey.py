"""LimeSurvey: headings as codes, full text or both; an empty submitdate; N/A is not shown."""

from collections.abc import Callable
from dataclasses import replace

from ..answers import CODES, DIGITS, LABELS, Spelling, item_column
from ..columns import Cell, Column, always, column, constant
from ..crowd import gather
from ..files import Dialect, iso
from ..people import Crowd, Mark, Person, address, pick
from ..plan import Plan
from ..wordings import (
    CENTRE,
    COMMENT,
    DISCIPLINE,
    DISCIPLINES,
    FACTOR,
    FACTORS,
    GRID,
    MIXED,
    WORDING,
    YEAR_CLASSES,
    YEARS,
)

PLATFORM = "limesurvey"
NOT_SHOWN = "N/A"
SHEET = "Evaluatie begeleiding CLB 2025"
Heading = Callable[[str, str], str]  # of a code and a text
SUBMITTED = "submitdate"
META = {
    "id": "Antwoord ID",
    SUBMITTED: "Datum ingediend",
    "lastpage": "Laatste pagina",
    "startlanguage": "Starttaal",
    "seed": "Seed",
    "startdate": "Startdatum",
    "datestamp": "Datum laatste actie",
    "ipaddr": "IP-adres",
}


def code_only(code: str, text: str) -> str:
    """A[SQ001]"""
    return code


def underscored(code: str, text: str) -> str:
    """A_SQ001"""
    return code.replace("[", "_").rstrip("]")


def text_only(code: str, text: str) -> str:
    """The question and, in square brackets, the statement."""
    return text


def code_and_text(code: str, text: str) -> str:
    """A[SQ001]. The question [the statement]"""
    return f"{code}. {text}"


def per_module(item: str) -> str:
    """The code of an item in a grid per module: A[SQ001] is the first item of module A."""
    return f"{item[0]}[SQ{int(item[1:]):03d}]"


def one_grid(item: str) -> str:
    """The code of an item in the one grid of the example export."""
    return f"BEG[SQ{MIXED.index(item) + 1:03d}]"


def metadata(heading: Heading) -> tuple[Column, ...]:
    """The columns the tool itself adds."""
    cells: dict[str, Callable[[Person], Cell]] = {
        "id": lambda person: person.number + 2,
        SUBMITTED: lambda person: None if person.partial else iso(person.end),
        "lastpage": lambda person: 2 if person.partial else 4,
        "startlanguage": always("nl"),
        "seed": lambda person: pick(range(10**8, 2 * 10**9), "seed", person.number),
        "startdate": lambda person: iso(person.start),
        "datestamp": lambda person: iso(person.end),
        "ipaddr": address,
    }
    return tuple(column(heading(code, META[code]), cell) for code, cell in cells.items())


def background(heading: Heading, coded: bool) -> tuple[Column, ...]:
    """Centre, discipline and experience; codes or labels for the closed ones."""
    return (
        column(heading("CLB", CENTRE), lambda person: person.spelling),
        column(
            heading("DISC", DISCIPLINE),
            lambda person: (
                f"A{DISCIPLINES.index(person.discipline) + 1}" if coded else person.discipline
            ),
        ),
        constant(heading("DISC[other]", f"{DISCIPLINE} [Andere]")),
        column(
            heading("ERV", YEARS),
            lambda person: f"A{person.years + 1}" if coded else YEAR_CLASSES[person.years],
        ),
    )


def options(heading: Heading, ticked: str, unticked: Cell) -> tuple[Column, ...]:
    """A column for every option of the question with several answers."""

    def one(place: int, factor: str) -> Column:
        def cell(person: Person) -> Cell:
            if person.partial:
                return NOT_SHOWN if Mark.NOT_SHOWN in person.answers.values() else None
            return ticked if factor in person.factors else unticked

        return column(heading(f"FAC[SQ{place:03d}]", f"{FACTOR} [{factor}]"), cell)

    return tuple(one(place, factor) for place, factor in enumerate(FACTORS, 1))


def grid(
    items: tuple[str, ...],
    spelling: Spelling,
    heading: Heading,
    code: Callable[[str], str] = per_module,
) -> tuple[Column, ...]:
    """The closed items."""
    spelling = replace(spelling, not_shown=NOT_SHOWN)
    return tuple(
        item_column((heading(code(item), f"{GRID} [{WORDING[item]}]"),), item, spelling)
        for item in items
    )


def closing(heading: Heading) -> tuple[Column, ...]:
    """The comment and the timings."""
    return (
        column(heading("OPM", COMMENT), lambda person: person.comment or None),
        column(heading("interviewtime", "Totale tijd"), lambda person: 95.5 + person.number),
        column(heading("groupTime12", "Groepstijd: Begeleiding"), always(40.04)),
    )


def survey(
    name: str, crowd: Crowd, spelling: Spelling, heading: Heading, ticked: tuple[str, Cell]
) -> Plan:
    """An export with this kind of headings and answers, as a workbook."""
    coded = spelling.points in (CODES, DIGITS)
    columns = (
        *metadata(heading),
        *background(heading, coded),
        *grid(crowd.items, spelling, heading),
        *options(heading, *ticked),
        *closing(heading),
    )
    people = gather(crowd)
    return Plan(name, PLATFORM, columns, people, SHEET, explicit_not_shown=True, inline=True)


CODED = Spelling(CODES, ("NVT",))
LABELLED = Spelling(LABELS, ("N.v.t. of geen zicht op",))


def with_codes() -> Plan:
    """Headings A[SQ001], answers A1 to A8; module B was not shown to some."""
    crowd = Crowd(seed=301, hidden_block="B", unreached=Mark.NOT_SHOWN)
    return survey("limesurvey_module_codes", crowd, CODED, code_only, ("Y", None))


def with_underscores() -> Plan:
    """Headings A_SQ001 and answers 1 to 8, in a csv file with semicolons and a mark at the top."""
    crowd = Crowd(seed=302)
    plan = survey(
        "limesurvey_underscores", crowd, Spelling(DIGITS, ("NVT",)), underscored, ("Y", "")
    )
    dialect = Dialect(";", "utf-8-sig", quote_all=True)
    return replace(plan, dialect=dialect)


def with_one_grid() -> Plan:
    """Headings BEG[SQ001], in the order of the example export."""
    crowd = Crowd(seed=303, items=MIXED, unreached=Mark.NOT_SHOWN)
    plan = survey("limesurvey_one_grid", crowd, CODED, code_only, ("Y", None))
    questions = iter(grid(MIXED, CODED, code_only, one_grid))
    columns = tuple(next(questions) if one.item else one for one in plan.columns)
    return replace(plan, columns=columns)


def with_full_text() -> Plan:
    """Headings and answers in full."""
    crowd = Crowd(seed=304, hidden_block="B")
    return survey("limesurvey_full_text", crowd, LABELLED, text_only, ("Ja", "Nee"))


def with_codes_and_text() -> Plan:
    """Headings `code. question [statement]`, tabs between the fields."""
    crowd = Crowd(seed=305, hidden_block="B", unreached=Mark.NOT_SHOWN)
    plan = survey("limesurvey_codes_and_text", crowd, CODED, code_and_text, ("Yes", "No"))
    return replace(plan, dialect=Dialect("\t", quote_all=True))


def with_separate_questions() -> Plan:
    """Every item a question of its own, `A1. wording`, in a cp1252 file with semicolons."""
    crowd = Crowd(seed=306)
    plan = survey("limesurvey_separate_questions", crowd, LABELLED, code_and_text, ("Ja", ""))
    columns = tuple(
        replace(one, heads=(f"{one.item}. {WORDING[one.item]}",)) if one.item else one
        for one in plan.columns
    )
    return replace(plan, columns=columns, dialect=Dialect(";", "cp1252", quote_all=True))
