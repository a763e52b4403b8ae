"""Starts the dashboard: ``python -m pages.frame.launch [--open] [streamlit options]``.

The same as ``streamlit run dashboard.py``, but the first visitor of a page's own address gets
that page at once: Streamlit otherwise takes the folder ``pages`` for its older kind of pages
until the first run, and says that the page does not exist. ``--open`` shows it in the reader's
browser as soon as it answers, without the notices that Streamlit has for developers.
"""

from __future__ import annotations

import importlib
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

from measurement import workplace
from pages.frame.listening import address_in, refusal

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"


def _open_when_ready(url: str) -> None:
    """Open the browser once the server answers; give up after half a minute."""
    for _ in range(150):
        time.sleep(0.2)
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                break
        except OSError:
            continue
    else:
        return
    webbrowser.open(url)


def _fetch_ahead() -> None:
    """Load what takes seconds to load, while the first reader looks at the first page."""
    time.sleep(8)
    importlib.import_module("pingouin")


def main() -> None:
    """Run the dashboard with the options of the command line; refuse an address others reach."""
    from streamlit import config

    address = address_in(sys.argv[1:], config.get_option("server.address"))
    if (why := refusal(address)) is not None:
        sys.exit(str(why))
    workplace.clear()
    threading.Thread(target=_fetch_ahead, daemon=True).start()
    options = [option for option in sys.argv[1:] if option != "--open"]
    if len(options) < len(sys.argv) - 1:
        named = "--server.port" in options[:-1]
        port = options[options.index("--server.port") + 1] if named else "8501"
        url = f"http://127.0.0.1:{port}"
        threading.Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    from pages.frame import guard

    PagesManager.uses_pages_directory = False
    guard.install()
    sys.argv = ["streamlit", "run", str(DASHBOARD), *options]
    cli.main()


if __name__ == "__main__":
    main()
