"""Microsoft Forms: one header row, metadata first, the statements of a grid each as a column."""

from dataclasses import replace

from ..answers import (
    DASHED,
    DIGITS,
    ENGLISH_ENDS,
    LABELS,
    NOT_APPLICABLE_SPELLINGS,
    Spelling,
    item_column,
)
from ..columns import Cell, Column, always, column, constant
from ..crowd import gather
from ..files import day_first
from ..people import Crowd, Person, pick
from ..plan import Plan
from ..wordings import (
    CENTRE,
    COMMENT,
    CONSENT,
    DISCIPLINE,
    ENGLISH,
    FACTOR,
    MIXED,
    TRAINING,
    TRAINING_TAKEN,
    WORDING,
    YEAR_CLASSES,
    YEARS,
)

PLATFORM = "ms_forms"
DUTCH = ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging")
ENGLISH_UI = ("Id", "Start time", "Completion time", "Email", "Name", "Last modified time")
NBSP = "\u00a0"


def started(person: Person) -> Cell:
    """The minute of the start; some cells hold it as text."""
    minute = person.start.replace(second=0)
    forms: tuple[Cell, ...] = (minute, minute, day_first(minute)[:-3])
    return pick(forms, "start", person.number)


def metadata(heads: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns the tool itself adds."""
    number, start, end, email, name, modified = heads
    return (
        column(number, lambda person: person.number),
        column(start, started),
        column(end, lambda person: person.end),
        column(email, lambda person: person.email or "anonymous"),
        column(name, lambda person: person.name or None),
        constant(modified),
    )


def background() -> tuple[Column, ...]:
    """Centre, discipline and experience."""
    return (
        column(f"{CENTRE}{NBSP}", lambda person: person.spelling),
        column(DISCIPLINE, lambda person: person.discipline),
        column(YEARS, lambda person: f"{YEAR_CLASSES[person.years]} jaar"),
    )


def several(person: Person) -> Cell:
    """The ticked factors, each followed by a semicolon."""
    return "".join(f"{factor};" for factor in person.factors) or None


def closing(*explanations: str) -> tuple[Column, ...]:
    """The question with several answers, empty explanations, and the comment."""
    return (
        column(f"{FACTOR} (meerdere antwoorden mogelijk)", several),
        *(constant(head) for head in explanations),
        column(f"{COMMENT}{NBSP}", lambda person: person.comment or None),
    )


def grid(
    items: tuple[str, ...], spelling: Spelling, wording: dict[str, str] = WORDING
) -> tuple[Column, ...]:
    """The statements, with the statement alone as heading."""
    return tuple(item_column((wording[item],), item, spelling) for item in items)


def hard_spaced(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The same columns with non-breaking, double and trailing spaces in the headings."""
    changed = []
    for place, one in enumerate(columns):
        head = str(one.heads[0])
        forms = (head.replace(" ", NBSP, 1), f"{head} ", head.replace(" ", "  ", 1), head)
        changed.append(replace(one, heads=(forms[place % 4],)))
    return tuple(changed)


def dutch(name: str, crowd: Crowd, spelling: Spelling) -> Plan:
    """A form with the Dutch user interface."""
    questions = grid(crowd.items, spelling)
    columns = (*metadata(DUTCH), *background(), *questions, *closing("Toelichting"))
    return Plan(name, PLATFORM, columns, gather(crowd))


def with_spellings() -> Plan:
    """Labels, hard spaces, every spelling of not applicable, repeated headings."""
    crowd = Crowd(seed=101, items=MIXED, n=160)
    spelling = Spelling(DASHED, NOT_APPLICABLE_SPELLINGS, hard_spaces=True)
    questions = hard_spaced(grid(crowd.items, spelling))
    ending = closing("Toelichting", "Toelichting2", "Toelichting3")
    columns = (*metadata(DUTCH), *background(), *questions, *ending)
    return Plan("ms_forms_spellings", PLATFORM, columns, gather(crowd))


def with_english_ui() -> Plan:
    """An English user interface around Dutch questions, all points labelled."""
    crowd = Crowd(seed=102)
    questions = grid(crowd.items, Spelling(LABELS, ("N.v.t. of geen zicht op",)))
    columns = (*metadata(ENGLISH_UI), *background(), *questions, *closing())
    return Plan("ms_forms_english_ui", PLATFORM, columns, gather(crowd), sheet="Form1")


def in_english() -> Plan:
    """Everything in English, the wordings of the items too."""
    crowd = Crowd(seed=103)
    questions = grid(crowd.items, Spelling(ENGLISH_ENDS, ("Not applicable", "N/A")), ENGLISH)
    columns = (*metadata(ENGLISH_UI), *background(), *questions, *closing())
    return Plan("ms_forms_english", PLATFORM, columns, gather(crowd), language="en")


def as_quiz() -> Plan:
    """A quiz: points and feedback after every question, and the total before the first."""
    plan = dutch("ms_forms_quiz", Crowd(seed=104, n=40), Spelling(DIGITS, ("n.v.t.", "NVT")))
    first = len(DUTCH)
    total = column("Totaal aantal punten", always(8))
    columns = [*plan.columns[:first], total, constant("Feedback op quiz")]
    for one in plan.columns[first:]:
        head = str(one.heads[0]).strip()
        points = column(f"Punten - {head}", _points)
        columns += [one, points, constant(f"Feedback - {head}")]
    return replace(plan, columns=tuple(columns))


def _points(person: Person) -> Cell:
    return pick((0, 1, 5, None), "points", person.number)


def for_trainings(people: tuple[Person, ...]) -> Plan:
    """One form for several trainings; the chosen training is a column."""
    training = column(TRAINING_TAKEN, lambda person: person.training)
    questions = grid(TRAINING, Spelling(DASHED, ("N.v.t. of geen zicht op",)))
    columns = (*metadata(DUTCH), training, *background(), *questions, *closing())
    return Plan("ms_forms_three_trainings", PLATFORM, columns, people)


def with_consent() -> Plan:
    """The first question asks consent; who refuses must not be counted."""
    crowd = Crowd(seed=105, n=48, n_refused=4)
    plan = dutch("ms_forms_consent", crowd, Spelling(DASHED, ("N.v.t.",)))
    consent = column(CONSENT, lambda person: "Nee" if person.kind.value == "refused" else "Ja")
    columns = (*plan.columns[:6], consent, *plan.columns[6:])
    return replace(plan, columns=columns)
