"""What the page on solidity names is there: every test, every folder, every command."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.findall(r"`([^`]+)`", (ROOT / "docs" / "solid.md").read_text(encoding="utf-8"))


def test_every_test_and_file_that_is_named_is_there() -> None:
    paths = [name for name in NAMED if "/" in name]
    assert len(paths) > 30
    for name in paths:
        path, _, test = name.partition("::")
        assert (ROOT / path).exists(), name
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_every_command_that_is_named_is_there() -> None:
    commands = [name.split()[2] for name in NAMED if name.startswith("python -m ")]
    assert commands
    assert [name for name in commands if importlib.util.find_spec(name) is None] == []
