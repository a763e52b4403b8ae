"""The layers of the house: who may know whom, also for types and inside functions."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEASUREMENT = sorted((ROOT / "measurement").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
# From the top down: each may know what stands below it; those in one row do not know one another.
LAYERS = (
    {"cli"},
    {"example"},
    {"store"},
    {"reports"},
    {"protection", "reach", "centre", "plan", "comments"},
    {"releases"},
    {"measures"},
    {"access"},
    {"exports"},
    {"counting"},
    {"questionnaire"},
    {"ground"},
)
RANK = {package: place for place, packages in enumerate(LAYERS) for package in packages}
MOST_IN_A_FOLDER = 15
# What pages know of one another: rooms know the desk, the desk knows the frame.
FRAME, DESK, ROOM = range(3)


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


def package(module: str) -> str:
    """The package of ``measurement`` that a module lies in; 'ground' where it lies in none."""
    parts = module.split(".")
    lies_in_one = len(parts) > 2 or (ROOT / "measurement" / parts[-1]).is_dir()
    return parts[1] if len(parts) > 1 and lies_in_one else "ground"


def above() -> Iterator[tuple[str, str]]:
    """Every module of ``measurement`` that knows another which is not below it, with that one."""
    for module, path in MODULES.items():
        mine = package(module)
        if not module.startswith("measurement.") or mine not in RANK or path.stem == "__main__":
            continue
        for other in imports(path):
            theirs = package(other)
            known = other.startswith("measurement.") and theirs != mine
            if known and (theirs not in RANK or RANK[theirs] <= RANK[mine]):
                yield module, other


def test_a_package_knows_only_what_stands_below_it() -> None:
    assert sorted(above()) == []


@pytest.mark.parametrize("path", MEASUREMENT, ids=name)
def test_measurement_never_knows_streamlit_or_pages(path: Path) -> None:
    assert not [m for m in imports(path) if m.split(".")[0] in ("streamlit", "pages")]


@pytest.mark.parametrize("path", sorted((ROOT / "measurement" / "charts").rglob("*.py")), ids=name)
def test_charts_know_only_the_ground_and_charts(path: Path) -> None:
    known = {package(m) for m in imports(path) if m.startswith("measurement.")}
    assert known <= {"charts", "ground"}


def test_no_script_lies_directly_in_pages() -> None:
    """Such a script can be opened by its address without the frame around it."""
    assert not list((ROOT / "pages").glob("*.py"))


def test_no_room_of_pages_knows_another_and_none_knows_the_command_line() -> None:
    height = {"frame": FRAME, "desk": DESK}
    wrong = []
    for module, path in MODULES.items():
        if not module.startswith("pages."):
            continue
        mine = module.split(".")[1]
        for other in imports(path):
            theirs = other.split(".")[1] if "." in other else ""
            if other.startswith("measurement.cli") or (
                other.startswith("pages.")
                and mine != theirs
                and height.get(theirs, ROOM) >= height.get(mine, ROOM)
            ):
                wrong.append((module, other))
    assert wrong == []


@pytest.mark.parametrize("path", [p for p in PAGES if p.name == "page.py"], ids=name)
def test_page_scripts_reach_the_measures_through_their_door(path: Path) -> None:
    doors = ("measurement.counting", "measurement.store", "measurement.measures.shares", "numpy")
    assert not {m for m in imports(path) if m.startswith(doors)}


def test_no_folder_holds_more_modules_than_a_reader_takes_in() -> None:
    every = [
        path for top in ("measurement", "pages", "tests") for path in (ROOT / top).rglob("*.py")
    ]
    folders = Counter(path.parent for path in every if path.stem != "__init__")
    assert {str(f): n for f, n in folders.items() if n > MOST_IN_A_FOLDER} == {}


def test_imports_make_no_circle() -> None:
    """Not even for types, nor inside functions."""
    knows = {module: imports(path) & set(MODULES) - {module} for module, path in MODULES.items()}
    assert circle(knows) == ()


def test_folders_that_lie_side_by_side_make_no_circle() -> None:
    for parent in {module.rpartition(".")[0] for module in MODULES} - {""}:
        knows: dict[str, set[str]] = {}
        for module, path in MODULES.items():
            if mine := beneath(parent, module):
                others = {beneath(parent, other) for other in imports(path)}
                knows.setdefault(mine, set()).update(others - {"", mine})
        assert circle(knows) == (), parent


def beneath(parent: str, module: str) -> str:
    """The part of a module's name up to one step below a folder; '' for one that is elsewhere."""
    if not module.startswith(f"{parent}."):
        return ""
    return ".".join(module.split(".")[: parent.count(".") + 2])


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
