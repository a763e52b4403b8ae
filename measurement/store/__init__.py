"""The store: answers and invitations, pseudonymised and undoable, and what is known of centres."""

from measurement.centre.checklist.draft import Change, Checklist, ChecklistDraft, Conflict, Entry
from measurement.exports.surveys import Survey, SurveyNaming
from measurement.questionnaire.centre_facts import Fact, Inspection
from measurement.store.answers.invitations import Invitation
from measurement.store.opening import open_store
from measurement.store.store import Store
from measurement.store.updates.adding import Addition
from measurement.store.updates.receipts import Receipt, Undecided

__all__ = [
    "Addition",
    "Change",
    "Checklist",
    "ChecklistDraft",
    "Conflict",
    "Entry",
    "Fact",
    "Inspection",
    "Invitation",
    "Receipt",
    "Store",
    "Survey",
    "SurveyNaming",
    "Undecided",
    "open_store",
]
