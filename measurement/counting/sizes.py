"""What the answers of groups are worth: persons, and effective numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


class Sizes(NamedTuple):
    """What the answers of a group are worth, groups × items.

    ``n_persons``: who gave a score; ``most``: the most scores of one of them; ``scored`` and
    ``answered``: the effective number of scores, and of scores and "not applicable" together.
    """

    n_persons: Numbers
    most: Numbers
    scored: Floats
    answered: Floats

    def select(self, places: list[int]) -> Sizes:
        """Those of these items, by their place."""
        n_persons, most, scored, answered = self
        return Sizes(n_persons[:, places], most[:, places], scored[:, places], answered[:, places])
