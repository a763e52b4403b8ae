"""Releases one after another: nobody is known by what changed between them. By enumeration."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from worlds import every, known_answers, made, seen

from measurement.errors import SurveyError
from measurement.releases.given import Identity, keys_of
from measurement.releases.history import History, added, corrected, undone, withdrawn
from measurement.releases.limits import ALL, FROZEN, HELD, LIMITS, PARTS, Limits
from measurement.releases.readings import Reading
from measurement.releases.release import Before, Release, published

TWO = Reading("A1", (1, 8), frozenset({8}), "one_side")
SECRET = b"key"
Row = tuple[str, str, str, str, int]  # centre, year, person, survey, column of the world


@dataclass
class Story:
    """What happens to a store, and all that is to be seen of it after each step."""

    rules: frozenset[str] = ALL
    history: History = field(default_factory=History)
    looks: list[Hashable] = field(default_factory=list)

    def identity(self, row: Row) -> Identity:
        return Identity(row[2], row[3], (f"when {row[2]} answered",))

    def release(self, rows: Sequence[Row], world: Sequence[int], limits: Limits = LIMITS) -> None:
        given = made(
            TWO,
            [
                (centre, year, "plg", int(person[1:]), 8 if world[column] else 1)
                for centre, year, person, _, column in rows
            ],
            lambda i: keys_of(SECRET, self.identity(rows[i]), "A1"),
        )
        before = self.history.before(self.rules)
        found = published(given, before, limits, self.rules)
        one = Release(
            before.number + 1,
            "2025-07-01",
            "staff",
            tuple(sorted({row[1] for row in rows})),
            tuple(found.atoms),
            tuple(found.totals),
            found.held,
            {},
            pd.DataFrame(),
        )
        self.history = added(self.history, one)
        self.look()

    def correct(self, rows: Sequence[Row]) -> None:
        who = [self.identity(row) for row in rows]
        self.history = corrected(self.history, who, ["A1"], SECRET, "2025-08-01", "staff")
        self.look()

    def look(self) -> None:
        self.looks.append(
            tuple((a.id, a.n, a.persons, a.favourable, a.bounds) for a in self.history.atoms)
        )


def rows(
    n: int, centre: str = "X", year: str = "y1", first: int = 0, survey: str = "s"
) -> list[Row]:
    return [(centre, year, f"p{i}", survey, i) for i in range(first, first + n)]


def one_more(story: Story, w: Sequence[int]) -> None:
    story.release(rows(6), w)
    story.release(rows(7), w)


def one_erased(story: Story, w: Sequence[int]) -> None:
    story.release(rows(7), w)
    story.release(rows(7)[1:], w)


def one_corrected(story: Story, w: Sequence[int]) -> None:
    story.release(rows(6), w)
    changed = [*rows(6)[:5], ("X", "y1", "p5", "s", 6)]
    story.correct(changed[5:])
    story.release(changed, w)


def a_survey_reversed(story: Story, w: Sequence[int]) -> None:
    both = [*rows(5), *rows(2, first=5, survey="t")]
    story.release(both, w)
    story.correct(both[5:])
    story.release(both, [*w[:5], 1 - w[5], 1 - w[6]])


def undone_and_imported_again(story: Story, w: Sequence[int]) -> None:
    story.release(rows(6), w)
    story.correct(rows(6))
    story.release([], w)
    story.release(rows(7), w)


def imported_again_under_other_names(story: Story, w: Sequence[int]) -> None:
    """Unknown persons, or addresses that were corrected."""
    story.release(rows(7), w)
    story.correct(rows(7))
    story.release([("X", "y1", f"p{20 + i}", "s", i) for i in range(6)], w)


def a_survey_named_anew(story: Story, w: Sequence[int]) -> None:
    story.release(rows(6), w)
    story.correct(rows(6))
    story.release(rows(7, year="y2", survey="t"), w)


def moved_to_another_year(story: Story, w: Sequence[int]) -> None:
    story.release(rows(7), w)
    story.correct(rows(7)[:1])
    story.release([*rows(1, year="y2"), *rows(6, first=1)], w)


def a_limit_raised(story: Story, w: Sequence[int]) -> None:
    story.release(rows(5), w)
    story.release(rows(10), w, Limits(persons=6))


def centres_merged(story: Story, w: Sequence[int]) -> None:
    story.release([*rows(5), *rows(4, centre="Y", first=5)], w)
    story.release(rows(10, centre="Z"), w)


def a_waiting_year_joined(story: Story, w: Sequence[int]) -> None:
    story.release(rows(3), w)
    story.release([*rows(3), *rows(6, year="y2", first=3)], w)


def late_answers_of_two_years(story: Story, w: Sequence[int]) -> None:
    """Three persons wait, one comes late and two are of a new year: these join the three."""
    first = [*rows(5), *rows(3, year="y2", first=5)]
    story.release(first, w)
    late = [*rows(1, first=8), *rows(2, year="y3", first=9)]
    story.release([*first, *late], w)


def withdrawn_and_back(story: Story, w: Sequence[int]) -> None:
    story.release(rows(6), w)
    story.history = withdrawn(story.history, 1, "2025-08-01", "staff")
    story.look()
    story.release(rows(7), w)
    story.history = undone(story.history, 1, "2025-08-02", "staff")
    story.look()


Tale = Callable[[Story, Sequence[int]], None]
TALES: dict[str, tuple[Tale, int]] = {
    "one more": (one_more, 7),
    "one erased": (one_erased, 7),
    "one corrected": (one_corrected, 7),
    "a survey reversed": (a_survey_reversed, 7),
    "undone and imported again": (undone_and_imported_again, 7),
    "under other names": (imported_again_under_other_names, 7),
    "a survey named anew": (a_survey_named_anew, 7),
    "moved to another year": (moved_to_another_year, 7),
    "a limit raised": (a_limit_raised, 10),
    "centres merged": (centres_merged, 10),
    "a waiting year joined": (a_waiting_year_joined, 9),
    "late answers of two years": (late_answers_of_two_years, 11),
    "withdrawn and back": (withdrawn_and_back, 7),
}


def attack(tale: Tale, n: int, rules: frozenset[str] = ALL) -> int:
    worlds = every((1,) * n)

    def look(w: tuple[int, ...]) -> Hashable:
        story = Story(rules)
        tale(story, w)
        return tuple(story.looks)

    owners = [[i] for i in range(n)]
    if tale is one_corrected:  # the sixth answered twice: first and as it was meant
        owners = [*([i] for i in range(5)), [5, 6]]
    bad = np.stack([(1 - worlds[:, own]).sum(axis=1) for own in owners], axis=1)
    return known_answers(worlds, seen(worlds, look), bad, owners)


@pytest.mark.parametrize("name", TALES)
def test_nobody_is_known_by_what_changed(name: str) -> None:
    assert attack(*TALES[name]) == 0


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("one more", HELD),
        ("one erased", HELD),
        ("a limit raised", HELD),
        ("centres merged", HELD),
        ("moved to another year", HELD),
        ("one corrected", FROZEN),
        ("a survey reversed", FROZEN),
        ("undone and imported again", FROZEN),
        ("under other names", HELD),
        ("a survey named anew", HELD),
    ],
)
def test_without_a_rule_somebody_is_known(name: str, rule: str) -> None:
    assert attack(*TALES[name], ALL - {rule}) > 0


def strategies(rules: frozenset[str]) -> int:
    """Five persons in one strategy, five in two small ones that are told together."""
    kinds = ["plg"] * 5 + ["starters"] * 3 + ["talk"] * 2
    worlds = every((1,) * 10)

    def look(w: tuple[int, ...]) -> Hashable:
        given = [("X", "y1", k, p, 8 if w[p] else 1) for p, k in enumerate(kinds)]
        atoms = published(made(TWO, given), Before(), rules=rules).atoms
        return tuple((a.id, a.n, a.favourable, a.bounds, a.counts) for a in atoms)

    return known_answers(worlds, seen(worlds, look), 1 - worlds, [[i] for i in range(10)])


def test_small_strategies_together_give_nobody_away() -> None:
    assert strategies(ALL) == 0
    assert strategies(ALL - {PARTS}) > 0


def test_a_withdrawn_release_comes_back_as_it_was_and_a_correction_never() -> None:
    story, world = Story(), [1, 1, 1, 1, 0, 0]
    story.release(rows(6), world)
    first = story.history.atoms
    assert story.history.last is not None
    gone = withdrawn(story.history, 1, "2025-08-01", "staff")
    assert (gone.atoms, gone.totals, gone.last) == ((), (), None)
    assert undone(gone, 1, "2025-08-02", "staff").atoms == first
    with pytest.raises(SurveyError):
        withdrawn(gone, 1, "2025-08-02", "staff")
    who = [story.identity(row) for row in rows(1)]
    lost = corrected(story.history, who, ["A1"], SECRET, "2025-08-01", "staff")
    assert lost.atoms == ()
    assert lost.totals == story.history.totals
    with pytest.raises(SurveyError):
        undone(lost, 1, "2025-08-02", "staff")


def test_a_correction_of_what_was_not_published_changes_nothing() -> None:
    story = Story()
    story.release(rows(3), [1, 1, 1])
    who = [story.identity(row) for row in rows(3)]
    assert corrected(story.history, who, ["A1"], SECRET, "x", "y") is story.history
