"""The example data, made anew: ``python -m data.example.generator``, the same in every run."""

from __future__ import annotations

from pathlib import Path

from data.example.generator import FOLDER, checklists, exports, participations


def generate(folder: Path) -> list[Path]:
    """Write all files of the example; the paths written, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = (exports, checklists, participations)
    return [path for part in parts for path in part.generate(folder)]


def main() -> None:
    """Write the example data where it lies, and say what was written."""
    for path in generate(FOLDER):
        print(f"{path.relative_to(FOLDER.parents[1])}  {path.stat().st_size}")


if __name__ == "__main__":
    main()
