"""The command that draws a figure: of the network from answers, of a centre from its releases."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from measurement.cli.main import main
from measurement.cli.picture import FIGURES, OF_CENTRE
from measurement.reports.named.of_centre import CENTRE
from measurement.reports.named.registry import NETWORK
from measurement.store import open_store

YEAR = ("--where", "school_year=2024-2025")


def drawn(store: Path, out: Path, name: str, *more: str) -> str:
    """The text in the svg that the command writes."""
    assert main(["picture", name, "--store", str(store), *more, "--out", str(out / "f.svg")]) == 0
    root = ElementTree.fromstring((out / "f.svg").read_bytes())
    return " ".join("".join(root.itertext()).split())


def test_the_command_names_the_figures_that_there_are() -> None:
    assert tuple(NETWORK) == FIGURES
    assert tuple(CENTRE) == OF_CENTRE


def test_the_figures_of_the_annual_report_are_in_its_pictures(
    example_store: Path, tmp_path: Path
) -> None:
    told = drawn(example_store, tmp_path, "effect", *YEAR, "--where", "strategy=plg")
    for figure in ("80,9", "55,1", "46,1", "38,2", "21,3", "89", "Schooljaar: 2024-25."):
        assert figure in told
    told = drawn(example_store, tmp_path, "response", *YEAR)
    assert "291 van 472 · 62 %" in told
    assert "121 van 288 · 42 %" in told


def test_on_the_other_denominator_the_picture_says_so(example_store: Path, tmp_path: Path) -> None:
    more = (*YEAR, "--where", "strategy=plg", "--denominator", "without")
    told = drawn(example_store, tmp_path, "effect", *more)
    assert "58,6" in told  # B4: 41 of 70
    assert "zonder" in told or "niet meegerekend" in told


def test_a_picture_of_a_centre_is_of_its_release_and_says_which(
    example_store: Path, tmp_path: Path
) -> None:
    with open_store(str(example_store)) as store:
        last = store.releases.history().last
    assert last is not None
    told = drawn(example_store, tmp_path, "effect", "--centre", "centrum 07")
    assert "Centrum 07 · Effect" in told
    assert f"(nr. {last.number})" in told


def test_a_png_can_be_read(example_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "f.png"
    assert main(["picture", "factors", "--store", str(example_store), "--out", str(out)]) == 0
    assert Image.open(io.BytesIO(out.read_bytes())).info["dpi"] == pytest.approx((300, 300), abs=1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["nope", "--out", "f.svg"], "Er is geen figuur 'nope'"),
        (["items", "--out", "f.svg"], "--of"),
        (["items", "--of", "nope", "--out", "f.svg"], "--of"),
        (["effect", "--of", "B4", "--out", "f.svg"], "--of"),
        (["effect", "--out", "f.pdf"], ".png, .svg"),
        (["effect", "--centre", "Nergens", "--out", "f.svg"], "Van Nergens is niets vrijgegeven."),
        (["response", "--centre", "Centrum 07", "--out", "f.svg"], "effect, factors"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(
    example_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["picture", *asked, "--store", str(example_store)]) == 2
    assert said in capsys.readouterr().err
