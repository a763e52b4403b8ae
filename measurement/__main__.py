"""``python -m measurement``: see :mod:`measurement.cli`."""

import sys

from measurement.cli import main

if __name__ == "__main__":
    sys.exit(main())
