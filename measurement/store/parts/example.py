"""The invented example data in the store: marked as such, and cleared."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Engine

from measurement.access.roles import LOCAL
from measurement.questionnaire.model import Questionnaire
from measurement.store import settings
from measurement.store.releases import publishing
from measurement.store.releases.publishing import Occasion
from measurement.store.secret import key_file
from measurement.store.transactions import noting, reading, writing


class Example:
    """Which part of the store is the invented example."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def there(self) -> bool:
        """Whether the store holds the invented example data."""
        with reading(self._engine) as connection:
            return settings.is_example(connection)

    @property
    def declined(self) -> bool:
        """Whether the reader chose to start without the example data."""
        with reading(self._engine) as connection:
            return settings.example_declined(connection)

    def decline(self) -> None:
        """Remember that the reader chose to start without the example data."""
        with writing(self._engine) as connection:
            settings.decline_example(connection)

    def release(
        self, questionnaire: Questionnaire, *, day: str, years: Collection[str] | None = None
    ) -> None:
        """Release figures of the example to directors; the audit log is of what people did."""
        with noting(self._engine) as connection:
            path, when = key_file(self._engine.url), Occasion(day, LOCAL, years)
            publishing.make(connection, path, questionnaire, when)

    def mark(self) -> None:
        """Mark everything the store holds now as invented example data."""
        with writing(self._engine) as connection:
            settings.mark_example(connection)

    def clear(self) -> None:
        """Delete what was marked as example data; what was added later stays."""
        with writing(self._engine) as connection:
            settings.clear_example(connection)
