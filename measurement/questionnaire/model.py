"""The questionnaire: items, scales, strategies, centres and links, read from data files.

Nothing about a scale of 1 to 8, modules A to G or CLBs stands in code: another file makes
another questionnaire. See the handbook, "De vragenlijst aanpassen".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from measurement.questionnaire.scale import TICK, Scale
from measurement.words import Label

Role = Literal[
    "effect", "factors", "capacities", "motivation", "person", "open", "experiment", "other"
]
CATEGORY, TEXT = "category", "text"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", ignored_types=(cached_property,))


class Item(_Row):
    """One closed or open question. Columns of ``items.csv``."""

    id: str = Field(min_length=1, pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")
    module: str = Field(min_length=1)
    wording: Label
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    scale: str
    direction: Literal["+", "-", ""] = "+"
    dimension: str = ""
    level: str = ""
    not_applicable: bool = True
    conditional: bool = False  # shown only after a certain answer to another item
    status: Literal["seed", "assumed"] = "assumed"

    @property
    def closed(self) -> bool:
        """Whether the answers are points of a scale."""
        return self.scale not in (CATEGORY, TEXT)


class Option(_Row):
    """One factor of a multi-select question. Columns of ``options.csv``."""

    id: str = Field(min_length=1, pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")
    question: Label
    wording: Label
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    factor: str = ""
    direction: Literal["+", "-", ""] = ""
    module: str = Field(min_length=1)
    status: Literal["seed", "assumed"] = "assumed"


class Value(_Row):
    """One value of a person characteristic. Columns of ``values.csv``."""

    characteristic: str
    value: str = Field(min_length=1)
    label: Label
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class Centre(_Row):
    """A centre with its net and the other ways its name is written. Columns of ``centres.csv``."""

    name: str = Field(min_length=1)
    net: str = ""
    aliases: tuple[str, ...] = ()
    status: str = "assumed"


class Link(_Row):
    """A factor with its name, success factor and Knoster element. Columns of ``links.csv``."""

    factor: str = Field(min_length=1)
    label: Label
    success_factor: str = ""
    knoster: str = ""
    status: str = "assumed"


class Module(_Row):
    """A module of the questionnaire and what the tool does with it."""

    id: str
    role: Role = "other"
    label: Label


class Named(_Row):
    """An id with its name in both languages."""

    id: str
    label: Label


class Level(Named):
    """A level of the chain of effect; an ``outcome`` is set beside motivation (association)."""

    outcome: bool = False


class Strategy(_Row):
    """A guidance strategy, its moments and the modules asked at each."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    label: Label
    aliases: tuple[str, ...] = ()
    modules: dict[str, tuple[str, ...]] = {}


class Thresholds(_Row):
    """Limits of verdicts and of recognition."""

    few_answers: int = Field(5, ge=1)
    enabling_share: float = Field(0.5, gt=0, lt=1)
    ticked_share: float = Field(0.25, gt=0, lt=1)
    confidence: float = Field(0.95, gt=0.5, lt=1)
    false_discovery: float = Field(0.05, gt=0, lt=1)
    mirror_high: float = Field(0.6, gt=0, lt=1)
    mirror_low: float = Field(0.4, gt=0, lt=1)
    small_group: int = Field(15, ge=1)
    reliability_from: int = Field(30, ge=2)
    association_from: int = Field(30, ge=4)
    many_surveys: int = Field(3, ge=1)
    header_accept: float = Field(90, gt=0, le=100)
    header_margin: float = Field(4, ge=0)
    header_ask: float = Field(72, gt=0, le=100)
    duplicate_minutes: float = Field(15, ge=0)
    partial_tail: int = Field(2, ge=1)
    straight_items: int = Field(5, ge=2)
    quick_seconds: float = Field(2, gt=0)


class Questionnaire(_Row):
    """Everything the tool knows of one questionnaire."""

    id: str
    title: Label
    scales: tuple[Scale, ...]
    modules: tuple[Module, ...]
    items: tuple[Item, ...]
    options: tuple[Option, ...] = ()
    values: tuple[Value, ...] = ()
    centres: tuple[Centre, ...] = ()
    links: tuple[Link, ...] = ()
    moments: dict[str, Label] = {}
    strategies: tuple[Strategy, ...] = ()
    levels: tuple[Level, ...] = ()
    thresholds: Thresholds = Field(default_factory=lambda: Thresholds.model_validate({}))
    test_rows: dict[str, tuple[str, ...]] = {}
    consent: dict[str, tuple[str, ...]] = {}
    centre_words: tuple[str, ...] = ()

    @cached_property
    def scale_by_id(self) -> Mapping[str, Scale]:
        """Scales by their id, with the scale of ticked options."""
        return {TICK.id: TICK, **{scale.id: scale for scale in self.scales}}

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Items by their id; ticked options are items on the scale ``tick``."""
        ticked = {
            o.id: Item(
                id=o.id,
                module=o.module,
                wording=o.wording,
                scale=TICK.id,
                direction=o.direction,
                dimension=o.factor,
                not_applicable=False,
                status=o.status,
            )
            for o in self.options
        }
        return {**{item.id: item for item in self.items}, **ticked}

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The ids that have a column in the answer matrix, in the order of the questionnaire."""
        return tuple(i.id for i in self.item_by_id.values() if i.closed)

    @cached_property
    def module_by_id(self) -> Mapping[str, Module]:
        """Modules by their id."""
        return {module.id: module for module in self.modules}

    @cached_property
    def strategy_by_id(self) -> Mapping[str, Strategy]:
        """Strategies by their id."""
        return {strategy.id: strategy for strategy in self.strategies}

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The levels of effect that motivation is set beside."""
        return tuple(level.id for level in self.levels if level.outcome)

    @cached_property
    def link_by_factor(self) -> Mapping[str, Link]:
        """Links by the factor they name."""
        return {link.factor: link for link in self.links}

    def scale_of(self, item: str) -> Scale:
        """The scale of a counted item."""
        return self.scale_by_id[self.item_by_id[item].scale]

    def role_of(self, item: str) -> Role:
        """What the tool does with the module of an item."""
        module = self.module_by_id.get(self.item_by_id[item].module)
        return module.role if module else "other"

    def items_with(self, role: Role) -> tuple[str, ...]:
        """The counted items of all modules with this role, in the questionnaire's order."""
        return tuple(i for i in self.counted if self.role_of(i) == role)

    def factor_label(self, factor: str) -> Label:
        """The name of a factor; its id where no link names it."""
        link = self.link_by_factor.get(factor)
        return link.label if link else Label(factor.replace("_", " "))

    def strategy_label(self, strategy: str) -> Label:
        """The name of a strategy; its id where the questionnaire has none."""
        listed = self.strategy_by_id.get(strategy)
        return listed.label if listed else Label(strategy)

    def moment_label(self, moment: str) -> Label:
        """The name of a moment."""
        return self.moments.get(moment, Label(moment))

    def survey_label(self, strategy: str, moment: str) -> str:
        """The name of a kind of survey: the strategy, with the moment where it has several."""
        listed = self.strategy_by_id.get(strategy)
        name = str(self.strategy_label(strategy))
        if listed is not None and {*listed.modules, moment} == {moment}:
            return name
        return f"{name}, {self.moment_label(moment)}" if moment else name
