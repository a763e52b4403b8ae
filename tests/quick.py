"""The checks of what changed: ``make quick``, for while you work. ``make test`` runs everything.

A test belongs to a changed module when it imports it, or names its file; where no test does, the
tests of what imports that module do, and so on.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST = 12  # files of tests; what imports least goes first
TYPED = ("measurement/", "pages/", "benchmarks/", "data/example/generator/", "dashboard.py")


def main() -> int:
    """Check the changed files, their types and their tests; 0 when all is well."""
    changed = changed_files()
    if not changed:
        print("Nothing changed since main.")
        return 0
    there = [path for path in changed if path.endswith(".py") and (ROOT / path).exists()]
    typed = [path for path in there if path.startswith(TYPED)]
    chosen = nearest(changed, {path: uses(path) for path in python_files()})
    print(f"{len(changed)} files changed; tests: {' '.join(chosen[:MOST]) or 'none'}")
    if chosen[MOST:]:
        print(f"left to make unit: {' '.join(chosen[MOST:])}")
    steps = [
        ["ruff", "check", "--quiet", "--force-exclude", *there],
        ["ruff", "format", "--check", "--quiet", "--force-exclude", *there],
        ["mypy", *typed] if typed else [],
        ["pytest", "-n", "2", "-m", "not browser", *chosen[:MOST]] if chosen else [],
    ]
    return max(subprocess.call([sys.executable, "-m", *step], cwd=ROOT) for step in steps if step)


def changed_files() -> list[str]:
    """What differs from where this branch left main; on main, from the last commit."""
    base = _git("merge-base", "HEAD", "main") or ["HEAD"]
    return sorted(
        {*_git("diff", "--name-only", base[0]), *_git("ls-files", "-o", "--exclude-standard")}
    )


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []


def python_files() -> list[str]:
    """Every file of the code and its tests, as paths from the root."""
    folders = ("measurement", "pages", "tests", "data/example/generator")
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [*sorted(path.relative_to(ROOT).as_posix() for path in found), "dashboard.py"]


def uses(path: str) -> set[str]:
    """The files that one file may mean: modules it imports, and names of files it writes down."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and re.fullmatch(r"[\w/-]+\.\w+", str(node.value)):
            found.add(str(node.value))
    return {name if "/" in name else file_of(name) for name in found}


def file_of(module: str) -> str:
    """The file of a module, as a path from the root; a name that is none stays as it is.

    >>> file_of("measurement.words"), file_of("items.csv"), file_of("conftest")
    ('measurement/words.py', 'items.csv', 'tests/conftest.py')
    """
    path = module.replace(".", "/")
    places = (f"{path}.py", f"{path}/__init__.py", _helpers().get(module, ""))
    return next((place for place in places if place and (ROOT / place).is_file()), module)


@cache
def _helpers() -> dict[str, str]:
    """The modules beside the tests by the name they are imported by, in whatever folder."""
    found = (path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))
    return {path.stem: path.as_posix() for path in found}


def nearest(changed: Iterable[str], used: Mapping[str, Collection[str]]) -> list[str]:
    """The nearest files of tests of each changed file, what uses least first."""
    found: set[str] = set()
    for path in changed:
        near, seen = {path}, {path}
        while near and not (here := {one for one in near if is_test(one) and one in used}):
            names = near | {Path(one).name for one in near if not one.endswith(".py")}
            near = {user for user, what in used.items() if names & set(what)} - seen
            seen |= near
        found |= here if near else set()
    return sorted(found, key=lambda test: (len(used[test]), test))


def is_test(path: str) -> bool:
    """Whether pytest collects a file."""
    return path.startswith("tests/") and Path(path).name.startswith("test_")


if __name__ == "__main__":
    sys.exit(main())
