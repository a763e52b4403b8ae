"""The layers of the house: who may know whom."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEASUREMENT = sorted((ROOT / "measurement").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name(path): path for path in (*MEASUREMENT, *PAGES)}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= parts & set(MODULES) or {node.module}
    return found


@pytest.mark.parametrize("path", MEASUREMENT, ids=name)
def test_measurement_never_knows_streamlit_or_pages(path: Path) -> None:
    assert not [m for m in imports(path) if m.split(".")[0] in ("streamlit", "pages")]


def test_no_script_lies_directly_in_pages() -> None:
    """Such a script can be opened by its address without the frame around it."""
    assert not list((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", [p for p in PAGES if p.name == "page.py"], ids=name)
def test_page_scripts_reach_the_measures_through_their_door(path: Path) -> None:
    doors = ("measurement.counting", "measurement.store", "measurement.measures.shares", "numpy")
    assert not {m for m in imports(path) if m.startswith(doors)}


def test_imports_make_no_circle() -> None:
    """Not even for types, nor inside functions."""
    knows = {module: imports(path) & set(MODULES) - {module} for module, path in MODULES.items()}
    assert circle(knows) == ()


def circle(knows: dict[str, set[str]]) -> tuple[str, ...]:
    """A way that leads back to where it began; empty where there is none."""
    done: set[str] = set()

    def way(module: str, road: tuple[str, ...]) -> tuple[str, ...]:
        if module in road:
            return (*road[road.index(module) :], module)
        for other in sorted(knows.get(module, set()) - done):
            if found := way(other, (*road, module)):
                return found
        done.add(module)
        return ()

    return next((found for module in sorted(knows) if (found := way(module, ()))), ())


def test_a_moment_that_is_not_known_has_a_unit() -> None:
    """NumPy 2.5, which newer Pythons get, warns of a moment or span of time without a unit."""
    bare = re.compile(r'(?:datetime|timedelta)64\((?:"NaT"|\d+)\)')
    assert [
        name(path) for path in (*MEASUREMENT, *PAGES) if bare.search(path.read_text("utf-8"))
    ] == []
