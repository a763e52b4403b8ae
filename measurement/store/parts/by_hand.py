"""What people said by hand, as the rest of the tool asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Engine

from measurement.exports.headers.choices import Choices
from measurement.store.answers import choices
from measurement.store.releases.corrections import correcting
from measurement.store.transactions import noting, reading


class ByHand:
    """Columns, cells and centres of which somebody said what they are."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(self, questionnaire: str, names: Sequence[str], said: Choices) -> None:
        """Keep what was said of a file with these columns, for the next one."""
        with noting(self._engine) as connection:
            choices.remember(connection, questionnaire, names, said)

    def forget(self, questionnaire: str, names: Sequence[str]) -> None:
        """Let go of what was said of files with these columns."""
        with noting(self._engine) as connection:
            choices.forget(connection, questionnaire, names)

    def remembered(
        self, questionnaire: str, names: Sequence[str], texts: Mapping[str, Collection[str]]
    ) -> Choices:
        """What was last said of a file with these columns; ``texts`` are the cells in them."""
        with reading(self._engine) as connection:
            return choices.remembered(connection, questionnaire, names, texts)

    def assign_centres(self, spellings: Mapping[str, str]) -> None:
        """Remember which centre is meant by each of these names; '' forgets it.

        It holds for the answers that are in the store as well, for as long as it is remembered.
        """
        with correcting(self._engine) as connection:
            choices.assign_centres(connection, spellings)

    def centre_spellings(self) -> dict[str, str]:
        """The centre that is meant by each name that was assigned."""
        with reading(self._engine) as connection:
            return choices.centre_spellings(connection)
