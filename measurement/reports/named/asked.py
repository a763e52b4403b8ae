"""What is asked of a figure with a name: answers or a release, the denominator, and of what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

import pandas as pd

from measurement.centre.released.items import released_items
from measurement.centre.released.seen import Seen
from measurement.counting.answers import Answers
from measurement.counting.counts import Counts, count
from measurement.denominator import Denominator
from measurement.errors import SurveyError
from measurement.measures.shares import shares
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reports.pictures import Shown
from measurement.words import Sentence, say


@dataclass(frozen=True)
class Known:
    """What is known beside answers: names of success factors, breaks of series, checklists."""

    terms: SuccessFactors
    breaks: Comparability
    checklists: pd.DataFrame


@dataclass(frozen=True)
class OfNetwork:
    """Answers of the network, and what they are narrowed to: values per column.

    ``of`` is the item, scale or module of a figure that is of one.
    """

    all_answers: Answers
    known: Known
    denominator: Denominator
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    of: str = ""

    @property
    def made(self) -> Questionnaire:
        """The questionnaire."""
        return self.all_answers.questionnaire

    @cached_property
    def everything(self) -> Answers:
        """The answers that are asked, zero measurements included."""
        return self.all_answers.where(**self.where)

    @cached_property
    def answers(self) -> Answers:
        """Those without zero measurements."""
        return self.everything.without_zero()

    @cached_property
    def network(self) -> Answers:
        """Of all centres: whom a centre is compared with."""
        rest = {name: values for name, values in self.where.items() if name != "centre"}
        return self.all_answers.where(**rest).without_zero()

    def of_centres(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of the centres that are asked, or of all that are known."""
        asked = self.where.get("centre", ())
        return table[table["centre"].isin(asked) if asked else table["centre"].notna()]

    @cached_property
    def rated(self) -> Counts:
        """The counts of items on a scale."""
        counted = count(self.answers)
        return counted.select([i for i in counted.items if self.made.scale_of(i).kind == "rating"])

    @cached_property
    def shares(self) -> pd.DataFrame:
        """The declared table ``shares`` of all items on a scale."""
        table = shares(self.rated, self.made)
        return table[table["n"] > 0]

    @cached_property
    def scored(self) -> list[str]:
        """The items on a scale that somebody scored."""
        return list(self.shares.loc[self.shares["n_scored"] > 0, "item"].astype(str))


@dataclass(frozen=True)
class OfCentre:
    """What was released of a centre; ``of`` as of :class:`OfNetwork`."""

    seen: Seen
    known: Known
    denominator: Denominator
    of: str = ""

    @property
    def made(self) -> Questionnaire:
        """The questionnaire."""
        return self.seen.made

    @cached_property
    def items(self) -> pd.DataFrame:
        """The declared table ``released_items``."""
        return released_items(self.seen)


Asked = TypeVar("Asked", OfNetwork, OfCentre)


@dataclass(frozen=True)
class Figure(Generic[Asked]):
    """A figure with a name: its title, how it is drawn, its caption, and of which it may be.

    Without ``of`` it is of everything; else that names the items (scales, modules) it may be of.
    """

    title: Sentence
    drawn: Callable[[Asked], Shown | None]
    said: Callable[[Asked], Sequence[str]]
    of: Callable[[Asked], Sequence[str]] | None = None


def chosen(name: str, figure: Figure[Asked], asked: Asked) -> None:
    """Raises :class:`SurveyError` where a figure is asked of what it is not of."""
    offered = list(figure.of(asked)) if figure.of else []
    if asked.of in offered or (not figure.of and not asked.of):
        return
    if not figure.of:
        raise SurveyError(say("Figure '{name}' is of everything; leave out --of.", name=name))
    if not offered:
        raise SurveyError(say("No data: nobody in this choice was asked this."))
    raise SurveyError(
        say("Figure '{name}' is of one; give --of with one of {ids}.", name=name, ids=offered)
    )
