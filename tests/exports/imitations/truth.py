"""What is true of an imitation, counted from the people and never from the cells."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .people import Kind, Mark, Person

Truth = dict[str, Any]


def counted(people: Sequence[Person]) -> list[Person]:
    """The people who are respondents."""
    return [person for person in people if person.kind is Kind.RESPONDENT]


def excluded_rows(people: Sequence[Person], first_row: int) -> dict[str, list[int]]:
    """The row numbers that are not counted, by reason; refusals only where there are any."""
    rows: dict[str, list[int]] = {"test": [], "duplicate": [], "blank": []}
    for row, person in enumerate(people, first_row):
        if person.kind is not Kind.RESPONDENT:
            rows.setdefault(person.kind.value, []).append(row)
    return rows


def item_counts(people: Sequence[Person], item: str, explicit_not_shown: bool) -> Truth:
    """The counts of one item over the respondents."""
    tally = Counter(person.answers[item] for person in people)
    counts: Truth = {
        "n_low": sum(tally[point] for point in range(1, 6)),
        "n_high": sum(tally[point] for point in range(6, 9)),
        "n_not_applicable": tally[Mark.NOT_APPLICABLE],
        "n_empty": tally[Mark.SKIPPED] + tally[Mark.NOT_SHOWN],
        "distribution": {str(point): tally[point] for point in range(1, 9)},
    }
    if explicit_not_shown:
        counts["n_not_shown"] = tally[Mark.NOT_SHOWN]
    return counts


def counts_of(
    people: Sequence[Person], items: Sequence[str], first_row: int, explicit_not_shown: bool
) -> Truth:
    """The counts of an export whose first person is on this row."""
    respondents = counted(people)
    return {
        "respondents": len(respondents),
        "partial": sum(person.partial for person in respondents),
        "excluded": excluded_rows(people, first_row),
        "items": {item: item_counts(respondents, item, explicit_not_shown) for item in items},
        "centres": dict(sorted(Counter(person.centre for person in respondents).items())),
    }
