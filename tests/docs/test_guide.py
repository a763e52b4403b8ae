"""The guide for developers is right: what it names exists, its map is the tree, its recipes work."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE, README = ROOT / "docs" / "bouwen.md", ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOPS = ("measurement", "pages", "tests", "data", "docs", "benchmarks", ".streamlit", ".ci")
# What the reader makes, or what the tool does: named, but not in the repository.
MADE_LATER = {".streamlit/secrets.toml", "data/store.sqlite", "data/secret.key"}


def text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def blocks() -> list[tuple[str, str, str]]:
    """Kind, file and content of every block of the guide that says of which file it is."""
    return [found for found in BLOCK.findall(text(GUIDE)) if found[1]]


def named(document: Path) -> set[str]:
    """The paths and modules that stand in code type in a document, outside of its blocks."""
    spans = re.findall(r"`([^`\n]+)`|\]\(([^)#:]+)\)", BLOCK.sub("", text(document)))
    words = {word for span in spans for word in re.split(r"[\s=,;|]+", "".join(span)) if word}
    paths = {word.rstrip("/.") for word in words if word.split("/")[0] in TOPS and "/" in word}
    modules = {word for word in words if re.fullmatch(r"(measurement|pages)(\.\w+)+", word)}
    return paths | modules


def exists(name: str) -> bool:
    """Whether there is such a file, folder or module (or something of this name in one)."""
    if "/" in name:
        return any(ROOT.glob(name)) or (ROOT / "docs" / name).exists()
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file() or defines(path)


def defines(path: Path) -> bool:
    """Whether the module before the last dot has this name in it."""
    module = next((p for p in (path.parent.with_suffix(".py"), path.parent / "__init__.py") if p.is_file()), None)  # fmt: skip
    return module is not None and re.search(rf"\b{path.name}\b", text(module)) is not None


@pytest.mark.parametrize("document", [GUIDE, README], ids=lambda path: path.name)
def test_every_path_and_module_that_is_named_exists(document: Path) -> None:
    wanted = named(document) - {file for _, file, _ in blocks()} - MADE_LATER
    assert len(wanted) > 10
    assert sorted(name for name in wanted if not exists(name)) == []


def test_every_module_that_a_docstring_refers_to_exists() -> None:
    referred = re.compile(r":(?:mod|func|class|data):`~?((?:measurement|pages)[\w.]+)`")
    files = [p for top in ("measurement", "pages") for p in (ROOT / top).rglob("*.py")]
    wanted = {(p, name) for p in files for name in referred.findall(text(p))}
    assert len(wanted) > 10
    assert sorted((str(p), name) for p, name in wanted if not exists(name)) == []


def said(path: Path) -> str:
    """The first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(text(path))) or "").split("\n")[0]


def tree() -> Iterator[str]:
    """The map: a line per package, with what it says of itself; of a page what its script says."""
    for top in ("measurement", "pages"):
        for package in sorted(p.parent for p in (ROOT / top).rglob("__init__.py")):
            page = package / "page.py"
            place = package.relative_to(ROOT).as_posix()
            indent = "  " * place.count("/")
            yield f"{indent}- `{place}/`: {said(page if page.is_file() else package / '__init__.py')}"


def test_the_map_of_the_guide_is_the_tree() -> None:
    shown = [line for line in text(GUIDE).splitlines() if re.match(r" *- `(measurement|pages)[\w/]*/`: ", line)]  # fmt: skip
    assert shown == list(tree()), "\n".join(["the map should be:", *tree()])


def test_the_order_of_the_packages_in_the_guide_is_the_one_that_is_held() -> None:
    said = re.search(r"^cli >.*? > the modules", text(GUIDE), re.MULTILINE | re.DOTALL)
    assert said is not None
    layers = [set(re.findall(r"\w+", part)) for part in said[0].split(" >")[:-1]]
    held = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    assert layers == [set(re.findall(r"\w+", part)) for part in held["layers"][:-1]]


def made(content: str, file: Path, kind: str) -> str:
    """A file after a block of the guide: new, with a change in it, or with more at its end."""
    if kind == "diff":
        lines = content.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert text(file).count(before) == 1, f"not once in {file.name}:\n{before}"
        return text(file).replace(before, after)
    return f"{text(file)}\n{content}" if kind == "po" and file.exists() else content


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which all recipes of the guide were followed to the letter."""
    copy = tmp_path_factory.mktemp("followed") / "project"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "*.png", "*.sqlite", "*.key")
    shutil.copytree(ROOT, copy, ignore=left_out)
    for folder in (".streamlit", "pages/frame"):
        shutil.copytree(ROOT / folder, copy / folder, dirs_exist_ok=True)
    for kind, file, content in blocks():
        place = copy / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(made(content, place, kind), encoding="utf-8")
    run(copy, "measurement.locale.catalogue")
    return copy


def run(copy: Path, *words: str, way: str = "-m") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, way, *words]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)


def passes(copy: Path, *words: str) -> None:
    done = run(copy, "pytest", "-p", "no:cacheprovider", "-q", *words)
    assert done.returncode == 0, done.stdout


def test_the_recipes_of_the_guide_work_and_keep_the_order_of_the_house(followed: Path) -> None:
    tests = {file for _, file, _ in blocks() if Path(file).name.startswith("test_")}
    assert len(tests) == 5
    passes(followed, *sorted(tests), "tests/test_house.py", "tests/reports/test_wording.py")
    written = [file for kind, file, _ in blocks() if kind in ("python", "diff")]
    checked = [file for file in written if file.endswith(".py")]
    assert run(followed, "ruff", "check", "--quiet", *checked).stdout == ""


def test_the_page_of_the_guide_opens(followed: Path) -> None:
    passes(followed, "tests/pages/test_pages.py", "-k", "every_page and Voltooid")
