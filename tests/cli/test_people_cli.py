"""Imports undone, people erased, school years deleted and access given from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_exports import SMALL, TRAINING, export, people

from measurement.access.roles import LOCAL
from measurement.cli.main import main
from measurement.store import SurveyNaming, open_store

WHO = "p0@example.org"


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "s.sqlite"
    with open_store(path) as made:
        made.imports.add(export(*people(3)), TRAINING, SMALL)
        old = SurveyNaming("2010-2011", "plg", "PLG A")
        made.imports.add(export(*people(2), file="old"), old, SMALL)
    return str(path)


def n(store: str) -> int:
    with open_store(store) as opened:
        return opened.answers(SMALL).n


def test_an_import_is_undone_and_counted_again_by_its_number(store: str) -> None:
    assert main(["undo", "1", "--store", store]) == 0
    assert n(store) == 2
    assert main(["undo", "1", "--redo", "--store", store]) == 0
    assert n(store) == 3 + 2
    with open_store(store) as opened:
        assert opened.audit.table()["action"].tolist() == ["import_redone", "import_undone"]


def test_somebody_is_erased_only_when_that_is_confirmed(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(store) as opened:
        kept = opened.people.find(WHO).counts.n_forms
    assert main(["erase", WHO, "--store", store]) == 2
    assert "--yes" in capsys.readouterr().err
    assert n(store) == 3 + 2
    assert main(["erase", WHO, "--yes", "--store", store]) == 0
    assert n(store) == 3 + 2 - kept < 5


def test_old_school_years_go_only_when_that_is_confirmed(store: str) -> None:
    with open_store(store) as opened:
        opened.retention.keep_for(LOCAL, 10)
    assert main(["retention", "--store", store]) == 2
    assert n(store) == 3 + 2
    assert main(["retention", "--yes", "--store", store]) == 0
    assert n(store) == 3


def test_access_is_given_and_ended(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["access", "--grant", "an@school.be", "staff", "--store", store]) == 0
    assert main(["access", "--grant", "bo@school.be", "analyst", "--store", store]) == 0
    assert main(["access", "--end", "bo@school.be", "--store", store]) == 0
    assert "an@school.be  staff" in capsys.readouterr().out
