"""Qualtrics: two or three header rows, a status, progress, and numeric codes for marks."""

import json
from collections.abc import Callable

from ..answers import EQUALS, NUMBERS, Spelling, item_column
from ..columns import Cell, Column, always
from ..crowd import gather
from ..files import Dialect, iso
from ..people import Crowd, Mark, Person, address, pick
from ..plan import Plan
from ..wordings import CENTRE, COMMENT, DISCIPLINE, DISCIPLINES, FACTOR, FACTORS, GRID, WORDING

PLATFORM = "qualtrics"
# Code, import id, English and Dutch text.
META: tuple[tuple[str, str, str, str], ...] = (
    ("StartDate", "startDate", "Start Date", "Begindatum"),
    ("EndDate", "endDate", "End Date", "Einddatum"),
    ("Status", "status", "Response Type", "Type antwoord"),
    ("IPAddress", "ipAddress", "IP Address", "IP-adres"),
    ("Progress", "progress", "Progress", "Voortgang"),
    ("Duration (in seconds)", "duration", "Duration (in seconds)", "Duur (in seconden)"),
    ("Finished", "finished", "Finished", "Voltooid"),
    ("RecordedDate", "recordedDate", "Recorded Date", "Vastgelegde datum"),
    ("ResponseId", "_recordId", "Response ID", "Antwoord-ID"),
    ("RecipientLastName", "recipientLastName", "Recipient Last Name", "Achternaam ontvanger"),
    ("RecipientFirstName", "recipientFirstName", "Recipient First Name", "Voornaam ontvanger"),
    ("RecipientEmail", "recipientEmail", "Recipient Email", "E-mailadres ontvanger"),
    ("ExternalReference", "externalDataReference", "External Data Reference", "Externe referentie"),
    ("DistributionChannel", "distributionChannel", "Distribution Channel", "Distributiekanaal"),
    ("UserLanguage", "userLanguage", "User Language", "Gebruikerstaal"),
)
STATUS_TEXT = {"normal": "IP Address", "preview": "Survey Preview", "spam": "Spam"}
STATUS_CODE = {"normal": 0, "preview": 1, "spam": 8}
NUMERIC = Spelling(NUMBERS, (9,), skipped=-99)
LABELLED = Spelling(EQUALS, ("N.v.t. of geen zicht op",))
HEX = "0123456789abcdefghijkABCDEFGHIJK"


def finished(person: Person, style: str) -> Cell:
    """Whether the respondent reached the end, in the words of an export style."""
    words: dict[str, tuple[Cell, Cell]] = {
        "numeric": (1, 0),
        "nl": ("Waar", "Onwaar"),
        "en": ("True", "False"),
    }
    return words[style][person.partial]


def metadata_cells(style: str) -> tuple[Callable[[Person], Cell], ...]:
    """The cells of the metadata columns, in order."""
    status: dict[str, str] | dict[str, int] = STATUS_CODE if style == "numeric" else STATUS_TEXT
    return (
        lambda person: iso(person.start),
        lambda person: iso(person.end),
        lambda person: status[person.status],
        lambda person: None if person.status == "preview" else address(person),
        lambda person: 46 if person.partial else 100,
        lambda person: int((person.end - person.start).total_seconds()),
        lambda person: finished(person, style),
        lambda person: iso(person.end),
        lambda person: "R_" + "".join(pick(HEX, i, person.number) for i in range(15)),
        lambda person: person.name.rpartition(" ")[2] or None,
        lambda person: person.name.partition(" ")[0] or None,
        lambda person: person.email or None,
        always(None),
        lambda person: "preview" if person.status == "preview" else "anonymous",
        always("NL"),
    )


def heads(code: str, text: str, import_id: str, depth: int) -> tuple[Cell, ...]:
    """The headings of one column: code, text and, in some exports, the import id."""
    zone = {"timeZone": "Europe/Brussels"} if import_id.endswith("Date") else {}
    return (code, text, json.dumps({"ImportId": import_id, **zone}))[:depth]


def metadata(style: str, depth: int, dutch_codes: bool) -> tuple[Column, ...]:
    """The columns the tool itself adds; some exports translate the codes as well."""
    columns = []
    for (code, import_id, english, dutch), cell in zip(META, metadata_cells(style), strict=True):
        text = english if style == "en" else dutch
        first = dutch if dutch_codes else code
        columns.append(Column(heads(first, text, import_id, depth), cell))
    return tuple(columns)


def grid(items: tuple[str, ...], spelling: Spelling, depth: int) -> tuple[Column, ...]:
    """The statements: Q2_1 and so on, with the question and the statement below."""
    return tuple(
        item_column(
            heads(f"Q2_{place}", f"{GRID} - {WORDING[item]}", f"QID2_{place}", depth),
            item,
            spelling,
        )
        for place, item in enumerate(items, 1)
    )


def several(style: str, depth: int) -> tuple[Column, ...]:
    """The factors: joined in one column, or one column per option in a numeric export."""
    if style != "numeric":
        head = heads("Q3", f"{FACTOR} - Selected Choice", "QID3", depth)
        return (Column(head, lambda person: ",".join(person.factors) or None),)
    return tuple(option(place, factor, depth) for place, factor in enumerate(FACTORS, 1))


def option(place: int, factor: str, depth: int) -> Column:
    """The column of one factor: 1 where it was ticked."""

    def cell(person: Person) -> Cell:
        return 1 if factor in person.factors else None

    return Column(heads(f"Q3_{place}", f"{FACTOR} - {factor}", f"QID3_{place}", depth), cell)


def survey(name: str, crowd: Crowd, style: str, depth: int, dutch_codes: bool = False) -> Plan:
    """An export: style is numeric, nl or en (labels)."""

    def discipline(person: Person) -> Cell:
        numeric = style == "numeric"
        return DISCIPLINES.index(person.discipline) + 1 if numeric else person.discipline

    columns = (
        *metadata(style, depth, dutch_codes),
        Column(heads("Q1", CENTRE, "QID1_TEXT", depth), lambda person: person.spelling),
        Column(heads("Q1b", DISCIPLINE, "QID5", depth), discipline),
        *grid(crowd.items, NUMERIC if style == "numeric" else LABELLED, depth),
        *several(style, depth),
        Column(heads("Q4", COMMENT, "QID4_TEXT", depth), lambda p: p.comment or None),
    )
    people = gather(crowd)
    dialect = Dialect() if depth == 3 else None
    return Plan(name, PLATFORM, columns, people, "Sheet0", dialect)


def _crowd(seed: int) -> Crowd:
    return Crowd(seed=seed, n_preview=2, n_spam=2, n_test=4, unreached=Mark.NOT_SHOWN)


def plans() -> tuple[Plan, ...]:
    """Labels and numbers, two and three header rows, Dutch and English."""
    return (
        survey("qualtrics_labels_dutch", _crowd(401), "nl", 2),
        survey("qualtrics_dutch_codes", _crowd(402), "nl", 2, dutch_codes=True),
        survey("qualtrics_numeric", _crowd(403), "numeric", 2),
        survey("qualtrics_labels_csv", _crowd(404), "en", 3),
        survey("qualtrics_numeric_csv", _crowd(405), "numeric", 3),
    )
