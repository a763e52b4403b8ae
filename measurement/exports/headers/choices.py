"""What a person says that a column is, and what a cell in it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measurement.errors import ExportError, refuse
from measurement.exports.headers.meaning import CHOSEN, Meaning
from measurement.exports.surveys import SURVEY
from measurement.questionnaire.model import CATEGORY, TEXT, Questionnaire
from measurement.questionnaire.scale import NOT_APPLICABLE, SKIPPED, Scale
from measurement.texts import plain, tidy

FACTORS = "factors"  # one column in which several factors were ticked
NOT_USED, AS_READ = "", "="  # leave a column out; read it as without a choice
NO_ANSWER, ABSENT = "", "nvt"  # what a cell may mean beside the points of its scale
EVERYWHERE = "*"  # of cells: in every column of an item
PERSON = ("centre", "net", "ambt", "role", "experience", "education")
ROLES = ("id", "email", "name", "first_name", "last_name", "token", "start", "end")
_SPOKEN = {"nvt": ABSENT, "n.v.t.": ABSENT, "leeg": NO_ANSWER, "": NO_ANSWER}
_NEAR = 60


@dataclass(frozen=True)
class Choices:
    """What was said of a file, by the names of its columns (see :func:`names_of`).

    ``columns`` holds per column what it is: the id of an item, option or open question, a
    characteristic of :data:`PERSON`, a part of the survey (school_year, strategy, initiative,
    moment), ``factors``, a role of :data:`ROLES`, '' to leave it out, or ``=`` to read it as
    without a choice (in place of one that was remembered). ``cells`` holds per
    column (or ``*``) what the texts in its cells mean: a point, ``nvt``, or '' for no answer.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.columns or any(self.cells.values()))

    def over(self, other: Choices) -> Choices:
        """These choices, and those of another where these say nothing."""
        names = dict.fromkeys([*other.cells, *self.cells])
        cells = {n: {**other.cells.get(n, {}), **self.cells.get(n, {})} for n in names}
        return Choices({**other.columns, **self.columns}, cells)

    def within(self, names: Iterable[str]) -> Choices:
        """Only what is about these columns."""
        wanted = {*names, EVERYWHERE}
        return Choices(
            {n: c for n, c in self.columns.items() if n in wanted},
            {n: c for n, c in self.cells.items() if n in wanted},
        )

    def codes(self, name: str, scale: Scale) -> dict[str, int]:
        """The code of every text that was spoken of in this column of an item."""
        said = {**self.cells.get(EVERYWHERE, {}), **self.cells.get(name, {})}
        meant = {tidy(text): code_of(meaning, scale) for text, meaning in said.items()}
        return {text: code for text, code in meant.items() if code is not None}


def names_of(headers: Sequence[str]) -> list[str]:
    """A name per column that no other has: its header, with a number where it returns.

    >>> names_of(["Nr", "Score", "Score", ""])
    ['Nr', 'Score', 'Score (2)', '(4)']
    """
    taken, times, names = set(headers), Counter[str](), []
    for place, header in enumerate(headers, 1):
        name = header or f"({place})"
        times[name] += 1
        while times[name] > 1 and f"{name} ({times[name]})" in taken:
            times[name] += 1
        names.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return names


def offered(questionnaire: Questionnaire) -> list[str]:
    """Everything that a column may be said to be, the likeliest first."""
    items = [i.id for i in questionnaire.items if i.closed or i.scale == TEXT]
    options = [o.id for o in questionnaire.options]
    several = [FACTORS] if options else []
    return list(dict.fromkeys([*items, *options, *several, *PERSON, *SURVEY, *ROLES]))


def meaning_of(choice: str, questionnaire: Questionnaire) -> Meaning:
    """The meaning that a choice stands for. Raises :class:`ExportError` for none that exists."""
    if choice == NOT_USED:
        return Meaning("unknown", "", CHOSEN)
    if any(choice == option.id for option in questionnaire.options):
        return Meaning("option", choice, CHOSEN)
    item = questionnaire.item_by_id.get(choice)
    if item is not None and item.closed:
        return Meaning("item", choice, CHOSEN)
    if item is not None:
        open_text = item.scale == TEXT and item.dimension != "education"
        return Meaning("open", item.id, CHOSEN) if open_text else _person(item.dimension)
    if choice == FACTORS and questionnaire.options:
        return Meaning("question", questionnaire.options[0].question.nl, CHOSEN)
    if choice in SURVEY:
        return Meaning("survey", choice, CHOSEN)
    if choice in ROLES:
        return Meaning("meta", choice, CHOSEN)
    asked = {i.dimension for i in questionnaire.items if i.scale == CATEGORY}
    if choice in {*PERSON, *asked, *(v.characteristic for v in questionnaire.values)}:
        return _person(choice)
    raise refuse(
        "unknown_choice",
        "'{found}' is not something that a column can be.",
        "Did you mean {near}? A column can be an item, a factor, a characteristic of a person, a part of the survey, or nothing.",
        found=choice,
        near=_nearest(choice, questionnaire),
    )


def can_be(choice: str, questionnaire: Questionnaire) -> bool:
    """Whether a choice stands for something that the questionnaire has."""
    try:
        return choice == AS_READ or bool(meaning_of(choice, questionnaire))
    except ExportError:
        return False


def _person(characteristic: str) -> Meaning:
    return Meaning("person", characteristic, CHOSEN)


def _nearest(choice: str, questionnaire: Questionnaire) -> str:
    from rapidfuzz import process

    choices = offered(questionnaire)
    near = process.extract(choice, choices, limit=3, score_cutoff=_NEAR, processor=str.casefold)
    return ", ".join(one for one, *_ in near) or ", ".join([choices[0], *PERSON[:3], "moment"])


def choice_of(meaning: str, questionnaire: Questionnaire) -> str | None:
    """The choice that makes a column what it was taken for; None where no choice does.

    ``meaning`` is that of :class:`measurement.exports.recognised.Column`.
    """
    kind, _, key = meaning.partition(":")
    if kind == "question":
        first = questionnaire.options[0].question.nl if questionnaire.options else ""
        return FACTORS if key == first else None
    if kind in ("item", "option", "open", "person", "survey"):
        return key
    return key if kind == "meta" and key in ROLES else None


def code_of(said: str, scale: Scale) -> int | None:
    """The code of what a cell is said to mean; None for what is not on this scale.

    >>> scale = Scale(id="1-3", points=(1, 2, 3))
    >>> code_of("2", scale), code_of("n.v.t.", scale), code_of("", scale), code_of("9", scale)
    (4, 2, 1, None)
    """
    meant = _SPOKEN.get(plain(said) and said.casefold(), said)
    if meant in (ABSENT, NO_ANSWER):
        return NOT_APPLICABLE if meant == ABSENT else SKIPPED
    points = {str(point): scale.code(point) for point in scale.points}
    return points.get(said.strip())
