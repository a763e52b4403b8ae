"""Starts the dashboard: ``python -m pages.shared.launch [streamlit options]``.

The same as ``streamlit run dashboard.py``, but the first visitor of a page's own address gets
that page at once: Streamlit otherwise takes the folder ``pages`` for its older kind of pages
until the first run, and says that the page does not exist.
"""

from __future__ import annotations

import sys
from pathlib import Path

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"


def main() -> None:
    """Run the dashboard with the options of the command line."""
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(DASHBOARD), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
