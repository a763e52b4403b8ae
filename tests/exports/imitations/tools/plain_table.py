"""A plain table: one header row, made or retyped by hand, with scores in the cells."""

from ..answers import DECIMALS, DIGITS, NUMBERS, Spelling, item_column
from ..columns import column
from ..crowd import gather
from ..files import Dialect, day_first
from ..people import Crowd
from ..plan import Plan
from ..wordings import DISCIPLINE, EIGHT, MISSPELT, WORDING

PLATFORM = "table"


def table(
    name: str,
    crowd: Crowd,
    spelling: Spelling,
    headings: dict[str, str],
    dialect: Dialect | None = None,
) -> Plan:
    """A table with these headings for the items."""
    columns = (
        column("Nr", lambda person: person.number),
        column("Datum", lambda person: person.end),
        column("E-mail", lambda person: person.email or None),
        column("Centrum", lambda person: person.spelling),
        column(DISCIPLINE, lambda person: person.discipline),
        *(item_column((headings[item],), item, spelling) for item in crowd.items),
        column("Opmerkingen", lambda person: person.comment or None),
    )
    return Plan(name, PLATFORM, columns, gather(crowd), "Blad1", dialect)


BY_ID = {item: item for item in WORDING}


def plans() -> tuple[Plan, ...]:
    """Ids or wordings as headings; numbers, text and decimal commas as scores."""
    nvt = ("nvt", "NVT", "n.v.t.")
    return (
        table("table_ids", Crowd(seed=601), Spelling(NUMBERS, nvt), BY_ID),
        table(
            "table_decimal_comma",
            Crowd(seed=602),
            Spelling(DECIMALS, nvt),
            BY_ID,
            Dialect(";", "cp1252", moment=day_first),
        ),
        table(
            "table_misspelt",
            Crowd(seed=603, items=(*EIGHT, "C1", "C2")),
            Spelling(NUMBERS, nvt),
            MISSPELT,
        ),
        table("table_numbers_as_text", Crowd(seed=604), Spelling(DIGITS, nvt), WORDING),
    )
