"""Columns of words on a scale that has none of its own: which set of labels they are of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from measurement.exports.cells.labels import Labels, words_of
from measurement.exports.files.columns import Cells
from measurement.questionnaire import label_sets
from measurement.questionnaire.label_sets import LabelSet
from measurement.questionnaire.scale import Scale
from measurement.questionnaire.spellings import has_words
from measurement.texts import plain, squeezed
from measurement.word_lists import is_blank, words

_MOST = 0.5  # a set must know so large a share of the cells with words


@dataclass(frozen=True)
class Worded:
    """The words of a column that its scale does not know, with the number of cells of each."""

    scale: Scale
    counts: dict[str, int]

    @classmethod
    def of(cls, scale: Scale, cells: Cells) -> Worded:
        """The words in the cells of a column."""
        own, absent = Labels(scale), {squeezed(text) for text in scale.not_applicable}
        counts: dict[str, int] = {}
        for place in cells.used:
            said = words_of(cells.texts[place])
            if not has_words(said) or is_blank(said) or squeezed(said) in absent:
                continue
            if plain(said).split()[-1] in words("before_score") or own.point(said) is not None:
                continue
            counts[said] = counts.get(said, 0) + int(cells.counts[place])
        return cls(scale, counts)

    def sets(self) -> list[LabelSet]:
        """The sets that know most of the words, and contradict none of the scale's own."""
        fitting = [one for one in label_sets.label_sets() if self._fits(one)]
        n_known = {one.id: self._n_known(one) for one in fitting}
        best = max(n_known.values(), default=0)
        if not best or best < _MOST * sum(self.counts.values()):
            return []
        return [one for one in fitting if n_known[one.id] == best]

    def _fits(self, one: LabelSet) -> bool:
        points = self.scale.points
        own = [(p, s) for p, texts in self.scale.spellings.items() for s in texts]
        for first, last in self.scale.ends.values():
            own += [(points[0], first), (points[-1], last)]
        labels = _labels(one) if len(one.words) == len(points) else None
        return labels is not None and all(
            place is None or points[place - 1] == point
            for point, text in own
            for place in [labels.point(text)]
        )

    def _n_known(self, one: LabelSet) -> int:
        labels = _labels(one)
        return sum(n for said, n in self.counts.items() if labels.point(said) is not None)

    def means_one_thing(self, sets: Iterable[LabelSet]) -> bool:
        """Whether these sets give every word of the column the same point."""
        return len({tuple(_labels(one).point(said) for said in self.counts) for one in sets}) <= 1


@cache
def _labels(one: LabelSet) -> Labels:
    points = tuple(one.spellings)
    return Labels(Scale(id=one.id, points=points, spellings=one.spellings))


def sets_of(columns: dict[int, Worded]) -> dict[int, list[LabelSet]]:
    """The sets of every column with words of its own: one, or several that cannot be told apart.

    Columns on one scale help each other: what one leaves open, the words of another may decide.
    """
    sets_by_column = {index: fitting for index, one in columns.items() if (fitting := one.sets())}
    for index, own in sets_by_column.items():
        for other, sets in sets_by_column.items():
            both = [one for one in own if one in sets]
            if columns[other].scale.id == columns[index].scale.id and both:
                own = both
        sets_by_column[index] = own[:1] if columns[index].means_one_thing(own) else own
    return sets_by_column


def by_point(scale: Scale, one: LabelSet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The words of a set by the points of a scale."""
    return tuple(zip(scale.points, one.words, strict=True))
