"""The handbook tells the truth: its commands run, its questionnaire works, its links lead somewhere."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from measurement.cli.main import main
from measurement.exports import check
from measurement.questionnaire.files.reading import load

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handboek.md"
EXPLAINED = tuple(
    f"{name}.csv"
    for name in (
        "shares",
        "response",
        "factors",
        "scales",
        "trend",
        "comparison",
        "reach",
        "targets",
    )
)
COMMAND = "python -m measurement "
CHECK = f"{COMMAND}check "


@cache
def text() -> str:
    return HANDBOOK.read_text(encoding="utf-8")


def blocks() -> list[tuple[str, str, str]]:
    """Language, file name ('' where it has none) and content of every fenced block."""
    found = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", text(), re.MULTILINE | re.DOTALL)
    assert found
    return [(str(language), str(name), str(content)) for language, name, content in found]


def commands() -> list[str]:
    lines = [line for kind, _, block in blocks() if kind == "sh" for line in block.splitlines()]
    return [line for line in lines if line.startswith(COMMAND)]


def run(command: str) -> int:
    return main(shlex.split(command.removeprefix(COMMAND)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the exports that the handbook names and the files that it spells out."""
    for setting in ("MEASUREMENT_QUESTIONNAIRE", "MEASUREMENT_SECRET_FILE"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    exports = Path("tests") / "data" / "exports"
    shutil.copytree(ROOT / exports, tmp_path / exports)
    for _, name, content in blocks():
        if name:
            (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_the_handbook_runs(
    folder: Path, example_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix in (".sqlite", ".key"):  # already filled, so that the demo takes no time
        shutil.copy(example_store.with_suffix(suffix), folder / f"voorbeeld{suffix}")
    kinds = set()
    for command in commands():
        assert run(command) == 0, (command, capsys.readouterr().err)
        kinds.add(command.removeprefix(COMMAND).split()[0])
    assert kinds == {
        "backup",
        "check",
        "checklist",
        "import",
        "data",
        "demo",
        "migrate",
        "participations",
        "release",
        "report",
        "restore",
        "summary",
        "tables",
        "template",
        "verify",
    }
    assert (folder / "sjabloon.xlsx").stat().st_size > 5_000
    assert (folder / "plg.xlsx").stat().st_size > 5_000


def test_the_output_that_is_shown_is_the_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sequence = blocks()
    shown = 0
    for (kind, _, block), (after, _, output) in pairwise(sequence):
        first = block.splitlines()[0]
        if kind == "sh" and after == "text" and first.startswith(CHECK):
            run(first)
            told = capsys.readouterr().out.splitlines()
            assert set(output.splitlines()) <= set(told), first
            shown += 1
    assert shown == 2


def test_the_figures_that_are_shown_are_the_figures(folder: Path, example_store: Path) -> None:
    store = shlex.quote(str(example_store))
    assert run(f"{COMMAND}tables --store {store} --by strategy,school_year,moment --out t") == 0
    lines = (folder / "t" / "shares.csv").read_text(encoding="utf-8").splitlines()
    printed = [b for kind, _, b in blocks() if kind == "text" and b.startswith("strategy,")]
    for line in printed[0].splitlines():
        assert any(real.startswith(line.removesuffix("…")) for real in lines), line
    for percentage in ("55,1 %", "31,5 %", "13,5 %", "63,6 %", "44,7 % tot 65,0 %"):
        assert percentage in text()


def test_every_column_of_the_tables_is_explained(folder: Path, example_store: Path) -> None:
    store = shlex.quote(str(example_store))
    assert run(f"{COMMAND}tables --store {store} --out t") == 0
    for file in EXPLAINED:
        start = text().index(f"| {file} |")
        explained = set(re.findall(r"`(\w+)`", text()[start : text().index("\n\n", start)]))
        with (folder / "t" / file).open(encoding="utf-8", newline="") as source:
            assert set(next(csv.reader(source))) <= explained, file


def test_every_column_of_the_questionnaire_is_explained() -> None:
    described = re.findall(r"^\*\*(\w+\.csv)\*\*", text(), re.MULTILINE)
    assert len(described) >= 5
    for name in described:
        file = ROOT / "data" / "questionnaire" / name
        with file.open(encoding="utf-8-sig", newline="") as source:
            columns = set(next(csv.reader(source, delimiter=";")))
        start = text().index(f"**{name}**")
        stop = text().index("\n**", start)
        assert columns <= set(re.findall(r"`(\w+)`", text()[start:stop])), name


def test_the_questionnaire_of_the_handbook_reads_its_answers(folder: Path) -> None:
    known = load("workshop.toml")
    assert known.counted == ("W1", "W2")
    found = check(Path("workshop.csv"), known)
    assert found["respondents"] == 3
    assert found["excluded"]["test"] == [5]
    assert found["items"]["W1"]["n_high"] == 2
    assert found["items"]["W1"]["n_not_applicable"] == 1
    assert found["centres"] == {"Team Noord": 1, "Team Zuid": 2}
    assert found["problems"] == []
    assert run(
        f"{COMMAND}import workshop.csv --questionnaire workshop.toml --strategy workshop "
        "--initiative Lezen --store eigen.sqlite"
    ) == 0  # fmt: skip


def anchor(heading: str) -> str:
    """The place of a heading, as GitHub names it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_links_and_pictures_lead_somewhere() -> None:
    prose = re.sub(r"^```.*?^```$", "", text(), flags=re.MULTILINE | re.DOTALL)
    anchors = {anchor(h) for h in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}
    places = re.findall(r"\]\(([^)]+)\)", prose)
    assert len(places) > 12
    for place in places:
        if place.startswith("#"):
            assert place[1:] in anchors, place
        else:
            assert (HANDBOOK.parent / place).is_file(), place
    for picture in HANDBOOK.parent.glob("*.png"):
        assert picture.name in places
        assert picture.stat().st_size < 250_000
