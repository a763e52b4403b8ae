"""A store taken to another version of its tables, for tests of the steps between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic.config import Config
from sqlalchemy import create_engine

from measurement.store.opening import STEPS


def steps(path: Path, to: Callable[[Config], None]) -> None:
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        to(config)
    engine.dispose()
