"""A sentence stands before every figure of the results and of the data."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from conftest import ROOT


def panels() -> Iterator[tuple[str, set[str]]]:
    """Every figure with its caption and files on a page: where, and what it is told by name."""
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "panels.panel":
                place = path.relative_to(ROOT / "pages").as_posix()
                yield f"{place}:{node.lineno}", {str(word.arg) for word in node.keywords}


def test_what_a_figure_says_stands_before_it() -> None:
    shown = [(place, told) for place, told in panels() if not place.startswith("centre/")]
    assert len(shown) > 20
    assert [place for place, told in shown if "said" not in told] == []
