"""The tests that ``make quick`` chooses for what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from quick import nearest, uses

USED = {
    "measurement/words.py": set(),
    "measurement/measures/shares.py": {"measurement/words.py"},
    "pages/results/items/page.py": {"measurement/measures/shares.py"},
    "dashboard.py": {"pages/results/items/page.py"},
    "tests/store_made.py": {"measurement/measures/shares.py"},
    "tests/ground/test_words.py": {"measurement/words.py"},
    "tests/measures/test_shares.py": {"tests/store_made.py", "measurement/words.py", "items.csv"},
    "tests/pages/test_pages.py": {"dashboard.py"},
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["measurement/words.py"], ["test_words", "test_shares"]),
        (["measurement/measures/shares.py"], ["test_shares"]),  # through the store made for tests
        (["pages/results/items/page.py"], ["test_pages"]),  # through the frame
        (["data/questionnaire/items.csv"], ["test_shares"]),
        (["tests/pages/test_pages.py"], ["test_pages"]),
        (["README.md", "measurement/gone.py", "tests/test_gone.py"], []),
        (["measurement/measures/shares.py", "dashboard.py"], ["test_pages", "test_shares"]),
    ],
)
def test_what_changed_has_its_nearest_tests(changed: list[str], expected: list[str]) -> None:
    assert [Path(test).stem for test in nearest(changed, USED)] == expected


def test_a_test_means_the_modules_it_imports_and_the_pages_it_opens() -> None:
    assert {"tests/quick.py", "pages/results/items/page.py"} <= uses("tests/ground/test_quick.py")
