"""What the variables of a data file are: names, labels, values and the kinds of no answer.

Every file of answers is described here once; SPSS, the dictionary and DDI write it down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from measurement.counting.answers import Answers
from measurement.counting.columns import PERSON_COLUMNS, ROLE, SURVEY_COLUMNS, roles_of
from measurement.counting.tables import STATE_WORDS
from measurement.measures.scales.scales import ScaleOf, ends, scales_of
from measurement.questionnaire.model import Item, Questionnaire
from measurement.questionnaire.scale import TICK
from measurement.reports.wording import Names
from measurement.tables import GROUPS
from measurement.words import Sentence, say

Measure = Literal["nominal", "ordinal", "scale"]
Form = Literal["wide", "long"]
ORDER = ("not_applicable", "skipped", "not_shown")  # 97, 98, 99
RESPONDENT = "respondent"
_LONGEST_NAME = 64
_RESERVED = frozenset(
    ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"]
)
_YES, _NO = say("yes"), say("no")


@dataclass(frozen=True)
class Value:
    """A value: its number in SPSS, as it stands in csv and Parquet, and what it means."""

    code: int
    value: str
    label: str


@dataclass(frozen=True)
class Variable:
    """A column of a data file.

    ``values`` are those with a name; ``no_answer`` say why there is none, in the order of
    ``ORDER``. ``source`` is the column of the answers, the item or the scale it holds.
    """

    name: str
    label: str
    measure: Measure
    values: tuple[Value, ...] = ()
    no_answer: tuple[Value, ...] = ()
    ends: tuple[float, float] | None = None
    source: str = ""
    module: str = ""
    direction: str = ""
    spss: str = ""
    decimals: int = 0

    @property
    def named(self) -> bool:
        """Whether csv and Parquet hold names instead of numbers."""
        return self.measure == "nominal" and self.source != RESPONDENT


def no_answers(questionnaire: Questionnaire, items: Iterable[str]) -> tuple[Value, ...]:
    """The three kinds of no answer: 97, 98 and 99, or longer where a scale has such points."""
    highest = max((p for i in items for p in questionnaire.scale_of(i).points), default=0)
    first = 97
    while first <= highest:
        first = 10 * first + 27  # 97, 997, 9997
    return tuple(Value(first + i, name, str(STATE_WORDS[name])) for i, name in enumerate(ORDER))


def described(answers: Answers, form: Form, words_of: Names) -> tuple[Variable, ...]:
    """The variables of the answers as a wide file (a row per answer) or a long one (per item)."""
    make = _wide if form == "wide" else _long
    return _with_spss_names(make(answers, words_of))


def _wide(answers: Answers, words_of: Names) -> Iterator[Variable]:
    questionnaire = answers.questionnaire
    missing = no_answers(questionnaire, answers.items)
    yield _respondent()
    yield _flag("completed", str(say("Whether the end of the questionnaire was reached")))
    yield from _groups(answers, words_of)
    for item in answers.items:
        yield _item(questionnaire.item_by_id[item], questionnaire, missing)
    for scale in scales_in(answers, words_of):
        low, high = ends(scale, questionnaire)
        label = str(say("{scale}: mean of {items}", scale=scale.label, items=scale.items))
        yield Variable(
            f"mean_{scale.id}", label, "scale", ends=(low, high), source=scale.id, decimals=2
        )


def scales_in(answers: Answers, words_of: Names) -> tuple[ScaleOf, ...]:
    """The scales of which the answers hold every item."""
    every = scales_of(answers.questionnaire, words_of.scales)
    return tuple(s for s in every if set(s.items) <= set(answers.items))


def _long(answers: Answers, words_of: Names) -> Iterator[Variable]:
    questionnaire = answers.questionnaire
    points = [p for i in answers.items for p in questionnaire.scale_of(i).points]
    yield _respondent()
    yield from _groups(answers, words_of)
    label, say_item = str(say("Item of the questionnaire")), words_of.vocabulary["item"]
    named = tuple(Value(n, i, str(say_item(i))) for n, i in enumerate(answers.items, 1))
    yield Variable("item", label, "nominal", named, source="item")
    span = (float(min(points)), float(max(points))) if points else None
    yield Variable(
        "score",
        str(say("Point that was chosen")),
        "ordinal",
        no_answer=no_answers(questionnaire, answers.items),
        ends=span,
        source="score",
    )


def _respondent() -> Variable:
    label = say("Person, as a number without a name that only this file has")
    return Variable(RESPONDENT, str(label), "nominal", source=RESPONDENT)


def _groups(answers: Answers, words_of: Names) -> Iterator[Variable]:
    for column in (*SURVEY_COLUMNS, "centre", *PERSON_COLUMNS):
        values = _values(answers, column, words_of)
        if column != ROLE:
            yield Variable(column, str(GROUPS[column].meaning), "nominal", values, source=column)
            continue
        for role in values:
            yield _flag(f"role_{role.value}", str(say("Role: {role}", role=role.label)), ROLE)


def _values(answers: Answers, column: str, words_of: Names) -> tuple[Value, ...]:
    """The values of a column: those of the questionnaire in its order, then what else was found."""
    found = [str(value) for value in answers.respondents[column].dropna().unique()]
    if column == ROLE:
        found = [role for cell in found for role in roles_of(cell)]
    known = _known(answers.questionnaire, column)
    every = dict.fromkeys([*known, *sorted(set(found))])
    kind = GROUPS[column].words
    word = words_of.vocabulary[kind] if kind else str
    return tuple(Value(n, value, str(word(value))) for n, value in enumerate(every, 1))


def _known(questionnaire: Questionnaire, column: str) -> Sequence[str]:
    listed: Mapping[str, Sequence[str]] = {
        "strategy": [s.id for s in questionnaire.strategies],
        "moment": list(questionnaire.moments),
        "centre": [c.name for c in questionnaire.centres],
    }
    own = [v.value for v in questionnaire.values if v.characteristic == column]
    return listed.get(column, own)


def _flag(name: str, label: str, source: str = "") -> Variable:
    words: tuple[tuple[str, Sentence], ...] = (("no", _NO), ("yes", _YES))
    values = tuple(Value(n, value, str(said)) for n, (value, said) in enumerate(words))
    return Variable(name, label, "nominal", values, source=source or name)


def _item(item: Item, questionnaire: Questionnaire, missing: tuple[Value, ...]) -> Variable:
    scale = questionnaire.scale_of(item.id)
    span = (float(scale.points[0]), float(scale.points[-1]))
    labels = scale.end_labels()
    if scale.kind == TICK.kind:
        named: tuple[Value, ...] = (
            Value(0, "0", str(say("not ticked"))),
            Value(1, "1", str(say("ticked"))),
        )
    elif labels:
        points = (scale.points[0], scale.points[-1])
        named = tuple(Value(p, str(p), str(w)) for p, w in zip(points, labels, strict=True))
    else:
        named = ()
    about = (item.id, item.module, item.direction)
    return Variable(item.id, str(item.wording), "ordinal", named, missing, span, *about)


def _with_spss_names(variables: Iterable[Variable]) -> tuple[Variable, ...]:
    taken: set[str] = set()
    return tuple(replace(v, spss=spss_name(v.name, taken)) for v in variables)


def spss_name(name: str, taken: set[str]) -> str:
    """A name that SPSS takes, and that no other variable has; it is added to ``taken``.

    >>> spss_name("role_>10-", set()), spss_name("BY", set()), spss_name("a1", {"A1"})
    ('role__10_', 'BY_', 'a1_2')
    """
    clean = re.sub(r"[^A-Za-z0-9_.]", "_", name)[: _LONGEST_NAME - 4]
    if not clean[:1].isalpha():
        clean = f"V_{clean}"
    if clean.upper() in _RESERVED or clean.endswith("."):
        clean = f"{clean.rstrip('.')}_"
    found, n = clean, 1
    while found.upper() in taken:
        n += 1
        found = f"{clean}_{n}"
    taken.add(found.upper())
    return found
