"""The example comes with two releases, as if staff had published after each school year."""

from __future__ import annotations

from pathlib import Path

from measurement.questionnaire.files.reading import load
from measurement.store import open_store


def test_the_example_was_released_after_each_school_year(example_store: Path) -> None:
    with open_store(example_store) as store:
        second, first = store.releases.listing().itertuples()
        assert (first.released_on, first.school_years) == ("2024-09-16", "2023-2024")
        assert second.released_on == "2025-09-15"
        assert "2024-2025" in second.school_years
        assert first.n_centres == second.n_centres == 19
        assert first.n_figures > 400
        assert second.n_figures > 400
        assert not first.n_corrected
        assert not second.n_corrected


def test_nothing_of_the_example_is_new_and_little_of_it_waits(example_store: Path) -> None:
    with open_store(example_store) as store:
        left = store.releases.preview(load(), day="2025-09-16", by="local")
        told = sum(a.n for a in store.releases.history().atoms if a.level == "whole")
    assert left.news == ()
    assert sum(w.n for w in left.waiting) < told / 20


def test_the_audit_log_is_of_people_and_not_of_the_example(example_store: Path) -> None:
    with open_store(example_store) as store:
        assert store.audit.table().empty
