"""The answers to one item, as the core sees them: who answered what, where and when."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import ZERO
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE
from measurement.releases.readings import Reading

UNKNOWN_STRATEGY = "unknown"
KEY_BYTES = 16  # of a hash: no two of all answers ever given meet
Texts = NDArray[np.object_]


class Identity(NamedTuple):
    """Who gave an answer to which survey, in a form that stays the same for ever.

    ``person`` is that of the person; of an unknown person that of this answer alone. ``survey``
    knows no import, centre or school year: these may be corrected. ``also`` are marks of this
    answer alone, by which it is recognised where its survey or its person is named anew, such as
    the number that the tool gave it. ``again`` is what is left to recognise an answer without such
    marks by, once it was withdrawn: its person and its year, say.
    """

    person: str
    survey: str
    also: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


class Keys(NamedTuple):
    """The keyed hashes of an answer: its own, that of the whole survey, and those of all its items."""

    own: tuple[str, ...]
    survey: str
    response: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> frozenset[str]:
        """What is held once the answer was withdrawn, beside what is its own."""
        return frozenset((self.survey, *self.response))

    def in_any(self, held: Set[str]) -> bool:
        """Whether one of them is held."""
        return self.survey in held or not held.isdisjoint((*self.own, *self.response))


def held_key(secret: bytes, person: str, survey: str, item: str) -> str:
    """The keyed hash (BLAKE2b) under which an answer is remembered once it was published."""
    text = "\x1f".join((person, survey, item)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=KEY_BYTES, key=secret).hexdigest()


def keys_of(secret: bytes, one: Identity, item: str) -> Keys:
    """The keys of which one that is held keeps the answer from being published again.

    Who answered under another name, or unknown, cannot be recognised. So once answers to a survey
    were withdrawn, the key of the whole survey is held and nothing of it is published again. Nor is
    anything of the withdrawn responses: what was read as one item may come back as another.
    """
    own = _keys(secret, one, item)
    again = (held_key(secret, "", f"again {mark}", "") for mark in one.again)
    response = (*_keys(secret, one, ""), *again)
    return Keys(own, held_key(secret, "", one.survey, item), response)


def _keys(secret: bytes, one: Identity, item: str) -> tuple[str, ...]:
    """By person and survey, and by each mark."""
    marks = (held_key(secret, "", f"mark {mark}", item) for mark in one.also)
    return held_key(secret, one.person, one.survey, item), *marks


@dataclass(frozen=True, eq=False)
class Given:
    """Answers to an item, one entry each: scored or not applicable, of a known school year.

    ``centre`` is '' where unknown. ``score`` is the point, missing (−1) for not applicable.
    ``keys`` are those of :func:`keys_of`, one per answer; ``row`` is its place in all answers.
    """

    reading: Reading
    moment: str
    centre: Texts
    year: Texts
    strategy: Texts
    person: NDArray[np.int64]
    score: NDArray[np.int64]
    keys: Sequence[Keys]
    row: NDArray[np.intp]

    def where(self, keep: NDArray[np.bool_]) -> Given:
        """The answers that are kept."""
        return replace(
            self,
            centre=self.centre[keep],
            year=self.year[keep],
            strategy=self.strategy[keep],
            person=self.person[keep],
            score=self.score[keep],
            keys=[key for key, kept in zip(self.keys, keep.tolist(), strict=True) if kept],
            row=self.row[keep],
        )

    def fresh(self, held: Set[str]) -> Given:
        """The answers that were never in an atom."""
        known = [one.in_any(held) for one in self.keys]
        return self.where(~np.array(known, bool))


def given(
    answers: Answers,
    identities: Sequence[Identity],
    secret: bytes,
    readings: Iterable[Reading],
    years: Collection[str] | None = None,
) -> Iterator[Given]:
    """The answers to each item that may be published, of these school years or of all.

    ``identities``: of every row of ``answers``, in its order. Zero measurements count only for
    items without a cut, apart from what was answered later; answers without a school year never.
    """
    if len(identities) != answers.n:
        raise ValueError(f"{len(identities)} identities for {answers.n} answers")
    people = answers.respondents
    centre, year, strategy = (_texts(people[c]) for c in ("centre", "school_year", "strategy"))
    strategy = np.where(strategy == "", UNKNOWN_STRATEGY, strategy)
    asked = (year != "") if years is None else np.isin(year, [y for y in years if y])
    zero = (people["moment"] == ZERO).to_numpy(bool)
    person = people["respondent"].to_numpy(np.int64)
    for one in readings:
        codes = answers.codes[:, answers.items.index(one.item)]
        told = (codes >= NOT_APPLICABLE) & asked
        for moment, when in (("", ~zero), (ZERO, zero)):
            rows = np.flatnonzero(told & when)
            if len(rows) and (not moment or one.secret == "mean"):
                keys = [keys_of(secret, identities[row], one.item) for row in rows.tolist()]
                scores = _scores(codes[rows], one)
                where = centre[rows], year[rows], strategy[rows]
                yield Given(one, moment, *where, person[rows], scores, keys, rows)


def _texts(column: pd.Series) -> Texts:
    return column.astype(object).where(column.notna(), "").to_numpy(object)


def _scores(codes: NDArray[np.uint8], one: Reading) -> NDArray[np.int64]:
    points = np.array([*[-1] * FIRST_POINT, *one.points], np.int64)
    return points[codes]
