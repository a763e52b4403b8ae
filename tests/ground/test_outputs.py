"""Files that people take away: whole, or as it was before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from measurement import outputs

ROOT = Path(__file__).resolve().parents[2]
FULL = """
import resource, signal, sys
from measurement.cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
sys.exit(main(["--language", "en", *sys.argv[1:]]))
"""


@pytest.mark.parametrize("command", [["template"], ["checklist", "template"]])
def test_what_does_not_fit_on_the_disk_leaves_what_stood_there(
    command: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "book.xlsx"
    out.write_bytes(b"the one of before")
    done = subprocess.run(
        [sys.executable, "-c", FULL, *command, "--out", str(out)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.startswith(f"{out} cannot be read or written")
    assert out.read_bytes() == b"the one of before"
    assert list(tmp_path.iterdir()) == [out]


def test_of_several_files_none_is_there_when_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        outputs.together({tmp_path / "a.csv": b"a", tmp_path / "file" / "b.csv": b"b"})
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_file_keeps_its_rights_and_a_link_its_target(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    outputs.write(link, b"new")
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)
    assert link.is_symlink()
