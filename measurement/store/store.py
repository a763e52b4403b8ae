"""The store as the rest of the tool sees it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from types import TracebackType

import pandas as pd
from sqlalchemy import Engine

from measurement import success_factor_files
from measurement.access import AUTOMATIC
from measurement.answers import Answers
from measurement.centre_facts import Fact, Inspection
from measurement.exports.recognised import Recognised
from measurement.protection_rules import Limits
from measurement.quality import Quality
from measurement.quality import quality as measured
from measurement.questionnaire import Questionnaire
from measurement.store import (
    answers,
    calendar,
    checklist_reading,
    checklists,
    erasure,
    facts,
    imports,
    invitations,
    limits,
    listing,
    retention,
    settings,
    undoing,
)
from measurement.store.access import Access
from measurement.store.adding import Addition
from measurement.store.audit import Audit
from measurement.store.by_hand import ByHand
from measurement.store.comments import Comments
from measurement.store.invitations import Invitation
from measurement.store.merging import Checklist, ChecklistDraft
from measurement.store.naming import SurveyNaming
from measurement.store.participation import Participation
from measurement.store.quality import filed
from measurement.store.receipts import Receipt, Undecided
from measurement.store.secret import key_file
from measurement.store.sign_ins import SignIns
from measurement.store.transactions import place, reading, trying, writing
from measurement.success_factors import SuccessFactors


class Store:
    """Imports, answers and invitations in one database; opened by ``open_store``.

    Every change is one transaction and raises :attr:`revision`. Safe to share among threads, and
    among processes that open the same database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.url = engine.url.render_as_string(hide_password=False)
        self.by_hand = ByHand(engine)
        self.comments = Comments(engine)
        self.participation = Participation(engine, settings.end_example)
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

    @property
    def is_example(self) -> bool:
        """Whether the store holds the invented example data."""
        with reading(self._engine) as connection:
            return settings.is_example(connection)

    @property
    def example_declined(self) -> bool:
        """Whether the reader chose to start without the example data."""
        with reading(self._engine) as connection:
            return settings.example_declined(connection)

    def decline_example(self) -> None:
        """Remember that the reader chose to start without the example data."""
        with writing(self._engine) as connection:
            settings.decline_example(connection)

    def answers(self, questionnaire: Questionnaire) -> Answers:
        """The answers that count, ready to be counted."""
        with reading(self._engine) as connection:
            return answers.load(connection, questionnaire)

    def survey_days(self) -> pd.DataFrame:
        """The declared table ``survey_days``: when each survey ran, and what its files hold."""
        with reading(self._engine) as connection:
            return calendar.survey_days(connection)

    def anonymous_answers(self) -> frozenset[int]:
        """The respondents, as numbered in answers, of whom it is not known who they are."""
        with reading(self._engine) as connection:
            return calendar.anonymous_answers(connection)

    def imports(self) -> pd.DataFrame:
        """One row per import, the newest first (see :func:`measurement.store.listing.imports`)."""
        with reading(self._engine) as connection:
            return listing.imports(connection)

    def exclusions(self, import_id: int) -> dict[str, tuple[int, ...]]:
        """Why rows of an import do not count, with the rows as Excel shows them."""
        with reading(self._engine) as connection:
            return listing.exclusions(connection, import_id)

    def quality(self, questionnaire: Questionnaire) -> Quality:
        """How well every survey was answered; imports that were undone are left out."""
        with reading(self._engine) as connection:
            return measured(filed(connection, questionnaire), questionnaire)

    def left_behind(self, questionnaire: Questionnaire) -> dict[str, tuple[int, ...]]:
        """Items of active imports that the questionnaire no longer knows.

        With the points that it no longer knows; none are named where the whole item is unknown.
        """
        with reading(self._engine) as connection:
            layouts = answers.layouts(connection).values()
        return {i: p for layout in layouts for i, p in answers.left_behind(layout, questionnaire)}

    def add(
        self,
        recognised: Recognised,
        naming: SurveyNaming,
        questionnaire: Questionnaire,
        *,
        keep_rows: Collection[int] = (),
        leave_out: Collection[int] = (),
        again: str = "",
    ) -> Receipt:
        """Add an export: all of it, or nothing (see :meth:`add_all`)."""
        addition = Addition(recognised, naming, keep_rows, leave_out, again)
        return self.add_all([addition], questionnaire)[0]

    def add_all(
        self,
        additions: Iterable[Addition | tuple[Recognised, SurveyNaming]],
        questionnaire: Questionnaire,
        invited: Iterable[Invitation] = (),
        instead_of_example: bool = False,
        tell: Callable[[Sequence[Receipt]], None] | None = None,
    ) -> list[Receipt]:
        """Add several exports with the invitations they name, and ``invited``: all, or none.

        An export of a survey that is in the store already is an update of it: nobody is counted
        twice (see :mod:`measurement.store.updating`). ``instead_of_example`` removes the example
        data, if there are, in the same transaction. Raises :class:`SurveyError` when one of them
        does not say which survey it belongs to, has blocking problems, or was imported before for
        the same survey, and :class:`Undecided` when only the reader knows what one of them is.
        ``tell`` is told what each brings, before anything is stored.
        """
        every = [a if isinstance(a, Addition) else Addition(*a) for a in additions]
        named = [Invitation(*row) for a in every for row in a.recognised.invitations]
        with writing(self._engine) as connection:
            if instead_of_example:
                settings.end_example(connection)
            receipts = imports.add(connection, key_file(self._engine.url), every, questionnaire)
            if any(receipt.open for receipt in receipts):
                raise Undecided(receipts)
            if tell is not None:
                tell(receipts)
            invitations.invite(connection, [*named, *invited], questionnaire)
        return receipts

    def preview(
        self,
        additions: Iterable[Addition],
        questionnaire: Questionnaire,
        instead_of_example: bool = False,
    ) -> list[Receipt]:
        """What :meth:`add_all` would bring, with what it must be told first; nothing is stored."""
        with trying(self._engine) as connection:
            if instead_of_example:
                settings.end_example(connection)
            return imports.add(connection, key_file(self._engine.url), additions, questionnaire)

    def invite(
        self, rows: Iterable[Invitation], questionnaire: Questionnaire | None = None
    ) -> None:
        """Keep the numbers of people invited, each in place of an earlier one."""
        with writing(self._engine) as connection:
            invitations.invite(connection, rows, questionnaire)

    def undo(self, import_id: int) -> None:
        """Let an import no longer count; the numbers of invited that came with it neither."""
        with writing(self._engine) as connection:
            undoing.undo(connection, import_id)

    def redo(self, import_id: int) -> None:
        """Let an import that was undone count again."""
        with writing(self._engine) as connection:
            undoing.redo(connection, import_id)

    def take_back(self, import_id: int, rows: Collection[int]) -> None:
        """Let rows that were set aside count."""
        with writing(self._engine) as connection:
            undoing.take_back(connection, import_id, rows)

    def leave_out(self, import_id: int, rows: Collection[int]) -> None:
        """Let rows no longer count."""
        with writing(self._engine) as connection:
            undoing.leave_out(connection, import_id, rows)

    def save_checklist(self, draft: ChecklistDraft, expected_version: int = 0) -> Checklist:
        """Save a checklist as it is now, of the version that was read; what holds from now on.

        Raises :class:`Conflict` when somebody else saved in between: after saving all that both
        gave, and telling what the other changed. Nothing is lost: every version stays.
        """
        with writing(self._engine) as connection:
            outcome = checklists.save(connection, draft, expected_version)
        return outcome.told()

    def take_checklists(
        self, drafts: Iterable[ChecklistDraft], status: str = "open"
    ) -> list[Checklist]:
        """Save the checklists of a file, all or none (see :func:`checklists.take`)."""
        with writing(self._engine) as connection:
            return checklists.take(connection, drafts, status)

    def close_checklist(self, checklist_id: int) -> Checklist:
        """Let a checklist no longer be changed."""
        with writing(self._engine) as connection:
            return checklists.set_status(connection, checklist_id, "closed")

    def reopen_checklist(self, checklist_id: int) -> Checklist:
        """Let a closed checklist be changed again."""
        with writing(self._engine) as connection:
            return checklists.set_status(connection, checklist_id, "open")

    def checklist(self, checklist_id: int) -> Checklist:
        """One checklist, to show or to change."""
        with reading(self._engine) as connection:
            return checklist_reading.one(connection, checklist_id)

    def checklist_history(self, checklist_id: int) -> list[Checklist]:
        """Every version of a checklist, the oldest first."""
        with reading(self._engine) as connection:
            return checklist_reading.history(connection, checklist_id)

    def checklist_listing(self) -> pd.DataFrame:
        """The declared table ``checklists``: one row per checklist, the newest first."""
        with reading(self._engine) as connection:
            return checklist_reading.listing(connection)

    def checklists(self, known: SuccessFactors, drafts: bool = True) -> pd.DataFrame:
        """The declared table ``checklist``: what was filled in; without ``drafts`` closed ones."""
        with reading(self._engine) as connection:
            return checklist_reading.table(connection, known, drafts)

    def record_facts(self, rows: Iterable[Fact], known: SuccessFactors | None = None) -> None:
        """Keep facts of centres, each in place of an earlier one of that day.

        Which facts there are ``known`` says; without it the terms.csv in force.
        """
        with writing(self._engine) as connection:
            facts.record_facts(connection, rows, known or success_factor_files.load())

    def facts(self) -> pd.DataFrame:
        """The declared table ``facts``: what holds now of each centre."""
        with reading(self._engine) as connection:
            return facts.facts(connection)

    def record_inspections(self, rows: Iterable[Inspection]) -> None:
        """Keep inspection results, each in place of an earlier one."""
        with writing(self._engine) as connection:
            facts.record_inspections(connection, rows)

    def inspections(self) -> pd.DataFrame:
        """The declared table ``inspections``: one row per centre, school year and scale."""
        with reading(self._engine) as connection:
            return facts.inspections(connection)

    def find_person(self, identity: str, by: str = "") -> erasure.Found:
        """How much is kept of who has this address; ``by`` puts it in the audit log."""
        return erasure.find(self._engine, identity, by)

    def erase_person(self, by: str, identity: str) -> erasure.Erased:
        """Delete all that is kept of who has this address, and leave it out of later imports."""
        return erasure.erase(self._engine, by, identity)

    @property
    def limits(self) -> Limits:
        """From how many persons something is shown to directors."""
        with reading(self._engine) as connection:
            return limits.limits(connection)

    def set_limits(self, by: str, wanted: Limits) -> None:
        """Set from how many persons something is shown; nobody goes below three."""
        with writing(self._engine) as connection:
            limits.set_limits(connection, by, wanted)

    @property
    def years_kept(self) -> int | None:
        """For how many years after a school year its answers are kept; None = without an end."""
        with reading(self._engine) as connection:
            return retention.years_kept(connection)

    @property
    def deletes_itself(self) -> bool:
        """Whether school years that are due are deleted without anybody asking for it."""
        with reading(self._engine) as connection:
            return retention.deletes_itself(connection)

    def keep_for(self, by: str, years: int | None, automatic: bool = False) -> None:
        """Set for how many years after a school year its answers are kept.

        With ``automatic`` they are deleted by :meth:`tidy_up` afterwards.
        """
        with writing(self._engine) as connection:
            retention.keep_for(connection, by, years, automatic)

    def tidy_up(self, today: date | None = None) -> pd.DataFrame:
        """Delete the school years that are due, if that was set; what was deleted."""
        day = today or date.today()
        if not self.deletes_itself or self.due_for_deletion(day).empty:
            return retention.nothing()
        return retention.apply(self._engine, AUTOMATIC, day)

    def due_for_deletion(self, today: date | None = None) -> pd.DataFrame:
        """The declared table ``retention``: the school years to delete by now, and how much."""
        with reading(self._engine) as connection:
            return retention.due(connection, today or date.today())

    def apply_retention(self, by: str, today: date | None = None) -> pd.DataFrame:
        """Delete the school years that are due; what was deleted, as in :meth:`due_for_deletion`."""
        return retention.apply(self._engine, by, today or date.today())

    def mark_example(self) -> None:
        """Mark everything the store holds now as invented example data."""
        with writing(self._engine) as connection:
            settings.mark_example(connection)

    def clear_example(self) -> None:
        """Delete what was marked as example data; what was added later stays."""
        with writing(self._engine) as connection:
            settings.clear_example(connection)
