"""The store as the rest of the tool sees it."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from sqlalchemy import Engine

from measurement.counting.answers import Answers
from measurement.questionnaire.model import Questionnaire
from measurement.store import settings
from measurement.store.answers import answers
from measurement.store.faults import place
from measurement.store.parts.by_hand import ByHand
from measurement.store.parts.centres import Centres
from measurement.store.parts.checklists import Checklists
from measurement.store.parts.comments import Comments
from measurement.store.parts.example import Example
from measurement.store.parts.file import File
from measurement.store.parts.imports import Imports
from measurement.store.parts.people import People
from measurement.store.parts.reach import Reach
from measurement.store.parts.releases import Releases
from measurement.store.parts.retention import Retention
from measurement.store.parts.surveys import Surveys
from measurement.store.people.access import Access
from measurement.store.people.audit import Audit
from measurement.store.people.sign_ins import SignIns
from measurement.store.releases.ledger import recorded
from measurement.store.transactions import reading, together


class Store:
    """Imports, answers and all that is known beside them in one database; opened by ``open_store``.

    What can be asked of it lies in its parts: ``store.imports.undo(…)``. Every change is one
    transaction and raises :attr:`revision`. Safe to share among threads, and among processes that
    open the same database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.url = engine.url.render_as_string(hide_password=False)
        self.file = File(engine)
        self.example = Example(engine)
        self.imports = Imports(engine)
        self.surveys = Surveys(engine)
        self.by_hand = ByHand(engine)
        self.comments = Comments(engine)
        self.checklists = Checklists(engine)
        self.centres = Centres(engine)
        self.reach = Reach(engine)
        self.releases = Releases(engine)
        self.people = People(engine)
        self.retention = Retention(engine)
        self.access = Access(engine)
        self.audit = Audit(engine)
        self.sign_ins = SignIns(engine)
        self.close = weakref.finalize(self, engine.dispose)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self.place!r})"

    @property
    def place(self) -> str:
        """Where the store is, as a reader may see it: without a password."""
        return place(self._engine)

    @property
    def revision(self) -> int:
        """The number that every change raises: a key for what was computed from the store."""
        with reading(self._engine) as connection:
            return settings.revision(connection)

    @property
    def empty(self) -> bool:
        """Whether no import counts, and nothing is known of a centre."""
        with reading(self._engine) as connection:
            return settings.empty(connection)

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction of all that is asked of the store within: all of it is kept, or nothing."""
        with recorded(self._engine), together(self._engine):
            yield

    def answers(self, questionnaire: Questionnaire) -> Answers:
        """The answers that count, ready to be counted."""
        with reading(self._engine) as connection:
            return answers.load(connection, questionnaire)
