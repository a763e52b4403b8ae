"""``python -m measurement``: see :mod:`measurement.cli.main`."""

import sys

from measurement.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
