"""The measure of the house: what a reader takes in at a time. Who may know whom is in pyproject.toml."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_MODULES, MOST_LINES, MOST_OF_A_FUNCTION = 15, 250, 30
BUILT = [
    path
    for top in ("measurement", "pages", "benchmarks", "data")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "versions" not in path.parts
]
# What is kept for the life of the server, beside the one cache: the store, and once a day.
KEEPERS = {"pages/desk/cache.py", "pages/desk/opening.py", "pages/frame/person.py"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_folder_holds_more_modules_than_a_reader_takes_in() -> None:
    every = [*BUILT, *(ROOT / "tests").rglob("*.py")]
    folders = Counter(path.parent for path in every if path.stem != "__init__")
    assert {name(f): n for f, n in folders.items() if n > MOST_MODULES} == {}


def test_no_module_is_longer_than_a_reader_takes_in() -> None:
    lines = {name(path): path.read_text("utf-8").count("\n") for path in BUILT}
    assert {file: n for file, n in lines.items() if n > MOST_LINES} == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines below the signature and the docstring."""
    done = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (done[-1].end_lineno or 0) - done[0].lineno + 1 if done else 0


def test_no_function_is_longer_than_a_reader_takes_in() -> None:
    lines = {
        f"{name(path)}:{node.name}": body_lines(node)
        for path in BUILT
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {function: n for function, n in lines.items() if n > MOST_OF_A_FUNCTION} == {}


def test_no_script_lies_directly_in_pages() -> None:
    """Such a script can be opened by its address without the frame around it."""
    assert not list((ROOT / "pages").glob("*.py"))


def test_pages_keep_what_they_worked_out_in_one_place() -> None:
    """The cache refuses a director unless it is told otherwise; another one would not."""
    caching = re.compile(r"\bst\.cache_|\blru_cache\b|\bfunctools\.cache\b")
    keeping = {
        name(path)
        for path in (ROOT / "pages").rglob("*.py")
        if caching.search(path.read_text("utf-8"))
    }
    assert keeping == KEEPERS


def test_no_page_has_a_rule_on_what_a_director_sees() -> None:
    """The rooms ask the desk, and the desk the protection."""
    asking = {
        name(path)
        for room in ("results", "centre", "data", "help")
        for path in (ROOT / "pages" / room).rglob("*.py")
        if "sees_all" in path.read_text("utf-8")
    }
    assert asking == set()


def test_a_moment_that_is_not_known_has_a_unit() -> None:
    """NumPy 2.5, which newer Pythons get, warns of a moment or span of time without a unit."""
    bare = re.compile(r'(?:datetime|timedelta)64\((?:"NaT"|\d+)\)')
    assert [name(path) for path in BUILT if bare.search(path.read_text("utf-8"))] == []
