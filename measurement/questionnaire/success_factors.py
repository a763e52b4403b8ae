"""The success factors of the checklist and all that is said about them, read from data files.

Beside the questionnaire stand ``success_factors.csv``, ``knoster.csv`` (the model's five elements),
``talking_points.csv`` (questions for the talk with a centre) and ``terms.csv`` (names and other
spellings of states, people who fill in, facts of a centre and inspection scales).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from measurement.texts import plain
from measurement.words import Label

STATES = ("absent", "partial", "present")  # from little to much
FILLERS = ("directie", "kernteam", "poc", "medewerker")
HEAD = FILLERS[0]  # what a director fills in
SUPPORT = FILLERS[2]  # what staff of the POC+ fill in
EMPLOYEE = FILLERS[-1]  # one colleague: what he or she filled in is not for the director
# What a fact of a centre is: a whole number, text, yes or no, or a yes or no that gives priority.
FACT_KINDS = ("number", "text", "yes_no", "flag")
YES_OR_NO = ("yes_no", "flag")
VERDICTS = ("strength", "work_point", "blind_spot", "hidden_strength", "no_data")
_YES_NO = {"ja": True, "yes": True, "true": True, "1": True, "x": True}
_YES_NO |= {"nee": False, "neen": False, "no": False, "false": False, "0": False, "": False}


def _yes_no(value: Any) -> bool:
    said = str(value).strip().casefold()
    if said not in _YES_NO:
        raise PydanticCustomError("yes_no", "yes or no")
    return _YES_NO[said]


def _written(label: Label) -> Label:
    if not label.nl:
        raise PydanticCustomError("string_too_short", "empty")
    return label


Flag = Annotated[bool, BeforeValidator(_yes_no)]
Written = Annotated[Label, AfterValidator(_written)]
_ID = r"^[A-Za-z][A-Za-z0-9_.-]*$"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", ignored_types=(cached_property,))


class SuccessFactor(_Row):
    """One factor of the checklist. Columns of ``success_factors.csv``.

    ``precondition`` factors decide whether a centre is ready to start; ``pressure`` and ``support``
    say on which side of that balance a factor counts.
    """

    id: str = Field(pattern=_ID)
    name: Written
    precondition: Flag = False
    pressure: Flag = False
    support: Flag = False
    description: Written
    tip: Written
    warning: Label = Label("")
    status: str = "assumed"


class Element(_Row):
    """One element of Knoster's model, with the tension to expect where it is missing."""

    id: str = Field(pattern=_ID)
    label: Written
    tension: Written
    status: str = "assumed"


class TalkingPoint(_Row):
    """A question for the talk with a centre.

    ``key`` is a factor of the survey (asked where it hinders), or a success factor with a verdict
    of the mirror, as in ``S1:blind_spot``.
    """

    key: str = Field(min_length=1)
    question: Written


class Term(_Row):
    """What a state, a filler, a fact, an inspection scale or level is called and how it counts."""

    kind: Literal["state", "filler", "fact", "scale", "level", "threshold"]
    id: str = Field(pattern=_ID)
    name: Written
    aliases: tuple[str, ...] = ()
    value: str = ""
    status: str = "assumed"


class SuccessFactors(_Row):
    """Everything the tool knows about the checklist."""

    factors: tuple[SuccessFactor, ...]
    knoster: tuple[Element, ...]
    talking_points: tuple[TalkingPoint, ...]
    terms: tuple[Term, ...]

    @cached_property
    def factor_by_id(self) -> Mapping[str, SuccessFactor]:
        """Factors by their id, in the order of the checklist."""
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def element_by_id(self) -> Mapping[str, Element]:
        """Knoster's elements by their id."""
        return {element.id: element for element in self.knoster}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the factors, in the order of the checklist."""
        return tuple(self.factor_by_id)

    @cached_property
    def preconditions(self) -> tuple[str, ...]:
        """The factors that must be present before a centre starts."""
        return tuple(factor.id for factor in self.factors if factor.precondition)

    @cached_property
    def names(self) -> Mapping[str, Label]:
        """The names of the factors by their id."""
        return {factor.id: factor.name for factor in self.factors}

    @cached_property
    def questions(self) -> Mapping[str, Label]:
        """The questions of ``talking_points.csv`` by their key."""
        return {point.key: point.question for point in self.talking_points}

    def question(self, factor: str, verdict: str = "") -> Label | None:
        """The question for a hindering factor, or for a success factor with this verdict."""
        return self.questions.get(f"{factor}:{verdict}" if verdict else factor)

    @cached_property
    def _terms(self) -> Mapping[tuple[str, str], Term]:
        return {(str(term.kind), term.id): term for term in self.terms}

    def named(self, kind: str) -> Mapping[str, Label]:
        """The names of all terms of a kind (state, filler, fact, scale or level) by their id."""
        return {term.id: term.name for term in self.terms if term.kind == kind}

    def label(self, kind: str, id: str) -> Label:
        """The name of a term; its id where the file has none."""
        term = self._terms.get((kind, id))
        return term.name if term else Label(id.replace("_", " "))

    def factor_label(self, factor: str) -> Label:
        """The name of a success factor; its id where the file has none."""
        named = self.factor_by_id.get(factor)
        return named.name if named else Label(factor)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """The facts that can be known of a centre, each with its kind (``FACT_KINDS``)."""
        return {term.id: term.value for term in self.terms if term.kind == "fact"}

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The facts that give a centre priority: for the planning of staff, not for a director."""
        return tuple(fact for fact, kind in self.facts.items() if kind == "flag")

    def weight(self, state: str) -> float:
        """How much a state counts in pressure and support: from 0 to 1."""
        return number_of(self._terms["state", state].value)

    def threshold(self, name: str) -> float:
        """A limit that a verdict uses."""
        return number_of(self._terms["threshold", name].value)

    @cached_property
    def _spelt(self) -> Mapping[tuple[str, str], str]:
        spelt = {
            (str(term.kind), plain(name)): term.id
            for term in self.terms
            for name in (term.id, term.name.nl, term.name.en, *term.aliases)
            if name
        }
        for factor in self.factors:
            for name in (factor.id, factor.name.nl, factor.name.en):
                spelt["factor", plain(name)] = factor.id
        return spelt

    def meant(self, kind: str, text: str) -> str:
        """The id that a text stands for, whatever its case and punctuation; '' for none.

        A factor is also known by its id in front of any text: ``S1. Engagement``.
        """
        said = plain(text)
        meaning = self._spelt.get((kind, said), "")
        if not meaning and kind == "factor" and said:
            first = said.split()[0]
            return next((id for id in self.ids if plain(id) == first), "")
        return meaning


def number_of(text: str) -> float:
    """The number that a cell holds, with a point or a comma.

    >>> number_of("0,5")
    0.5
    """
    return float(text.replace(",", "."))
