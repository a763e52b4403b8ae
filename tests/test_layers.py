"""The layers of the house: who may know whom."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEASUREMENT = sorted((ROOT / "measurement").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
DEFINITIONS = {"errors", "scale", "school_year", "questionnaire", "tables", "texts", "words"}
MEASURES = {
    "counts",
    "shares",
    "response",
    "factors",
    "comparison",
    "intervals",
    "answers",
    "overview",
    "attention",
    "falling",
    "summary",
    "checklist",
    "checklist_rows",
    "evidence",
    "knoster",
    "linked",
    "mirror",
    "profile",
    "pooling",
    "talking_points",
    "centre_scales",
    "survey_plan",
    "load",
    "plan_words",
    "inspection",
    "rows",
    "trend",
    "trend_points",
    "trend_words",
    "comments",
    "keywords",
    "themes",
    "personal_data",
    "scales",
    "scale_means",
    "scale_comparison",
    "motivation",
    "association",
    "reliability",
    "funnel",
    "shrinkage",
    "change_tracks",
    "scale_groups",
    "scale_words",
    "moments",
    "fair_words",
    "access",
    "access_lists",
    "reach",
    "reach_words",
    "targets",
    "target_measures",
    "quality",
    "quality_rows",
    "quality_words",
}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MEASUREMENT, ids=name)
def test_measurement_never_knows_streamlit_or_pages(path: Path) -> None:
    assert not [m for m in imports(path) if m.split(".")[0] in ("streamlit", "pages")]


@pytest.mark.parametrize("module", sorted(DEFINITIONS))
def test_definitions_know_only_definitions(module: str) -> None:
    known = {
        m.split(".")[1]
        for m in imports(ROOT / "measurement" / f"{module}.py")
        if m.startswith("measurement.")
    }
    assert known <= DEFINITIONS


@pytest.mark.parametrize("module", sorted(MEASURES))
def test_measures_know_no_files_store_or_figures(module: str) -> None:
    known = {
        m.split(".")[1]
        for m in imports(ROOT / "measurement" / f"{module}.py")
        if m.startswith("measurement.")
    }
    assert not known & {"exports", "store", "charts", "reports", "cli", "demo"}


@pytest.mark.parametrize("path", sorted((ROOT / "measurement" / "charts").glob("*.py")), ids=name)
def test_charts_know_only_words_and_charts(path: Path) -> None:
    known = {m.split(".")[1] for m in imports(path) if m.startswith("measurement.")}
    assert known <= {"charts", "words"}


def test_only_the_command_line_and_the_example_know_the_store() -> None:
    """Nor for its types: what others need of it lies where all may read it."""
    outside = [p for p in MEASUREMENT if (ROOT / "measurement/store") not in p.parents]
    rooms = {
        name(path).split(".")[1]
        for path in outside
        if any(m.startswith("measurement.store") for m in imports(path))
    }
    above = {"cli", "demo", "example", "update_words"}
    assert {room for room in rooms if not room.endswith("_cli")} <= above


def test_no_script_lies_directly_in_pages() -> None:
    """Such a script can be opened by its address without the frame around it."""
    assert not list((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", [p for p in PAGES if p.parent.name != "shared"], ids=name)
def test_page_scripts_reach_the_measures_through_their_door(path: Path) -> None:
    known = imports(path)
    assert not {
        m
        for m in known
        if m.startswith(
            (
                "measurement.counts",
                "measurement.store",
                "measurement.shares",
                "measurement.answers",
                "numpy",
            )
        )
    }


def test_imports_make_no_circle() -> None:
    modules = {name(p): p for p in [*MEASUREMENT, *PAGES]}
    knows = {m: top_level(p, set(modules)) - {m} for m, p in modules.items()}
    done: set[str] = set()

    def visit(module: str, road: tuple[str, ...]) -> None:
        assert module not in road, " -> ".join((*road, module))
        if module not in done:
            for other in knows[module]:
                visit(other, (*road, module))
            done.add(module)

    for module in modules:
        visit(module, ())


def top_level(path: Path, modules: set[str]) -> set[str]:
    """The project's modules that a file imports when it is loaded, not inside functions."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= parts & modules or {node.module}
    return found & modules


def test_a_moment_that_is_not_known_has_a_unit() -> None:
    """NumPy 2.5, which newer Pythons get, warns of a moment or span of time without a unit."""
    bare = re.compile(r'(?:datetime|timedelta)64\((?:"NaT"|\d+)\)')
    assert [
        name(path) for path in (*MEASUREMENT, *PAGES) if bare.search(path.read_text("utf-8"))
    ] == []
