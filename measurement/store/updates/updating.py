"""Compares an export with what the store holds of its survey, before anything of it is stored."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from measurement.store.updates.content import Mask, Numbers
from measurement.store.updates.matching import SURE, Matching, Pairs, Side
from measurement.store.updates.relation import BESIDE, QUESTIONS, UPDATE, Evidence, chance
from measurement.store.updates.standing import Standing
from measurement.words import mark

GONE, REPLACED, LEFT_OUT = mark("gone"), mark("replaced"), mark("left_out")
IN, OUT = "in", "out"
_FIRST_LABEL, _LABELS = 1 << 40, 1 << 62  # numbers of responses; those of older stores are small


def labels(n: int) -> Numbers:
    """Numbers for so many new responses, which nothing else has."""
    draw = np.random.default_rng(secrets.randbits(128))
    return draw.integers(_FIRST_LABEL, _LABELS, n, dtype=np.int64)


def verdict(reason: str, by_hand: str, placed: bool) -> str:
    """Why a row does not count, '' where it does: as reading found, unless decided by hand."""
    if by_hand == OUT:
        return LEFT_OUT
    return "" if by_hand == IN and placed else reason


@dataclass(frozen=True)
class Incoming:
    """The rows of an export that are to be stored, and the side to compare them by.

    ``frame`` has the columns ``row``, ``survey_id``, ``found``, ``by_hand`` and ``completed``;
    ``surveys`` are those that its counting rows belong to.
    """

    frame: pd.DataFrame
    side: Side
    surveys: Collection[int]


@dataclass
class Comparison:
    """What an export is to every earlier import, and which rows are one response.

    ``again`` is what the reader said of imports that leave a question: it is a newer export of
    their survey (:data:`UPDATE`), or holds other answers (:data:`BESIDE`). ``same_file`` are
    imports of the very same bytes. ``memory`` is the same comparison with imports that were undone:
    what was decided by hand there still holds, and they may come back.
    """

    old: Standing
    new: Incoming
    again: str = ""
    same_file: Collection[int] = ()
    memory: Comparison | None = None
    matching: Matching = field(init=False)

    def __post_init__(self) -> None:
        near = self.old.frame["import_id"].map(self._shared).to_numpy(bool)
        self.matching = Matching(self.old.side, self.new.side, near)

    @cached_property
    def _shared(self) -> dict[int, bool]:
        """Per earlier import whether it has answers of the surveys of this one."""
        frame = self.old.frame
        same = frame["survey_id"].isin(list(self.new.surveys))
        return dict(same.groupby(frame["import_id"]).any())

    @cached_property
    def pairs(self) -> Pairs:
        """The rows that were found again."""
        return self.matching.pairs()

    @cached_property
    def evidence(self) -> dict[int, Evidence]:
        """What comes back of every earlier import."""
        frame = self.old.frame
        of_import, counts = frame["import_id"].to_numpy(), self._counting
        whole = self.matching.content.whole
        evidence = {}
        for number in np.unique(of_import).tolist():
            here = of_import == number
            live = here & counts if (here & counts).any() else here
            pairs = self.pairs.where(here[self.pairs.old])
            kept = pairs.where(~pairs.against & live[pairs.old])
            evidence[number] = Evidence(
                pairs=pairs,
                n=int(live.sum()),
                back=len(kept),
                shared=self._shared[number],
                same_file=number in self.same_file,
                chance=chance(whole[0][live], whole[1]),
                older=self._older(live, kept.old),
            )
        return evidence

    def _older(self, live: Mask, back: Numbers) -> bool:
        """Whether all that this export lacks was answered after its last day."""
        missing = live.copy()
        missing[back] = False
        days, last = self.old.side.day[missing], self.new.side.day.max(initial=0)
        return bool(len(days) and last and (days > last).all())

    @cached_property
    def asked(self) -> dict[int, str]:
        """The imports of which only the reader knows what this export is to them."""
        return {n: e.relation for n, e in self.evidence.items() if e.relation in QUESTIONS}

    @cached_property
    def relations(self) -> dict[int, str]:
        """Per earlier import :data:`UPDATE` or :data:`BESIDE`."""
        return {
            number: (self.again or BESIDE) if number in self.asked else evidence.relation
            for number, evidence in self.evidence.items()
        }

    @cached_property
    def linked(self) -> Pairs:
        """The pairs that are one response from now on."""
        pairs, of_import = self.pairs, self.old.frame["import_id"].to_numpy()
        chosen = np.zeros(len(pairs), bool)
        for number, relation in self.relations.items():
            here = of_import[pairs.old] == number
            if relation == UPDATE:
                told = number in self.asked
                chosen |= here & (~pairs.against | (told & pairs.alike))
            elif self.evidence[number].shared:
                chosen |= here & (pairs.strength == SURE) & ~pairs.against
        return pairs.where(chosen)

    @property
    def _counting(self) -> Mask:
        return (self.old.frame["excluded"] == "").to_numpy()

    @cached_property
    def responses(self) -> Numbers:
        """The number of the response of every new row."""
        responses = self.memory.responses.copy() if self.memory else labels(len(self.new.frame))
        responses[self.linked.new] = self.old.side.label[self.linked.old]
        return responses

    @cached_property
    def by_hand(self) -> list[str]:
        """What was decided by hand of every new row, now or of its response before."""
        said = self.new.frame["by_hand"].to_numpy(object)
        decisions = np.array(self.memory.by_hand if self.memory else said, dtype=object)
        before = self.old.frame["by_hand"].to_numpy(object)
        decisions[self.linked.new] = before[self.linked.old]
        return list(np.where(said != "", said, decisions))

    @property
    def updates(self) -> list[int]:
        """The imports that this one is a later state of, those that were undone too."""
        mine = [number for number, relation in self.relations.items() if relation == UPDATE]
        return mine + (self.memory.updates if self.memory else [])

    @property
    def returned(self) -> Mask:
        """The new rows that are only known from imports that were undone."""
        returned = np.zeros(len(self.new.frame), bool)
        if self.memory is not None:
            returned[self.memory.linked.new] = True
        returned[self.linked.new] = False
        return returned

    @property
    def same_responses(self) -> list[tuple[int, int]]:
        """Numbers of responses of undone imports, with the number they have from now on."""
        if self.memory is None:
            return []
        then, now = self.memory.linked, self.responses
        pairs = zip(
            self.memory.old.side.label[then.old].tolist(), now[then.new].tolist(), strict=True
        )
        return [(old, new) for old, new in pairs if old != new]

    @cached_property
    def excluded(self) -> list[str]:
        """Why each new row does not count, '' where it does."""
        frame = self.new.frame
        placed = frame["survey_id"].notna()
        return list(map(verdict, frame["found"], self.by_hand, placed))


def closed(updates: Sequence[int], updated_by: Mapping[int, Collection[int]]) -> list[int]:
    """These imports and all that they in turn are a later state of."""
    return sorted({*updates, *(n for number in updates for n in updated_by.get(number, ()))})
